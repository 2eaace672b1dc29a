import { type Call, textOf, WrongInput } from "./command.ts";

const MOST = 50_000;

/** How many rows to print, from --limit. */
export function limitOf(call: Pick<Call, "values" | "t">, otherwise: number): number {
  const text = textOf(call, "limit");
  if (text === undefined) return otherwise;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new WrongInput("notAChoice", call.t("cli.notAChoice", { found: text, expected: `1–${MOST}` }), { option: "limit", found: text });
  return limit;
}
