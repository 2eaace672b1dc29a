import type { Command, Speak } from "./command.ts";
import { COMMANDS } from "./commands.ts";

const COMMON = ["json", "today", "as", "data-dir", "lang", "help"] as const;
const OWN = ["unit", "dry-run", "term", "edition", "round", "limit", "ceiling", "gap", "leaders", "saturdays", "keeping", "anchor", "size", "key", "replace"] as const;
const SUMMARIES = ["import-units", "open-campaign", "plan", "check", "readiness", "audit-verify", "backup", "restore", "load-demo"] as const;

const summary = (command: Command, t: Speak): string => {
  const name = SUMMARIES.find((each) => each === command.name);
  return name === undefined ? "" : t(`cli.summary.${name}`);
};

export function generalHelp(t: Speak): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length));
  return [t("cli.usage"), "", t("cli.commands"), ...COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${summary(command, t)}`), "", t("cli.moreHelp")].join("\n");
}

export function commandHelp(command: Command, t: Speak): string {
  const own = OWN.filter((name) => name in command.options);
  return [
    `npm run cli -- ${command.name} ${command.usage}`,
    "",
    summary(command, t),
    "",
    t("cli.options"),
    ...[...own, ...COMMON].map((name) => `  --${name.padEnd(9)} ${t(`cli.option.${name}`)}`),
    "",
    t("cli.example", { example: command.example }),
  ].join("\n");
}
