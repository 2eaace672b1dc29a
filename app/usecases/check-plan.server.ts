import { createHash } from "node:crypto";
import { narrowed, permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import type { Severity } from "#app/core/rules/certainty.ts";
import { findingKey, findings, FINDING_CODES, type Finding, type FindingCode } from "#app/core/scheduling/conflicts.ts";
import type { PlanView, Setting } from "#app/core/scheduling/plan.ts";
import { addDays, type Day, daysBetween } from "#app/core/time/day.ts";
import { type CampaignFacts, campaignOver, planOf } from "#app/db/campaigns.server.ts";
import { type Care, careKey, caresOf, ownersFor, unitsBelow, type WeekCount, weeksOf } from "#app/db/conflict-care.server.ts";
import type { Errand } from "./errand.ts";
import { type NamedFinding, nameFindings } from "./name-findings.server.ts";
import { planOfCampaign } from "./plan-memo.server.ts";
import { settingFor } from "./plan-setting.server.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

export type CheckedPlan = {
  readonly branch: Branch;
  readonly campaign: CampaignFacts | null;
  /** Dated congresses of the branch. */
  readonly congresses: number;
  readonly found: readonly Finding[];
  /** The units of the branch's dated congresses. */
  readonly pathOf: ReadonlyMap<string, string>;
};

type Kept = { readonly setting: Setting; readonly found: readonly Finding[] };
const kept = new WeakMap<PlanView, Map<string, Kept>>();

/** Every clash that touches a congress of the branch, against the whole plan it belongs to. */
export async function checkPlan(errand: Errand, scope: Scope, input: { readonly branch: string | null | undefined }): Promise<CheckedPlan> {
  const { inside: _, ...branch } = await resolveBranch(errand, scope, input.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  if (campaign === null) return { branch, campaign, congresses: 0, found: [], pathOf: new Map() };
  const plan = await planOfCampaign(errand, planOf(campaign));
  const setting = await settingFor(errand, campaign.editionCode, branch.path);
  const own = plan.congresses.filter((each) => each.placement !== null && each.path.startsWith(branch.path));
  const pathOf = new Map(own.map((each) => [each.id, each.path]));
  return { branch, campaign, congresses: own.length, found: foundIn(plan, setting, branch.path, new Set(pathOf.keys()), plan.congresses.length), pathOf };
}

/** The same plan, judged by the same setting, has the same clashes: they are worked out once. */
function foundIn(plan: PlanView, setting: Setting, path: string, own: ReadonlySet<string>, all: number): readonly Finding[] {
  const there = kept.get(plan)?.get(path);
  if (there && there.setting.calendar === setting.calendar && there.setting.planningDay === setting.planningDay && there.setting.edition === setting.edition)
    return there.found;
  const found = own.size === all ? findings(plan, setting) : findings(plan, setting, own);
  const ofPlan = kept.get(plan) ?? new Map<string, Kept>();
  if (ofPlan.size > 50) ofPlan.clear();
  kept.set(plan, ofPlan.set(path, { setting, found }));
  return found;
}

export type ConflictCount = { readonly code: FindingCode; readonly severity: Severity; readonly count: number };

/** Counts by code and severity, in the order of the codes. */
export function countFindings(found: readonly Finding[]): ConflictCount[] {
  const counts = new Map<string, number>();
  for (const each of found) {
    const key = `${each.code} ${each.severity}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const severities: readonly Severity[] = ["blocks", "blocksApproval", "warns"];
  return FINDING_CODES.flatMap((code) =>
    severities.flatMap((severity) => {
      const count = counts.get(`${code} ${severity}`);
      return count === undefined ? [] : [{ code, severity, count }];
    }),
  );
}

/** What the lines of the board are grouped by. */
export const GROUPINGS = ["cause", "owner", "age", "unit"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What narrows the board. `group` is one of the groups of `by`. */
export type ConflictFilter = {
  readonly branch: string | undefined;
  readonly code: FindingCode | null;
  readonly severity: Severity | null;
  readonly by?: Grouping;
  readonly group?: string | null;
};

/** A clash of the plan with its care and the group it falls into. */
export type CaredFinding = { readonly finding: Finding; readonly care: Care | null; readonly group: string };

/** A group with how many clashes it has; the name of a unit or an account where it is one. */
export type ConflictGroup = { readonly key: string; readonly name: string | null; readonly count: number; readonly blocks: number };

/** The first day of each age in days that is told apart. */
const AGES = [30, 14, 7, 0] as const;
export const NOBODY = "nobody";
const HERE = "here";

export type Board = {
  readonly checked: CheckedPlan;
  readonly groups: readonly ConflictGroup[];
  readonly matching: readonly CaredFinding[];
};

/** The clashes of a branch in their groups. The care is read for what is asked: for single lines by who shows them. */
export async function boardOf(errand: Errand, scope: Scope, asked: ConflictFilter): Promise<Board> {
  const checked = await checkPlan(errand, scope, { branch: asked.branch });
  const { by = "cause", group = null } = asked;
  const { branch, campaign } = checked;
  const inside = narrowed(scope, branch.path);
  const cares = campaign !== null && (by === "owner" || by === "age") ? await caresOf(errand.tx, inside, { campaignId: campaign.id }) : new Map<string, Care>();
  const below = by === "unit" ? await unitsBelow(errand.tx, inside, branch.unitId) : new Map<string, { id: string; name: string }>();
  const groupOf = ({ code, severity, congressId, otherId }: Finding, care: Care | null): string => {
    if (by === "owner") return care?.ownerId ?? NOBODY;
    if (by === "age") return String(AGES.find((days) => daysBetween(care?.firstSeen ?? errand.today, errand.today) >= days) ?? 0);
    if (by === "cause") return `${code}.${severity}`;
    const path = checked.pathOf.get(congressId) ?? checked.pathOf.get(otherId ?? "") ?? "";
    return below.get(path.slice(0, branch.path.length + KEY_LENGTH))?.id ?? HERE;
  };
  const wanted = inOrder(checked.found).filter(
    (each) => (asked.code === null || each.code === asked.code) && (asked.severity === null || each.severity === asked.severity),
  );
  const all = wanted.map((finding): CaredFinding => {
    const care = cares.get(careKey(finding.congressId, findingKey(finding))) ?? null;
    return { finding, care, group: groupOf(finding, care) };
  });
  const nameOf = new Map([...below.values()].map(({ id, name }) => [id, name]));
  if (by === "unit") nameOf.set(HERE, branch.name);
  for (const { care } of all) if (care?.ownerId && care.owner !== null) nameOf.set(care.ownerId, care.owner);
  return { checked, groups: countGroups(all, nameOf), matching: group === null ? all : all.filter((each) => each.group === group) };
}

/** Keys of units are ten signs and a slash. */
const KEY_LENGTH = 11;
const MOST_GROUPS = 200;

/** The largest groups first. */
function countGroups(all: readonly CaredFinding[], nameOf: ReadonlyMap<string, string>): ConflictGroup[] {
  const counts = new Map<string, { count: number; blocks: number }>();
  for (const { group, finding } of all) {
    const there = counts.get(group) ?? { count: 0, blocks: 0 };
    there.count += 1;
    if (finding.severity === "blocks") there.blocks += 1;
    counts.set(group, there);
  }
  return [...counts]
    .map(([key, count]) => ({ key, name: nameOf.get(key) ?? null, ...count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_GROUPS);
}

/** Short and without meaning: it names a clash in a form without naming what it clashes with. */
export const markOf = (finding: Finding): string => createHash("sha256").update(findingKey(finding)).digest("hex").slice(0, 16);

/** How a line of the board is looked after; null where its congress is not the reader's. */
export type ShownCare = {
  /** Names the clash in the form that gives it to an owner. */
  readonly handle: string;
  readonly days: number;
  readonly firstSeen: Day;
  readonly owner: string | null;
};
export type BoardRow = NamedFinding & { readonly care: ShownCare | null };

export type ConflictQuestion = ConflictFilter & { readonly page: number };

export type ConflictsPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly congresses: number;
  readonly total: number;
  readonly blocks: number;
  readonly counts: readonly ConflictCount[];
  readonly groups: readonly ConflictGroup[];
  readonly rows: readonly BoardRow[];
  readonly matching: number;
  /** How many of them lie in the branch and can be given to somebody. */
  readonly assignable: number;
  /** Who may be given clashes; null for those who may not give. */
  readonly owners: readonly { readonly id: string; readonly login: string; readonly name: string }[] | null;
  readonly weeks: readonly WeekSum[];
  readonly page: number;
  readonly pages: number;
};

export type WeekSum = { readonly week: Day } & Readonly<Record<Severity, number>>;

const PAGE = 50;
const WEEKS_SHOWN = 12;

/** The clashes of a branch in groups, the worst first, a page at a time, with who looks after them and how they grow. */
export async function showConflicts(errand: Errand, scope: Scope, asked: ConflictQuestion): Promise<ConflictsPage> {
  const { checked, groups, matching } = await boardOf(errand, scope, asked);
  const { branch, campaign } = checked;
  const pages = Math.max(1, Math.ceil(matching.length / PAGE));
  const page = Math.min(Math.max(asked.page, 1), pages);
  const gives = permit(errand.actor, "conflict.assign", branch.path, errand.realDay) !== null;
  const owners = gives ? await ownersFor(errand.tx, scopeFor(errand.actor, "accounts", errand.realDay), branch.path, errand.realDay) : null;
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    opened: campaign !== null,
    congresses: checked.congresses,
    total: checked.found.length,
    blocks: checked.found.filter((each) => each.severity === "blocks").length,
    counts: countFindings(checked.found),
    groups,
    rows: await rowsOf(errand, scope, checked, matching.slice((page - 1) * PAGE, page * PAGE)),
    matching: matching.length,
    assignable: matching.filter(({ finding }) => checked.pathOf.has(finding.congressId)).length,
    owners: owners && owners.map(({ id, login, name }) => ({ id, login, name })),
    weeks: campaign === null ? [] : sumWeeks(await weeksOf(errand.tx, campaign.id, branch.unitId, addDays(errand.today, -7 * WEEKS_SHOWN))),
    page,
    pages,
  };
}

/** Lines with their names and their care. */
async function rowsOf(errand: Errand, scope: Scope, { branch, pathOf }: CheckedPlan, shown: readonly CaredFinding[]): Promise<BoardRow[]> {
  const named = await nameFindings(errand, scope, shown.map((each) => each.finding));
  const cares = await caresOf(errand.tx, narrowed(scope, branch.path), { congressIds: [...new Set(shown.map((each) => each.finding.congressId))] });
  return named.map((row, i) => {
    const finding = shown[i]?.finding;
    if (finding === undefined || !pathOf.has(finding.congressId)) return { ...row, care: null };
    const care = cares.get(careKey(finding.congressId, findingKey(finding)));
    const firstSeen = care?.firstSeen ?? errand.today;
    const handle = `${finding.congressId}.${care?.version ?? 0}.${markOf(finding)}`;
    return { ...row, care: { handle, firstSeen, days: Math.max(0, daysBetween(firstSeen, errand.today)), owner: care?.owner ?? null } };
  });
}

function sumWeeks(counts: readonly WeekCount[]): WeekSum[] {
  const weeks = new Map<Day, Record<Severity, number>>();
  for (const { week, severity, count } of counts) {
    const sum = weeks.get(week) ?? { blocks: 0, blocksApproval: 0, warns: 0 };
    sum[severity] += count;
    weeks.set(week, sum);
  }
  return [...weeks].map(([week, sum]) => ({ week, ...sum }));
}

const MOST_EXPORTED = 50_000;

/** All clashes of a branch with their names and care, for a file. */
export async function exportConflicts(errand: Errand, scope: Scope, asked: ConflictFilter): Promise<BoardRow[]> {
  const { checked, matching } = await boardOf(errand, scope, asked);
  return rowsOf(errand, scope, checked, matching.slice(0, MOST_EXPORTED));
}

const WEEKS_EXPORTED = 300;

/** The clashes of a branch week by week, for a file. */
export async function exportWeeks(errand: Errand, scope: Scope, asked: Pick<ConflictFilter, "branch">): Promise<WeekCount[]> {
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  return campaign === null ? [] : weeksOf(errand.tx, campaign.id, branch.unitId, addDays(errand.today, -7 * WEEKS_EXPORTED));
}

const RANK: Readonly<Record<Severity, number>> = { blocks: 0, blocksApproval: 1, warns: 2 };
const PLACE = new Map(FINDING_CODES.map((code, place) => [code, place]));
const sorted = new WeakMap<readonly Finding[], readonly Finding[]>();

/** Worst severity first, then by code and day. */
function inOrder(found: readonly Finding[]): readonly Finding[] {
  const there = sorted.get(found);
  if (there) return there;
  const rank = (each: Finding): number => RANK[each.severity] * 100 + (PLACE.get(each.code) ?? 99);
  const list = found.toSorted((a, b) => rank(a) - rank(b) || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  sorted.set(found, list);
  return list;
}
