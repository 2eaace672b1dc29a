import { LEVELS, type Level } from "#app/core/organisation/level.ts";
import { contains, type Day, type Month, type Window } from "#app/core/time/day.ts";
import type { Certainty, Rule, Words } from "./certainty.ts";
import { ct35 } from "./ct35.ts";
import { ct45 } from "./ct45.ts";
import {
  EDITION_CODES,
  PARAMETER_GROUPS,
  type CommitteeKind,
  type CommitteeSize,
  type Edition,
  type EditionCode,
  type ParameterGroup,
  type Range,
  type Suspension,
} from "./edition.ts";
import { kl118 } from "./kl118.ts";
import { kl127 } from "./kl127.ts";
import { kl163 } from "./kl163.ts";
import type { Clock, Lead, Span } from "./lead.ts";

const BY_CODE: Readonly<Record<EditionCode, Edition>> = { CT35: ct35, KL118: kl118, KL127: kl127, CT45: ct45, KL163: kl163 };

/** All editions, the oldest first. */
export const EDITIONS: readonly Edition[] = EDITION_CODES.map((code) => BY_CODE[code]);

export function edition(code: EditionCode): Edition {
  return BY_CODE[code];
}

export function isEditionCode(text: unknown): text is EditionCode {
  return EDITION_CODES.some((code) => code === text);
}

/** The newest edition that is in force on the day; null before the first directive of the season. */
export function editionInForce(day: Day): Edition | null {
  return EDITIONS.findLast((each) => each.from <= day) ?? null;
}

/** The first day on which the edition is no longer in force, or null for the newest. */
export function inForceUntil(code: EditionCode): Day | null {
  return EDITIONS[EDITION_CODES.indexOf(code) + 1]?.from ?? null;
}

/** Where the unit comes from; `mergedFrom` is the number of units it was merged from (1 when unmerged). */
export type UnitShape = { readonly level: Level; readonly isCommune: boolean; readonly mergedFrom: number };

/** When a congress of the level may sit in the given round; only cells have a second one. */
export function windowFor(edition: Edition, level: Level, round: 1 | 2 = 1): Rule<Window | null> {
  if (level !== "cell") return edition.window[level];
  return round === 1 ? edition.cellRounds.firstWindow : edition.cellRounds.secondWindow;
}

/** The rule that suspends congresses of this kind of unit on the day, or null. */
export function suspensionOn(edition: Edition, level: Level, kind: string, day: Day): Rule<Suspension> | null {
  const rule = edition.suspension[level];
  const { value } = rule;
  if (!value || !contains(value, day) || !value.kinds.includes(kind)) return null;
  return { ...rule, value };
}

/** The month on which age and service are reckoned: communes directly under the province have their own. */
export function ageMonthFor(edition: Edition, shape: Pick<UnitShape, "level" | "isCommune">): Rule<Month | null> {
  return edition.ageMonth[shape.level === "directSuperior" && shape.isCommune ? "commune" : shape.level];
}

/** The size of the committee that the unit's congress gives itself. */
export function committeeFor(edition: Edition, shape: UnitShape): CommitteeSize {
  return edition.committee[committeeKindOf(shape)];
}

function committeeKindOf({ level, isCommune, mergedFrom }: UnitShape): CommitteeKind {
  if (level === "province") return mergedFrom > 1 ? "provinceMerged" : "provinceUnmerged";
  if (level !== "directSuperior" || !isCommune) return level;
  if (mergedFrom <= 1) return "communeUnmerged";
  return mergedFrom === 2 ? "communeFromTwo" : "communeFromThree";
}

/** The most delegates, or null where congresses of the level are of all members. */
export function delegateCapFor(edition: Edition, { level, isCommune, mergedFrom }: UnitShape): Rule<number | null> | null {
  switch (level) {
    case "cell":
    case "sectional":
      return null;
    case "grassroots":
      return edition.delegates.grassroots;
    case "directSuperior":
      return isCommune ? edition.delegates.commune : edition.delegates.directSuperior;
    case "province":
      if (mergedFrom <= 1) return edition.delegates.provinceUnmerged;
      return mergedFrom === 2 ? edition.delegates.provinceFromTwo : edition.delegates.provinceFromThree;
  }
}

/** What the value of a parameter can be; a page formats each shape. */
export type ParameterValue =
  | number
  | string
  | readonly number[]
  | Window
  | Suspension
  | Range
  | Span
  | Lead
  | Clock
  | null;

/** One dated parameter, found without knowing the structure of the edition. */
export type Parameter = {
  /** Unique within an edition, for instance "leads.conveningNotice" or "window.cell". */
  readonly path: string;
  readonly group: ParameterGroup;
  /** The path without the group and the level; empty when nothing is left. */
  readonly key: string;
  /** Null when the parameter is one for all levels, or when it has none. */
  readonly level: Level | null;
  readonly value: ParameterValue;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note: Words | null;
};

export type Difference = {
  readonly path: string;
  readonly group: ParameterGroup;
  readonly key: string;
  readonly level: Level | null;
  readonly before: ParameterValue;
  readonly after: ParameterValue;
  /** Source and certainty of the later edition's rule. */
  readonly source: string;
  readonly certainty: Certainty;
  /** False when only the source or the certainty changed. */
  readonly valueChanged: boolean;
};

type AnyRule = Rule<ParameterValue>;
type RuleTree = { readonly [step: string]: AnyRule | RuleTree };

function isRule(node: AnyRule | RuleTree): node is AnyRule {
  return typeof node["certainty"] === "string";
}

/** Every parameter of the edition in the order of `PARAMETER_GROUPS`; one for all levels is listed once. */
export function parametersOf(edition: Edition): Parameter[] {
  return PARAMETER_GROUPS.flatMap((group) => pairs(edition[group], edition[group], [group])).map((pair) => {
    const place = placeOf(pair);
    const { value, source, certainty, note } = pair.after;
    return { ...place, value, source, certainty, note: note ?? null };
  });
}

/** What the edition `after` says otherwise than `before`, in the order of the parameters. */
export function differences(before: EditionCode, after: EditionCode): Difference[] {
  const [former, later] = [edition(before), edition(after)];
  return PARAMETER_GROUPS.flatMap((group) => pairs(former[group], later[group], [group]))
    .filter((pair) => JSON.stringify(pair.before) !== JSON.stringify(pair.after))
    .map((pair) => ({
      ...placeOf(pair),
      before: pair.before.value,
      after: pair.after.value,
      source: pair.after.source,
      certainty: pair.after.certainty,
      valueChanged: JSON.stringify(pair.before.value) !== JSON.stringify(pair.after.value),
    }));
}

type Pair = {
  readonly steps: readonly [ParameterGroup, ...string[]];
  readonly level: Level | null;
  readonly before: AnyRule;
  readonly after: AnyRule;
};

/** The rules at the same place of two editions; where both have one for all levels, one pair stands for it. */
function pairs(before: RuleTree, after: RuleTree, steps: readonly [ParameterGroup, ...string[]]): Pair[] {
  const found = Object.entries(after).flatMap(([step, now]): Pair[] => {
    const then = before[step];
    const level = LEVELS.find((each) => each === step) ?? null;
    const at: typeof steps = level ? steps : [...steps, step];
    if (!isRule(now)) return pairs(then as RuleTree, now, [...steps, step]);
    return [{ steps: at, level, before: then as AnyRule, after: now }];
  });
  const [first] = found;
  const oneForAll =
    found.length === LEVELS.length &&
    found.every((pair) => pair.level !== null && pair.before === first?.before && pair.after === first.after);
  return first && oneForAll ? [{ ...first, level: null }] : found;
}

function placeOf({ steps, level }: Pair): Pick<Parameter, "path" | "group" | "key" | "level"> {
  const [group, ...key] = steps;
  return { path: [...steps, ...(level ? [level] : [])].join("."), group, key: key.join("."), level };
}
