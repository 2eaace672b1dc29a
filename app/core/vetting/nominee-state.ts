import type { CheckState } from "./checks.ts";
import type { ConclusionStanding } from "./conclusion.ts";
import type { Eligibility } from "./eligibility.ts";

/** Where a nominee stands as a whole; all that a planner, a secretary and a clerk see of the vetting. */
export const NOMINEE_STATES = ["incomplete", "inProgress", "proposed", "confirmed", "returned", "ineligible"] as const;
export type NomineeState = (typeof NOMINEE_STATES)[number];

export type NomineeStanding = {
  readonly eligibility: Eligibility;
  /** As of the opening day, see `stateOn`. */
  readonly checks: readonly CheckState[];
  readonly conclusion: ConclusionStanding;
};

/**
 * A confirmed rule that is broken, or a confirmed conclusion against the nominee, makes ineligible. Confirmed stays
 * confirmed only as long as no finding it rests on has expired: then the vetting is in progress again.
 */
export function nomineeState({ eligibility, checks, conclusion }: NomineeStanding): NomineeState {
  if (eligibility === "ineligible") return "ineligible";
  if (conclusion.state === "confirmed") {
    const { verdict } = conclusion.version;
    if (verdict === "notConsidered" || verdict === "ineligible") return "ineligible";
    return checks.includes("expired") ? "inProgress" : "confirmed";
  }
  if (conclusion.state !== "none") return conclusion.state;
  return eligibility === "unknown" || checks.includes("notSent") ? "incomplete" : "inProgress";
}
