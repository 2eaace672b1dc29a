import { permit, type Scope } from "#app/core/access/scope.ts";
import { standstill } from "#app/core/scheduling/congress.ts";
import { type Cells, cellsOf, hallText, packed } from "#app/core/scheduling/sheet.ts";
import type { Day } from "#app/core/time/day.ts";
import { campaignOver } from "#app/db/campaigns.server.ts";
import type { CongressFilter } from "#app/db/congress-lists.server.ts";
import { type Hall, hallsAround, hallsByIds, pageOfSheet, type SheetLine } from "#app/db/sheet.server.ts";
import { MOST_TOGETHER } from "./change-many.server.ts";
import type { Errand } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

export type SheetQuestion = CongressFilter & { readonly branch: string | undefined; readonly page: number };

export type ShownLine = Pick<SheetLine, "id" | "version" | "name" | "parentName" | "level" | "round" | "state" | "frozenFrom" | "haltReason" | "haltDocument"> & {
  readonly cells: Cells;
  /** What the row was when it was shown; a form sends it back. */
  readonly was: string;
  /** Why nothing about its date can be changed; null where it can. */
  readonly stopped: ReturnType<typeof standstill>;
};

export type SheetPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  readonly rows: readonly ShownLine[];
  /** What a hall can be called in the rows shown. */
  readonly halls: readonly { readonly code: string; readonly name: string }[];
  readonly total: number;
  readonly mark: string;
  /** So many can be changed at once. */
  readonly most: number;
  readonly page: number;
  readonly pages: number;
  readonly may: { readonly edit: boolean };
};

const PAGE = 50;
/** So many rows are written by one form; a page has fewer. */
export const MOST_ROWS = 200;

/** A page of the branch's congresses as a sheet. */
export async function showSheet(errand: Errand, scope: Scope, asked: SheetQuestion): Promise<SheetPage> {
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  const page = Math.max(1, asked.page);
  const { rows, total, mark } =
    campaign === null
      ? { rows: [], total: 0, mark: "" }
      : await pageOfSheet(errand.tx, branch.inside, { campaignId: campaign.id, planId: campaign.planId }, { ...asked, offset: (page - 1) * PAGE, take: PAGE });
  const halls = await hallsFor(errand, rows);
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    opened: campaign !== null,
    today: errand.today,
    rows: rows.map((row) => shownLine(errand, row, halls)),
    halls: halls.map(({ code, name }) => ({ code, name })),
    total,
    mark,
    most: MOST_TOGETHER,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    may: { edit: (["congress.date", "congress.edit"] as const).every((deed) => permit(errand.actor, deed, branch.path, errand.realDay) !== null) },
  };
}

/** The halls that rows may name and those in which they sit. */
export async function hallsFor(errand: Errand, rows: readonly { readonly unitPath: string; readonly venueId: string | null }[]): Promise<Hall[]> {
  const offered = await hallsAround(errand.tx, rows.map((row) => row.unitPath));
  const known = new Set(offered.map((hall) => hall.id));
  const others = rows.flatMap(({ venueId }) => (venueId === null || known.has(venueId) ? [] : [venueId]));
  return others.length === 0 ? offered : [...offered, ...(await hallsByIds(errand.tx, others))];
}

function shownLine(errand: Errand, row: SheetLine, halls: readonly Hall[]): ShownLine {
  const { id, version, name, parentName, level, round, state, frozenFrom, haltReason, haltDocument } = row;
  const cells = cellsOf({ ...row, hall: hallText(halls, row.unitPath, row.venueId) });
  return { id, version, name, parentName, level, round, state, frozenFrom, haltReason, haltDocument, cells, was: packed(version, cells), stopped: standstill(row, errand.today) };
}
