import type { LineState } from "#app/core/readiness/checklist-state.ts";
import type { Certainty } from "#app/core/rules/certainty.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Mend } from "./cause-list.tsx";

type Words = { readonly vi: string; readonly en: string };

/** A line of the checklist as the page is given it. */
export type ShownLine = {
  readonly code: string;
  readonly text: Words;
  readonly owner: Words;
  readonly evidenceKind: Words;
  readonly source: string;
  readonly certainty: Certainty;
  readonly blocking: boolean;
  readonly lead: { readonly amount: number; readonly unit: "workingDays" | "calendarDays" | "months" };
  readonly side: "before" | "during" | "after";
  readonly result: "done" | "open" | "returned" | "notApplicable" | "restricted" | "settled";
  readonly dueOn: Day | null;
  readonly compressed: boolean;
  readonly doneOn: Day | null;
  /** What the system answers it from; null for a line that people answer. */
  readonly mend: Mend | null;
  readonly state: LineState;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly changedBy: string | null;
  readonly steps: readonly LineState[];
};
