import type { FindingCode } from "#app/core/scheduling/conflicts.ts";
import { addDays, formatDay, isDay, type Day } from "#app/core/time/day.ts";
import { campaign } from "./campaign.ts";
import { scheduling } from "./scheduling.ts";
import { makeT, type Locale } from "./words.ts";

type Named = { readonly id: string | null; readonly name: string | null };

/** A finding with the names of what it speaks of; null where the reader may not see it. */
export type SpokenFinding = {
  readonly code: FindingCode;
  readonly day: Day;
  readonly details: Readonly<Record<string, string | number>>;
  readonly congress: Named;
  readonly other: (Named & { readonly kind: "congress" | "leader" | "branch" }) | null;
  readonly leader: string | null;
  readonly venue: string | null;
};

const words = { scheduling, campaign };

/** One clash as a sentence, for pages, files and the command line. */
export function findingSentence(locale: Locale, finding: SpokenFinding): string {
  const t = makeT(locale, words);
  const { code, details } = finding;
  const dayOf = (key: string): string => written(details[key]);
  const lastOf = (key: string): string => (isDay(details[key]) ? formatDay(addDays(details[key], -1)) : written(details[key]));
  const number = (key: string): number => Number(details[key] ?? 0);
  const day = formatDay(finding.day);
  const congress = finding.congress.name ?? t("scheduling.elsewhere");
  const other = finding.other?.name ?? t("scheduling.elsewhere");
  const session = details["session"] === "afternoon" ? t("campaign.session.afternoon") : t("campaign.session.morning");
  const leader = finding.leader ?? t("scheduling.someLeader");
  const name = String(details[locale === "vi" ? "nameVi" : "nameEn"] ?? "");
  switch (code) {
    case "dayPassed":
      return t("scheduling.finding.dayPassed", { opensOn: dayOf("opensOn") });
    case "unitNotInForce":
      return t("scheduling.finding.unitNotInForce", { day });
    case "suspended":
      return t("scheduling.finding.suspended", { from: dayOf("from"), until: lastOf("until") });
    case "approvalSuspended":
      return t("scheduling.finding.approvalSuspended", { until: lastOf("until") });
    case "outsideWindow":
      return t("scheduling.finding.outsideWindow", { day, from: dayOf("from"), lastDay: dayOf("lastDay") });
    case "tooLong":
      return t("scheduling.finding.tooLong", { halfDays: number("halfDays"), most: number("most") });
    case "nonWorkingDay":
      return details["reason"] === "weekend" ? t("scheduling.finding.weekend", { day }) : t("scheduling.finding.nonWorkingDay", { day, name });
    case "unsuitableDay":
      return t("scheduling.finding.unsuitableDay", { day, name });
    case "childNotClosed":
      return t("scheduling.finding.childNotClosed", { congress, other, closesOn: dayOf("closesOn"), parentOpensOn: dayOf("parentOpensOn") });
    case "gapTooShort":
      return t("scheduling.finding.gapTooShort", { congress, other, closesOn: dayOf("closesOn"), parentOpensOn: dayOf("parentOpensOn"), gap: number("gap") });
    case "pilotNotFirst":
      return t("scheduling.finding.pilotNotFirst", { congress, other, opensOn: dayOf("opensOn"), closesOn: dayOf("closesOn") });
    case "childrenUndated":
      return t("scheduling.finding.childrenUndated", { congresses: number("congresses") });
    case "noticeTooShort":
      return details["recordedOn"] === undefined
        ? t("scheduling.finding.noticeTooShort", { day, planningDay: dayOf("planningDay") })
        : t("scheduling.finding.noticeRecordedLate", { day, recordedOn: dayOf("recordedOn") });
    case "approvalTooLate":
      return details["recordedOn"] === undefined
        ? t("scheduling.finding.approvalTooLate", { day, planningDay: dayOf("planningDay") })
        : t("scheduling.finding.approvalRecordedLate", { day, recordedOn: dayOf("recordedOn") });
    case "leaderTwice":
      return t("scheduling.finding.leaderTwice", { leader, congress, other, session: session.toLowerCase(), day });
    case "leaderAbsent":
      return t("scheduling.finding.leaderAbsent", { leader, from: dayOf("from"), until: lastOf("until") });
    case "hallTwice":
      return t("scheduling.finding.hallTwice", { venue: finding.venue ?? t("scheduling.someVenue"), congress, other, session: session.toLowerCase(), day });
    case "ceilingExceeded":
      return t("scheduling.finding.ceilingExceeded", { day, onDay: number("onDay"), ceiling: number("ceiling"), other: finding.other?.name ?? t("scheduling.someBranch") });
  }
}

function written(value: string | number | undefined): string {
  return isDay(value) ? formatDay(value) : String(value ?? "");
}
