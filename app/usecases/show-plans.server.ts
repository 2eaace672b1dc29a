import { permit, type Scope } from "#app/core/access/scope.ts";
import type { Hindrance } from "#app/core/planning/explain.ts";
import type { Day } from "#app/core/time/day.ts";
import { campaignById, campaignOver } from "#app/db/campaigns.server.ts";
import { namesOf } from "#app/db/congress-context.server.ts";
import {
  annexOf,
  compareSides,
  countChanges,
  datesOf,
  listVersions,
  loadByDay,
  loadByLeader,
  pendingOf,
  type PlanChange,
  type PlanVersionFacts,
  type Sides,
  undatedOf,
  workingPlanOf,
} from "#app/db/plan-versions.server.ts";
import { latestRun } from "#app/db/planning-runs.server.ts";
import { branchRules, rulesOver } from "#app/db/branch-rules.server.ts";
import { settingsOf } from "#app/db/branch-settings.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { planFor } from "./find-plan.server.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

const VERSIONS_SHOWN = 20;
const DATES_SHOWN = 50;
const UNDATED_SHOWN = 50;
const LEADERS_SHOWN = 15;
const MOVED_SHOWN = 20;
/** Some twenty sheets of A4. */
const ON_PAPER = 500;

/** A version as lists and heads of pages show it. */
export type VersionLine = Pick<PlanVersionFacts, "id" | "number" | "state" | "question" | "summary" | "createdBy" | "proposedBy" | "approvedBy" | "approvedOn" | "reason" | "version"> & {
  readonly unitName: string;
  readonly createdAt: string;
};

const lineOf = ({ id, number, state, question, summary, createdAt, createdBy, proposedBy, approvedBy, approvedOn, reason, version, unitName }: PlanVersionFacts): VersionLine => ({
  id,
  number,
  state,
  question,
  summary,
  createdAt: createdAt.toISOString(),
  createdBy,
  proposedBy,
  approvedBy,
  approvedOn,
  reason,
  version,
  unitName,
});

/** The versions of a branch, the run in progress, and what a new one would start from. */
export async function showPlans(errand: Errand, scope: Scope, asked: { readonly branch: string | undefined; readonly page: number }) {
  const { tx, actor, realDay } = errand;
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(tx, branch.path);
  const { rows, total } = campaign === null ? { rows: [], total: 0 } : await listVersions(tx, branch.inside, campaign.id, { page: asked.page, size: VERSIONS_SHOWN });
  const run = await latestRun(tx, branch.unitId);
  const { dailyCeiling, saturdays } = await settingsOf(tx, branch.unitId);
  const rules = await branchRules(tx, branch.path);
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    opened: campaign !== null,
    may: permit(actor, "plan.propose", branch.path, realDay) !== null,
    run: run && { ...run, requestedAt: run.requestedAt.toISOString() },
    decided: { perDay: dailyCeiling, saturdays, ...rules },
    versions: rows.map(lineOf),
    total,
    page: asked.page,
    pages: Math.max(1, Math.ceil(total / VERSIONS_SHOWN)),
  };
}

/** One version: what has a day and why, what has none and what would help, and the load of days and leaders. */
export async function showPlan(errand: Errand, scope: Scope, asked: { readonly planId: string; readonly page: number }) {
  const { tx, actor, realDay } = errand;
  const version = await planFor(errand, asked.planId, scope);
  const campaign = await campaignById(tx, version.campaignId);
  if (campaign === null) throw new NotFound();
  const dates = await datesOf(tx, version.id, { page: asked.page, size: DATES_SHOWN });
  const undated = await undatedOf(tx, version.id, UNDATED_SHOWN);
  const daysFrom = firstDayOf(errand, version);
  const days = await loadByDay(tx, version.id, daysFrom);
  const leaders = await loadByLeader(tx, version.id, LEADERS_SHOWN);
  const { ceilings } = await rulesOver(tx, campaign.unitPath, version.unitPath);
  const open = version.state !== "approved";
  const sides = sidesOf(version, campaign.planId);
  const { counts: changes, stale: moved } = open ? await pendingOf(tx, version, campaign.planId, MOVED_SHOWN) : { counts: await countChanges(tx, sides), stale: [] };
  const hindrances = [...dates.flatMap(({ why }) => (why === null ? [] : [why.because])), ...undated.flatMap(({ whyNot }) => whyNot.refusals.map((each) => each.because))];
  const reliefs = undated.flatMap(({ whyNot }) => whyNot.reliefs);
  const names = await namesOf(tx, scope, {
    congresses: [...idsOf(hindrances, ["leaders", "hall", "above", "below", "pilot"]), ...reliefs.flatMap((each) => (each.code === "addLeaders" ? [each.congressId] : []))],
    units: [...idsOf(hindrances, ["ceiling"]), ...reliefs.flatMap((each) => (each.code === "raiseCeiling" ? [each.branchId] : []))],
    leaders: [...idsOf(hindrances, ["leader"]), ...(version.question.scenario.absence === null ? [] : [version.question.scenario.absence.leaderId])],
    venues: [],
    exceptions: [],
  });
  const own = version.createdById === actor.accountId || version.proposedById === actor.accountId;
  return {
    branch: { unitId: version.unitId, name: version.unitName },
    version: lineOf(version),
    may: {
      plan: open && permit(actor, "plan.propose", version.unitPath, realDay) !== null,
      approve: open && permit(actor, "plan.approve", version.unitPath, realDay) !== null,
      own,
    },
    changes,
    moved,
    days,
    daysFrom,
    perDay: version.question.scenario.perDay ?? ceilings.find((each) => each.unitId === version.unitId)?.perDay ?? null,
    leaders,
    dates,
    undated: undated.map(({ whyNot, ...rest }) => ({ ...rest, whyNot: { ...whyNot, refusals: whyNot.refusals.slice(0, 4) } })),
    names: Object.fromEntries([...names.congresses, ...names.units, ...names.leaders]),
    page: asked.page,
    pages: Math.max(1, Math.ceil(version.summary.placed / DATES_SHOWN)),
  };
}

/** From which day on the load of days counts: what lies behind a version that is still open is nobody's question any more. */
const firstDayOf = ({ today }: Errand, { state, approvedOn }: PlanVersionFacts): Day => (state === "approved" && approvedOn !== null && approvedOn < today ? approvedOn : today);

const idsOf = (hindrances: readonly Hindrance[], codes: readonly Hindrance["code"][]): string[] =>
  hindrances.flatMap(({ code, otherId }) => (otherId !== null && codes.includes(code) ? [otherId] : []));

const sidesOf = (version: PlanVersionFacts, workingId: string): Sides =>
  // What was approved is looked back at from what is now; a draft is looked at from what stands.
  version.state === "approved"
    ? { covered: version, before: version.id, after: workingId, alsoUnder: version.unitPath }
    : { covered: version, before: workingId, after: version.id, alsoUnder: version.unitPath };

/** A version beside the working plan, or beside another version of the campaign. */
export async function comparePlan(errand: Errand, scope: Scope, asked: { readonly planId: string; readonly other: string | null; readonly kind: PlanChange["kind"] | null; readonly page: number }) {
  const { tx } = errand;
  const version = await planFor(errand, asked.planId, scope);
  const other = asked.other === null ? null : await planFor(errand, asked.other, scope);
  // Two campaigns have no congress in common, nor have two rounds.
  if (other !== null && (other.campaignId !== version.campaignId || other.question.round !== version.question.round)) throw new NotFound();
  const sides: Sides =
    other === null ? sidesOf(version, await workingPlanOf(tx, version.campaignId)) : { covered: version, before: other.id, after: version.id, alsoUnder: other.unitPath };
  const { counts, changes } = await compareSides(tx, sides, { kind: asked.kind, page: asked.page, size: DATES_SHOWN });
  const daysFrom = firstDayOf(errand, version);
  const before = summaryOf(await loadByDay(tx, sides.before, daysFrom));
  const after = summaryOf(await loadByDay(tx, sides.after, daysFrom));
  const others = (await listVersions(tx, scope, version.campaignId, { page: 1, size: 50 })).rows;
  const total = asked.kind === null ? counts.added + counts.moved + counts.removed + counts.leaders : counts[asked.kind];
  return {
    branch: { unitId: version.unitId, name: version.unitName },
    version: lineOf(version),
    other: other && lineOf(other),
    counts,
    kind: asked.kind,
    changes,
    before,
    after,
    daysFrom,
    others: others.filter((each) => each.id !== version.id && each.question.round === version.question.round).map(lineOf),
    page: asked.page,
    pages: Math.max(1, Math.ceil(total / DATES_SHOWN)),
  };
}

export type DaysSummary = { readonly days: number; readonly peak: number; readonly peakOn: Day | null; readonly first: Day | null; readonly last: Day | null };

function summaryOf(days: readonly { readonly day: Day; readonly count: number }[]): DaysSummary {
  const busiest = days.reduce<(typeof days)[number] | null>((most, each) => (most === null || each.count > most.count ? each : most), null);
  return { days: days.length, peak: busiest?.count ?? 0, peakOn: busiest?.day ?? null, first: days[0]?.day ?? null, last: days.at(-1)?.day ?? null };
}

/** The annex of an approved version: its dates by day, to be printed. */
export async function showAnnex(errand: Errand, scope: Scope, asked: { readonly planId: string; readonly page: number }) {
  const version = await planFor(errand, asked.planId, scope);
  if (version.state !== "approved") throw new NotFound();
  const pages = Math.max(1, Math.ceil(version.summary.placed / ON_PAPER));
  const page = Math.min(asked.page, pages);
  return {
    branch: { unitId: version.unitId, name: version.unitName },
    version: lineOf(version),
    lines: await annexOf(errand.tx, version.id, { page, size: ON_PAPER }),
    before: (page - 1) * ON_PAPER,
    page,
    pages,
  };
}
