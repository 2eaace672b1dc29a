import { dictionary } from "./words.ts";

/** Dates, milestones, conflicts and the preview of a move. */
export const scheduling = dictionary({
  "severity.blocks": { vi: "Chặn", en: "Blocks" },
  "severity.blocksApproval": { vi: "Chặn phê duyệt", en: "Blocks approval" },
  "severity.warns": { vi: "Cảnh báo", en: "Warns" },
});
