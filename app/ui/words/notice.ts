import { dictionary } from "./words.ts";

/** What the next page says after something succeeded (?notice=code). */
export const notice = dictionary({
  accountMade: {
    vi: "Đã tạo tài khoản. Tài khoản chưa có quyền nào cho đến khi một người đề nghị và một người khác phê duyệt.",
    en: "The account is made. It has no right until one person proposes it and another approves it.",
  },
  grantProposed: { vi: "Đã gửi đề nghị cấp quyền, chờ người khác phê duyệt.", en: "The grant is proposed and waits for another person." },
  grantDecided: { vi: "Đã ghi quyết định về quyền.", en: "The decision on the grant is recorded." },
  passwordChanged: { vi: "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.", en: "Password changed. Your other sessions have ended." },
  sessionsEnded: { vi: "Đã kết thúc phiên đăng nhập ở nơi khác.", en: "The other sessions have ended." },
  preferenceSaved: { vi: "Đã lưu lựa chọn hiển thị.", en: "Your display choice is saved." },
  letterRegistered: { vi: "Đã vào sổ. Ghi mã vụ việc lên phong bì niêm phong.", en: "Registered. Write the case code on the sealed envelope." },
  letterStepped: { vi: "Đã ghi bước xử lý.", en: "The step is recorded." },
  letterProposed: { vi: "Đã gửi đề nghị, chờ người thứ hai.", en: "The proposal waits for a second person." },
  letterDecided: { vi: "Đã ghi ý kiến về đề nghị.", en: "Your decision is recorded." },
  campaignOpened: { vi: "Đã mở nhiệm kỳ; mỗi đơn vị đã có đại hội của mình.", en: "The term is open; every unit has its congress." },
  unitsJoined: { vi: "Các đơn vị còn lại đã vào nhiệm kỳ.", en: "The remaining units have joined the term." },
  congressSaved: { vi: "Đã lưu thông tin đại hội.", en: "The congress is saved." },
  datePlaced: { vi: "Đã đặt ngày dự kiến; các mốc đã tính lại.", en: "The draft date is set; the milestones are counted anew." },
  dateCleared: { vi: "Đã bỏ ngày dự kiến.", en: "The draft date is taken away." },
  datesSubmitted: { vi: "Đã trình duyệt.", en: "Submitted." },
  datesWithdrawn: { vi: "Đã rút lại, ngày trở về dự kiến.", en: "Withdrawn; the date is a draft again." },
  datesApproved: { vi: "Đã phê duyệt.", en: "Approved." },
  datesReturned: { vi: "Đã trả lại kèm lý do.", en: "Returned with the reason." },
  datesReopened: { vi: "Đã mở lại; ngày trở về dự kiến.", en: "Reopened; the date is a draft again." },
  paperRecorded: { vi: "Đã ghi nhận văn bản.", en: "The paper is recorded." },
  paperWithdrawn: { vi: "Đã bỏ ghi nhận văn bản.", en: "The paper is taken back." },
  planFilled: { vi: "Đã đặt ngày dự kiến cho các đại hội xếp được.", en: "Draft dates are set for all that could be placed." },
});
