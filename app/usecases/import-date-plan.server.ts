import { permit } from "#app/core/access/scope.ts";
import type { DateRow, Intake } from "#app/core/intake/intake.ts";
import { type PlannedDate, reconcileDates } from "#app/core/intake/reconcile-dates.ts";
import type { ImportReport } from "#app/core/intake/table.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type DeedRecord, recordDeeds } from "#app/db/audit.server.ts";
import { markForRecomputation } from "#app/db/branch-settings.server.ts";
import { campaignOver } from "#app/db/campaigns.server.ts";
import { congressesByUnitCode, importDates, lendablesOf } from "#app/db/date-plan-import.server.ts";
import { unitIdsByCode } from "#app/db/unit-import.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { importBranch } from "./import-branch.server.ts";
import { reportOf } from "./import-report.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** More congresses than this are left to the recomputation that runs by itself. */
const AT_ONCE = 100;

/** Takes an office's existing date plan into the working plan of the open campaign, as drafts, or says what that would do. */
export async function importDatePlan(
  errand: Errand,
  input: { readonly unitId: string; readonly intake: Intake<DateRow>; readonly dryRun: boolean },
): Promise<Verdict<ImportReport, "noCampaign" | "movedMeanwhile">> {
  const { tx, actor, realDay } = errand;
  const { branch } = await importBranch(errand, input.unitId);
  const leave = permit(actor, "congress.date", branch.path, realDay);
  if (leave === null) throw new Forbidden("congress.date");
  const campaign = await campaignOver(tx, branch.path);
  if (campaign === null) return refuse("noCampaign");

  const { rows } = input.intake;
  const codes = rows.map((row) => row.unitCode);
  const congresses = await congressesByUnitCode(tx, { campaignId: campaign.id, planId: campaign.planId, branchPath: branch.path, codes });
  const unitCodes = new Set((await unitIdsByCode(tx, branch.path, codes)).keys());
  const lent = await lendablesOf(tx, branch.path, { venues: rows.flatMap((row) => row.venueCode ?? []), leaders: rows.flatMap((row) => row.leaderCodes) });
  const plan = reconcileDates(rows, { congresses, unitCodes, ...lent, years: yearsOf(campaign.term) });
  const report = reportOf(input.intake, plan, (date) => date.row);
  if (input.dryRun || report.refused > 0) return accept(report);

  const dates = [...plan.created, ...plan.updated];
  if (!(await importDates(tx, leave, campaign.planId, dates))) return refuse("movedMeanwhile");
  await recordDeeds(tx, dates.map((date) => change(errand, date)));
  if (dates.length > AT_ONCE) await markForRecomputation(tx, branch.path, errand.today);
  else await refreshReadiness(errand, dates.map((date) => date.congress.id));
  return accept(report);
}

/** The congresses of "2025-2030" begin in the year before the term does. */
function yearsOf(term: string): [number, number] {
  const [first = 0, last = 9999] = term.split("-").map(Number);
  return [first - 1, last];
}

const change = (errand: Errand, { congress, opensOn, session, venueId, leaderIds }: PlannedDate): DeedRecord => ({
  now: errand.now,
  actor: errand.actor,
  deed: "plan.import",
  subject: { kind: "congress", id: congress.id },
  unitPath: congress.unitPath,
  before: congress.date && { ...congress.date, leaders: congress.leaderIds },
  after: { state: "draft", opensOn, session, venueId, leaders: leaderIds },
});
