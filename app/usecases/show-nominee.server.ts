import { isEmptyScope, permit, scopeFor } from "#app/core/access/scope.ts";
import type { Certainty } from "#app/core/rules/certainty.ts";
import type { Day } from "#app/core/time/day.ts";
import { type CheckCode, checkKind } from "#app/core/vetting/check-kinds.ts";
import { type CheckEvent, isLate, isOpen, possibleEvents, stateOn, type CheckState } from "#app/core/vetting/checks.ts";
import { conclusionStanding } from "#app/core/vetting/conclusion.ts";
import type { EligibilityFinding } from "#app/core/vetting/eligibility.ts";
import { recordDeeds } from "#app/db/audit.server.ts";
import { type CheckRow, checksOf, entriesOf, type EntryRow } from "#app/db/checks.server.ts";
import { type ConclusionText, conclusionsOf, listConclusions } from "#app/db/conclusions.server.ts";
import { hasPendingLetter } from "#app/db/letter-flags.server.ts";
import type { Errand } from "./errand.ts";
import { leadsAt, nomineeFor, type SeenNominee, vetterOf } from "./find-nominee.server.ts";
import { judge } from "./judge-nominee.ts";

export type ShownCheck = {
  readonly id: string;
  readonly kind: CheckCode | null;
  /** As seen from the opening: what is too old by then has expired. */
  readonly state: CheckState;
  readonly body: string;
  readonly sentOn: Day | null;
  readonly dueOn: Day | null;
  readonly answeredOn: Day | null;
  readonly documentNumber: string | null;
  readonly validUntil: Day | null;
  readonly late: boolean;
  readonly expires: boolean;
  readonly version: number;
  readonly source: string | null;
  readonly certainty: Certainty;
  /** Confidential; null for who is not in charge. */
  readonly finding: string | null;
  readonly events: readonly CheckEvent[];
  readonly entries: readonly EntryRow[];
};

export type Vetting = {
  readonly findings: readonly EligibilityFinding[];
  readonly pendingCase: boolean | null;
  readonly checks: readonly ShownCheck[];
  readonly letters: "pending" | "cleared" | null;
  readonly inCharge: "self" | "other" | "nobody";
  /** The reasons are read only by who is in charge or decides. */
  readonly full: boolean;
  readonly mayLog: boolean;
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
  readonly ownProposal: boolean;
  /** For who decides, where nothing waits here: the proposal that waits next. */
  readonly nextToDecide: { readonly nomineeId: string; readonly name: string; readonly unitName: string } | null;
  readonly standing: "none" | "proposed" | "confirmed" | "returned";
  readonly conclusions: readonly ConclusionText[];
};

/**
 * A nominee: name, post and overall state for everybody who reads slates, months of service with their clause; checks,
 * findings and conclusions for who vets. Reading findings and reasons is itself a deed of the log.
 */
export async function showNominee(errand: Errand, id: string) {
  const nominee = await nomineeFor(errand, id);
  const judged = judge(nominee, errand.today);
  const { congressId, post, personId, name, kind, officerName, withdrawn, version, unitName, contents, opensOn, presentPost, personUnit } = nominee;
  const edits = permit(errand.actor, "slate.edit", nominee.unitPath, errand.realDay) !== null;
  return {
    nominee: { id, congressId, post, personId, name, kind, withdrawn, version, unitName, contents, opensOn, presentPost, personUnit, state: judged.state },
    service: judged.findings.find((finding) => finding.criterion === "serviceLeft") ?? null,
    today: errand.today,
    mayEdit: edits,
    officerName: nominee.vets ? officerName : null,
    vetting: nominee.vets ? await vettingOf(errand, nominee, judged.findings, judged.on) : null,
  };
}

async function vettingOf(errand: Errand, nominee: SeenNominee, findings: readonly EligibilityFinding[], on: Day): Promise<Vetting> {
  const { tx, actor, realDay } = errand;
  const { id, unitPath, officerId } = nominee;
  const mine = officerId === actor.accountId;
  const logs = permit(actor, "check.log", unitPath, realDay) !== null && (officerId === null || mine);
  const decides = leadsAt(errand, unitPath);
  const full = logs || decides;
  const rows = await checksOf(tx, id);
  const entries = full ? await entriesOf(tx, id) : [];
  const conclusions = full ? await conclusionsOf(tx, id) : [];
  const standing = conclusionStanding(nominee.conclusions);
  const flags = scopeFor(actor, "letterFlags", realDay);
  if (full) await recordReading(errand, nominee, rows, conclusions.length);
  const [next] = decides && standing.state !== "proposed" ? await listConclusions(tx, vetterOf(errand, "conclusions"), "toDecide", 0, 1) : [];
  const proposer = standing.state === "none" ? null : standing.version.by;
  return {
    findings,
    pendingCase: nominee.pendingCase,
    checks: rows.map((row) => shownCheck(errand, nominee, row, { on, full, logs, entries: entries.filter((entry) => entry.checkId === row.id) })),
    letters: isEmptyScope(flags) ? null : (await hasPendingLetter(tx, { scope: flags, actor, realDay }, nominee.personId)) ? "pending" : "cleared",
    inCharge: mine ? "self" : officerId === null ? "nobody" : "other",
    full,
    mayLog: logs && !nominee.withdrawn,
    mayPropose: logs && !nominee.withdrawn && permit(actor, "conclusion.propose", unitPath, realDay) !== null && standing.state !== "proposed",
    mayDecide: decides && standing.state === "proposed",
    ownProposal: proposer !== null && (proposer.accountId === actor.accountId || (proposer.personId !== null && proposer.personId === actor.personId)),
    nextToDecide: next === undefined ? null : { nomineeId: next.nomineeId, name: next.name, unitName: next.unitName },
    standing: standing.state,
    conclusions,
  };
}

function shownCheck(
  errand: Errand,
  nominee: SeenNominee,
  row: CheckRow,
  { on, full, logs, entries }: { readonly on: Day; readonly full: boolean; readonly logs: boolean; readonly entries: readonly EntryRow[] },
): ShownCheck {
  const { id, body, sentOn, dueOn, answeredOn, documentNumber, validUntil, version } = row;
  const kind = checkKind(row.kind);
  const state = stateOn(row, on);
  return {
    id,
    kind: kind?.code ?? null,
    state,
    body,
    sentOn,
    dueOn,
    answeredOn,
    documentNumber,
    validUntil,
    version,
    late: isLate(row, errand.today),
    expires: state === "expired" || (isOpen(row.state) === false && nominee.opensOn !== null && validUntil !== null && validUntil < nominee.opensOn),
    source: kind?.source ?? null,
    certainty: kind?.certainty ?? "assumed",
    finding: full ? row.finding : null,
    events: logs && !nominee.withdrawn ? possibleEvents(state) : [],
    entries,
  };
}

async function recordReading({ tx, now, actor }: Errand, { id, unitPath }: SeenNominee, checks: readonly CheckRow[], conclusions: number): Promise<void> {
  const findings = checks.filter((check) => check.finding !== null);
  const about = { now, actor, subject: { kind: "nominee", id }, unitPath };
  const records = [
    ...(findings.length > 0 ? [{ ...about, deed: "check.read" as const, after: { kinds: findings.map((check) => check.kind) } }] : []),
    ...(conclusions > 0 ? [{ ...about, deed: "conclusion.read" as const, after: { versions: conclusions } }] : []),
  ];
  if (records.length > 0) await recordDeeds(tx, records);
}
