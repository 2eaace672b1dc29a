import type { Scope } from "#app/core/access/scope.ts";
import { edition } from "#app/core/rules/editions.ts";
import { type Finding, findings } from "#app/core/scheduling/conflicts.ts";
import { compareFindings, type Impact } from "#app/core/scheduling/impact.ts";
import { type Change, type PlanView, withChanges, withoutCongresses } from "#app/core/scheduling/plan.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import { calendarsFor } from "#app/db/calendar-days.server.ts";
import { type CampaignFacts, planOf } from "#app/db/campaigns.server.ts";
import type { Errand } from "./errand.ts";
import { type NamedFinding, nameFindings } from "./name-findings.server.ts";
import { planOfCampaign } from "./plan-memo.server.ts";

/** What happens to one congress of many: another date, or that it leaves the plan. */
export type ManyChange = { readonly id: string; readonly unitPath: string; readonly to: Change | "gone" };
export type Clashes = Impact["findings"];

/** For each congress, which clashes the changes together create, leave and mend. Nothing is written. */
export async function assessChanges(errand: Errand, campaign: CampaignFacts, changes: readonly ManyChange[]): Promise<Map<string, Clashes>> {
  const before = await planOfCampaign(errand, planOf(campaign));
  const gone = new Set(changes.flatMap(({ id, to }) => (to === "gone" ? [id] : [])));
  const changed = withChanges(before, new Map(changes.flatMap(({ id, to }) => (to === "gone" ? [] : [[id, to] as const]))));
  const after = gone.size === 0 ? changed : withoutCongresses(changed, gone);
  const below = childrenOf(before, gone);
  const calendarOf = await calendarsFor(errand.tx, changes.map((each) => each.unitPath));
  const found = new Map<string, Clashes>();
  for (const [calendar, alike] of byCalendar(changes, calendarOf)) {
    const setting = { edition: edition(campaign.editionCode), calendar, planningDay: errand.today };
    // Who leaves the plan no longer stands between those below and the one above: they are looked at as well.
    const only = new Set(alike.flatMap(({ id }) => [id, ...(below.get(id) ?? [])]));
    const { appear, disappear, stay } = compareFindings(findings(before, setting, only), findings(after, setting, only));
    const [appearing, mended, staying] = [touching(appear), touching(disappear), touching(stay)];
    for (const { id } of alike) {
      const ids = [id, ...(below.get(id) ?? [])];
      // What stays among those below has nothing to do with who leaves.
      found.set(id, { appear: of(appearing, ids), disappear: of(mended, ids), stay: gone.has(id) ? [] : of(staying, ids) });
    }
  }
  return found;
}

function childrenOf(plan: PlanView, ids: ReadonlySet<string>): Map<string, string[]> {
  const below = new Map<string, string[]>();
  if (ids.size === 0) return below;
  for (const { id, parentCongressId } of plan.congresses) if (parentCongressId !== null && ids.has(parentCongressId)) push(below, parentCongressId, id);
  return below;
}

/** The findings by the congresses on either side of them. */
function touching(list: readonly Finding[]): Map<string, Finding[]> {
  const byId = new Map<string, Finding[]>();
  for (const each of list) {
    push(byId, each.congressId, each);
    if (each.otherKind === "congress" && each.otherId !== null) push(byId, each.otherId, each);
  }
  return byId;
}

const of = (byId: ReadonlyMap<string, readonly Finding[]>, ids: readonly string[]): Finding[] => [...new Set(ids.flatMap((id) => byId.get(id) ?? []))];

/** Units for which the same days are set share one calendar. */
function byCalendar(changes: readonly ManyChange[], calendarOf: (path: string) => WorkingCalendar): Map<WorkingCalendar, ManyChange[]> {
  const groups = new Map<WorkingCalendar, ManyChange[]>();
  for (const each of changes) {
    const calendar = calendarOf(each.unitPath);
    groups.set(calendar, [...(groups.get(calendar) ?? []), each]);
  }
  return groups;
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const there = groups.get(key);
  if (there) there.push(value);
  else groups.set(key, [value]);
}

/** Clashes with the names of what they are about; `more` of them are not told. */
export type ShownClashes = { readonly appear: readonly NamedFinding[]; readonly disappear: readonly NamedFinding[]; readonly stay: readonly NamedFinding[]; readonly more: number };

export const NO_CLASHES: ShownClashes = { appear: [], disappear: [], stay: [], more: 0 };

const TOLD = 5;
const SIDES = ["appear", "disappear", "stay"] as const;

/** Puts names on the clashes of many congresses in one statement; of each only the worst are told. */
export async function speakOf(errand: Errand, scope: Scope, lists: readonly (Clashes | undefined)[]): Promise<ShownClashes[]> {
  const parts = lists.flatMap((each) => SIDES.map((side) => worstFirst(each?.[side] ?? []).slice(0, TOLD)));
  const named = await nameFindings(errand, scope, parts.flat());
  let from = 0;
  return lists.map((each, index) => {
    const [appear = [], disappear = [], stay = []] = SIDES.map((_, side) => named.slice(from, (from += parts[index * SIDES.length + side]?.length ?? 0)));
    const all = SIDES.reduce((sum, side) => sum + (each?.[side].length ?? 0), 0);
    return { appear, disappear, stay, more: all - appear.length - disappear.length - stay.length };
  });
}

const WEIGHT = { blocks: 0, blocksApproval: 1, warns: 2 } as const;
const worstFirst = (list: readonly Finding[]): Finding[] => list.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
