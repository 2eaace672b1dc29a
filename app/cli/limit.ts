import { type Call, textOf, WrongInput } from "./command.ts";

const MOST = 50_000;

/** How many rows to print, from --limit. */
export function limitOf(call: Pick<Call, "values" | "t">, otherwise: number): number {
  return between(call, "limit", 1) ?? otherwise;
}

/** A count from 0 on, from the option of that name. */
export function countOf<T>(call: Pick<Call, "values" | "t">, name: string, otherwise: T): number | T {
  return between(call, name, 0) ?? otherwise;
}

function between(call: Pick<Call, "values" | "t">, name: string, least: number): number | null {
  const text = textOf(call, name);
  if (text === undefined) return null;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= MOST)) throw new WrongInput("notAChoice", call.t("cli.notAChoice", { found: text, expected: `${least}–${MOST}` }), { option: name, found: text });
  return value;
}
