import { type FillPage, fillPlan, previewFill } from "#app/usecases/fill-plan.server.ts";
import { formatDay } from "#app/core/time/day.ts";
import { planOutside } from "#app/usecases/plan-outside.ts";
import { type Call, choiceOf, type Command, type Outcome } from "#app/cli/command.ts";
import { outside, OUTSIDE_OPTIONS } from "#app/cli/outside.server.ts";
import { refusedOutcome } from "#app/cli/refused.ts";

const LONG_MS = 600_000;

export const planCommand: Command = {
  name: "plan",
  usage: "[FILE] [--unit CODE] [--round 1|2] [--dry-run]",
  example: "plan --today 2025-05-12 --json",
  options: { unit: { type: "string" }, round: { type: "string" }, "dry-run": { type: "boolean" }, ...OUTSIDE_OPTIONS, keeping: { type: "string" } },
  writes: true,
  run: async (call) => {
    const { t } = call;
    if (call.positionals.length > 0) return planFile(call);
    const round = choiceOf(call, "round", ["1", "2"], "1") === "2" ? 2 : 1;
    const { page, verdict } = await call.errand(async (errand, work) => {
      const asked = { branch: await work.unit("campaign"), round } as const;
      const page = await previewFill(errand, work.scope("campaign"), asked);
      if (page.placed === 0 || call.values["dry-run"] === true) return { page, verdict: null };
      return { page, verdict: await fillPlan(errand, work.scope("campaign"), { ...asked, reason: t("cli.fillReason"), expected: page.placed }) };
    }, LONG_MS);
    if (!page.opened) return { exit: 1, lines: [t("cli.noCampaign")], json: { error: "noCampaign", message: t("cli.noCampaign") } };
    if (verdict !== null && !verdict.ok) return refusedOutcome(call, verdict);
    return {
      exit: 0,
      json: { placed: page.placed, withWarnings: page.withWarnings, unplaced: page.unplaced, unplacedShown: page.unplacedShown.map(said) },
      lines: [
        t("cli.filled", { placed: page.placed, unplaced: page.unplaced }),
        ...page.unplacedShown.map(({ name, reason, refusals }) =>
          t("cli.unplaced", { name, reason: [reason.code, ...refusals.map((refusal) => t(`scheduling.code.${refusal.example.code}`))].join(", ") }),
        ),
      ],
    };
  },
};

const said = ({ congressId, name, reason, refusals }: FillPage["unplacedShown"][number]): object => ({
  congressId,
  name,
  reason: reason.code,
  refusals: refusals.map(({ openings, example }) => ({ code: example.code, openings })),
});

/** Plans a file of congresses from outside; nothing is stored. */
async function planFile(call: Call): Promise<Outcome> {
  const { t } = call;
  const given = await outside(call);
  if ("exit" in given) return given;
  const answer = planOutside(given.rows, given.rules);
  if (answer === null) return { exit: 1, lines: [t("cli.windowsPassed")], json: { error: "windowsPassed", message: t("cli.windowsPassed") } };
  const { dated, undated } = answer;
  return {
    exit: 0,
    json: {
      placed: dated.length,
      unplaced: undated.length,
      dates: dated.map(({ congressId, placement, leaders, why }) => ({ code: congressId, ...placement, leaders, why })),
      unplacedShown: undated.map(({ congressId, whyNot }) => ({ code: congressId, ...whyNot })),
    },
    lines: [
      t("cli.filled", { placed: dated.length, unplaced: undated.length }),
      ...dated.map(({ congressId, placement }) => `${congressId},${formatDay(placement.opensOn)},${placement.session}`),
      ...undated.map(({ congressId, whyNot }) => t("cli.unplaced", { name: congressId, reason: whyNot.refusals.map((each) => each.because.code).join(", ") })),
    ],
  };
}
