import { dictionary } from "./words.ts";

/** Nominees, checks, findings and conclusions. */
export const vetting = dictionary({
  "nominee.reelected": { vi: "Tái cử", en: "Re-election" },
  "nominee.firstTime": { vi: "Tham gia lần đầu", en: "First-time" },
});
