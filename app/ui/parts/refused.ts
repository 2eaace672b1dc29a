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
 * Turns a refusal into sentences, from `<subject>.refused.<code>` of the dictionaries given and `form.field.<code>`. A
 * code without a sentence falls back to the general one (a test lists the codes).
 */
export function useRefused(refusal: Refusal | undefined | null, subjects: Dictionaries): RefusedForm {
  const locale = useLocale();
  const fieldErrors = refusal ? Object.entries(refusal.fields).map(([field, code]) => ({ field, message: sentenceOf(locale, subjects, code, refusal) })) : [];
  const whole = refusal && fieldErrors.length === 0 ? [{ message: sentenceOf(locale, subjects, refusal.code, refusal) }] : [];
  return {
    errors: [...fieldErrors, ...whole],
    error: (name) => fieldErrors.find((error) => error.field === name)?.message,
    value: (name, otherwise) => {
      // Where somebody else's value was chosen after a lost race, that is what the reader meant.
      const typed = refusal?.values[refusal.values[`keep.${name}`] === "theirs" ? `theirs.${name}` : name];
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

/** The sentence of a refusal's code: a use-case's from its subject before the form, the form's own check the other way round. */
function sentenceOf(locale: Locale, subjects: Dictionaries, code: string, refusal: Refusal): string {
  const own = Object.keys(subjects).flatMap((subject) => (subjects[subject]?.[`refused.${code}`] === undefined ? [] : [`${subject}.refused.${code}`]));
  const forms = `field.${code}` in form ? [`form.field.${code}`] : [];
  const [key = "form.error.wholeForm"] = code === refusal.code ? [...own, ...forms] : [...forms, ...own];
  const say = makeT(locale, { form, ...subjects }) as (key: string, values: Readonly<Record<string, string | number>>) => string;
  return say(key, Object.fromEntries(Object.entries(refusal.details).map(([name, value]) => [name, isDay(value) ? formatDay(value) : value])));
}
