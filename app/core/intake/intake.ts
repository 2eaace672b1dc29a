import type { Level } from "#app/core/organisation/level.ts";
import type { UnitKind } from "#app/core/organisation/unit-kind.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { RowReader } from "./cells.ts";
import { headingOf, type ImportKind, readHeader, type ReadHeader } from "./columns.ts";
import { byRow, type Problem, type Table } from "./table.ts";

/** A row of a list of units. Null: the file does not say. */
export type UnitRow = {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind | null;
  readonly parentCode: string | null;
  readonly level: Level | null;
  readonly members: number | null;
  readonly partyName: string | null;
  readonly validFrom: Day | null;
};

export type LeaderRow = { readonly row: number; readonly code: string; readonly name: string; readonly post: string; readonly unitCode: string | null };
export type VenueRow = { readonly row: number; readonly code: string; readonly name: string; readonly seats: number | null; readonly unitCode: string | null };
export type DateRow = {
  readonly row: number;
  readonly unitCode: string;
  readonly opensOn: Day;
  readonly session: Session | null;
  readonly round: 1 | 2;
  readonly venueCode: string | null;
  readonly leaderCodes: readonly string[];
};

export type RowsOf = {
  readonly units: UnitRow;
  readonly organisations: UnitRow;
  readonly datePlan: DateRow;
  readonly leaders: LeaderRow;
  readonly venues: VenueRow;
};

/** What could be read of a file, and what was wrong with its cells. A row with a wrong cell may still be among the rows, so that others can refer to it. */
export type Intake<Row> = {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
  /** What the file calls its columns. */
  readonly headings: ReadHeader["headings"];
  /** Headings that were not understood, and whose columns are left alone. */
  readonly ignored: readonly string[];
};

const CODE = 60;
const NAME = 200;
const MOST_MEMBERS = 9_999_999;
const MOST_SEATS = 100_000;

const READERS: { readonly [K in ImportKind]: (read: RowReader) => RowsOf[K] | null } = {
  units: unitRow,
  organisations: unitRow,
  leaders: (read) => {
    const [code, name, post] = [read.required("code", CODE), read.required("name", NAME), read.required("post", NAME)];
    const unitCode = read.text("unitCode", CODE);
    return code === null ? null : { row: read.row, code, name: name ?? "", post: post ?? "", unitCode };
  },
  venues: (read) => {
    const [code, name] = [read.required("code", CODE), read.required("name", NAME)];
    const [seats, unitCode] = [read.whole("seats", MOST_SEATS), read.text("unitCode", CODE)];
    return code === null ? null : { row: read.row, code, name: name ?? "", seats, unitCode };
  },
  datePlan: (read) => {
    const unitCode = read.required("unitCode", CODE);
    const written = read.required("opensOn", NAME);
    const opensOn = written === null ? null : read.day("opensOn");
    const [session, round] = [read.session(), read.whole("round", 2, "round")];
    if (round === 0) read.expect("round", "0", "round");
    const venueCode = read.text("venueCode", CODE);
    const leaderCodes = [...new Set((read.text("leaderCodes", 1000) ?? "").split(/[;,]/).map((code) => code.trim()).filter((code) => code !== ""))];
    if (unitCode === null || opensOn === null) return null;
    return { row: read.row, unitCode, opensOn, session, round: round === 2 ? 2 : 1, venueCode, leaderCodes };
  },
};

function unitRow(read: RowReader): UnitRow | null {
  const [code, name] = [read.required("code", CODE), read.required("name", NAME)];
  const unit = {
    row: read.row,
    kind: read.kind(),
    parentCode: read.text("parentCode", CODE),
    level: read.level(),
    members: read.whole("members", MOST_MEMBERS),
    partyName: read.text("partyName", NAME),
    validFrom: read.day("validFrom"),
  };
  return code === null ? null : { ...unit, code, name: name ?? code };
}

/** Reads the rows of a file of one kind. The same reading serves the dry run, the real one and the command line. */
export function takeIn<K extends ImportKind>(kind: K, table: Table): Intake<RowsOf[K]> {
  const header = readHeader(kind, table.header);
  const { headings, ignored } = header;
  if (header.missing.length > 0) {
    const problems = header.missing.map((key): Problem => ({ row: 1, column: key, found: "", expected: "column", detail: headingOf(key) }));
    return { rows: [], problems, headings, ignored };
  }
  const problems: Problem[] = [];
  const rows = table.rows.flatMap((row) => READERS[kind](new RowReader(row, header, problems)) ?? []);
  return { rows, problems: byRow(problems), headings, ignored };
}
