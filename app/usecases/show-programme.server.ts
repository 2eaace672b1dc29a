import { inScope, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { halfDayKey, occupiedHalfDays } from "#app/core/time/half-days.ts";
import type { Day } from "#app/core/time/day.ts";
import { absencesOf, type AttendedCongress, congressesAttended, findLeader, loadOfLeaders } from "#app/db/leaders.server.ts";
import { type Errand, NotFound } from "./errand.ts";

const MOST_CONGRESSES = 500;
const MOST_LEADERS = 100;

/** What stands against attending: another congress in the same half-day (its name, or null outside the reader's branch), or a time away. */
export type AttendingClash = { readonly kind: "twice"; readonly other: string | null } | { readonly kind: "away"; readonly reason: string };

export type ProgrammeEntry = Omit<AttendedCongress, "unitPath"> & { readonly clashes: readonly AttendingClash[] };

export type LeaderLoad = { readonly leaderId: string; readonly name: string; readonly total: number; readonly undated: number; readonly months: Readonly<Record<string, number>> };

export type ProgrammePage = {
  readonly leader: { readonly id: string; readonly name: string; readonly post: string; readonly unitId: string; readonly unitName: string };
  readonly today: Day;
  readonly programme: readonly ProgrammeEntry[];
  readonly clashing: number;
  /** Months ("2025-06") in which anybody of the committee attends anything. */
  readonly months: readonly string[];
  readonly load: readonly LeaderLoad[];
};

/** Who attends what: one leader's congresses in the order of time with their clashes, and the load of the committee's leaders. */
export async function showProgramme(errand: Errand, scope: Scope, leaderId: string): Promise<ProgrammePage> {
  const leader = await findLeader(errand.tx, scope, leaderId);
  if (leader === null) throw new NotFound();
  const campaign = scopeFor(errand.actor, "campaign", errand.realDay);
  const seen = (each: AttendedCongress): boolean => inScope(campaign, each.unitPath);
  const all = await congressesAttended(errand.tx, leader.id, MOST_CONGRESSES);
  const absences = await absencesOf(errand.tx, leader.id);
  const taken = sittingsByHalfDay(all);
  const programme = all.filter(seen).map(({ unitPath: _, ...congress }): ProgrammeEntry => {
    const others = new Set(slotsOf(congress).flatMap((slot) => taken.get(slot) ?? []));
    const twice = [...others].filter((each) => each.congressId !== congress.congressId).map((each) => ({ kind: "twice", other: seen(each) ? each.unitName : null }) as const);
    const { opensOn, closesOn } = congress;
    const away = absences.flatMap(({ from, until, reason }) => (opensOn !== null && closesOn !== null && from <= closesOn && opensOn < until ? [{ kind: "away", reason } as const] : []));
    return { ...congress, clashes: [...twice, ...away] };
  });
  const { months, load } = loadByMonth(await loadOfLeaders(errand.tx, campaign, leader.unitId, MOST_LEADERS));
  const { id, name, post, unitId, unitName } = leader;
  return { leader: { id, name, post, unitId, unitName }, today: errand.today, programme, clashing: programme.filter((each) => each.clashes.length > 0).length, months, load };
}

const slotsOf = ({ opensOn, session, lengthHalfDays }: Pick<AttendedCongress, "opensOn" | "session" | "lengthHalfDays">): string[] =>
  opensOn === null ? [] : occupiedHalfDays({ opensOn, session, lengthHalfDays }).map(halfDayKey);

function sittingsByHalfDay(all: readonly AttendedCongress[]): Map<string, AttendedCongress[]> {
  const taken = new Map<string, AttendedCongress[]>();
  for (const each of all) for (const slot of slotsOf(each)) taken.set(slot, [...(taken.get(slot) ?? []), each]);
  return taken;
}

function loadByMonth(rows: Awaited<ReturnType<typeof loadOfLeaders>>): Pick<ProgrammePage, "months" | "load"> {
  const leaders = new Map<string, { leaderId: string; name: string; total: number; undated: number; months: Record<string, number> }>();
  for (const { leaderId, name, month, count } of rows) {
    const kept = leaders.get(leaderId) ?? { leaderId, name, total: 0, undated: 0, months: {} };
    kept.total += count;
    if (month === null) kept.undated += count;
    else kept.months[month] = count;
    leaders.set(leaderId, kept);
  }
  const months = new Set(rows.flatMap((row) => row.month ?? []));
  return { months: [...months].toSorted(), load: [...leaders.values()] };
}
