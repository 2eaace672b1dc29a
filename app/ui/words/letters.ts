import { dictionary } from "./words.ts";

/** The register of letters and its clocks. */
export const letters = dictionary({
  /** What everybody without a right to a letter reads, always and nothing else. */
  restricted: { vi: "Có nội dung hạn chế", en: "Restricted matter" },
  blockedRestricted: { vi: "Bị chặn: có nội dung hạn chế", en: "Blocked: restricted matter" },
});
