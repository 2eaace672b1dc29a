import { permit } from "#app/core/access/scope.ts";
import { type CommitteeMode, isRefused, type Outcome, type OutcomeCode, outcomeProblems, type OutcomeResult } from "#app/core/readiness/outcome.ts";
import { edition } from "#app/core/rules/editions.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { stepCongress } from "#app/db/congresses.server.ts";
import { findOutcome, saveOutcome } from "#app/db/outcomes.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { congressInSight } from "./find-readiness.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** What is recorded comes in three parts, as it comes to be known. */
export type OutcomePart =
  | {
      readonly part: "day";
      readonly heldOn: Day;
      readonly summoned: number;
      readonly present: number;
      readonly result: OutcomeResult;
      readonly mode: CommitteeMode;
      readonly electedCount: number | null;
    }
  | { readonly part: "report"; readonly reportedOn: Day | null; readonly reportDocument: string | null }
  | { readonly part: "ratification"; readonly ratifiedOn: Day | null; readonly ratifiedDocument: string | null };

export type RecordOutcomeInput = { readonly congressId: string; readonly version: number } & OutcomePart;

/** Records the day of a congress, its report or its ratification, and takes the congress to held or reported. */
export async function recordOutcome(
  errand: Errand,
  input: RecordOutcomeInput,
): Promise<Verdict<{ congressId: string }, OutcomeCode | "notApproved" | "notHeldYet" | "movedMeanwhile">> {
  const { tx, actor } = errand;
  const congress = await congressInSight(errand, input.congressId);
  const leave = permit(actor, "congress.outcome", congress.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("congress.outcome");
  if (!STATES_WITH_OUTCOME.includes(congress.state)) return refuse("notApproved");
  const kept = await findOutcome(tx, congress.id);
  if ((kept?.version ?? 0) !== input.version) return refuse("movedMeanwhile");
  const outcome = merged(kept, input);
  if (outcome === null) return refuse("notHeldYet");

  const { quorumPart } = edition(congress.editionCode).attendance;
  const plannedOn = congress.date?.opensOn ?? null;
  const problems = outcomeProblems(outcome, { contents: congress.contents, plannedOn, today: errand.today, quorum: quorumPart });
  const bar = problems.find((problem) => problem.severity === "blocks");
  if (isRefused(problems) && bar) return refuse(bar.code, { ...bar.details, field: bar.field });

  if (!(await saveOutcome(tx, leave, congress.id, input.version, outcome))) return refuse("movedMeanwhile");
  const state = stateAfter(outcome);
  if (state !== congress.state && !(await stepCongress(tx, leave, congress.id, congress.version, state))) return refuse("movedMeanwhile");
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "congress.outcome",
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: { state: congress.state, ...kept },
    after: { state, ...outcome },
  });
  await refreshReadiness(errand, [congress.id]);
  return accept({ congressId: congress.id });
}

export const STATES_WITH_OUTCOME: readonly CongressState[] = ["approved", "held", "reported"];

/** Without a day there is nothing to report. */
function merged(kept: Outcome | null, input: OutcomePart): Outcome | null {
  switch (input.part) {
    case "day": {
      const { heldOn, summoned, present, result, mode, electedCount } = input;
      const after = kept ?? { reportedOn: null, reportDocument: null, ratifiedOn: null, ratifiedDocument: null };
      const { reportedOn, reportDocument, ratifiedOn, ratifiedDocument } = after;
      return { heldOn, summoned, present, result, mode, electedCount, reportedOn, reportDocument, ratifiedOn, ratifiedDocument };
    }
    case "report":
      return kept && { ...withoutVersion(kept), reportedOn: input.reportedOn, reportDocument: input.reportedOn && input.reportDocument };
    case "ratification":
      return kept && { ...withoutVersion(kept), ratifiedOn: input.ratifiedOn, ratifiedDocument: input.ratifiedOn && input.ratifiedDocument };
  }
}

function withoutVersion(kept: Outcome & { readonly version?: number }): Outcome {
  const { version: _version, ...outcome } = kept;
  return outcome;
}

/** A congress that broke off or whose acts do not stand has still to be held. */
function stateAfter({ result, reportedOn }: Outcome): CongressState {
  if (result !== "completed") return "approved";
  return reportedOn === null ? "held" : "reported";
}
