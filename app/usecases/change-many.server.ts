import { type Permit, permit, type Scope } from "#app/core/access/scope.ts";
import { type BulkDeed, shifted, staying, type StayingCode, workingDaysPast } from "#app/core/scheduling/bulk.ts";
import { type CongressState, isFrozen } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import { closesOn, type Session } from "#app/core/time/half-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type DeedRecord, type LogFields, recordDeeds } from "#app/db/audit.server.ts";
import { markForRecomputation } from "#app/db/branch-settings.server.ts";
import { type CampaignFacts, campaignOver } from "#app/db/campaigns.server.ts";
import { keepCares } from "#app/db/conflict-care.server.ts";
import { type CongressFilter, listMark, matchingCongresses } from "#app/db/congress-lists.server.ts";
import { type CongressFacts, findCongresses } from "#app/db/congresses.server.ts";
import { dropStandings, holdReckonings, keptStandings, seedStandings } from "#app/db/readiness.server.ts";
import { clearCancelled, congressesBelow, haltCongresses, writeRows } from "#app/db/sheet.server.ts";
import { assessChanges, type Clashes, type ManyChange, NO_CLASHES, type ShownClashes, speakOf } from "./assess-changes.server.ts";
import { blocking } from "./assess-move.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { settingFor } from "./plan-setting.server.ts";
import { AT_ONCE } from "./refresh-branch.server.ts";
import { rejudgeNominees } from "./refresh-nominees.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

/** One transaction changes so many congresses at the most. */
export const MOST_TOGETHER = 1_000;
/** So many of them are listed one by one. */
const LISTED = 100;

export type ManyInput = CongressFilter & {
  readonly branch: string | undefined;
  readonly deed: BulkDeed;
  /** Working days to shift by; negative is earlier. */
  readonly days: number | null;
  /** Postponed until after this day, or frozen from it on. */
  readonly on: Day | null;
  readonly reason: string | null;
  readonly document: string | null;
  /** The lines chosen, or everything that the conditions match. */
  readonly chosen: readonly { readonly id: string; readonly version: number }[];
  readonly all: boolean;
  readonly mark: string | null;
  /** Leaves those where they are that would clash. */
  readonly skipClashing: boolean;
  readonly save: boolean;
};

type Dated = { readonly opensOn: Day; readonly session: Session };

export type ListedChange = {
  readonly id: string;
  readonly name: string;
  readonly before: Dated | null;
  readonly after: Dated | null;
  readonly state: { readonly from: CongressState; readonly to: CongressState };
  readonly clashes: ShownClashes;
  readonly blocks: number;
};

export type ManyPreview = {
  readonly kind: "many";
  readonly deed: BulkDeed;
  readonly days: number | null;
  readonly on: Day | null;
  readonly going: number;
  /** Those with a hard clash, which hold everything back; or that were left out for it. */
  readonly clashing: number;
  readonly skipped: number;
  /** Submitted or approved dates that become drafts again. */
  readonly reopened: number;
  readonly listed: readonly ListedChange[];
  readonly staying: readonly { readonly code: StayingCode; readonly count: number; readonly names: readonly string[] }[];
  readonly chosen: readonly { readonly id: string; readonly version: number }[];
  readonly all: boolean;
  readonly mark: string;
  readonly savable: boolean;
  readonly unsaved: "reasonMissing" | "documentMissing" | "movedMeanwhile" | "notSavable" | null;
};

export type ManyAnswer = ManyPreview | { readonly kind: "saved"; readonly deed: BulkDeed; readonly count: number };
export type ManyCode = "noCampaign" | "nothingChosen" | "tooManyMatch" | "daysMissing" | "dayMissing" | "passedAlready";

type Going = { readonly congress: CongressFacts; readonly after: Dated | null; readonly to: CongressState };

/** Postpones, freezes, releases, cancels or restores many congresses, or says what that would do. All of those that can, or none. */
export async function changeMany(errand: Errand, scope: Scope, input: ManyInput): Promise<Verdict<ManyAnswer, ManyCode>> {
  const { inside, ...branch } = await resolveBranch(errand, scope, input.branch);
  const leave = leaveFor(errand, branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  if (campaign === null) return refuse("noCampaign");
  const wrong = incomplete(input);
  if (wrong !== null) return wrong;
  const selected = await selection(errand, inside, campaign, input);
  if (!selected.ok) return selected;
  const { congresses, mark, stale } = selected.value;

  const can = congresses.filter((each) => standing(errand, input, each) === null);
  const days = await daysOf(errand, branch, campaign, input, can);
  if (days === 0) return refuse("passedAlready");
  const calendar = (await settingFor(errand, campaign.editionCode, branch.path)).calendar;
  const goingAll = can.map((congress) => goingOf(congress, input.deed, (opensOn) => shifted(calendar, opensOn, days ?? 0)));
  const { going, clashes, skipped } = await withoutClashing(errand, campaign, input, goingAll);
  const clashing = going.filter((each) => blocksOf(input, clashes.get(each.congress.id)) > 0).length;
  const savable = going.length > 0 && clashing === 0;

  const preview = async (unsaved: ManyPreview["unsaved"]): Promise<Verdict<ManyAnswer, never>> =>
    accept({
      kind: "many",
      deed: input.deed,
      days,
      on: input.on,
      going: going.length,
      clashing,
      skipped,
      reopened: going.filter(({ congress, to }) => to === "draft" && congress.state !== "draft").length,
      listed: await listed(errand, inside, input, going, clashes),
      staying: stayingOf(errand, input, congresses),
      chosen: input.all ? [] : congresses.map(({ id, version }) => ({ id, version })),
      all: input.all,
      mark,
      savable,
      unsaved,
    });
  if (!input.save) return preview(null);
  if (stale) return preview("movedMeanwhile");
  if (!savable) return preview("notSavable");
  const { reason, document } = input;
  if (reason === null) return preview("reasonMissing");
  if (document === null && (input.deed === "freeze" || input.deed === "cancel")) return preview("documentMissing");
  if (!(await write(errand, leave, campaign, { ...input, reason }, going))) return preview("movedMeanwhile");
  await recordDeeds(errand.tx, going.map((each) => deed(errand, input, each, reason)));
  await reckon(errand, branch, campaign, input.deed, going.map(({ congress }) => congress.id));
  return accept({ kind: "saved", deed: input.deed, count: going.length });
}

function leaveFor({ actor, realDay }: Errand, branch: Branch): Permit<"congress.date"> {
  const leave = permit(actor, "congress.date", branch.path, realDay);
  if (leave === null) throw new Forbidden("congress.date");
  return leave;
}

/** What the deed still has to be told. */
function incomplete({ deed, days, on, chosen, all }: ManyInput): Verdict<never, ManyCode> | null {
  if (!all && chosen.length === 0) return refuse("nothingChosen");
  if (deed === "shift" && (days === null || days === 0)) return refuse("daysMissing", { field: "days" });
  return deed === "postponeAfter" && on === null ? refuse("dayMissing", { field: "on" }) : null;
}

type Selected = { readonly congresses: readonly CongressFacts[]; readonly mark: string; readonly stale: boolean };

async function selection(errand: Errand, inside: Scope, campaign: CampaignFacts, input: ManyInput): Promise<Verdict<Selected, ManyCode>> {
  const { chosen, all } = input;
  if (!all) {
    const versions = new Map(chosen.map((each) => [each.id, each.version]));
    const congresses = await findCongresses(errand.tx, inside, [...versions.keys()]);
    if (congresses.length < versions.size || congresses.some((each) => each.campaignId !== campaign.id)) throw new NotFound();
    return accept({ congresses, mark: "", stale: congresses.some((each) => versions.get(each.id) !== each.version) });
  }
  const matching = await matchingCongresses(errand.tx, inside, { campaignId: campaign.id, planId: campaign.planId }, { ...input, range: null }, MOST_TOGETHER + 1);
  if (matching.length > MOST_TOGETHER) return refuse("tooManyMatch", { most: MOST_TOGETHER });
  const mark = listMark(matching.length, matching.reduce((sum, { version }) => sum + version, 0));
  return accept({ congresses: await findCongresses(errand.tx, inside, matching.map((each) => each.id)), mark, stale: mark !== input.mark });
}

function standing(errand: Errand, { deed }: ManyInput, congress: CongressFacts): StayingCode | null {
  const { state, frozenFrom, date } = congress;
  return staying(deed, { state, frozen: isFrozen(congress, errand.today), frozenEver: frozenFrom !== null, dated: date !== null });
}

/** By how many working days the dates move; null where none moves. */
async function daysOf(errand: Errand, branch: Branch, campaign: CampaignFacts, { deed, days, on }: ManyInput, can: readonly CongressFacts[]): Promise<number | null> {
  if (deed === "shift") return days;
  if (deed !== "postponeAfter" || on === null || can.length === 0) return null;
  const { calendar } = await settingFor(errand, campaign.editionCode, branch.path);
  return workingDaysPast(calendar, can.flatMap(({ date }) => date?.opensOn ?? []), on);
}

function goingOf(congress: CongressFacts, deed: BulkDeed, move: (opensOn: Day) => Day): Going {
  const { date, state } = congress;
  switch (deed) {
    case "shift":
    case "postponeAfter":
      return { congress, after: date && { opensOn: move(date.opensOn), session: date.session }, to: "draft" };
    case "cancel":
      return { congress, after: null, to: "cancelled" };
    case "restore":
      return { congress, after: null, to: "undated" };
    case "freeze":
    case "unfreeze":
      return { congress, after: date, to: state };
  }
}

/** What leaves or comes to stand elsewhere can clash; what is only frozen, released or restored without a date cannot. */
function changeOf({ deed }: ManyInput, { congress, after }: Going): ManyChange[] {
  const { id, unitPath, lengthHalfDays } = congress;
  if (deed === "cancel") return [{ id, unitPath, to: "gone" }];
  if ((deed !== "shift" && deed !== "postponeAfter") || after === null) return [];
  return [{ id, unitPath, to: { placement: { ...after, lengthHalfDays }, state: "draft" } }];
}

/** A date that is moved must not clash hard; a congress that is cancelled holds nothing back by what it leaves to others. */
function blocksOf({ deed }: ManyInput, clashes: Clashes | undefined): number {
  return clashes === undefined || deed === "cancel" ? 0 : blocking([...clashes.appear, ...clashes.stay]).length;
}

/** Who would clash stays, where that is asked for; who then clashes with one that stayed, stays too. */
async function withoutClashing(errand: Errand, campaign: CampaignFacts, input: ManyInput, all: readonly Going[]): Promise<{ going: readonly Going[]; clashes: Map<string, Clashes>; skipped: number }> {
  for (let going = all; ; ) {
    const changes = going.flatMap((each) => changeOf(input, each));
    const clashes = changes.length === 0 ? new Map<string, Clashes>() : await assessChanges(errand, campaign, changes);
    const free = going.filter(({ congress }) => blocksOf(input, clashes.get(congress.id)) === 0);
    if (!input.skipClashing || free.length === going.length) return { going, clashes, skipped: all.length - going.length };
    going = free;
  }
}

async function listed(errand: Errand, scope: Scope, input: ManyInput, going: readonly Going[], clashes: ReadonlyMap<string, Clashes>): Promise<ListedChange[]> {
  const blocks = (each: Going): number => blocksOf(input, clashes.get(each.congress.id));
  const first = going.toSorted((a, b) => Number(blocks(b) > 0) - Number(blocks(a) > 0)).slice(0, LISTED);
  const spoken = await speakOf(errand, scope, first.map(({ congress }) => clashes.get(congress.id)));
  return first.map((each, index) => {
    const { congress, after, to } = each;
    const { id, unitName, date, state } = congress;
    return { id, name: unitName, before: date && { opensOn: date.opensOn, session: date.session }, after: after && { opensOn: after.opensOn, session: after.session }, state: { from: state, to }, clashes: spoken[index] ?? NO_CLASHES, blocks: blocks(each) };
  });
}

const NAMED = 10;

function stayingOf(errand: Errand, input: ManyInput, congresses: readonly CongressFacts[]): ManyPreview["staying"] {
  const groups = new Map<StayingCode, string[]>();
  for (const each of congresses) {
    const code = standing(errand, input, each);
    if (code !== null) groups.set(code, [...(groups.get(code) ?? []), each.unitName]);
  }
  return [...groups].map(([code, names]) => ({ code, count: names.length, names: names.slice(0, NAMED) }));
}

async function write({ tx, today }: Errand, leave: Permit<"congress.date">, { planId }: CampaignFacts, input: ManyInput & { readonly reason: string }, going: readonly Going[]): Promise<boolean> {
  const congresses = going.map(({ congress: { id, version } }) => ({ id, version }));
  const { document, reason } = input;
  switch (input.deed) {
    case "shift":
    case "postponeAfter":
      return writeRows(tx, leave, planId, going.map(shiftedRow), reason);
    case "freeze":
      return haltCongresses(tx, leave, congresses, { state: null, frozenFrom: input.on ?? today, reason, document });
    case "cancel": {
      if (!(await haltCongresses(tx, leave, congresses, { state: "cancelled", frozenFrom: null, reason, document }))) return false;
      await clearCancelled(tx, leave, planId, congresses.map((each) => each.id));
      return true;
    }
    case "unfreeze":
      return haltCongresses(tx, leave, congresses, { state: null, frozenFrom: null, reason: null, document: null });
    case "restore":
      return haltCongresses(tx, leave, congresses, { state: "undated", frozenFrom: null, reason: null, document: null });
  }
}

function shiftedRow({ congress, after }: Going): Parameters<typeof writeRows>[3][number] {
  const { id, version, lengthHalfDays, isPilot, desiredOn, date } = congress;
  return {
    id,
    version,
    state: "draft",
    lengthHalfDays,
    isPilot,
    desiredOn,
    date: after && { ...after, venueId: date?.venueId ?? null, closesOn: closesOn(after.opensOn, after.session, lengthHalfDays) },
    moved: true,
  };
}

/** What is kept of one congress: its date and state, and since when and by which document it stands still. */
function deed(errand: Errand, input: ManyInput, { congress, after, to }: Going, reason: string): DeedRecord {
  const { state, date, frozenFrom, haltDocument, id, unitPath } = congress;
  const before: LogFields = { state, opensOn: date?.opensOn ?? null, session: date?.session ?? null, frozenFrom, document: haltDocument };
  const frozen = input.deed === "freeze" ? (input.on ?? errand.today) : input.deed === "shift" || input.deed === "postponeAfter" ? frozenFrom : null;
  return {
    now: errand.now,
    actor: errand.actor,
    deed: "congress.date",
    subject: { kind: "congress", id },
    unitPath,
    before,
    after: { state: to, opensOn: after?.opensOn ?? null, session: after?.session ?? null, frozenFrom: frozen, document: input.document },
    reason,
  };
}

/** Reckons what has moved at once where that is bounded, and leaves more to the recomputation that runs by itself. */
async function reckon(errand: Errand, branch: Branch, campaign: CampaignFacts, deed: BulkDeed, ids: readonly string[]): Promise<void> {
  const { tx, today } = errand;
  if (deed === "freeze" || deed === "unfreeze") return;
  const beside = deed === "cancel" ? await leaveReadiness(errand, ids) : [];
  // Those below get another congress above them.
  if (deed === "cancel" || deed === "restore") beside.push(...(await congressesBelow(tx, ids)));
  if (deed === "restore") await seedStandings(tx, campaign.id, today);
  await rejudgeNominees(errand, ...ids);
  if (ids.length + beside.length > AT_ONCE) await markForRecomputation(tx, branch.path, today);
  else await refreshReadiness(errand, [...ids, ...beside]);
}

/** Takes cancelled congresses out of the readiness; answers those whose clashes with them are gone. */
async function leaveReadiness({ tx, today }: Errand, ids: readonly string[]): Promise<string[]> {
  await holdReckonings(tx, ids);
  const before = await keptStandings(tx, ids);
  await dropStandings(tx, ids);
  await keepCares(tx, ids, [], today);
  const own = new Set(ids);
  return [...new Set([...before.values()].flatMap(({ clashes }) => clashes.partners))].filter((id) => !own.has(id));
}
