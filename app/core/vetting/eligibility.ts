import type { Level } from "#app/core/organisation/level.ts";
import { type Certainty, type Rule, type Severity, severityOf } from "#app/core/rules/certainty.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import { ageMonthFor } from "#app/core/rules/editions.ts";
import { RETIREMENT_SCALES, retirementMonth, type Sex } from "#app/core/rules/retirement.ts";
import { addMonths, type Day, monthOf, monthsBetween } from "#app/core/time/day.ts";
import type { Details } from "#app/core/verdict.ts";
import type { NomineeKind, SlatePost } from "./slate.ts";

export const DISCIPLINE_KINDS = ["reprimand", "warning", "dismissal", "expulsion"] as const;
export type DisciplineKind = (typeof DISCIPLINE_KINDS)[number];
export type Discipline = { readonly kind: DisciplineKind; readonly decidedOn: Day };

/** What is known of a nominee for one post; null where it is not. */
export type EligibilityFacts = {
  readonly kind: NomineeKind;
  readonly post: SlatePost;
  readonly level: Level;
  /** A commune, ward or special zone. */
  readonly isCommune: boolean;
  readonly bornOn: Day | null;
  readonly sex: Sex | null;
  readonly inPostSince: Day | null;
  readonly onPlanningList: boolean | null;
  readonly pendingCase: boolean | null;
  readonly disciplines: readonly Discipline[];
};

export const CRITERIA = ["serviceLeft", "discipline", "disciplineInTerm", "pendingCase", "planningList", "yearsInPost"] as const;
export type Criterion = (typeof CRITERIA)[number];

export type EligibilityFinding = {
  readonly criterion: Criterion;
  readonly result: "pass" | "fail" | "unknown";
  readonly source: string;
  readonly certainty: Certainty;
  /** What a failure does. */
  readonly severity: Severity;
  /** Months and days that the verdict rests on; `missing` names what is not known. */
  readonly numbers: Details;
};

type Said = Pick<EligibilityFinding, "result" | "numbers">;

/**
 * Judges a nominee for a post, criterion by criterion. `on` is the day the congress opens, or today while it has none.
 * Delegates are not held to the rules on age and posts.
 */
export function eligibility(facts: EligibilityFacts, edition: Edition, on: Day): readonly EligibilityFinding[] {
  if (facts.post === "delegate") return [];
  const both = [serviceLeft(facts, edition), disciplineBar(facts, on), pendingCase(facts, edition)];
  if (facts.kind === "reelected") return both;
  const inTerm = edition.documents.includes("150-KL/TW") ? [disciplineInTerm(facts)] : [];
  return [...both, ...inTerm, planningList(facts), yearsInPost(facts, on)];
}

export type Eligibility = "eligible" | "doubtful" | "unknown" | "ineligible";

/** All criteria together: a failure under a rule that is only reported or assumed makes doubtful, not ineligible. */
export function eligibilityOf(findings: readonly EligibilityFinding[]): Eligibility {
  const failed = findings.filter((finding) => finding.result === "fail");
  if (failed.some((finding) => finding.severity !== "warns")) return "ineligible";
  if (failed.length > 0) return "doubtful";
  return findings.some((finding) => finding.result === "unknown") ? "unknown" : "eligible";
}

const CERTAINTIES: readonly Certainty[] = ["assumed", "reported", "confirmed"];
/** A verdict is as certain as the least certain rule that it rests on. */
const weaker = (a: Certainty, b: Certainty): Certainty => (CERTAINTIES.indexOf(a) < CERTAINTIES.indexOf(b) ? a : b);

function finding(criterion: Criterion, rule: { readonly source: string; readonly certainty: Certainty }, said: Said): EligibilityFinding {
  const { source, certainty } = rule;
  return { criterion, ...said, source, certainty, severity: severityOf(certainty, "blocksApproval") };
}

/** The months of service that the edition asks of this nominee. */
export function requiredService({ kind, post, level }: Pick<EligibilityFacts, "kind" | "post" | "level">, edition: Edition): Rule<number> {
  if (kind === "firstTime") return edition.serviceMonths.firstTime;
  return level === "province" && post === "deputySecretary"
    ? edition.serviceMonths.reElectedProvincialDeputy
    : edition.serviceMonths.reElected;
}

/** Months from the reckoning month of the level to the month of retirement; both months count by their number only. */
function serviceLeft(facts: EligibilityFacts, edition: Edition): EligibilityFinding {
  const reckoned = ageMonthFor(edition, facts);
  const required = requiredService(facts, edition);
  const { bornOn, sex } = facts;
  const unknown = (missing: string): EligibilityFinding =>
    finding("serviceLeft", required, { result: "unknown", numbers: { missing, required: required.value } });
  if (bornOn === null) return unknown("bornOn");
  if (sex === null) return unknown("sex");
  if (reckoned.value === null) return unknown("ageMonth");
  const retires = retirementMonth(monthOf(bornOn), sex);
  const left = monthsBetween(reckoned.value, retires);
  const certainty = weaker(weaker(reckoned.certainty, required.certainty), RETIREMENT_SCALES[sex].certainty);
  return finding(
    "serviceLeft",
    { source: required.source, certainty },
    { result: left >= required.value ? "pass" : "fail", numbers: { left, required: required.value, ageMonth: reckoned.value, retires } },
  );
}

const ARTICLE_18 = { source: "80-QĐ/TW, Điều 18", certainty: "confirmed" } as const;

/** Months for which a decision bars from being put forward. */
const BAR_MONTHS: Readonly<Record<Exclude<DisciplineKind, "expulsion">, number>> = { reprimand: 12, warning: 30, dismissal: 60 };

/** The first day on which a decision bars no more; an expelled person is no member any more. Sorts behind every day. */
const NEVER = "never";
const freeOn = ({ kind, decidedOn }: Discipline): string => (kind === "expulsion" ? NEVER : addMonths(decidedOn, BAR_MONTHS[kind]));

function disciplineBar({ disciplines }: EligibilityFacts, on: Day): EligibilityFinding {
  const [longest] = disciplines
    .map((discipline) => ({ ...discipline, freeOn: freeOn(discipline) }))
    .filter((bar) => on < bar.freeOn)
    .toSorted((a, b) => (a.freeOn > b.freeOn ? -1 : 1));
  return finding("discipline", ARTICLE_18, longest === undefined ? { result: "pass", numbers: {} } : { result: "fail", numbers: longest });
}

/**
 * 150-KL/TW bars from *higher or more important* posts whoever was disciplined in 2020–2025. Whether a post is higher
 * is not in the file, so that the finding warns and does not block.
 */
function disciplineInTerm({ disciplines }: EligibilityFacts): EligibilityFinding {
  const found = disciplines.find(({ decidedOn }) => decidedOn >= "2020-01-01" && decidedOn < "2026-01-01");
  return finding(
    "disciplineInTerm",
    { source: "150-KL/TW", certainty: "reported" },
    found === undefined ? { result: "pass", numbers: {} } : { result: "fail", numbers: { ...found } },
  );
}

function known(value: boolean | null, good: boolean, field: string): Said {
  if (value === null) return { result: "unknown", numbers: { missing: field } };
  return { result: value === good ? "pass" : "fail", numbers: {} };
}

/** Confirmed for posts above the present one in the reorganisation of 2025; elsewhere a matter of judgement. */
function pendingCase(facts: EligibilityFacts, edition: Edition): EligibilityFinding {
  const certainty = !edition.documents.includes("150-KL/TW") ? "assumed" : facts.kind === "firstTime" ? "confirmed" : "reported";
  return finding("pendingCase", { source: "150-KL/TW", certainty }, known(facts.pendingCase, false, "pendingCase"));
}

const planningList = (facts: EligibilityFacts): EligibilityFinding =>
  finding("planningList", ARTICLE_18, known(facts.onPlanningList, true, "onPlanningList"));

const MONTHS_IN_POST = 24;

function yearsInPost({ inPostSince }: EligibilityFacts, on: Day): EligibilityFinding {
  if (inPostSince === null) return finding("yearsInPost", ARTICLE_18, { result: "unknown", numbers: { missing: "inPostSince" } });
  const enoughOn = addMonths(inPostSince, MONTHS_IN_POST);
  return finding("yearsInPost", ARTICLE_18, {
    result: enoughOn <= on ? "pass" : "fail",
    numbers: { since: inPostSince, enoughOn, required: MONTHS_IN_POST },
  });
}
