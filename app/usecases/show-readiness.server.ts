import { mayAnywhere, type Scope } from "#app/core/access/scope.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import { edition, windowFor } from "#app/core/rules/editions.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { addDays, type Day, lastDayOf, weekday } from "#app/core/time/day.ts";
import {
  type BranchCounts,
  childRollups,
  type ChildRollup,
  congressesBetween,
  countWaiting,
  type ListedCongress,
  listByOpening,
  type ListFilter,
  type WeekCongress,
} from "#app/db/readiness-board.server.ts";
import { beingReckoned } from "./being-reckoned.server.ts";
import type { Errand } from "./errand.ts";
import { type ToldCause, told } from "./readiness-causes.ts";
import { seen, type Veil } from "./readiness-veil.server.ts";
import type { Branch } from "./resolve-branch.server.ts";
import { rollUpBranch } from "./roll-up-branch.server.ts";

export type BoardRow = Omit<ListedCongress, "standing" | "unitPath"> & {
  readonly light: Light;
  readonly percent: number;
  readonly causes: readonly ToldCause[];
  /** Causes of all kinds that are not among the listed. */
  readonly more: number;
};

export type Board = {
  readonly branch: Pick<Branch, "unitId" | "name" | "level">;
  readonly today: Day;
  /** Null when no term is open for the branch. */
  readonly season: {
    readonly term: string;
    readonly editionCode: string;
    /** The next day by which congresses of a level have to be held. */
    readonly deadline: { readonly level: Level; readonly day: Day } | null;
    readonly counts: BranchCounts;
    readonly children: readonly ChildRollup[];
    /** Congresses whose light is being reckoned. */
    readonly reckoning: number;
    readonly childrenPage: number;
    readonly moreChildren: boolean;
    readonly week: { readonly from: Day; readonly list: readonly WeekCongress[]; readonly count: number };
    /** What waits for this viewer's decision; null for somebody who decides nothing. */
    readonly waiting: { readonly dates: number | null; readonly lines: number | null } | null;
    readonly rows: readonly BoardRow[];
    readonly page: number;
    readonly more: boolean;
  } | null;
  readonly filter: ListFilter;
};

export type BoardSearch = {
  readonly branch?: string | null | undefined;
  /** Null: the worst that there is. */
  readonly light: Light | "all" | null;
  readonly level: Level | null;
  readonly state: CongressState | null;
  readonly page: number;
  readonly children: number;
};

const ROWS = 20;
const CHILDREN = 8;
const WEEK = 6;
const CAUSES = 3;

/** The secretary's page: how a branch stands, what is worst in it, and what blocks, by days to opening. */
export async function showReadiness(errand: Errand, scope: Scope, search: BoardSearch): Promise<Board> {
  const { tx, today } = errand;
  const { branch, inside, veil, season } = await rollUpBranch(errand, scope, search.branch);
  const wanted = { level: search.level, state: search.state };
  const page = { branch: { unitId: branch.unitId, name: branch.name, level: branch.level }, today };
  if (season === null) return { ...page, season, filter: { light: null, ...wanted } };

  const { campaignId, counts, relit } = season;
  const at = { campaignId, unitId: branch.unitId };
  const filter: ListFilter = { light: search.light === "all" ? null : (search.light ?? worstOf(counts)), ...wanted };
  const children = await childRollups(tx, inside, at, relit, { skip: (search.children - 1) * CHILDREN, take: CHILDREN + 1 });
  const monday = addDays(today, 1 - weekday(today));
  const week = await congressesBetween(tx, inside, campaignId, { from: monday, until: addDays(monday, 7) }, WEEK);
  const rows = await listByOpening(tx, inside, campaignId, { filter, relit, page: { skip: (search.page - 1) * ROWS, take: ROWS + 1 } });
  return {
    ...page,
    filter,
    season: {
      term: season.term,
      editionCode: season.editionCode,
      deadline: nextDeadline(season.editionCode, today),
      counts,
      children: children.slice(0, CHILDREN),
      reckoning: await beingReckoned(errand, inside, campaignId),
      childrenPage: search.children,
      moreChildren: children.length > CHILDREN,
      week: { from: monday, ...week },
      waiting: await waitingFor(errand, inside),
      rows: rows.slice(0, ROWS).map((row) => boardRow(row, veil)),
      page: search.page,
      more: rows.length > ROWS,
    },
  };
}

/** What blocks comes first, then what is late; where nothing is, everything is shown. */
const worstOf = ({ red, amber }: BranchCounts): Light | null => (red > 0 ? "red" : amber > 0 ? "amber" : null);

function boardRow({ standing, unitPath: _path, ...row }: ListedCongress, veil: Veil): BoardRow {
  const sees = seen(veil, row.congressId, standing);
  const causes = told(sees, CAUSES);
  const notes = sees.causes.filter((cause) => cause.severity === "notes").length;
  return { ...row, light: sees.light, percent: sees.percent, causes, more: Math.max(0, sees.blocks + sees.warns + notes - causes.length) };
}

function nextDeadline(code: Parameters<typeof edition>[0], today: Day): { level: Level; day: Day } | null {
  const rules = edition(code);
  const levels: readonly Level[] = ["grassroots", "directSuperior", "province"];
  const ahead = levels.flatMap((level) => {
    const window = windowFor(rules, level).value;
    return window === null || lastDayOf(window) < today ? [] : [{ level, day: lastDayOf(window) }];
  });
  return ahead.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))[0] ?? null;
}

async function waitingFor(errand: Errand, inside: Scope): Promise<{ dates: number | null; lines: number | null } | null> {
  const approves = mayAnywhere(errand.actor, "congress.approve", errand.realDay);
  const accepts = mayAnywhere(errand.actor, "line.accept", errand.realDay);
  if (!approves && !accepts) return null;
  const { dates, lines } = await countWaiting(errand.tx, inside, errand.today);
  return { dates: approves ? dates : null, lines: accepts ? lines : null };
}
