import type { Scope } from "#app/core/access/scope.ts";
import type { Severity } from "#app/core/rules/certainty.ts";
import { findings, FINDING_CODES, type Finding, type FindingCode } from "#app/core/scheduling/conflicts.ts";
import type { PlanView, Setting } from "#app/core/scheduling/plan.ts";
import { type CampaignFacts, campaignOver, planOf } from "#app/db/campaigns.server.ts";
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
};

type Kept = { readonly setting: Setting; readonly found: readonly Finding[] };
const kept = new WeakMap<PlanView, Map<string, Kept>>();

/** Every clash that touches a congress of the branch, against the whole plan it belongs to. */
export async function checkPlan(errand: Errand, scope: Scope, input: { readonly branch: string | null | undefined }): Promise<CheckedPlan> {
  const { inside: _, ...branch } = await resolveBranch(errand, scope, input.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  if (campaign === null) return { branch, campaign, congresses: 0, found: [] };
  const plan = await planOfCampaign(errand, planOf(campaign));
  const setting = await settingFor(errand, campaign.editionCode, branch.path);
  const own = plan.congresses.filter((each) => each.placement !== null && each.path.startsWith(branch.path));
  return { branch, campaign, congresses: own.length, found: foundIn(plan, setting, branch.path, new Set(own.map((each) => each.id)), plan.congresses.length) };
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

export type ConflictQuestion = {
  readonly branch: string | undefined;
  readonly code: FindingCode | null;
  readonly severity: Severity | null;
  readonly page: number;
};

export type ConflictsPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly congresses: number;
  readonly total: number;
  readonly blocks: number;
  readonly counts: readonly ConflictCount[];
  readonly rows: readonly NamedFinding[];
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
};

const PAGE = 50;

/** The clashes of a branch, grouped by what they are: the worst first, a page at a time. */
export async function showConflicts(errand: Errand, scope: Scope, asked: ConflictQuestion): Promise<ConflictsPage> {
  const checked = await checkPlan(errand, scope, { branch: asked.branch });
  const matching = inOrder(checked.found).filter(
    (each) => (asked.code === null || each.code === asked.code) && (asked.severity === null || each.severity === asked.severity),
  );
  const pages = Math.max(1, Math.ceil(matching.length / PAGE));
  const page = Math.min(Math.max(asked.page, 1), pages);
  return {
    branch: { unitId: checked.branch.unitId, name: checked.branch.name },
    opened: checked.campaign !== null,
    congresses: checked.congresses,
    total: checked.found.length,
    blocks: checked.found.filter((each) => each.severity === "blocks").length,
    counts: countFindings(checked.found),
    rows: await nameFindings(errand, scope, matching.slice((page - 1) * PAGE, page * PAGE)),
    matching: matching.length,
    page,
    pages,
  };
}

const MOST_EXPORTED = 50_000;

/** All clashes of a branch with their names, for a file. */
export async function exportConflicts(errand: Errand, scope: Scope, asked: Pick<ConflictQuestion, "branch" | "code" | "severity">): Promise<NamedFinding[]> {
  const { found } = await checkPlan(errand, scope, { branch: asked.branch });
  const matching = inOrder(found).filter(
    (each) => (asked.code === null || each.code === asked.code) && (asked.severity === null || each.severity === asked.severity),
  );
  return nameFindings(errand, scope, matching.slice(0, MOST_EXPORTED));
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
