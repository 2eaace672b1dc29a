import { dictionary } from "./words.ts";

/** A term's season of congresses: states, kinds, lengths. */
export const campaign = dictionary({
  "state.undated": { vi: "Chưa có ngày", en: "No date" },
  "state.draft": { vi: "Dự kiến", en: "Draft" },
  "state.submitted": { vi: "Đã trình", en: "Submitted" },
  "state.approved": { vi: "Đã duyệt", en: "Approved" },
  "state.held": { vi: "Đã tổ chức", en: "Held" },
  "state.reported": { vi: "Đã báo cáo", en: "Reported" },
  "form.member": { vi: "Đại hội đảng viên", en: "All-member congress" },
  "form.delegate": { vi: "Đại hội đại biểu", en: "Delegate congress" },
  "contents.2": { vi: "2 nội dung", en: "Two contents" },
  "contents.3": { vi: "3 nội dung", en: "Three contents" },
  "contents.4": { vi: "4 nội dung", en: "Four contents" },
  "session.morning": { vi: "Sáng", en: "Morning" },
  "session.afternoon": { vi: "Chiều", en: "Afternoon" },
  "session.short.morning": { vi: "S", en: "am" },
  "session.short.afternoon": { vi: "C", en: "pm" },
});
