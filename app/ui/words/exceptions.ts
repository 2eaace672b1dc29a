import { dictionary } from "./words.ts";

/** Accepted exceptions: a clash that somebody entitled takes upon himself with a document. */
export const exceptions = dictionary({
  title: { vi: "Ngoại lệ được chấp thuận", en: "Accepted exceptions" },
  add: { vi: "Chấp thuận ngoại lệ", en: "Accept an exception" },
  lead: {
    vi: "Điều vướng trở thành cảnh báo cho đúng ngày khai mạc này; chuyển ngày thì ngoại lệ hết hiệu lực.",
    en: "The conflict becomes a warning for this opening day only; when the date moves, the exception falls.",
  },
  clash: { vi: "Điều vướng", en: "Conflict" },
  why: { vi: "Lý do chấp thuận", en: "Why it is accepted" },
  paper: { vi: "Số văn bản cho phép", en: "Number of the document that allows it" },
  lastDay: { vi: "Đến hết ngày", en: "Until and including" },
  lastDayHint: { vi: "Để trống: đến khi chuyển ngày.", en: "Empty: as long as the date stands." },
  submit: { vi: "Chấp thuận", en: "Accept" },
  withdraw: { vi: "Rút ngoại lệ", en: "Take the exception back" },
  withdrawWhy: { vi: "Lý do rút", en: "Why it is taken back" },
  "refused.alreadyAccepted": { vi: "Điều vướng này vừa được chấp thuận ngoại lệ.", en: "An exception for this conflict has been accepted already." },
  "refused.notOffered": { vi: "Điều vướng này không còn hoặc không được chấp thuận ngoại lệ.", en: "This conflict is gone, or cannot be excused." },
  "refused.ownDate": { vi: "Người đặt hoặc trình ngày này không được tự chấp thuận ngoại lệ cho nó.", en: "Who set or submitted this date does not accept an exception for it." },
  "refused.dayOver": { vi: "Ngày {day} đã qua.", en: "{day} has passed." },
  "refused.otherBranch": {
    vi: "Đại hội kia ngoài phạm vi của đồng chí; cấp trên của cả hai mới chấp thuận được.",
    en: "The other congress lies outside your branch; somebody above both has to accept it.",
  },
});
