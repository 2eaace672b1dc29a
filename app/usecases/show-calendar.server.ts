import { inScope, mayAnywhere, permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import { type Day, daysBetween, type Window } from "#app/core/time/day.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import { campaignOver } from "#app/db/campaigns.server.ts";
import {
  type CongressFilter,
  congressesBetween,
  type DatedCongress,
  listCongresses,
  type ListedCongress,
  type ListSort,
  type Nearest,
  nearestAround,
  openingsByDay,
} from "#app/db/congress-lists.server.ts";
import { beingReckoned } from "./being-reckoned.server.ts";
import { type DayNote, dayNotes } from "./day-notes.ts";
import type { Errand } from "./errand.ts";
import { lightSeen, readinessVeil } from "./readiness-veil.server.ts";
import { resolveBranch } from "./resolve-branch.server.ts";
import { MOST_AT_ONCE } from "./step-dates.server.ts";

export type CalendarQuestion = CongressFilter & {
  readonly branch: string | undefined;
  readonly range: Window;
  /** So many are shown one by one; of more than that, the first of each day. */
  readonly most: number;
};

export type CalendarPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  /** All of them, or the first of each day where they are too many. */
  readonly congresses: readonly Omit<DatedCongress, "unitPath">[];
  /** How many open on each day. */
  readonly sums: readonly { readonly day: Day; readonly count: number }[];
  /** Congresses whose light is being reckoned. */
  readonly reckoning: number;
  /** Where the next congresses are when there is none in the range. */
  readonly nearest: { readonly before: Nearest | null; readonly after: Nearest | null };
  readonly notes: Readonly<Record<string, DayNote>>;
  /** `fill`: set dates over the whole branch; `date`: set or propose one somewhere; `plans`: see the drafts of the branch. */
  readonly may: { readonly date: boolean; readonly fill: boolean; readonly plans: boolean };
};

const NOWHERE: CalendarPage["nearest"] = { before: null, after: null };

const LEAST_PER_DAY = 2;

/** The congresses of a branch on the days of a range; where they are too many for one answer, the first of each day beside its sum. */
export async function showCalendar(errand: Errand, scope: Scope, asked: CalendarQuestion): Promise<CalendarPage> {
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  const calendar = await calendarFor(errand.tx, branch.path);
  const range = asked.range;
  const perDay = Math.max(LEAST_PER_DAY, Math.floor(asked.most / daysBetween(range.from, range.until)));
  const found = campaign === null ? [] : await congressesBetween(errand.tx, branch.inside, campaign.planId, range, { ...asked, perDay });
  const sums = campaign === null ? [] : await openingsByDay(errand.tx, branch.inside, campaign.planId, range, asked);
  const wanted = found.length === 0;
  const nearest = campaign === null ? NOWHERE : await nearestAround(errand.tx, branch.inside, campaign.planId, range, { ...asked, wanted });
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    opened: campaign !== null,
    today: errand.today,
    congresses: await asSeen(errand, found),
    sums,
    nearest,
    reckoning: campaign === null ? 0 : await beingReckoned(errand, branch.inside, campaign.id),
    notes: dayNotes(calendar, range),
    may: mayOf(errand, branch.path),
  };
}

function mayOf({ actor, realDay }: Errand, path: string): CalendarPage["may"] {
  return {
    date: mayAnywhere(actor, "congress.date", realDay) || mayAnywhere(actor, "congress.propose", realDay),
    fill: permit(actor, "congress.date", path, realDay) !== null,
    plans: inScope(scopeFor(actor, "plans", realDay), path),
  };
}

type Lit = { readonly id: string; readonly unitPath: string; readonly light: Light | null };

/** Lights belong to the readiness view, and are those of its board; who lacks it sees the states of the dates only. */
async function asSeen<T extends Lit>(errand: Errand, rows: readonly T[]): Promise<Omit<T, "unitPath">[]> {
  const scope = scopeFor(errand.actor, "readiness", errand.realDay);
  const veil = await readinessVeil(errand);
  return rows.map(({ unitPath, ...row }) => ({ ...row, light: row.light && inScope(scope, unitPath) ? lightSeen(veil, row.id, row.light) : null }));
}

export type ListQuestion = CongressFilter & {
  readonly branch: string | undefined;
  readonly range: Window | null;
  readonly sort: ListSort;
  readonly descending: boolean;
  readonly page: number;
};

export type ListPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly rows: readonly Omit<ListedCongress, "unitPath">[];
  readonly reckoning: number;
  readonly total: number;
  /** Of all that match; a step with all of them repeats it. */
  readonly mark: string;
  /** So many can be stepped at once. */
  readonly most: number;
  readonly page: number;
  readonly pages: number;
  readonly may: CalendarPage["may"] & { readonly submit: boolean; readonly approve: boolean };
};

const PAGE = 50;

/** The list of a branch's congresses, dated or not. */
export async function listCalendar(errand: Errand, scope: Scope, asked: ListQuestion): Promise<ListPage> {
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  const page = Math.max(1, asked.page);
  const question = { ...asked, offset: (page - 1) * PAGE, take: PAGE };
  const { rows, total, mark } =
    campaign === null
      ? { rows: [], total: 0, mark: "" }
      : await listCongresses(errand.tx, branch.inside, { campaignId: campaign.id, planId: campaign.planId }, question);
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    opened: campaign !== null,
    rows: await asSeen(errand, rows),
    reckoning: campaign === null ? 0 : await beingReckoned(errand, branch.inside, campaign.id),
    total,
    mark,
    most: MOST_AT_ONCE,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    may: {
      ...mayOf(errand, branch.path),
      submit: mayAnywhere(errand.actor, "congress.date", errand.realDay),
      approve: mayAnywhere(errand.actor, "congress.approve", errand.realDay),
    },
  };
}
