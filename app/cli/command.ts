import type { ParseArgsConfig } from "node:util";
import type { View } from "#app/core/access/policy.ts";
import type { Scope } from "#app/core/access/scope.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Settings } from "#app/env.server.ts";
import type { OpenedInstallation } from "#app/http/open-installation.server.ts";
import type { Errand } from "#app/usecases/errand.ts";
import { cli } from "#app/ui/words/cli.ts";
import { intake } from "#app/ui/words/intake.ts";
import { scheduling } from "#app/ui/words/scheduling.ts";
import type { Locale, Say } from "#app/ui/words/words.ts";

export const DICTIONARIES = { cli, intake, scheduling } as const;
export type Speak = Say<typeof DICTIONARIES>;

/** 0: done. 1: it could not be done. 2: the input was wrong. */
export type ExitCode = 0 | 1 | 2;

export type Outcome = {
  readonly exit: ExitCode;
  readonly lines: readonly string[];
  /** Stable and camelCase: scripts rely on it. */
  readonly json: object;
};

/** What a command works with. */
export type Call = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly locale: Locale;
  readonly t: Speak;
  readonly settings: Settings;
  /** Progress, on the standard error. */
  readonly say: (text: string) => void;
  readonly opened: OpenedInstallation;
  /** One transaction with the actor of this call. */
  readonly errand: <T>(run: (errand: Errand, work: Work) => Promise<T>, timeoutMs?: number) => Promise<T>;
  readonly transaction: <T>(run: (tx: Tx) => Promise<T>, timeoutMs?: number) => Promise<T>;
};

export type Work = {
  readonly scope: (view: View) => Scope;
  /** The id of the unit that --unit names; null where none was named. */
  readonly unit: (view: View) => Promise<string | null>;
};

export type Command = {
  readonly name: string;
  /** What stands behind the name in the usage line. */
  readonly usage: string;
  /** Run by a test, in the order of the commands. */
  readonly example: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** Whether the log is sealed afterwards. */
  readonly writes: boolean;
  readonly run: (call: Call) => Promise<Outcome>;
};

/** Thrown anywhere in a command where the input is wrong. */
export class WrongInput extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export const textOf = (call: Pick<Call, "values">, name: string): string | undefined => {
  const value = call.values[name];
  return typeof value === "string" ? value : undefined;
};

/** The option's value, which must be one of a few. */
export function choiceOf<T extends string>(call: Pick<Call, "values" | "t">, name: string, choices: readonly T[], otherwise: T): T {
  const text = textOf(call, name);
  if (text === undefined) return otherwise;
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw new WrongInput("notAChoice", call.t("cli.notAChoice", { found: text, expected: choices.join(", ") }), { option: name, found: text, expected: choices });
  return found;
}
