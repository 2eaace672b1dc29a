import { addDays, formatDay } from "#app/core/time/day.ts";
import type { ParameterGroup } from "#app/core/rules/edition.ts";
import type { ParameterValue } from "#app/core/rules/editions.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { ruleNames } from "#app/ui/words/rule-names.ts";
import { rules } from "#app/ui/words/rules.ts";
import { makeT, type Locale } from "#app/ui/words/words.ts";

const words = { rules, ruleNames, organisation };
type T = ReturnType<typeof makeT<typeof words>>;

type Name = keyof typeof ruleNames;
const isName = (text: string): text is Name => Object.hasOwn(ruleNames, text);

/** The name of a parameter or one of its words; a new one without a name yet shows its code. */
export function useRuleName(): (key: string) => string {
  const t = useT(words);
  return (key) => (isName(key) ? t(`ruleNames.${key}`) : key);
}

/** Group and key of a parameter in words: "leads", "conveningNotice" → "Convening notice". */
export function useParameterName(): (group: ParameterGroup, key: string) => string {
  const name = useRuleName();
  return (group, key) => {
    if (key === "") return name(`group.${group}`);
    const [first = "", second] = key.split(".");
    return second === undefined ? name(`${group}.${first}`) : `${name(`${group}.${first}`)}: ${name(`part.${second}`)}`;
  };
}

/** The value of a parameter as the page says it, with its unit. */
export function RuleValue({ group, name, value }: { group: ParameterGroup; name: string; value: ParameterValue }) {
  return <>{ruleText(useLocale(), group, name, value)}</>;
}

export function ruleText(locale: Locale, group: ParameterGroup, name: string, value: ParameterValue): string {
  const t = makeT(locale, words);
  if (value === null) return t("rules.notSet");
  if (typeof value === "number") return numberText(t, locale, group, name, value);
  if (typeof value === "string") return stringText(t, value);
  if (isList(value)) return t("rules.contentsOr", { list: value.join(" / ") });
  if ("until" in value) return windowText(t, value);
  if ("max" in value) return rangeText(t, value.min, value.max);
  const unit = t(`ruleNames.unit.${value.unit}`);
  if (!("from" in value)) return t("rules.span", { amount: value.amount, unit });
  return t("rules.spanFrom", { amount: value.amount, unit, from: t(`ruleNames.from.${value.from}`) });
}

const isList = (value: object): value is readonly number[] => Array.isArray(value);

function numberText(t: T, locale: Locale, group: ParameterGroup, name: string, value: number): string {
  if (group === "maxHalfDays" || group === "preparatoryHalfDays") return t("rules.halfDays", { count: value });
  if (group === "serviceMonths" || name === "shiftMonths") return t("rules.monthsOf", { count: value });
  if (name.endsWith("Percent")) return t("rules.percent", { number: value });
  return Number.isInteger(value) ? value.toLocaleString(locale) : fraction(value);
}

/** A part as people write it: 2/3, 1/3. */
function fraction(value: number): string {
  const below = [2, 3, 4, 5].find((n) => Math.abs(value * n - Math.round(value * n)) < 1e-9);
  return below === undefined ? String(value) : `${Math.round(value * below)}/${below}`;
}

function stringText(t: T, value: string): string {
  const month = /^(\d{4})-(\d{2})$/.exec(value);
  if (month) return `${month[2]}/${month[1]}`;
  const name = `value.${value}`;
  return isName(name) ? t(`ruleNames.${name}`) : value;
}

function windowText(t: T, value: Extract<ParameterValue, { readonly until: unknown }>): string {
  const days = { from: formatDay(value.from), until: formatDay(addDays(value.until, -1)) };
  if (!("kinds" in value)) return t("rules.windowOf", days);
  const kinds = value.kinds.map((kind) => (isKind(kind) ? t(`organisation.kind.${kind}`) : kind));
  return t("rules.suspensionOf", { ...days, kinds: kinds.join(", ") });
}

type Kind = Extract<keyof typeof organisation, `kind.${string}`> extends `kind.${infer K}` ? K : never;
const isKind = (text: string): text is Kind => Object.hasOwn(organisation, `kind.${text}`);

function rangeText(t: T, min: number | null, max: number | null): string {
  if (min !== null && max !== null) return min === max ? String(min) : t("rules.rangeBoth", { min, max });
  if (max !== null) return t("rules.rangeMax", { max });
  return min === null ? t("rules.notSet") : t("rules.rangeMin", { min });
}
