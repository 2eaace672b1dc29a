import type { Anchor, ChainProblem } from "#app/core/audit/verify.ts";
import { verifyLog } from "#app/usecases/verify-log.server.ts";
import { type Call, type Command, type Speak, textOf, WrongInput } from "#app/cli/command.ts";

const HOUR_MS = 3_600_000;

/** Needs no account: it reads the log of the machine it runs on and shows no content. */
export const auditVerifyCommand: Command = {
  name: "audit-verify",
  usage: "[--anchor NUMBER:HASH]",
  example: "audit-verify --json",
  options: { anchor: { type: "string" } },
  writes: false,
  run: async (call) => {
    const { t } = call;
    const anchor = anchorOf(call);
    const report = await call.transaction((tx) => verifyLog(tx, anchor), HOUR_MS);
    const { newest } = report;
    return {
      exit: report.whole ? 0 : 1,
      json: { ...report, problems: report.problems.map((problem) => ("seq" in problem ? { ...problem, seq: String(problem.seq) } : problem)) },
      lines: [
        report.whole ? t("cli.whole", { sealed: report.sealed, seals: report.seals, unsealed: report.unsealed }) : t("cli.notWhole", { count: report.problemCount }),
        ...report.problems.map((problem) => sentence(t, problem)),
        ...(report.unkeyed === 0 ? [] : [t("cli.unkeyed", { count: report.unkeyed })]),
        ...(newest === null ? [] : [t("cli.newestSeal", { anchor: `${newest.n}:${newest.hash}` })]),
      ],
    };
  },
};

function sentence(t: Speak, problem: ChainProblem): string {
  switch (problem.code) {
    case "altered":
    case "repeated":
      return t(`cli.chain.${problem.code}`, { seq: String(problem.seq) });
    case "unknownKey":
      return t("cli.chain.unknownKey");
    case "removed":
    case "inserted":
      return t(`cli.chain.${problem.code}`, { seal: String(problem.seal), sealed: problem.sealed, found: problem.found });
    case "rewritten":
    case "brokenChain":
    case "tailCut":
    case "anchorDiffers":
      return t(`cli.chain.${problem.code}`, { seal: String(problem.seal) });
  }
}

function anchorOf(call: Call): Anchor | null {
  const text = textOf(call, "anchor");
  if (text === undefined) return null;
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  if (match === null) throw new WrongInput("notAChoice", call.t("cli.notAChoice", { found: text, expected: "NUMBER:HASH" }), { option: "anchor", found: text });
  return { n: Number(match[1]), hash: match[2] ?? "" };
}
