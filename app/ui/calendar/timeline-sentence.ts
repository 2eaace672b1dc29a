import { formatDay } from "#app/core/time/day.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { parts } from "#app/ui/words/parts.ts";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { season } from "#app/ui/words/season.ts";
import type { Say } from "#app/ui/words/words.ts";
import { isLate, type TimelineCongress, type TimelineRow } from "./timeline-rows.ts";

export const words = { campaign, parts, scheduling, season };
type T = Say<typeof words>;

/** What the bars of a row say, in words. */
export function rowSentence(t: T, row: TimelineRow): string {
  if (row.congresses.length === 0) return t("season.noCongress");
  const { below } = row;
  const said = row.congresses.map((each) => congressSentence(t, each, row.congresses.length > 1));
  if (below?.closesOn) said.push(t(isLate(row) ? "season.sentenceBelowLate" : "season.sentenceBelow", { day: formatDay(below.closesOn) }));
  if (below && below.undated > 0) said.push(t("season.sentenceUndated", { count: below.undated }));
  return said.join("; ");
}

export function congressSentence(t: T, congress: TimelineCongress, withRound: boolean): string {
  const { date, baseline, steps, state, light } = congress;
  const said = [
    ...(withRound ? [t("season.round", { round: congress.round })] : []),
    date === null
      ? t("season.noDay")
      : t("season.sentence", { from: formatDay(date.opensOn), session: t(`campaign.session.${date.session}`).toLowerCase(), until: formatDay(date.closesOn), state: t(`campaign.state.${state}`).toLowerCase() }),
    ...(light ? [t(`parts.light.${light}`).toLowerCase()] : []),
    ...(baseline ? [t("season.sentenceWas", { from: formatDay(baseline.opensOn), until: formatDay(baseline.closesOn) })] : []),
    ...(steps.length > 0 ? [t("season.sentenceSteps", { steps: steps.map(([code, on]) => `${t(`scheduling.milestone.${code}`)} ${formatDay(on)}`).join(", ") })] : []),
  ];
  return said.join(", ");
}
