/** A row as the spreadsheet program numbers it (the header is usually row 1); its cells are text, trimmed of nothing. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] };

/** The first row that is not blank, and the rows under it that are not blank. */
export type Sheet = { readonly header: readonly string[]; readonly rows: readonly SheetRow[] };

/** What a file may weigh, and what it may unpack to. */
export const LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 100 * 1024 * 1024,
  entries: 2_000,
  rows: 200_000,
  columns: 100,
  cellCharacters: 10_000,
  seconds: 20,
  heapMb: 320,
} as const;

/** Why a file could not be read at all; ui/words has the sentences (import.refused.<code>). */
export type UnreadableCode =
  | "fileMissing"
  | "fileTooLarge"
  | "fileEmpty"
  | "noRows"
  | "wrongEncoding"
  | "oldExcel"
  | "notASpreadsheet"
  | "unpacksTooLarge"
  | "tooManyRows"
  | "tooManyColumns"
  | "cellTooLong"
  | "brokenQuotes"
  | "tookTooLong"
  | "neededTooMuch";

/** Thrown by the readers, and turned into a refusal where the file arrived. */
export class Unreadable extends Error {
  readonly code: UnreadableCode;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: UnreadableCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
