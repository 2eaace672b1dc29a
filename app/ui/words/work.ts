import { dictionary } from "./words.ts";

/** The start page and the global search. */
export const work = dictionary({
  "today.titleNone": { vi: "Hôm nay không có việc nào chờ đồng chí", en: "Nothing waits for you today" },
  "today.title": { vi: "{count} việc đang chờ đồng chí", en: { one: "{count} thing waits for you", other: "{count} things wait for you" } },
  "today.lead": { vi: "{day} · việc gấp nhất ở trên", en: "{day} · most urgent first" },
  "today.go": { vi: "Bắt đầu từ đây", en: "Start here" },
  "today.noRights": {
    vi: "Tài khoản chưa có quyền ở đảng bộ nào. Liên hệ cán bộ Ban Tổ chức để được đề nghị cấp quyền.",
    en: "Your account has no right over any branch yet. Ask a planner to propose one.",
  },
  "today.open": { vi: "Xem", en: "Open" },

  "inbox.grantsToDecide": { vi: "{count} đề nghị cấp quyền chờ phê duyệt", en: { one: "{count} grant to decide", other: "{count} grants to decide" } },
  "inbox.datesToApprove": { vi: "{count} ngày đại hội chờ duyệt", en: { one: "{count} congress date to approve", other: "{count} congress dates to approve" } },
  "inbox.undated": { vi: "{count} đại hội chưa có ngày", en: { one: "{count} congress without a date", other: "{count} congresses without a date" } },
  "inbox.drafts": { vi: "{count} ngày dự kiến chưa trình duyệt", en: { one: "{count} planned date not submitted", other: "{count} planned dates not submitted" } },
  "inbox.blocked": { vi: "{count} đại hội đang bị chặn", en: { one: "{count} congress is blocked", other: "{count} congresses are blocked" } },
  "inbox.checksOverdue": { vi: "{count} việc thẩm định quá hạn", en: { one: "{count} check is overdue", other: "{count} checks are overdue" } },
  "inbox.checksDue": { vi: "{count} việc thẩm định đến hạn trong 7 ngày", en: { one: "{count} check is due within 7 days", other: "{count} checks are due within 7 days" } },
  "inbox.conclusionsReturned": { vi: "{count} kết luận bị trả lại để bổ sung", en: { one: "{count} conclusion was returned", other: "{count} conclusions were returned" } },
  "inbox.conclusionsToDecide": { vi: "{count} đề xuất kết luận chờ xác nhận", en: { one: "{count} conclusion to confirm or return", other: "{count} conclusions to confirm or return" } },
  "inbox.lettersOverdue": { vi: "{count} đơn thư quá hạn", en: { one: "{count} letter is overdue", other: "{count} letters are overdue" } },
  "inbox.lettersDue": { vi: "{count} đơn thư đến hạn trong 7 ngày", en: { one: "{count} letter is due within 7 days", other: "{count} letters are due within 7 days" } },
  "inbox.lettersToDecide": { vi: "{count} đề nghị chuyển hoặc kết thúc đơn thư chờ ý kiến", en: { one: "{count} transfer or closing to decide", other: "{count} transfers or closings to decide" } },
  "inbox.linesDue": { vi: "{count} việc chuẩn bị đến hạn trong 7 ngày", en: { one: "{count} checklist line is due within 7 days", other: "{count} checklist lines are due within 7 days" } },
  "inbox.linesOverdue": { vi: "{count} việc chuẩn bị quá hạn", en: { one: "{count} checklist line is overdue", other: "{count} checklist lines are overdue" } },
  "inbox.linesToAccept": { vi: "{count} việc chuẩn bị chờ chấp nhận", en: { one: "{count} checklist line to accept", other: "{count} checklist lines to accept" } },
  "inbox.outcomesMissing": { vi: "{count} đại hội đã qua ngày mà chưa ghi kết quả", en: { one: "{count} congress is past its day without an outcome", other: "{count} congresses are past their day without an outcome" } },
  "inbox.log": { vi: "Kiểm tra nhật ký", en: "Read the log" },

  "search.title": { vi: "Tìm", en: "Search" },
  "search.titleFor": { vi: "{count} kết quả cho “{text}”", en: { one: "{count} result for “{text}”", other: "{count} results for “{text}”" } },
  "search.none": { vi: "Không tìm thấy “{text}” trong phạm vi của đồng chí", en: "Nothing found for “{text}” in your branch" },
  "search.hint": { vi: "Gõ không dấu cũng tìm được: “dong hoa” ra “Xã Đông Hòa”.", en: "Accents may be left out: “dong hoa” finds “Xã Đông Hòa”." },
  "search.units": { vi: "Đơn vị", en: "Units" },
  "search.level": { vi: "Cấp", en: "Level" },
  "search.parent": { vi: "Trực thuộc", en: "Under" },
  "search.post": { vi: "Chức vụ", en: "Post" },
  "search.persons": { vi: "Nhân sự", en: "Personnel" },
});
