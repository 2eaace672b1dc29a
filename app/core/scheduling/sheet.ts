import { fold } from "#app/core/organisation/names.ts";
import { type Day, formatDay, parseDay } from "#app/core/time/day.ts";
import { type Session, SESSIONS } from "#app/core/time/half-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type CongressState, hasHappened } from "./congress.ts";

/** The columns of the sheet that can be written, in their order. */
export const SHEET_FIELDS = ["opensOn", "session", "lengthHalfDays", "hall", "desiredOn", "isPilot"] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

/** One row as text, as a form sends it. */
export type Cells = Readonly<Record<SheetField, string>>;

/** One row as it is meant. `hall` is the code or the name of a hall, empty for none; an undated congress has no session. */
export type SheetRow = {
  readonly opensOn: Day | null;
  readonly session: Session | null;
  /** In half-days, 1 to 20. */
  readonly lengthHalfDays: number;
  readonly hall: string;
  readonly desiredOn: Day | null;
  readonly isPilot: boolean;
};

export type CellCode = "notADay" | "notASession" | "notALength" | "notATick" | "dayFirst" | "hallUnknown" | "wishPassed";

const SPOKEN: Readonly<Record<Session, readonly string[]>> = {
  morning: ["morning", "sang", "buoi sang", "s", "am"],
  afternoon: ["afternoon", "chieu", "buoi chieu", "c", "pm"],
};
const TICKED = ["1", "x", "co", "diem", "on", "yes", "true"];
const UNTICKED = ["", "0", "-", "khong", "no", "false"];

const LONGEST = 20;

/** The day of a cell; sheets also write it with dots or dashes. Null when there is no such day. */
const dayOf = (text: string): Day | null => parseDay(text.replace(/^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/, "$1/$2/$3"));

/** What one cell means, or why it means nothing. Words are taken with and without accents, as they come out of a sheet. */
export function readCell<F extends SheetField>(field: F, typed: string): Verdict<SheetRow[F], CellCode> {
  return meaningOf(field, typed.normalize("NFC").trim()) as Verdict<SheetRow[F], CellCode>;
}

function meaningOf(field: SheetField, text: string): Verdict<SheetRow[SheetField], CellCode> {
  switch (field) {
    case "opensOn":
    case "desiredOn": {
      const day = dayOf(text);
      return text === "" || day !== null ? accept(day) : refuse("notADay");
    }
    case "session": {
      const session = SESSIONS.find((each) => SPOKEN[each].includes(fold(text)));
      return text === "" || session !== undefined ? accept(session ?? null) : refuse("notASession");
    }
    case "lengthHalfDays": {
      const number = /^\d{1,2}$/.test(text) ? Number(text) : 0;
      return number >= 1 && number <= LONGEST ? accept(number) : refuse("notALength");
    }
    case "isPilot": {
      const ticked = TICKED.includes(fold(text));
      return ticked || UNTICKED.includes(fold(text)) ? accept(ticked) : refuse("notATick");
    }
    case "hall":
      return accept(text);
  }
}

/** The row as its cells show it. */
export function cellsOf({ opensOn, session, lengthHalfDays, hall, desiredOn, isPilot }: SheetRow): Cells {
  const written = (day: Day | null): string => (day === null ? "" : formatDay(day));
  return { opensOn: written(opensOn), session: session ?? "", lengthHalfDays: String(lengthHalfDays), hall, desiredOn: written(desiredOn), isPilot: isPilot ? "1" : "" };
}

/** Whether two texts of a cell mean the same. */
export function sameCell(field: SheetField, a: string, b: string): boolean {
  const [one, other] = [readCell(field, a), readCell(field, b)];
  return one.ok && other.ok ? one.value === other.value : a.trim() === b.trim();
}

const PACK_ORDER = ["opensOn", "session", "lengthHalfDays", "desiredOn", "isPilot", "hall"] as const satisfies readonly SheetField[];

/** What a row was when the sheet was drawn, as one text: version and cells. The hall comes last, it may hold anything. */
export function packed(version: number, cells: Cells): string {
  return [version, ...PACK_ORDER.map((field) => cells[field])].join("|");
}

export function unpacked(text: string): { readonly version: number; readonly cells: Cells } | null {
  const match = /^(\d{1,9})\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|(.*)$/su.exec(text);
  if (match === null) return null;
  const [version, ...cells] = match.slice(1) as [string, ...string[]];
  return { version: Number(version), cells: Object.fromEntries(PACK_ORDER.map((field, index) => [field, cells[index]])) as Cells };
}

/**
 * What somebody has changed in a row that may have been changed by another since: `changed` is still to be written,
 * `races` are those of them that the other person has changed as well, to something else.
 */
export function settled(was: Cells, typed: Cells, now: Cells): { readonly changed: readonly SheetField[]; readonly races: readonly SheetField[] } {
  const changed = SHEET_FIELDS.filter((field) => !sameCell(field, was[field], typed[field]) && !sameCell(field, now[field], typed[field]));
  return { changed, races: changed.filter((field) => !sameCell(field, was[field], now[field])) };
}

export type CellProblem = { readonly field: SheetField; readonly code: CellCode };

/** The row with the changed cells in it; what cannot be read is named, cell by cell. */
export function withCells(now: SheetRow, typed: Cells, changed: readonly SheetField[]): { readonly row: SheetRow; readonly problems: readonly CellProblem[] } {
  const problems: CellProblem[] = [];
  const read = <F extends SheetField>(field: F): SheetRow[F] => {
    if (!changed.includes(field)) return now[field];
    const verdict = readCell(field, typed[field]);
    if (verdict.ok) return verdict.value;
    problems.push({ field, code: verdict.code });
    return now[field];
  };
  const opensOn = read("opensOn");
  const dated = opensOn !== null;
  const cleared = !dated && now.opensOn !== null;
  const [session, hall] = cleared ? [null, ""] : [read("session"), read("hall")];
  // Hall and half-day belong to a date; without one they would be lost.
  if (!dated && !problems.some((each) => each.field === "opensOn")) {
    if (session !== null) problems.push({ field: "session", code: "dayFirst" });
    if (hall !== "") problems.push({ field: "hall", code: "dayFirst" });
  }
  const row = { opensOn, session: dated ? (session ?? "morning") : null, lengthHalfDays: read("lengthHalfDays"), hall, desiredOn: read("desiredOn"), isPilot: read("isPilot") };
  return { row, problems };
}

export type RowCode = "alreadyHeld" | "cancelled" | "frozen" | "notADraft";

/** Why a congress may not be changed in this way; the same answers as where one date is moved by itself. */
export function rowBar(congress: { readonly state: CongressState; readonly frozen: boolean }, now: SheetRow, after: SheetRow): RowCode | null {
  if (hasHappened(congress.state)) return "alreadyHeld";
  if (congress.state === "cancelled") return "cancelled";
  if (congress.frozen && (movesDate(now, after) || (now.opensOn !== null && now.lengthHalfDays !== after.lengthHalfDays))) return "frozen";
  return after.opensOn === null && now.opensOn !== null && congress.state !== "draft" ? "notADraft" : null;
}

/** Whether day, half-day or hall become others: then the date is a draft again. */
export function movesDate(now: SheetRow, after: SheetRow): boolean {
  return now.opensOn !== after.opensOn || now.session !== after.session || now.hall !== after.hall;
}

/** The state after the change: a date that is another one, or longer, has to be submitted again. */
export function stateAfter(state: CongressState, now: SheetRow, after: SheetRow): CongressState {
  if (after.opensOn === null) return "undated";
  return movesDate(now, after) || now.lengthHalfDays !== after.lengthHalfDays ? "draft" : state;
}

/**
 * A rectangle of cells as spreadsheets put it on the clipboard: tabs between cells, line ends between rows, cells with
 * such characters inside in quotation marks, these doubled.
 */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  const source = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(/\n$/u, "");
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (quoted && char === '"' && source.charAt(at + 1) === '"') {
      cell += char;
      at++;
    } else if (char === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && char === "\t") endCell();
    else if (!quoted && char === "\n") {
      endCell();
      rows.push([]);
    } else cell += char;
  }
  endCell();
  return rows;
}

type Hall = { readonly id: string; readonly code: string; readonly name: string; readonly unitPath: string };

/** The hall that a text names for a unit: by its code, else by its name. `halls` are in the order of nearness. */
export function hallNamed<H extends Hall>(halls: readonly H[], unitPath: string, text: string): H | undefined {
  const offered = halls.filter((hall) => unitPath.startsWith(hall.unitPath));
  const wanted = fold(text);
  return offered.find((hall) => fold(hall.code) === wanted) ?? offered.find((hall) => fold(hall.name) === wanted);
}

/** How the sheet writes a hall: by its name, unless the name leads to another one. */
export function hallText<H extends Hall>(halls: readonly H[], unitPath: string, id: string | null): string {
  const hall = halls.find((each) => each.id === id);
  if (hall === undefined) return "";
  return hallNamed(halls, unitPath, hall.name)?.id === id ? hall.name : hall.code;
}
