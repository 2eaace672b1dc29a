import { type Permit, permit, type Scope } from "#app/core/access/scope.ts";
import { isFrozen, type CongressState } from "#app/core/scheduling/congress.ts";
import type { Finding } from "#app/core/scheduling/conflicts.ts";
import {
  type CellProblem,
  type Cells,
  cellsOf,
  hallNamed,
  hallText,
  movesDate,
  packed,
  rowBar,
  type RowCode,
  settled,
  SHEET_FIELDS,
  type SheetField,
  type SheetRow,
  stateAfter,
  unpacked,
  withCells,
} from "#app/core/scheduling/sheet.ts";
import { closesOn } from "#app/core/time/half-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type DeedRecord, type LogFields, recordDeeds } from "#app/db/audit.server.ts";
import { campaignOver } from "#app/db/campaigns.server.ts";
import { type CongressFacts, findCongresses } from "#app/db/congresses.server.ts";
import { type Hall, type RowChange, writeRows } from "#app/db/sheet.server.ts";
import { blocking } from "./assess-move.server.ts";
import { assessChanges, type Clashes, type ManyChange, NO_CLASHES, type ShownClashes, speakOf } from "./assess-changes.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { rejudgeNominees } from "./refresh-nominees.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";
import { hallsFor, MOST_ROWS } from "./show-sheet.server.ts";

export type SheetInput = {
  readonly branch: string | undefined;
  /** The rows of the form, changed or not: what each was when it was shown, and its cells now. */
  readonly rows: readonly { readonly id: string; readonly was: string; readonly cells: Cells }[];
  readonly save: boolean;
  readonly reason: string | null;
};

export type ShownChange = {
  readonly id: string;
  readonly name: string;
  /** The row as it is now, for the next form; `cells` are those that are wanted. */
  readonly was: string;
  readonly cells: Cells;
  readonly fields: readonly { readonly field: SheetField; readonly before: string; readonly after: string }[];
  readonly state: { readonly from: CongressState; readonly to: CongressState } | null;
  readonly bar: RowCode | null;
  readonly problems: readonly CellProblem[];
  /** What somebody else has changed in the meantime to something else. */
  readonly races: readonly { readonly field: SheetField; readonly before: string; readonly theirs: string; readonly mine: string }[];
  readonly clashes: ShownClashes;
  /** How many of the clashes do not let it be saved. */
  readonly blocks: number;
};

export type SheetPreview = {
  readonly kind: "preview";
  readonly changes: readonly ShownChange[];
  readonly savable: boolean;
  /** Why nothing was saved although that was asked for. */
  readonly unsaved: "reasonMissing" | "movedMeanwhile" | "notSavable" | null;
};

export type SheetAnswer = SheetPreview | { readonly kind: "saved"; readonly count: number };

type Worked = {
  readonly congress: CongressFacts;
  readonly now: SheetRow;
  readonly after: SheetRow;
  readonly venueId: string | null;
  readonly lost: boolean;
  readonly bar: RowCode | null;
  readonly problems: readonly CellProblem[];
  readonly changed: readonly SheetField[];
  readonly races: ShownChange["races"];
  readonly wanted: Cells;
};

/** Says what the changed rows of a sheet would change, or changes them all; one that cannot be changed holds all of them back. */
export async function editSheet(errand: Errand, scope: Scope, input: SheetInput): Promise<Verdict<SheetAnswer, "noCampaign" | "nothingChanged" | "tooManyRows">> {
  const { inside, ...branch } = await resolveBranch(errand, scope, input.branch);
  const leave = leaveFor(errand, branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  if (campaign === null) return refuse("noCampaign");
  const asked = input.rows.flatMap(({ id, was, cells }) => {
    const before = unpacked(was);
    return before === null || SHEET_FIELDS.every((field) => before.cells[field] === cells[field]) ? [] : [{ id, before, cells }];
  });
  if (asked.length === 0) return refuse("nothingChanged");
  if (asked.length > MOST_ROWS) return refuse("tooManyRows", { most: MOST_ROWS, count: asked.length });

  const congresses = new Map((await findCongresses(errand.tx, inside, asked.map((each) => each.id))).map((each) => [each.id, each]));
  const halls = await hallsFor(errand, [...congresses.values()].map(({ unitPath, date }) => ({ unitPath, venueId: date?.venueId ?? null })));
  const worked = asked.flatMap(({ id, before, cells }) => {
    const congress = congresses.get(id);
    if (congress?.campaignId !== campaign.id) throw new NotFound();
    return workOut(errand, congress, halls, before, cells) ?? [];
  });
  if (worked.length === 0) return refuse("nothingChanged");

  const clashes = await assessChanges(errand, campaign, worked.filter(isReadable).map(changeTo));
  const barsOf = (each: Worked): Finding[] => bars(each, clashes.get(each.congress.id));
  const savable = worked.every((each) => isReadable(each) && each.races.length === 0 && barsOf(each).length === 0);
  const preview = async (unsaved: SheetPreview["unsaved"]): Promise<Verdict<SheetAnswer, never>> =>
    accept({ kind: "preview", changes: await shown(errand, inside, worked, clashes, barsOf), savable, unsaved });
  if (!input.save) return preview(null);
  if (worked.some((each) => each.lost)) return preview("movedMeanwhile");
  if (!savable) return preview("notSavable");
  const { reason } = input;
  if (reason === null) return preview("reasonMissing");
  if (!(await writeRows(errand.tx, leave, campaign.planId, worked.map(rowChange), reason))) return preview("movedMeanwhile");
  await recordDeeds(errand.tx, worked.flatMap((each) => deeds(errand, each, reason)));
  await rejudgeNominees(errand, ...worked.filter(({ now, after }) => now.opensOn !== after.opensOn).map(({ congress }) => congress.id));
  await refreshReadiness(errand, worked.map(({ congress }) => congress.id));
  return accept({ kind: "saved", count: worked.length });
}

/** Both deeds are needed: a row holds a date and what the congress itself is. */
function leaveFor({ actor, realDay }: Errand, branch: Branch): Permit<"congress.date"> {
  const leave = permit(actor, "congress.date", branch.path, realDay);
  if (leave === null || permit(actor, "congress.edit", branch.path, realDay) === null) throw new Forbidden("congress.date");
  return leave;
}

/** What one row comes to; null when nothing in it differs from what is stored. */
function workOut(errand: Errand, congress: CongressFacts, halls: readonly Hall[], before: { readonly version: number; readonly cells: Cells }, typed: Cells): Worked | null {
  const { date, unitPath, state } = congress;
  const now: SheetRow = { ...congress, opensOn: date?.opensOn ?? null, session: date?.session ?? null, hall: hallText(halls, unitPath, date?.venueId ?? null) };
  const stands = cellsOf(now);
  const { changed, races } = settled(before.cells, typed, stands);
  if (changed.length === 0) return null;
  const { row, problems } = withCells(now, typed, changed);
  const hall = changed.includes("hall") ? hallNamed(halls, unitPath, row.hall) : undefined;
  const unknown = changed.includes("hall") && row.hall !== "" && hall === undefined;
  const venueId = row.opensOn === null || row.hall === "" ? null : changed.includes("hall") ? (hall?.id ?? null) : (date?.venueId ?? null);
  const after = { ...row, hall: hallText(halls, unitPath, venueId) };
  // As where one congress is edited: a wish that has passed unfulfilled may stay, a new one is for a day to come.
  const late = changed.includes("desiredOn") && row.desiredOn !== null && row.desiredOn <= errand.today;
  const unreadable = new Set(problems.map((each) => each.field));
  const wanted = Object.fromEntries(SHEET_FIELDS.map((field) => [field, unreadable.has(field) || (unknown && field === "hall") ? typed[field] : cellsOf(after)[field]])) as Cells;
  // The same hall by another name is no change.
  if (SHEET_FIELDS.every((field) => wanted[field] === stands[field])) return null;
  return {
    congress,
    now,
    after,
    venueId,
    lost: before.version !== congress.version,
    bar: rowBar({ state, frozen: isFrozen(congress, errand.today) }, now, after),
    problems: [
      ...problems,
      ...(unknown && !unreadable.has("hall") ? [{ field: "hall", code: "hallUnknown" } as const] : []),
      ...(late ? [{ field: "desiredOn", code: "wishPassed" } as const] : []),
    ],
    changed: SHEET_FIELDS.filter((field) => wanted[field] !== stands[field]),
    races: races.map((field) => ({ field, before: before.cells[field], theirs: stands[field], mine: typed[field] })),
    wanted,
  };
}

const isReadable = ({ bar, problems }: Worked): boolean => bar === null && problems.length === 0;

const placementOf = ({ opensOn, session, lengthHalfDays }: SheetRow) => (opensOn === null ? null : { opensOn, session: session ?? ("morning" as const), lengthHalfDays });

const changeTo = ({ congress: { id, unitPath, state }, now, after, venueId }: Worked): ManyChange => ({
  id,
  unitPath,
  to: { placement: placementOf(after), lengthHalfDays: after.lengthHalfDays, venueId, isPilot: after.isPilot, state: stateAfter(state, now, after) },
});

/** A date that is set or moved must not clash hard at all, as where one is moved; what is only longer must not bring a new clash. */
function bars({ now, after }: Worked, clashes: Clashes | undefined): Finding[] {
  if (clashes === undefined || after.opensOn === null) return [];
  if (movesDate(now, after)) return blocking([...clashes.appear, ...clashes.stay]);
  return now.lengthHalfDays === after.lengthHalfDays ? [] : blocking(clashes.appear);
}

async function shown(errand: Errand, scope: Scope, worked: readonly Worked[], clashes: ReadonlyMap<string, Clashes>, barsOf: (each: Worked) => readonly Finding[]): Promise<ShownChange[]> {
  const spoken = await speakOf(errand, scope, worked.map(({ congress }) => clashes.get(congress.id)));
  return worked.map((each, index): ShownChange => {
    const { congress, now, after, wanted, bar, problems, races } = each;
    const to = stateAfter(congress.state, now, after);
    return {
      id: congress.id,
      name: congress.unitName,
      was: packed(congress.version, cellsOf(now)),
      cells: wanted,
      fields: each.changed.map((field) => ({ field, before: cellsOf(now)[field], after: wanted[field] })),
      state: to === congress.state ? null : { from: congress.state, to },
      bar,
      problems,
      races,
      clashes: spoken[index] ?? NO_CLASHES,
      blocks: barsOf(each).length,
    };
  });
}

function rowChange({ congress, now, after, venueId }: Worked): RowChange {
  const { opensOn, session, lengthHalfDays, isPilot, desiredOn } = after;
  const half = session ?? "morning";
  return {
    id: congress.id,
    version: congress.version,
    state: stateAfter(congress.state, now, after),
    lengthHalfDays,
    isPilot,
    desiredOn,
    date: opensOn === null ? null : { opensOn, session: half, venueId, closesOn: closesOn(opensOn, half, lengthHalfDays) },
    moved: movesDate(now, after),
  };
}

/** The same entries as where one congress is moved or edited by itself: one for its date, one for what it is. */
function deeds(errand: Errand, { congress, now, after, venueId }: Worked, reason: string): DeedRecord[] {
  const { now: at, actor } = errand;
  const { unitPath, state, date } = congress;
  const to = stateAfter(state, now, after);
  const common = { now: at, actor, subject: { kind: "congress", id: congress.id }, unitPath, reason };
  const what = ({ lengthHalfDays, isPilot, desiredOn }: SheetRow): LogFields => ({ lengthHalfDays, isPilot, desiredOn });
  const moved: DeedRecord = {
    ...common,
    deed: "congress.date",
    before: date === null ? { state, opensOn: null } : { state, opensOn: date.opensOn, session: date.session, venueId: date.venueId },
    after: after.opensOn === null ? { state: to, opensOn: null } : { state: to, opensOn: after.opensOn, session: after.session, venueId },
  };
  const edited: DeedRecord = { ...common, deed: "congress.edit", before: { ...what(now), state }, after: { ...what(after), state: to } };
  return [...(movesDate(now, after) ? [moved] : []), ...(JSON.stringify(what(now)) === JSON.stringify(what(after)) ? [] : [edited])];
}
