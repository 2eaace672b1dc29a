import { dictionary } from "./words.ts";

/** Addresses that calendar programmes read, and what they are given. */
export const feeds = dictionary({
  title: { vi: "{count} địa chỉ theo dõi lịch đang dùng", en: { one: "{count} calendar feed in use", other: "{count} calendar feeds in use" } },
  titleNone: { vi: "Chưa có địa chỉ theo dõi lịch nào", en: "No calendar feed yet" },
  lead: {
    vi: "Điện thoại hoặc chương trình lịch đọc ngày đại hội qua một địa chỉ bí mật, không cần đăng nhập. Ai có địa chỉ đều đọc được: không chuyển cho người khác. Trong lịch chỉ có tên đơn vị, trạng thái, ngày và hội trường.",
    en: "A phone or calendar programme reads the congress dates at a secret address, without signing in. Whoever has the address can read it: do not pass it on. The feed holds unit, state, day and hall only.",
  },
  make: { vi: "Tạo địa chỉ mới", en: "Make a new address" },
  makeOne: { vi: "Tạo địa chỉ", en: "Make the address" },
  what: { vi: "Theo dõi đại hội nào", en: "Which congresses" },
  "kind.branch": { vi: "Của {name} và các tổ chức trực thuộc", en: "Those of {name} and everything below it" },
  "kind.person": { vi: "Mọi đại hội trong phạm vi của tôi", en: "All that I may see" },
  "kind.leader": { vi: "Những đại hội {name} dự", en: "Those that {name} attends" },
  "about.branch": { vi: "Đại hội của {name}", en: "Congresses of {name}" },
  "about.person": { vi: "Mọi đại hội trong phạm vi của {name}", en: "All congresses in the scope of {name}" },
  "about.leader": { vi: "Đại hội {name} dự", en: "Congresses that {name} attends" },
  gone: { vi: "Không còn quyền; địa chỉ không cho gì nữa", en: "No longer yours to see; the address gives nothing" },
  branchElsewhere: { vi: "Muốn theo dõi một tổ chức khác, mở trang của tổ chức đó rồi chọn “Theo dõi lịch”; với một lãnh đạo, mở trang của lãnh đạo đó.", en: "To follow another branch, open its page and choose “Calendar feed”; for a leader, open the leader's page." },
  secretTitle: { vi: "Địa chỉ mới, chỉ hiện một lần này", en: "The new address, shown this once" },
  secretHint: {
    vi: "Chép ngay vào chương trình lịch, ở mục thêm lịch từ địa chỉ (URL). Hệ thống không giữ địa chỉ, không thể cho xem lại; nếu mất, thu hồi và tạo địa chỉ khác.",
    en: "Copy it now into your calendar programme (add a calendar from a URL). It is not kept and cannot be shown again; if it is lost, revoke it and make another.",
  },
  address: { vi: "Địa chỉ", en: "Address" },
  list: { vi: "Đang dùng", en: "In use" },
  congresses: { vi: "Theo dõi", en: "Follows" },
  madeAt: { vi: "Tạo lúc", en: "Made" },
  readAt: { vi: "Đọc lần cuối", en: "Last read" },
  readNever: { vi: "chưa lần nào", en: "never" },
  revoke: { vi: "Thu hồi", en: "Revoke" },
  "refused.tooManyFeeds": { vi: "Đã có {most} địa chỉ đang dùng. Thu hồi địa chỉ không còn cần trước.", en: "You have {most} addresses in use. Revoke one that is no longer needed first." },
  "refused.formKeyReused": { vi: "Địa chỉ này đã tạo và đã hiện một lần. Nếu chưa kịp chép, thu hồi rồi tạo địa chỉ khác.", en: "This address was made and shown already. If you did not copy it, revoke it and make another." },
  // Inside the feed.
  "calendar.description": {
    vi: "Ngày đại hội từ {from} đến {until}. Chỉ để theo dõi; ngày chính thức theo văn bản.",
    en: "Congress dates from {from} to {until}. For information; the documents decide.",
  },
  "calendar.cut": {
    vi: "Chỉ có {count} trong {total} đại hội từ {from} đến {until}, những đại hội gần hôm nay nhất. Muốn đủ, theo dõi một tổ chức nhỏ hơn.",
    en: "Only {count} of {total} congresses from {from} to {until}, those nearest to today. To have all, follow a smaller branch.",
  },
  "event.summary": { vi: "Đại hội {name} ({state})", en: "Congress of {name} ({state})" },
  "event.morning": { vi: "Khai mạc buổi sáng", en: "Opens in the morning" },
  "event.afternoon": { vi: "Khai mạc buổi chiều", en: "Opens in the afternoon" },
});
