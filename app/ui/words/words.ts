/**
 * Every sentence of the product, as pairs: `dictionary({ queueTitle: { vi: "…", en: "…" } })`, one file per subject.
 *
 * How a page gets its sentences. A component names the subjects that it speaks of, and only those travel:
 *
 *     const words = { vetting, form };            // outside the component
 *     const t = useT(words);                      // app/ui/words/provider.tsx
 *     t("vetting.queueTitle", { count: 3 });
 *
 * Because a dictionary is an ordinary import, the bundler puts it beside the routes that use it: a page loads its own
 * subjects and not all of them. Both languages of these few subjects travel together, which costs less than all
 * subjects of one language, needs no extra request before hydration, and cannot differ between server and browser.
 * A long catalogue that a page shows only in part (checklist items, rule notes) gets a file of its own that loaders
 * translate with `makeT`; the page receives text.
 *
 * Checked while compiling: unknown keys, missing arguments, and placeholders that differ between the two languages.
 * Numbers are written in the reader's way (1.234 / 1,234), so a year or a document number is passed as text. English
 * plurals are written `{ one, other }` and follow the argument `count`; Vietnamese has none.
 */
export const LOCALES = ["vi", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export const isLocale = (text: unknown): text is Locale => text === "vi" || text === "en";

export type Entry = { readonly vi: string; readonly en: string | { readonly one: string; readonly other: string } };
export type Dictionary = Readonly<Record<string, Entry>>;
export type Dictionaries = Readonly<Record<string, Dictionary>>;

type Slots<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Fits<E extends Entry> = E["en"] extends { one: infer One; other: infer Other }
  ? Same<Slots<E["vi"]>, Slots<Other>> extends true
    ? [Slots<One>] extends [Slots<E["vi"]>]
      ? "count" extends Slots<E["vi"]>
        ? true
        : false
      : false
    : false
  : Same<Slots<E["vi"]>, Slots<E["en"]>>;
type Checked<D extends Dictionary> = {
  readonly [K in keyof D]: Fits<D[K]> extends true ? Entry : { readonly placeholdersDiffer: Slots<D[K]["vi"]> };
};

/** A subject's sentences. Refuses, while compiling, an entry whose languages have different placeholders. */
export const dictionary = <const D extends Dictionary>(entries: D & Checked<D>): D => entries;

/** "subject.key" for every sentence of these dictionaries. */
export type Key<D extends Dictionaries> = { [N in keyof D & string]: `${N}.${keyof D[N] & string}` }[keyof D & string];

type TextOf<D extends Dictionaries, K> = K extends `${infer N}.${infer Rest}`
  ? Rest extends keyof D[N]
    ? D[N][Rest] extends Entry
      ? D[N][Rest]["vi"]
      : never
    : never
  : never;
type Arguments<Names extends string> = [Names] extends [never] ? [] : [values: Readonly<Record<Names, string | number>>];

/** Says a sentence. The key and the values it needs are checked. */
export type Say<D extends Dictionaries> = <K extends Key<D>>(key: K, ...values: Arguments<Slots<TextOf<D, K>>>) => string;

const plurals = new Intl.PluralRules("en");

/** The sayer of one language over some dictionaries; for loaders, the command line and exports. */
export function makeT<const D extends Dictionaries>(locale: Locale, dictionaries: D): Say<D> {
  return (key, ...values) => {
    const dot = key.indexOf(".");
    const entry = dictionaries[key.slice(0, dot)]?.[key.slice(dot + 1)];
    if (entry === undefined) throw new Error(`no sentence is called ${key}`);
    const given: Readonly<Record<string, string | number>> = values[0] ?? {};
    return filled(textOf(entry, locale, given["count"]), locale, given);
  };
}

function textOf(entry: Entry, locale: Locale, count: string | number | undefined): string {
  const text = entry[locale];
  if (typeof text === "string") return text;
  return plurals.select(Number(count)) === "one" ? text.one : text.other;
}

function filled(text: string, locale: Locale, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(locale) : String(value);
  });
}
