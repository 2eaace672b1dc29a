import { type BranchAnswer, type BranchQuestion, planBranch } from "#app/core/planning/branch-plan.ts";
import type { Progress } from "#app/core/planning/solve.ts";

// The process in which one plan is made: a question in, progress and one answer out. It has no secrets and no database,
// and the server answers everybody meanwhile.

export type Said = { readonly progress: Progress } | { readonly answer: BranchAnswer };

const EVERY_MS = 300;

process.once("message", (question: BranchQuestion) => {
  const say = (said: Said, then?: () => void): unknown => process.send?.(said, undefined, {}, then);
  const steps = planBranch(question);
  let told = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return void say({ answer: step.value }, () => process.disconnect());
    if (performance.now() - told < EVERY_MS) continue;
    told = performance.now();
    say({ progress: step.value });
  }
});
// Nobody to answer any more: the server has gone.
process.once("disconnect", () => process.exit());
