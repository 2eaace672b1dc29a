import { showReadiness } from "#app/usecases/show-readiness.server.ts";
import type { Command } from "#app/cli/command.ts";

export const readinessCommand: Command = {
  name: "readiness",
  usage: "[--unit CODE]",
  example: "readiness --today 2025-05-12 --json",
  options: { unit: { type: "string" } },
  writes: false,
  run: async (call) => {
    const { t } = call;
    const board = await call.errand(async (errand, work) =>
      showReadiness(errand, work.scope("readiness"), { branch: await work.unit("readiness"), light: null, level: null, state: null, page: 1, children: 1 }),
    );
    const { branch, season, today } = board;
    if (season === null) return { exit: 1, lines: [t("cli.noCampaign")], json: { error: "noCampaign", message: t("cli.noCampaign") } };
    return {
      exit: 0,
      json: {
        branch: branch.name,
        today,
        term: season.term,
        edition: season.editionCode,
        deadline: season.deadline,
        counts: season.counts,
        children: season.children,
        rows: season.rows,
      },
      lines: [t("cli.ready", { name: branch.name, ...season.counts })],
    };
  },
};
