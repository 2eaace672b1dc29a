import { isLevel, type Level } from "#app/core/organisation/level.ts";
import { fold } from "#app/core/organisation/names.ts";
import { unitKind, type UnitKind } from "#app/core/organisation/unit-kind.ts";
import { type Day, parseDay } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { ColumnKey, ReadHeader } from "./columns.ts";
import type { Expected, Problem, TableRow } from "./table.ts";

const LEVEL_WORDS: Readonly<Record<Level, readonly string[]>> = {
  cell: ["chi bo", "chi bo truc thuoc", "cell"],
  sectional: ["dang bo bo phan", "bo phan", "sectional"],
  grassroots: ["co so", "dang bo co so", "chi bo co so", "to chuc co so dang", "tccsd", "grassroots"],
  directSuperior: [
    "cap tren truc tiep co so",
    "cap tren truc tiep cua to chuc co so dang",
    "tren co so",
    "cap huyen",
    "directsuperior",
    "directly above grassroots",
    "directly-above-grassroots",
  ],
  province: ["truc thuoc trung uong", "cap tinh", "tinh", "province"],
};

const LEVEL_OF_WORD: ReadonlyMap<string, Level> = new Map(
  Object.entries(LEVEL_WORDS).flatMap(([level, words]) => words.map((word) => [word, isLevel(level) ? level : "cell"] as const)),
);

const SESSION_WORDS: Readonly<Record<string, Session>> = {
  sang: "morning",
  "buoi sang": "morning",
  s: "morning",
  am: "morning",
  morning: "morning",
  chieu: "afternoon",
  "buoi chieu": "afternoon",
  c: "afternoon",
  pm: "afternoon",
  afternoon: "afternoon",
};

/** Reads the cells of one row by the names of their columns and keeps what is wrong with them. */
export class RowReader {
  readonly row: number;
  readonly problems: Problem[];
  readonly #cells: readonly string[];
  readonly #places: ReadHeader["places"];

  constructor(row: TableRow, header: ReadHeader, problems: Problem[]) {
    this.row = row.row;
    this.problems = problems;
    this.#cells = row.cells;
    this.#places = header.places;
  }

  /** The cell as written: composed, without blanks around it, single-spaced; null when it is empty. */
  text(column: ColumnKey, longest: number): string | null {
    const place = this.#places.get(column);
    const cell = place === undefined ? undefined : this.#cells[place];
    const text = (cell ?? "").normalize("NFC").replace(/\s+/g, " ").trim();
    if (text.length > longest) this.expect(column, `${text.slice(0, 40)}…`, "shorter", longest);
    return text === "" || text.length > longest ? null : text;
  }

  required(column: ColumnKey, longest: number): string | null {
    const before = this.problems.length;
    const text = this.text(column, longest);
    if (text === null && this.problems.length === before) this.expect(column, "", "required");
    return text;
  }

  kind(): UnitKind | null {
    return this.#translated("kind", unitKind, "unitKind");
  }

  level(): Level | null {
    return this.#translated("level", (text) => LEVEL_OF_WORD.get(fold(text)) ?? null, "level");
  }

  session(): Session | null {
    return this.#translated("session", (text) => SESSION_WORDS[fold(text)] ?? null, "session");
  }

  day(column: ColumnKey): Day | null {
    return this.#translated(column, parseDay, "day");
  }

  /** A whole number; thousands may be set apart by a dot, a comma or a blank. */
  whole(column: ColumnKey, most: number, expected: Expected = "wholeNumber"): number | null {
    return this.#translated(column, (text) => wholeNumber(text, most), expected, most);
  }

  expect(column: ColumnKey, found: string, expected: Expected, detail?: string | number): void {
    this.problems.push({ row: this.row, column, found, expected, ...(detail === undefined ? {} : { detail }) });
  }

  #translated<T>(column: ColumnKey, read: (text: string) => T | null, expected: Expected, detail?: number): T | null {
    const text = this.text(column, 200);
    if (text === null) return null;
    const value = read(text);
    if (value === null) this.expect(column, text, expected, detail);
    return value;
  }
}

function wholeNumber(text: string, most: number): number | null {
  const digits = /^\d{1,3}([., ]\d{3})+$/.test(text) ? text.replace(/[., ]/g, "") : text;
  return /^\d{1,9}$/.test(digits) && Number(digits) <= most ? Number(digits) : null;
}
