import type { Dictionary, Locale } from "#app/ui/words/words.ts";

/** The sentence under a key that is only known while running, such as a refusal's code; null when there is none. */
export function spoken(dictionary: Dictionary, key: string, locale: Locale, values: Readonly<Record<string, unknown>>): string | null {
  const entry = dictionary[key];
  if (entry === undefined) return null;
  const text = entry[locale];
  return (typeof text === "string" ? text : text.other).replace(/\{(\w+)\}/g, (_, name: string) => plain(values[name]));
}

const plain = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
