import { parseArgs } from "node:util";
import { isDay } from "#app/core/time/day.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { unitIdOfCode } from "#app/db/actors.server.ts";
import type { TransactionOptions } from "#app/db/client.server.ts";
import { readSettings, WrongSetting } from "#app/env.server.ts";
import { type OpenedInstallation, openInstallation } from "#app/http/open-installation.server.ts";
import { LogKeyMissing } from "#app/http/digest-key.server.ts";
import { Forbidden, NotFound } from "#app/usecases/errand.ts";
import { turnDay } from "#app/usecases/refresh-readiness.server.ts";
import { sealLog } from "#app/usecases/seal-log.server.ts";
import { isLocale, type Locale, makeT } from "#app/ui/words/words.ts";
import { actorFor } from "./actor.server.ts";
import { type Call, type Command, DICTIONARIES, type Outcome, type Speak, textOf, WrongInput } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { commandHelp, generalHelp } from "./help.ts";

const COMMON = {
  json: { type: "boolean" },
  today: { type: "string" },
  as: { type: "string" },
  "data-dir": { type: "string" },
  lang: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

export type Streams = { readonly out: (text: string) => void; readonly error: (text: string) => void };

/** Runs one command line and answers the exit code. */
export async function run(argv: readonly string[], streams: Streams, environment: Record<string, string | undefined> = process.env): Promise<number> {
  const [name, ...rest] = argv;
  const locale = localeOf(argv);
  const t = makeT(locale, DICTIONARIES);
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    streams.out(generalHelp(t));
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) {
    streams.error(t("cli.unknownCommand", { found: name }));
    streams.error(generalHelp(t));
    return 2;
  }
  const json = rest.includes("--json");
  const outcome = await guarded(t, () => started(command, rest, { locale, t, streams, environment }));
  if (!json) (outcome.exit === 0 ? streams.out : streams.error)(outcome.lines.join("\n"));
  else streams.out(JSON.stringify(outcome.json));
  return outcome.exit;
}

function localeOf(argv: readonly string[]): Locale {
  const at = argv.indexOf("--lang");
  const said = at >= 0 ? argv[at + 1] : argv.find((each) => each.startsWith("--lang="))?.slice(7);
  return isLocale(said) ? said : "vi";
}

type Start = { readonly locale: Locale; readonly t: Speak; readonly streams: Streams; readonly environment: Record<string, string | undefined> };

async function started(command: Command, args: string[], { locale, t, streams, environment }: Start): Promise<Outcome> {
  const { values, positionals } = parsed(command, args, t);
  if (values["help"] === true) return { exit: 0, lines: [commandHelp(command, t)], json: { help: commandHelp(command, t) } };
  const today = textOf({ values }, "today");
  if (today !== undefined && !isDay(today)) throw new WrongInput("notADay", t("cli.notADay", { found: today }), { option: "today", found: today });
  const settings = readSettings({ ...environment, ...given("DATA_DIR", textOf({ values }, "data-dir")), ...given("TODAY", today) });
  const opened = await openInstallation(settings, streams.error);
  try {
    // A day may have turned since a server last ran.
    if (command.name === "readiness") await settle(opened);
    const outcome = await command.run({ values, positionals, locale, t, settings, say: streams.error, opened, ...errands(opened, values, t) });
    if (command.writes) await settle(opened);
    return outcome;
  } finally {
    await opened.close();
  }
}

/** What the server's jobs do in the background, in case no server is running. */
async function settle({ installation }: OpenedInstallation): Promise<void> {
  const { database, now, planningDay } = installation;
  for (let some = -1; some !== 0; ) some = await database.transaction((tx) => turnDay({ tx, today: planningDay(now()) }), { timeoutMs: LONG_MS });
  await database.transaction(sealLog, { timeoutMs: LONG_MS });
}

const LONG_MS = 600_000;

const given = (name: string, value: string | undefined): Record<string, string> => (value === undefined ? {} : { [name]: value });

function parsed(command: Command, args: string[], t: Speak): Pick<Call, "positionals"> & { values: Record<string, string | boolean | undefined> } {
  try {
    const { values, positionals } = parseArgs({ args, options: { ...COMMON, ...command.options }, allowPositionals: true, strict: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new WrongInput("wrongUsage", t("cli.wrongUsage", { found }), { found });
  }
}

function errands({ installation }: OpenedInstallation, values: Call["values"], t: Speak): Pick<Call, "errand" | "transaction"> {
  const options = (timeoutMs: number | undefined): TransactionOptions => (timeoutMs === undefined ? {} : { timeoutMs });
  const transaction: Call["transaction"] = (work, timeoutMs) => installation.database.transaction(work, options(timeoutMs));
  return {
    transaction,
    errand: (work, timeoutMs) =>
      transaction(async (tx) => {
        const now = installation.now();
        const realDay = dayInVietNam(now);
        const actor = await actorFor(tx, textOf({ values }, "as"), realDay, t);
        const errand = { tx, actor, now, realDay, today: installation.planningDay(now), digestKey: installation.digestKey };
        const scope = (view: Parameters<typeof scopeFor>[1]) => scopeFor(actor, view, realDay);
        const code = textOf({ values }, "unit");
        return work(errand, {
          scope,
          unit: async (view) => {
            if (code === undefined) return null;
            const id = await unitIdOfCode(tx, scope(view), code);
            if (id === null) throw new WrongInput("unknownUnit", t("cli.unknownUnit", { found: code }), { option: "unit", found: code });
            return id;
          },
        });
      }, timeoutMs),
  };
}

/** Every failure becomes a sentence and an exit code; nothing of the work stays. */
async function guarded(t: Speak, work: () => Promise<Outcome>): Promise<Outcome> {
  const failed = (exit: 1 | 2, error: string, message: string, details: object = {}): Outcome => ({ exit, lines: [message], json: { error, message, ...details } });
  try {
    return await work();
  } catch (error) {
    if (error instanceof WrongInput) return failed(2, error.code, error.message, { details: error.details });
    if (error instanceof WrongSetting) return failed(2, "wrongSetting", error.message);
    if (error instanceof NotFound) return failed(1, "notThere", t("cli.notThere"));
    if (error instanceof Forbidden) return failed(1, "forbidden", t("cli.forbidden"));
    if (error instanceof LogKeyMissing) return failed(1, "keyMissing", t("cli.keyMissing", { file: error.file }));
    const reason = error instanceof Error ? error.message : String(error);
    return failed(1, "failed", t("cli.failed", { reason }));
  }
}

