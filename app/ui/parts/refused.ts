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
  /** The version that a form is decided on: `now`, unless it is shown again for another reason than a lost race. */
  readonly version: (now: number) => number;
};

/**
 * Turns a refusal into sentences, from `<subject>.refused.<code>` of the dictionaries given and `form.field.<code>`. A
 * code without a sentence falls back to the general one (a test lists the codes).
 */
export function useRefused(refusal: Refusal | undefined | null, subjects: Dictionaries): RefusedForm {
  const locale = useLocale();
  const { fieldErrors, errors } = errorsOf(locale, subjects, refusal);
  return {
    errors,
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
    version: (now) => (refusal && refusal.code !== "movedMeanwhile" ? Number(refusal.values["version"] ?? now) : now),
  };
}

/** A refusal as one of several forms of a page sees it: as none, unless it was this form that was sent, told by what it sent. */
export function refusedOf(refused: RefusedForm, sent: Readonly<Record<string, string>>): RefusedForm {
  if (Object.entries(sent).every(([name, value]) => refused.value(name) === value)) return refused;
  return {
    errors: [],
    error: () => undefined,
    value: (_name, otherwise) => (otherwise === null || otherwise === undefined ? undefined : String(otherwise)),
    values: () => [],
    code: null,
    version: (now) => now,
  };
}

type Told = { readonly field: string; readonly message: string };

/** What is wrong field by field, and the form as a whole where no field is named. */
function errorsOf(locale: Locale, subjects: Dictionaries, refusal: Refusal | undefined | null): { readonly fieldErrors: readonly Told[]; readonly errors: RefusedForm["errors"] } {
  const fieldErrors = refusal ? Object.entries(refusal.fields).map(([field, code]) => ({ field, message: sentenceOf(locale, subjects, code, refusal) })) : [];
  const whole = refusal && fieldErrors.length === 0 ? [{ message: sentenceOf(locale, subjects, refusal.code, refusal) }] : [];
  return { fieldErrors, errors: [...fieldErrors, ...whole] };
}

/** The sentence of a refusal's code: a use-case's from its subject before the form, the form's own check the other way round. */
function sentenceOf(locale: Locale, subjects: Dictionaries, code: string, refusal: Refusal): string {
  const own = Object.keys(subjects).flatMap((subject) => (subjects[subject]?.[`refused.${code}`] === undefined ? [] : [`${subject}.refused.${code}`]));
  const forms = `field.${code}` in form ? [`form.field.${code}`] : [];
  const [key = "form.error.wholeForm"] = code === refusal.code ? [...own, ...forms] : [...forms, ...own];
  const say = makeT(locale, { form, ...subjects }) as (key: string, values: Readonly<Record<string, string | number>>) => string;
  return say(key, Object.fromEntries(Object.entries(refusal.details).map(([name, value]) => [name, isDay(value) ? formatDay(value) : value])));
}
