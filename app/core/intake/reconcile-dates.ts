import type { Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { DateRow } from "./intake.ts";
import { byRow, type Problem } from "./table.ts";

/** A congress that a date plan can name. `open` while its date is nobody's decision yet. */
export type KnownCongress = {
  readonly id: string;
  readonly unitCode: string;
  readonly unitPath: string;
  readonly round: number;
  readonly open: boolean;
  readonly version: number;
  readonly lengthHalfDays: number;
  readonly date: { readonly opensOn: Day; readonly session: Session; readonly venueId: string | null } | null;
  readonly leaderIds: readonly string[];
};

/** A hall or a leader, and the path of the unit that it belongs to. */
export type Lendable = { readonly id: string; readonly unitPath: string };

export type PlannedDate = {
  readonly row: number;
  readonly congress: KnownCongress;
  readonly opensOn: Day;
  readonly session: Session;
  readonly venueId: string | null;
  readonly leaderIds: readonly string[];
};

export type DatePlan = {
  /** Congresses that had no date. */
  readonly created: readonly PlannedDate[];
  readonly updated: readonly PlannedDate[];
  readonly unchanged: number;
  readonly problems: readonly Problem[];
};

type Around = {
  readonly congresses: readonly KnownCongress[];
  /** Codes of units of the branch, with or without a congress. */
  readonly unitCodes: ReadonlySet<string>;
  readonly venues: ReadonlyMap<string, Lendable>;
  readonly leaders: ReadonlyMap<string, Lendable>;
  /** The years of the term, [first, last]. */
  readonly years: readonly [number, number];
};

/**
 * Compares an office's date plan with the congresses of the campaign. Halls and leaders are those of the unit itself or
 * of one above it; what the file leaves empty stays as it is. Whether a date is lawful is not asked here: it enters the
 * plan as a draft, and the conflicts show it.
 */
export function reconcileDates(rows: readonly DateRow[], around: Around): DatePlan {
  const congresses = new Map(around.congresses.map((congress) => [`${congress.unitCode}/${congress.round}`, congress]));
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const created: PlannedDate[] = [];
  const updated: PlannedDate[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const before = problems.length;
    const wrong = (column: string, found: string, expected: Problem["expected"], detail?: string) =>
      problems.push({ row: row.row, column, found, expected, ...(detail === undefined ? {} : { detail }) });
    const key = `${row.unitCode}/${row.round}`;
    const congress = congresses.get(key);
    if (seen.has(key)) wrong("unitCode", row.unitCode, "onceInFile");
    else if (!around.unitCodes.has(row.unitCode)) wrong("unitCode", row.unitCode, "knownUnit");
    else if (congress === undefined) wrong(row.round === 2 ? "round" : "unitCode", row.round === 2 ? "2" : row.unitCode, "congress");
    seen.add(key);
    const year = Number(row.opensOn.slice(0, 4));
    if (year < around.years[0] || year > around.years[1]) wrong("opensOn", row.opensOn, "dateInTerm", around.years.join("–"));
    const mine = (lendable: Lendable | undefined): lendable is Lendable => lendable !== undefined && (congress?.unitPath ?? lendable.unitPath).startsWith(lendable.unitPath);
    const venue = row.venueCode === null ? undefined : around.venues.get(row.venueCode);
    if (row.venueCode !== null && !mine(venue)) wrong("venueCode", row.venueCode, "knownVenue");
    const leaders = row.leaderCodes.map((code) => around.leaders.get(code));
    for (const [index, code] of row.leaderCodes.entries()) if (!mine(leaders[index])) wrong("leaderCodes", code, "knownLeader");
    if (congress === undefined || problems.length > before) continue;

    const planned: PlannedDate = {
      row: row.row,
      congress,
      opensOn: row.opensOn,
      session: row.session ?? congress.date?.session ?? "morning",
      venueId: venue?.id ?? congress.date?.venueId ?? null,
      leaderIds: leaders.length === 0 ? congress.leaderIds : leaders.flatMap((leader) => leader?.id ?? []).toSorted(),
    };
    if (isSame(planned, congress)) unchanged += 1;
    else if (!congress.open) wrong("unitCode", row.unitCode, "openCongress");
    else (congress.date === null ? created : updated).push(planned);
  }
  return { created, updated, unchanged, problems: byRow(problems) };
}

/** A date that is submitted or approved may stand in the file as long as the file does not change it. */
const isSame = (planned: PlannedDate, { date, leaderIds }: KnownCongress): boolean =>
  date !== null &&
  date.opensOn === planned.opensOn &&
  date.session === planned.session &&
  date.venueId === planned.venueId &&
  leaderIds.toSorted().join() === planned.leaderIds.join();
