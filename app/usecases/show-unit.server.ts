import { isEmptyScope, permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import type { BranchOrder } from "#app/core/scheduling/plan.ts";
import { branchRules } from "#app/db/branch-rules.server.ts";
import { type BranchSettings, listOwnDays, type OwnDay, settingsOf } from "#app/db/branch-settings.server.ts";
import { type LeaderLine, pageOfLeaders } from "#app/db/leaders.server.ts";
import { findUnit, listUnitsAbove, pageOfChildren, type TreeUnit, type UnitFacts } from "#app/db/organisation.server.ts";
import { type Candidate, findCandidates, headsOf, type UnitHead } from "#app/db/unit-heads.server.ts";
import { pageOfVenues, type VenueLine } from "#app/db/venues.server.ts";
import { type Errand, NotFound } from "./errand.ts";

const CHILDREN_PAGE = 200;
/** Leaders and halls shown on a unit's page; the others are on their own pages. */
const SHOWN = 20;
const CANDIDATES = 20;

export type UnitPage = {
  readonly unit: UnitFacts;
  readonly above: readonly { readonly id: string; readonly name: string }[];
  readonly children: readonly TreeUnit[];
  readonly childTotal: number;
  readonly page: number;
  readonly pages: number;
  readonly leaders: { readonly rows: readonly LeaderLine[]; readonly total: number };
  readonly venues: { readonly rows: readonly VenueLine[]; readonly total: number };
  readonly heads: readonly UnitHead[];
  readonly candidates: readonly Candidate[];
  readonly settings: BranchSettings;
  /** What holds here for order and attendance, with what the branches above ask. */
  readonly inForce: BranchOrder & { readonly leadersPerCongress: number };
  readonly ownDays: readonly OwnDay[];
  readonly mayEdit: boolean;
};

/** Everything that is kept about one unit itself. */
export async function showUnit(
  errand: Errand,
  scope: Scope,
  asked: { readonly unitId: string; readonly page: number; readonly head: string },
): Promise<UnitPage> {
  const { tx, today, actor, realDay } = errand;
  const unit = await findUnit(tx, scope, asked.unitId);
  if (unit === null) throw new NotFound();
  const mayEdit = permit(actor, "organisation.edit", unit.path, realDay) !== null;
  const persons = scopeFor(actor, "nominees", realDay);
  const children = await pageOfChildren(tx, scope, { parentId: unit.id, page: asked.page, size: CHILDREN_PAGE, today });
  return {
    unit,
    above: await listUnitsAbove(tx, scope, unit.path),
    children: children.rows,
    childTotal: children.total,
    page: asked.page,
    pages: Math.max(1, Math.ceil(children.total / CHILDREN_PAGE)),
    leaders: await pageOfLeaders(tx, scope, { text: "", page: 1, size: SHOWN, unitId: unit.id }),
    venues: await pageOfVenues(tx, scope, { text: "", page: 1, size: SHOWN, unitId: unit.id }),
    heads: await headsOf(tx, unit.id),
    candidates: mayEdit && !isEmptyScope(persons) ? await findCandidates(tx, persons, asked.head, CANDIDATES) : [],
    settings: await settingsOf(tx, unit.id),
    inForce: await branchRules(tx, unit.path),
    ownDays: await listOwnDays(tx, unit.id),
    mayEdit,
  };
}
