import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Tone } from "#app/ui/parts/state-badge.tsx";

/** The tone of a date's state; the word beside it says which state it is. */
export const STATE_TONES: Readonly<Record<CongressState, Tone>> = {
  undated: "amber",
  draft: "plain",
  submitted: "info",
  approved: "green",
  held: "green",
  reported: "green",
  cancelled: "plain",
};
