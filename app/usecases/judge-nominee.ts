import { edition } from "#app/core/rules/editions.ts";
import type { Day } from "#app/core/time/day.ts";
import { stateOn } from "#app/core/vetting/checks.ts";
import { conclusionStanding } from "#app/core/vetting/conclusion.ts";
import { eligibility, type EligibilityFinding, eligibilityOf } from "#app/core/vetting/eligibility.ts";
import { type NomineeState, nomineeState } from "#app/core/vetting/nominee-state.ts";
import type { NomineeFacts } from "#app/db/nominees.server.ts";

const COMMUNES: readonly string[] = ["commune", "ward", "township", "specialZone"];

export type Judged = { readonly state: NomineeState; readonly findings: readonly EligibilityFinding[]; readonly on: Day };

/** Eligibility and overall state as of the opening; while the congress has no day, as of today. */
export function judge(nominee: NomineeFacts, today: Day): Judged {
  const on = nominee.opensOn ?? today;
  const findings = eligibility({ ...nominee, isCommune: COMMUNES.includes(nominee.unitKind) }, edition(nominee.editionCode), on);
  return {
    on,
    findings,
    state: nomineeState({
      eligibility: eligibilityOf(findings),
      checks: nominee.checks.map((check) => stateOn(check, on)),
      conclusion: conclusionStanding(nominee.conclusions),
    }),
  };
}
