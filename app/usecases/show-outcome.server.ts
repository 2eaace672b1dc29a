import { permit, type Scope } from "#app/core/access/scope.ts";
import { isRatified, modeFor, type CommitteeMode, type Outcome, type OutcomeProblem, outcomeProblems, quorumOf } from "#app/core/readiness/outcome.ts";
import type { Certainty } from "#app/core/rules/certainty.ts";
import { edition } from "#app/core/rules/editions.ts";
import { type Milestone, milestones } from "#app/core/scheduling/milestones.ts";
import type { Day } from "#app/core/time/day.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import { type CongressFacts, findCongress } from "#app/db/congresses.server.ts";
import { findOutcome } from "#app/db/outcomes.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { STATES_WITH_OUTCOME } from "./record-outcome.server.ts";

export type OutcomePage = {
  readonly congress: Pick<CongressFacts, "id" | "unitId" | "unitName" | "level" | "round" | "contents" | "state" | "date">;
  readonly today: Day;
  readonly outcome: (Outcome & { readonly version: number }) | null;
  /** Warnings about what is recorded. */
  readonly problems: readonly OutcomeProblem[];
  /** How the committee comes about in a congress of these contents that is completed. */
  readonly mode: CommitteeMode;
  readonly ratified: boolean;
  readonly quorum: { readonly part: number; readonly needed: number | null; readonly source: string; readonly certainty: Certainty };
  /** By when report and ratification are due. */
  readonly due: readonly Milestone[];
  /** Whether the viewer can record, and whether there is something to record yet. */
  readonly may: boolean;
  readonly ripe: boolean;
};

/** What was recorded of the day of a congress, and what follows it. */
export async function showOutcome(errand: Errand, scope: Scope, congressId: string): Promise<OutcomePage> {
  const { tx, actor, realDay, today } = errand;
  const congress = await findCongress(tx, scope, congressId);
  if (congress === null) throw new NotFound();
  const outcome = await findOutcome(tx, congress.id);
  const rules = edition(congress.editionCode);
  const { quorumPart } = rules.attendance;
  const context = { contents: congress.contents, plannedOn: congress.date?.opensOn ?? null, today, quorum: quorumPart };
  const { id, unitId, unitName, level, round, contents, state, date } = congress;
  const placement = date && { opensOn: outcome?.heldOn ?? date.opensOn, session: date.session, lengthHalfDays: congress.lengthHalfDays };
  const dated = placement ? milestones({ level, round, contents, placement, preparation: null }, rules, await calendarFor(tx, congress.unitPath)) : [];
  return {
    congress: { id, unitId, unitName, level, round, contents, state, date },
    today,
    outcome,
    problems: outcome === null ? [] : outcomeProblems(outcome, context).filter((problem) => problem.severity === "warns"),
    mode: modeFor(contents, "completed"),
    ratified: isRatified(contents),
    quorum: {
      part: quorumPart.value,
      needed: outcome === null ? null : quorumOf(outcome.summoned, quorumPart.value),
      source: quorumPart.source,
      certainty: quorumPart.certainty,
    },
    due: dated.filter((step) => step.code === "resultReport" || step.code === "ratification"),
    may: permit(actor, "congress.outcome", congress.unitPath, realDay) !== null,
    ripe: STATES_WITH_OUTCOME.includes(state),
  };
}
