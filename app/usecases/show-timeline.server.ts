import { inScope, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { depthOf } from "#app/core/organisation/path.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import { edition } from "#app/core/rules/editions.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { type MilestoneCode, milestones } from "#app/core/scheduling/milestones.ts";
import { preparationOf } from "#app/core/scheduling/preparation.ts";
import { contains, day, type Day, weekday, type Window } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import { calendarFor, calendarsFor } from "#app/db/calendar-days.server.ts";
import { type CampaignFacts, campaignOver } from "#app/db/campaigns.server.ts";
import { type Below, congressesOfUnits, countRows, lastBelow, type RowCongress, type RowUnit, rowsFrom } from "#app/db/timeline.server.ts";
import { dayNotes } from "./day-notes.ts";
import type { Errand } from "./errand.ts";
import { lightSeen, readinessVeil } from "./readiness-veil.server.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

/** A congress as a bar: its days now, its days in the approved plan, and the steps that fall into the span. */
export type TimelineCongress = {
  readonly id: string;
  readonly round: 1 | 2;
  readonly state: CongressState;
  readonly light: Light | null;
  readonly date: { readonly opensOn: Day; readonly closesOn: Day; readonly session: Session } | null;
  readonly baseline: { readonly opensOn: Day; readonly closesOn: Day } | null;
  readonly steps: readonly (readonly [code: MilestoneCode, on: Day])[];
};

export type TimelineRow = {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  /** Steps below the branch. */
  readonly depth: number;
  /** The congresses right below: they close before this one opens. */
  readonly below: { readonly count: number; readonly undated: number; readonly closesOn: Day | null } | null;
  readonly congresses: readonly TimelineCongress[];
};

export type RowsQuestion = {
  readonly branch: string | undefined;
  readonly level: Level | null;
  readonly span: Window;
  readonly offset: number;
  /** At most 200. */
  readonly take: number;
};

export type TimelineRows = { readonly from: number; readonly total: number; readonly rows: readonly TimelineRow[] };

/** As many as one answer may hold: about 100 kB. */
export const MOST_ROWS = 200;
const PAGE = 50;

/** Some rows of the timeline, from a place in the order of the tree. */
export async function timelineRows(errand: Errand, scope: Scope, asked: RowsQuestion): Promise<TimelineRows> {
  const branch = await resolveBranch(errand, scope, asked.branch);
  return rowsOf(errand, branch, await campaignOver(errand.tx, branch.path), asked);
}

type Inside = Branch & { readonly inside: Scope };

async function rowsOf(errand: Errand, branch: Inside, campaign: CampaignFacts | null, asked: Omit<RowsQuestion, "branch">): Promise<TimelineRows> {
  const { tx } = errand;
  if (campaign === null) return { from: asked.offset, total: 0, rows: [] };
  const total = await countRows(tx, branch.inside, asked);
  const units = await rowsFrom(tx, branch.inside, asked, { offset: asked.offset, take: Math.min(asked.take, MOST_ROWS) });
  const ids = units.map((unit) => unit.id);
  const congresses = byUnit(await congressesOfUnits(tx, campaign, ids));
  const below = new Map((await lastBelow(tx, branch.inside, campaign, ids)).map((each) => [each.unitId, each]));
  const calendars = await calendarsFor(tx, units.map((unit) => unit.path));
  const lightOf = await lights(errand);
  const facts = { campaign, span: asked.span, lightOf };
  const rows = units.map((unit) => rowOf(unit, depthOf(unit.path) - depthOf(branch.path), below.get(unit.id), (congresses.get(unit.id) ?? []).map((each) => barOf(each, unit, calendars(unit.path), facts))));
  return { from: asked.offset, total, rows };
}

function byUnit(congresses: readonly RowCongress[]): ReadonlyMap<string, readonly RowCongress[]> {
  const units = new Map<string, RowCongress[]>();
  for (const each of congresses) units.set(each.unitId, [...(units.get(each.unitId) ?? []), each]);
  return units;
}

function rowOf({ id, name, level }: RowUnit, depth: number, below: Below | undefined, congresses: readonly TimelineCongress[]): TimelineRow {
  return { id, name, level, depth, below: below === undefined ? null : { count: below.count, undated: below.undated, closesOn: below.closesOn }, congresses };
}

type LightOf = (congress: RowCongress, unitPath: string) => Light | null;
type Facts = { readonly campaign: CampaignFacts; readonly span: Window; readonly lightOf: LightOf };

function barOf(congress: RowCongress, unit: RowUnit, calendar: WorkingCalendar, { campaign, span, lightOf }: Facts): TimelineCongress {
  const { id, round, state, date, baseline, contents, lengthHalfDays } = congress;
  const rules = edition(campaign.editionCode);
  const preparation = preparationOf(unit, { openedOn: campaign.openedOn, edition: rules });
  const dated = date === null ? [] : milestones({ level: unit.level, round, contents, preparation, placement: { opensOn: date.opensOn, session: date.session, lengthHalfDays } }, rules, calendar);
  const steps = dated.flatMap((step) => (contains(span, step.day) ? [[step.code, step.day] as const] : []));
  return { id, round, state, light: lightOf(congress, unit.path), date, baseline, steps };
}

/** Lights belong to the readiness view, and are those of its board. */
async function lights(errand: Errand): Promise<LightOf> {
  const scope = scopeFor(errand.actor, "readiness", errand.realDay);
  const veil = await readinessVeil(errand);
  return ({ id, light }, unitPath) => (light !== null && inScope(scope, unitPath) ? lightSeen(veil, id, light) : null);
}

export type TimelinePage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  readonly span: Window;
  readonly first: TimelineRows;
  readonly page: number;
  readonly pages: number;
  /** Days of the span without work, and those that are named. */
  readonly off: readonly Day[];
  readonly named: readonly { readonly day: Day; readonly name: { readonly vi: string; readonly en: string } }[];
};

export type TimelineQuestion = { readonly branch: string | undefined; readonly level: Level | null; readonly span: Window; readonly page: number };

/** The timeline of a branch: a page of its rows as a list, from which the drawn one starts. */
export async function showTimeline(errand: Errand, scope: Scope, asked: TimelineQuestion): Promise<TimelinePage> {
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  const calendar = await calendarFor(errand.tx, branch.path);
  const first = await rowsOf(errand, branch, campaign, { ...asked, offset: (asked.page - 1) * PAGE, take: PAGE });
  const notes = Object.entries(dayNotes(calendar, asked.span)).map(([on, note]) => ({ ...note, day: day(on) }));
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    opened: campaign !== null,
    today: errand.today,
    span: asked.span,
    first,
    page: asked.page,
    pages: Math.max(1, Math.ceil(first.total / PAGE)),
    off: notes.flatMap((note) => (note.off ?? weekday(note.day) >= 6 ? [note.day] : [])),
    named: notes.flatMap(({ day: on, name }) => (name === undefined ? [] : [{ day: on, name }])),
  };
}
