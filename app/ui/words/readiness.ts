import { dictionary } from "./words.ts";

/** The checklist, the lights and the secretary's board. */
export const readiness = dictionary({
  checklist: { vi: "Danh mục việc phải làm", en: "Checklist" },
});
