import type { CongressState } from "#app/core/scheduling/congress.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import type { Words } from "#app/core/rules/certainty.ts";
import "#app/ui/calendar/calendar.css";
import { DayHead, EventChip, WeekdayHead } from "#app/ui/calendar/calendar-parts.tsx";
import { eventsByDay, isOff, shortName, type CalendarEvent } from "#app/ui/calendar/grid.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { WEEKDAYS } from "#app/ui/parts/day-text.tsx";
import { calendar } from "#app/ui/words/calendar.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { moves } from "#app/ui/words/moves.ts";
import "./season-weeks.css";

const words = { moves, calendar, scheduling };
const SHOWN = 4;

export type Around = {
  readonly branchName: string;
  readonly from: Day;
  readonly congresses: readonly { readonly id: string; readonly name: string; readonly state: CongressState; readonly opensOn: Day; readonly closesOn: Day }[];
  readonly notes: Readonly<Record<string, { readonly lunar: { readonly day: number; readonly month: number; readonly leapMonth: boolean }; readonly name?: Words; readonly off?: boolean }>>;
};

/** Three weeks of the branch with the congress where it is and where it would be; each day is a link that tries it. */
export function SeasonWeeks(props: { around: Around; self: { readonly id: string; readonly name: string }; tried: Day | null; today: Day; hrefFor: (day: Day) => string }) {
  const t = useT(words);
  const locale = useLocale();
  const { around, self, tried, today } = props;
  const events = around.congresses.filter((each) => each.id !== self.id).map(
    ({ id, name, state, opensOn, closesOn }): CalendarEvent => ({ id, state, opensOn, closesOn, title: shortName(name), href: `/congresses/${id}` }),
  );
  const own = around.congresses.find((each) => each.id === self.id);
  const range = { from: around.from, until: addDays(around.from, 21) };
  const byDay = eventsByDay(events, range);
  return (
    <div className="season-weeks">
      <Card title={t("moves.aroundTitle", { branch: around.branchName })} note={t("moves.aroundNote")} flush>
        <table className="cal-grid month">
          <caption className="visually-hidden">{t("moves.aroundTitle", { branch: around.branchName })}</caption>
          <WeekdayHead />
          <tbody>
            {[0, 7, 14].map((offset) => (
              <tr key={offset}>
                {WEEKDAYS.map((which) => {
                  const at = addDays(around.from, offset + which - 1);
                  const note = around.notes[at];
                  const shown = note && { lunar: note.lunar, name: note.name?.[locale], off: note.off };
                  const there = byDay.get(at) ?? [];
                  const stands = own !== undefined && own.opensOn <= at && at <= own.closesOn;
                  return (
                    <td key={at} className={isOff(at, shown) ? "off" : undefined}>
                      <DayHead at={at} note={shown} today={at === today} href={props.hrefFor(at)} fullLunar={which === 1} withMonth={which === 1} />
                      {stands ? <Own name={shortName(self.name)} kind={tried !== null && tried !== own.opensOn ? "was" : "moved"} /> : null}
                      {tried === at && own?.opensOn !== at ? <Own name={shortName(self.name)} kind="moved" /> : null}
                      {there.slice(0, SHOWN).map((event) => (
                        <EventChip key={event.id} event={event} />
                      ))}
                      {there.length > SHOWN ? <span className="small muted">{t("calendar.more", { count: there.length - SHOWN })}</span> : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  );
}

function Own({ name, kind }: { name: string; kind: "was" | "moved" }) {
  return <span className={`chip-event ${kind}`}>{kind === "was" ? <del className="chip-title">{name}</del> : <strong className="chip-title">{name}</strong>}</span>;
}
