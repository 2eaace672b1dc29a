import type { Level } from "#app/core/organisation/level.ts";
import { fold } from "#app/core/organisation/names.ts";
import { checkTree } from "#app/core/organisation/tree.ts";
import { defaultLevel, type UnitKind } from "#app/core/organisation/unit-kind.ts";
import { type Day, parseDay } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { RowReader } from "./cells.ts";
import { headingOf, readHeader, type ReadHeader } from "./columns.ts";
import { byRow, type Problem, type Table } from "./table.ts";

/** A congress of a plan that was made elsewhere; its unit stands in the same row. Null: the file does not say. */
export type PlanFileRow = {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly parentCode: string | null;
  readonly members: number | null;
  readonly round: 1 | 2;
  readonly opensOn: Day | null;
  readonly session: Session;
  readonly lengthHalfDays: number | null;
  /** Codes as the file has them; equal codes are one hall, one leader. */
  readonly venueCode: string | null;
  readonly leaderCodes: readonly string[];
  readonly noticeOn: Day | null;
  /** A congress whose date was approved is not moved by planning. */
  readonly approvedOn: Day | null;
};

export type PlanFile = {
  readonly rows: readonly PlanFileRow[];
  readonly problems: readonly Problem[];
  /** Headings that were not understood, and whose columns are left alone. */
  readonly ignored: readonly string[];
};

/** The columns that only a plan from outside has; the others are those of the lists of units and of dates. */
const OWN_HEADINGS = {
  halfDays: ["so buoi", "half days", "halfdays", "length half days"],
  noticeOn: ["ngay thong bao", "ngay thong bao trieu tap", "notice on", "noticeon"],
  approvedOn: ["ngay duyet", "approved on", "approvedon"],
} as const;
type OwnColumn = keyof typeof OWN_HEADINGS;
const OWN_COLUMNS: readonly OwnColumn[] = ["halfDays", "noticeOn", "approvedOn"];

const CODE = 60;
const NAME = 200;
const LEADERS = 1000;
const MOST_MEMBERS = 9_999_999;
const MOST_HALF_DAYS = 20;

type PlanHeader = Pick<ReadHeader, "places" | "headings" | "missing"> & {
  readonly own: ReadonlyMap<OwnColumn, number>;
  readonly ignored: readonly string[];
};

function readPlanHeader(header: readonly string[]): PlanHeader {
  const units = readHeader("units", header);
  const dates = readHeader("datePlan", header);
  const places = new Map([...dates.places, ...units.places]);
  const code = places.get("code") ?? places.get("unitCode");
  if (code !== undefined) places.set("code", code);
  const own = new Map<OwnColumn, number>();
  for (const [place, heading] of header.entries()) {
    const words = fold(heading.replace(/[_\-.:*()/]+/g, " "));
    const column = OWN_COLUMNS.find((each) => OWN_HEADINGS[each].some((other) => other === words));
    if (column !== undefined && !own.has(column)) own.set(column, place);
  }
  const known = new Set([...places.values(), ...own.values()]);
  const ignored = header.flatMap((heading, place) => (known.has(place) || heading.trim() === "" ? [] : [heading.trim()]));
  const missing = (["code", "name"] as const).filter((key) => !places.has(key));
  return { places, headings: { ...dates.headings, ...units.headings }, missing, own, ignored };
}

type LooseRow = Omit<PlanFileRow, "kind" | "level"> & { readonly kind: UnitKind | null; readonly level: Level | null };

/**
 * Reads a plan from outside: one row per congress, with its unit's code, name, kind or level and parent; round, opening
 * day, session, half-days, hall, leaders, and the days of the notice and of the approval. Only code, name and one of kind
 * and level are needed; a cell unit can stand in two rows, one per round. A row with a problem is not among the rows.
 */
export function readPlanFile(table: Table): PlanFile {
  const header = readPlanHeader(table.header);
  if (header.missing.length > 0) {
    const problems = header.missing.map((key): Problem => ({ row: 1, column: key, found: "", expected: "column", detail: headingOf(key) }));
    return { rows: [], problems, ignored: header.ignored };
  }
  const problems: Problem[] = [];
  const loose = table.rows.flatMap((row) => looseRow(row, header, problems) ?? []);
  const units = levelled(byCode(loose, problems));
  problems.push(...checkTree(units.map((unit) => ({ ...unit, row: unit.first.row }))).problems);
  const refused = new Set(problems.map((problem) => problem.row));
  const rows = units
    .flatMap(({ level, rows: own }) => own.map((row): PlanFileRow => ({ ...row, level, kind: row.kind ?? (level === "cell" ? "cell" : "other") })))
    .filter((row) => !refused.has(row.row))
    .toSorted((one, other) => one.row - other.row);
  return { rows, problems: byRow(problems), ignored: header.ignored };
}

function looseRow(source: Table["rows"][number], header: PlanHeader, problems: Problem[]): LooseRow | null {
  const read = new RowReader(source, { ...header, ignored: [] }, problems);
  const wrong = (column: OwnColumn | "kind", found: string, expected: Problem["expected"]): void => {
    problems.push({ row: source.row, column, found, expected });
  };
  const own = <T>(column: OwnColumn, parse: (text: string) => T | null, expected: Problem["expected"]): T | null => {
    const text = source.cells.at(header.own.get(column) ?? source.cells.length)?.trim() ?? "";
    if (text === "") return null;
    const value = parse(text);
    if (value === null) wrong(column, text.slice(0, NAME), expected);
    return value;
  };
  const [code, name, kind, level] = [read.required("code", CODE), read.required("name", NAME), read.kind(), read.level()];
  const round = read.whole("round", 2, "round");
  if (round === 0) read.expect("round", "0", "round");
  if (kind === null && level === null && read.text("kind", NAME) === null && read.text("level", NAME) === null) wrong("kind", "", "required");
  const rest = {
    row: source.row,
    kind,
    level,
    parentCode: read.text("parentCode", CODE),
    members: read.whole("members", MOST_MEMBERS),
    round: round === 2 ? (2 as const) : (1 as const),
    opensOn: read.day("opensOn"),
    session: read.session() ?? "morning",
    lengthHalfDays: own("halfDays", halfDays, "wholeNumber"),
    venueCode: read.text("venueCode", CODE),
    leaderCodes: codes(read.text("leaderCodes", LEADERS)),
    noticeOn: own("noticeOn", parseDay, "day"),
    approvedOn: own("approvedOn", parseDay, "day"),
  };
  return code === null || name === null ? null : { ...rest, code, name };
}

function halfDays(text: string): number | null {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MOST_HALF_DAYS ? count : null;
}

const codes = (text: string | null): readonly string[] => [
  ...new Set((text ?? "").split(/[;,]/).flatMap((code) => (code.trim() === "" ? [] : [code.trim()]))),
];

/** A unit of the file: its first row says what it is, each row is a congress of its. */
type PlanUnit = { readonly code: string; readonly parentCode: string | null; readonly first: LooseRow; readonly rows: readonly LooseRow[] };

/** The units in the order of their first rows; a second row of one needs another round. */
function byCode(rows: readonly LooseRow[], problems: Problem[]): readonly PlanUnit[] {
  const units = new Map<string, PlanUnit & { readonly rows: LooseRow[] }>();
  for (const row of rows) {
    const unit = units.get(row.code);
    if (unit?.rows.some((other) => other.round === row.round))
      problems.push({ row: row.row, column: "code", found: row.code, expected: "onceInFile" });
    if (unit === undefined) units.set(row.code, { code: row.code, parentCode: row.parentCode, first: row, rows: [row] });
    else unit.rows.push(row);
  }
  return [...units.values()];
}

/** Each unit with its level: as the file says, or one below its parent's. */
function levelled(units: readonly PlanUnit[]): readonly (PlanUnit & { readonly level: Level })[] {
  // The order does not depend on the levels, which are not known yet.
  const { order } = checkTree(units.map((unit) => ({ ...unit, row: unit.first.row, level: "cell" })));
  const places = new Map(order.map((code, place) => [code, place]));
  const levels = new Map<string, Level>();
  return units
    .toSorted((a, b) => Number(places.get(a.code)) - Number(places.get(b.code)))
    .map((unit) => {
      const above = levels.get(String(unit.parentCode)) ?? null;
      const level = unit.first.level ?? defaultLevel(unit.first.kind ?? "other", above);
      levels.set(unit.code, level);
      return { ...unit, level };
    });
}
