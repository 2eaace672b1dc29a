import { formatDay, isDay } from "#app/core/time/day.ts";
import { form } from "#app/ui/words/form.ts";
import { useLocale } from "#app/ui/words/provider.tsx";
import { type Dictionaries, type Locale, makeT } from "#app/ui/words/words.ts";

/** What an action answers when it refuses: a code, codes per field, and what was typed. */
export type Refusal = {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
};

export type RefusedForm = {
  /** For ErrorSummary; empty when nothing was refused. */
  readonly errors: readonly { readonly field?: string | undefined; readonly message: string }[];
  readonly error: (name: string) => string | undefined;
  /** What was typed before the refusal, else `otherwise`. */
  readonly value: (name: string, otherwise?: string | number | null) => string | undefined;
  readonly values: (name: string) => readonly string[];
  readonly code: string | null;
};

/**
 * Turns a refusal into sentences. A code is looked for as `form.field.<code>` and as `<subject>.refused.<code>` in the
 * dictionaries given; a code without a sentence falls back to the general one (a test lists the codes).
 */
export function useRefused(refusal: Refusal | undefined | null, subjects: Dictionaries): RefusedForm {
  const locale = useLocale();
  const say = (code: string): string => sentenceOf(locale, subjects, code, refusal?.details ?? {});
  const fieldErrors = Object.entries(refusal?.fields ?? {}).map(([field, code]) => ({ field, message: say(code) }));
  const whole = refusal && fieldErrors.length === 0 ? [{ message: say(refusal.code) }] : [];
  return {
    errors: [...fieldErrors, ...whole],
    error: (name) => fieldErrors.find((error) => error.field === name)?.message,
    value: (name, otherwise) => {
      const typed = refusal?.values[name];
      if (typeof typed === "string") return typed;
      return otherwise === null || otherwise === undefined ? undefined : String(otherwise);
    },
    values: (name) => {
      const typed = refusal?.values[name];
      return typed === undefined ? [] : typeof typed === "string" ? [typed] : typed;
    },
    code: refusal?.code ?? null,
  };
}

/** The sentence of a refusal's code in one of the subjects, else the general one. */
export function sentenceOf(
  locale: Locale,
  subjects: Dictionaries,
  code: string,
  details: Readonly<Record<string, string | number>>,
): string {
  const places: Dictionaries = { form, ...subjects };
  const found =
    form[`field.${code}` as keyof typeof form] !== undefined
      ? `form.field.${code}`
      : Object.keys(subjects).find((subject) => subjects[subject]?.[`refused.${code}`] !== undefined);
  if (found === undefined) return makeT(locale, { form })("form.error.wholeForm");
  const key = found.includes(".") ? found : `${found}.refused.${code}`;
  const say = makeT(locale, places) as (key: string, values: Readonly<Record<string, string | number>>) => string;
  return say(key, Object.fromEntries(Object.entries(details).map(([name, value]) => [name, isDay(value) ? formatDay(value) : value])));
}
