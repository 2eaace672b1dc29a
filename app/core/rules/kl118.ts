import { day } from "#app/core/time/day.ts";
import { ct35 } from "./ct35.ts";
import type { Edition } from "./edition.ts";
import { reported } from "./rule.ts";

/** The blocs' committees go, agency committees come; standing committees are not filled up any more. */
export const kl118: Edition = {
  ...ct35,
  code: "KL118",
  title: {
    vi: "Kết luận 118-KL/TW ngày 18/1/2025",
    en: "Conclusion 118-KL/TW of 18 January 2025",
  },
  from: day("2025-01-18"),
  extends: "CT35",
  documents: [...ct35.documents, "118-KL/TW", "126-KL/TW"],
  personnel: {
    ...ct35.personnel,
    standingTopUp: reported("stopped", "118-KL/TW"),
  },
};
