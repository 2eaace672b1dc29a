import type { Level } from "#app/core/organisation/level.ts";
import { addDays, formatDay, type Day } from "#app/core/time/day.ts";
import { InstantText } from "#app/ui/parts/instant-text.tsx";
import { StateBadge, type Tone } from "#app/ui/parts/state-badge.tsx";
import type { IconName } from "#app/ui/parts/icon.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import { plans } from "#app/ui/words/plans.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";

const words = { plans, organisation };

export type VersionState = "draft" | "proposed" | "approved" | "discarded";
export type Keeping = "dates" | "fewestMoves" | "nothing";

/** What a version supposes; null: as decided. */
type Scenario = {
  readonly perDay: number | null;
  readonly gapDays: number | null;
  readonly lessonDays: number | null;
  readonly leadersPerCongress: number | null;
  readonly pilotsHard: boolean | null;
  readonly saturdays: boolean | null;
  readonly window: { readonly level: Level; readonly from: Day | null; readonly until: Day | null } | null;
  readonly absence: { readonly leaderId: string; readonly from: Day; readonly until: Day } | null;
};

export type ShownVersion = {
  readonly id: string;
  readonly number: number | null;
  readonly state: VersionState;
  readonly unitName: string;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly approvedOn: Day | null;
  readonly reason: string | null;
  readonly version: number;
  readonly summary: { readonly placed: number; readonly unplaced: number };
  readonly question: { readonly keeping: Keeping; readonly round: 1 | 2; readonly scenario: Scenario };
};

const TONES: Readonly<Record<VersionState, Tone>> = { draft: "plain", proposed: "amber", approved: "green", discarded: "plain" };
const ICONS: Readonly<Record<VersionState, IconName>> = { draft: "calendarEdit", proposed: "clock", approved: "check", discarded: "close" };

export function PlanState({ state }: { state: VersionState }) {
  const t = useT(words);
  return (
    <StateBadge tone={TONES[state]} icon={ICONS[state]}>
      {t(`plans.state.${state}`)}
    </StateBadge>
  );
}

/** A version by its number, a draft by when it was made. */
export function VersionName({ version }: { version: Pick<ShownVersion, "number" | "createdAt"> }) {
  const t = useT(words);
  if (version.number !== null) return <>{t("plans.numbered", { number: version.number })}</>;
  const [before = "", after = ""] = t("plans.unnumbered", { at: "\u0000" }).split("\u0000");
  return (
    <>
      {before}
      <InstantText at={version.createdAt} seconds />
      {after}
    </>
  );
}

/** Whether a version was planned by the rules in force. */
export const supposesNothing = ({ question }: Pick<ShownVersion, "question">): boolean => Object.values(question.scenario).every((each) => each === null);

export type Edge = "planningDay" | "horizon" | "window" | "unit" | "notice" | "approval" | "below" | "above" | "suspended";

const NUMBERS = ["perDay", "gapDays", "lessonDays", "leadersPerCongress"] as const;

/** What was asked: how dates that stand are treated, and what was supposed. */
export function Asked({ version: { question }, names = {} }: { version: Pick<ShownVersion, "question">; names?: NamesById }) {
  const t = useT(words);
  const locale = useLocale();
  const { pilotsHard, saturdays, window, absence } = question.scenario;
  const span = (from: Day | null, until: Day | null): string =>
    [from && t("plans.supposed.fromDay", { day: formatDay(from) }), until && t("plans.supposed.untilDay", { day: formatDay(addDays(until, -1)) })].filter(Boolean).join(" ");
  const supposed = [
    ...NUMBERS.flatMap((name) => (question.scenario[name] === null ? [] : [`${t(`plans.${name}`)}: ${question.scenario[name]}`])),
    ...(pilotsHard === null ? [] : [`${t("plans.pilots")}: ${t(`plans.pilots.${pilotsHard ? "hard" : "soft"}`)}`]),
    ...(saturdays === null ? [] : [`${t("plans.saturdays")}: ${t(`plans.saturdays.${saturdays ? "yes" : "no"}`)}`]),
    ...(window === null ? [] : [t("plans.supposed.window", { level: t(`organisation.level.${window.level}`).toLocaleLowerCase(locale), days: span(window.from, window.until) })]),
    ...(absence === null ? [] : [t("plans.supposed.absence", { leader: names[absence.leaderId] ?? t("plans.someone"), days: span(absence.from, absence.until) })]),
  ];
  return (
    <>
      {t(`plans.keeping.${question.keeping}`)}
      {supposed.length === 0 ? null : (
        <span className="small asked-supposed">
          <b>{t("plans.supposed")}:</b> {supposed.join("; ")}
        </span>
      )}
    </>
  );
}

export type ObstacleCode = "planningDay" | "horizon" | "window" | "unit" | "notice" | "approval" | "below" | "above" | "suspended" | "notWorked" | "ceiling" | "leaders" | "leader" | "hall" | "pilot" | "advice";
export type Hindrance = { readonly code: ObstacleCode; readonly otherId: string | null };
export type Why = { readonly betterOn: Day; readonly because: Hindrance } | null;
export type NamesById = Readonly<Record<string, string>>;

/** What stands in the way, with the name of whom it is about. */
export function useObstacle(names: NamesById): (because: Hindrance) => string {
  const t = useT(words);
  return ({ code, otherId }) => {
    const other = (otherId === null ? undefined : names[otherId]) ?? t("plans.someone");
    switch (code) {
      case "below":
      case "above":
      case "ceiling":
      case "leaders":
      case "leader":
      case "hall":
      case "pilot":
        return t(`plans.obstacle.${code}`, { other });
      default:
        return t(`plans.obstacle.${code}`);
    }
  };
}

/** One sentence why a congress has its day. */
export function useWhy(names: NamesById): (date: { readonly pinned: boolean; readonly why: Why }) => string {
  const t = useT(words);
  const obstacle = useObstacle(names);
  return ({ pinned, why }) => {
    if (pinned) return t("plans.pinned");
    return why === null ? t("plans.whyBest") : t("plans.whyBetter", { day: formatDay(why.betterOn), obstacle: obstacle(why.because) });
  };
}
