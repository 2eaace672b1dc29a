import { compressed, compression } from "#app/core/rules/compression.ts";
import { windowFor } from "#app/core/rules/editions.ts";
import type { Certainty } from "#app/core/rules/certainty.ts";
import type { Contents, Edition, LeadKey } from "#app/core/rules/edition.ts";
import { dueOn, type Lead, type LeadUnit } from "#app/core/rules/lead.ts";
import { daysBetween, lastDayOf, type Day, type Window } from "#app/core/time/day.ts";
import { closesOn } from "#app/core/time/half-days.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Placement } from "./congress.ts";
import type { Preparation } from "./plan.ts";

/** In the order in which they fall when two are on one day. */
export const MILESTONE_CODES = [
  "superiorApproval",
  "conveningNotice",
  "letterCutOff",
  "candidacyDossier",
  "sendingDocuments",
  "resultReport",
  "ratification",
] as const satisfies readonly LeadKey[];
export type MilestoneCode = (typeof MILESTONE_CODES)[number];

/** Those that somebody has to do in time; the cut-off is a line between letters, not a duty. */
const DUTIES_BEFORE = ["superiorApproval", "conveningNotice", "candidacyDossier", "sendingDocuments"] as const;

export type Milestone = {
  readonly code: MilestoneCode;
  /** The last day on which it is kept. */
  readonly day: Day;
  /** What the rule asks, whatever was made of it, in `unit`. */
  readonly lead: number;
  readonly unit: LeadUnit;
  readonly source: string;
  readonly certainty: Certainty;
  /** Why the rule is not held against the congress: no day of its window would leave the lead. */
  readonly exempt: Preparation | null;
  /** The lead was shortened in proportion to the time that there was to prepare. */
  readonly compressed: boolean;
};

/** What the milestones of a congress depend on. */
export type MilestoneFacts = {
  readonly level: Level;
  readonly round: 1 | 2;
  readonly contents: Contents;
  readonly placement: Placement;
  readonly preparation: Preparation | null;
};

/**
 * The dated steps of a congress in the order of their days: counted back from the opening as
 * `edition.leads` says, and onwards from the closing (report, then ratification from the report's
 * last day). A congress of two contents elects nobody, so that nothing is reported or ratified
 * (KL 163); candidacies are handed in where a committee is elected, at levels that the rule names.
 */
export function milestones(facts: MilestoneFacts, edition: Edition, calendar: WorkingCalendar): Milestone[] {
  const { level, contents, placement, preparation } = facts;
  const window = windowFor(edition, level, facts.round).value;
  const closing = closesOn(placement.opensOn, placement.session, placement.lengthHalfDays);
  const anchors = { opening: placement.opensOn, closing, receipt: closing };
  const found: Milestone[] = [];
  for (const code of MILESTONE_CODES) {
    const rule = edition.leads[code][level];
    const lead = rule.value;
    if (lead === null || !applies(code, contents)) continue;
    const exempt = isDuty(code) ? exemption(lead, window, preparation, calendar) : null;
    const day = exempt ? shortened(lead, exempt, facts, edition, calendar) : dueOn(calendar, lead, anchors[lead.from]);
    if (code === "resultReport") anchors.receipt = day;
    const { source, certainty } = rule;
    found.push({ code, day, lead: lead.amount, unit: lead.unit, source, certainty, exempt, compressed: exempt !== null });
  }
  return found.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/**
 * Why a lead is not held against a unit: it was founded, or released from a suspension, less than
 * the lead before the last day of its window. Null when the lead holds.
 */
export function exemption(lead: Lead, window: Window | null, preparation: Preparation | null, calendar: WorkingCalendar): Preparation | null {
  if (preparation === null || window === null) return null;
  return dueOn(calendar, lead, lastDayOf(window)) < preparation.startsOn ? preparation : null;
}

function applies(code: MilestoneCode, contents: Contents): boolean {
  if (code === "candidacyDossier") return contents === 4;
  return contents !== 2 || (code !== "resultReport" && code !== "ratification");
}

function isDuty(code: MilestoneCode): boolean {
  return DUTIES_BEFORE.some((duty) => duty === code);
}

/** The day of a lead that shrinks with all the others, so that the longest one begins with the preparation. */
function shortened(lead: Lead, { startsOn }: Preparation, facts: MilestoneFacts, edition: Edition, calendar: WorkingCalendar): Day {
  const { level, placement } = facts;
  const { opensOn } = placement;
  let earliest = opensOn;
  for (const code of DUTIES_BEFORE) {
    const { value } = edition.leads[code][level];
    if (value === null || !applies(code, facts.contents)) continue;
    const due = dueOn(calendar, value, opensOn);
    if (due < earliest) earliest = due;
  }
  const proportion = compression(daysBetween(startsOn, opensOn), daysBetween(earliest, opensOn));
  const due = dueOn(calendar, compressed(lead, proportion), opensOn);
  return due < startsOn && startsOn <= opensOn ? startsOn : due;
}
