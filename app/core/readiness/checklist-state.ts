import { accept, refuse, type Verdict } from "#app/core/verdict.ts";

export const LINE_STATES = ["open", "inProgress", "submitted", "returned", "accepted", "notApplicable"] as const;

/** The state of a line of the checklist that people answer. The unit works on it and submits; the superior accepts or returns. */
export type LineState = (typeof LINE_STATES)[number];

/** Every legal step and, by omission, every illegal one. An accepted line is reopened by returning it. */
const STEPS: Record<LineState, readonly LineState[]> = {
  open: ["inProgress", "submitted", "notApplicable"],
  inProgress: ["open", "submitted", "notApplicable"],
  submitted: ["inProgress", "returned", "accepted"],
  returned: ["inProgress", "submitted", "notApplicable"],
  accepted: ["returned"],
  notApplicable: ["open"],
};

/** The states that may follow. */
export function lineStepsFrom(state: LineState): readonly LineState[] {
  return STEPS[state];
}

/** The state after the step, or why the step is not a legal one. */
export function stepLine(state: LineState, to: LineState): Verdict<LineState, "alreadyThere" | "notAStep"> {
  if (state === to) return refuse("alreadyThere", { state });
  return STEPS[state].includes(to) ? accept(to) : refuse("notAStep", { from: state, to });
}
