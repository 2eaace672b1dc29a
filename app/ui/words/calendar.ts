import { dictionary } from "./words.ts";

/** The calendar of congresses and its list twin. */
export const calendar = dictionary({
  "view.month": { vi: "Tháng", en: "Month" },
  "view.week": { vi: "Tuần", en: "Week" },
  "view.agenda": { vi: "Lịch trình", en: "Agenda" },
  "view.list": { vi: "Danh sách", en: "List" },
  views: { vi: "Cách xem lịch", en: "Calendar views" },
  today: { vi: "Hôm nay", en: "Today" },
  previous: { vi: "Trước", en: "Earlier" },
  next: { vi: "Sau", en: "Later" },
  monthTitle: { vi: "Tháng {month}/{year}", en: "{month}/{year}" },
  weekTitle: { vi: "Tuần {from} – {until}", en: "Week {from} – {until}" },
  more: { vi: "+{count} nữa", en: "+{count} more" },
  changeDay: { vi: "Đổi ngày đại hội {name}", en: "Change the day of {name}" },
  empty: { vi: "Không có đại hội nào trong khoảng này.", en: "No congress in this range." },
  emptyLead: { vi: "Đổi khoảng thời gian hoặc bỏ bớt điều kiện lọc.", en: "Change the range or remove a filter." },
  columnDay: { vi: "Ngày", en: "Day" },
  columnCongress: { vi: "Đại hội", en: "Congress" },
  columnState: { vi: "Trạng thái", en: "State" },
  columnReadiness: { vi: "Sẵn sàng", en: "Readiness" },
  columnSession: { vi: "Buổi", en: "Session" },
  dragHint: {
    vi: "Kéo một đại hội sang ngày khác để xem trước các hệ quả; hoặc bấm biểu tượng lịch trên đại hội.",
    en: "Drag a congress to another day to preview what changes, or use its calendar icon.",
  },
  summary: {
    vi: "{count} đại hội",
    en: { one: "{count} congress", other: "{count} congresses" },
  },
  legend: { vi: "Chú giải", en: "Key" },
  "legend.draft": { vi: "nền sọc: dự kiến", en: "striped: draft" },
  "legend.approved": { vi: "chữ đậm: đã duyệt", en: "bold: approved" },
  "legend.sessions": { vi: "S: khai mạc buổi sáng, C: buổi chiều", en: "am, pm: opens in the morning or afternoon" },
  "legend.off": { vi: "nền sẫm: ngày nghỉ", en: "shaded: no work" },
  until: { vi: "đến {day}", en: "until {day}" },
});
