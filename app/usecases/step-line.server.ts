import { permit } from "#app/core/access/scope.ts";
import { type LineState, stepLine as stepOf } from "#app/core/readiness/checklist-state.ts";
import { isRestricted, maySetAside } from "#app/core/readiness/lines.ts";
import { checklistFor } from "#app/core/rules/checklist.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { digest, type LogFields, recordDeed } from "#app/db/audit.server.ts";
import { findLine, type LineEdit, saveLine } from "#app/db/checklist-lines.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { congressInSight } from "./find-readiness.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** The steps of whoever works on a line, and those of the superior. */
export const UNIT_STEPS = ["inProgress", "submitted", "notApplicable", "open"] as const;
export const SUPERIOR_STEPS = ["accepted", "returned"] as const;

export type StepLineInput = {
  readonly congressId: string;
  readonly code: string;
  /** 0 while nobody has touched the line. */
  readonly version: number;
  readonly to: LineState;
  /** Number of the document that shows it. */
  readonly evidence: string | null;
  /** A comment; the reason where the line is set aside or returned. */
  readonly note: string | null;
  /** The day on which it was done; for an acceptance without one, today. */
  readonly doneOn: Day | null;
};

export type StepLineCode =
  | "derivedLine"
  | "notAStep"
  | "alreadyThere"
  | "evidenceMissing"
  | "reasonMissing"
  | "mayNotSetAside"
  | "doneInFuture"
  | "ownSubmission"
  | "movedMeanwhile";

/** Takes a line of the checklist one step on. What the system answers itself nobody ticks. */
export async function stepLine(errand: Errand, input: StepLineInput): Promise<Verdict<{ code: string }, StepLineCode>> {
  const { tx, actor, realDay, today } = errand;
  const congress = await congressInSight(errand, input.congressId);
  const item = checklistFor(congress.level, congress.contents).find((each) => each.code === input.code);
  if (item === undefined) throw new NotFound();
  const judges = SUPERIOR_STEPS.some((each) => each === input.to);
  const deed = judges ? "line.accept" : "line.edit";
  const leave = permit(actor, deed, congress.unitPath, realDay);
  if (leave === null) throw new Forbidden(deed);
  if (item.derivedFrom !== undefined || isRestricted(item)) return refuse("derivedLine");

  const before = await findLine(tx, congress.id, item.code);
  if ((before?.version ?? 0) !== input.version) return refuse("movedMeanwhile");
  const step = stepOf(before?.state ?? "open", input.to);
  if (!step.ok) return step;
  if (input.to === "submitted" && input.evidence === null) return refuse("evidenceMissing", { field: "evidence" });
  if (input.to === "notApplicable" && !maySetAside(item)) return refuse("mayNotSetAside");
  if ((input.to === "notApplicable" || input.to === "returned") && input.note === null) return refuse("reasonMissing", { field: "note" });
  if (input.doneOn !== null && input.doneOn > today) return refuse("doneInFuture", { field: "doneOn" });
  if (input.to === "accepted" && before?.changedBy === actor.accountId) return refuse("ownSubmission");

  const edit: LineEdit = judges
    ? {
        state: input.to,
        evidence: before?.evidence ?? null,
        note: input.note ?? before?.note ?? null,
        doneOn: input.to === "accepted" ? (before?.doneOn ?? today) : (before?.doneOn ?? null),
        changedBy: actor.accountId,
      }
    : { state: input.to, evidence: input.evidence, note: input.note, doneOn: input.doneOn, changedBy: actor.accountId };
  if (!(await saveLine(tx, leave, { congressId: congress.id, code: item.code, version: input.version }, edit))) return refuse("movedMeanwhile");
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed,
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: { line: item.code, ...(before === null ? { state: "open" } : logged(errand, before)) },
    after: { line: item.code, ...logged(errand, edit) },
  });
  await refreshReadiness(errand, [congress.id]);
  return accept({ code: item.code });
}

/** A comment can be about people: the log keeps that there is one, not what it says. */
const logged = ({ digestKey }: Errand, line: Omit<LineEdit, "changedBy">): LogFields => ({
  state: line.state,
  evidence: line.evidence,
  doneOn: line.doneOn,
  note: line.note === null ? null : digest(digestKey, line.note),
});
