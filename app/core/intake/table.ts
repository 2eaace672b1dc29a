/** A row as the spreadsheet program numbers it; the header is usually row 1. */
export type TableRow = { readonly row: number; readonly cells: readonly string[] };

/** What was read from a file: its header and the rows under it that are not blank. */
export type Table = { readonly header: readonly string[]; readonly rows: readonly TableRow[] };

/** What would be right where a cell is wrong; ui/words has a sentence for each. */
export type Expected =
  | "column"
  | "required"
  | "shorter"
  | "unitKind"
  | "level"
  | "wholeNumber"
  | "day"
  | "session"
  | "round"
  | "uniqueCode"
  | "onceInFile"
  | "knownParent"
  | "sameParent"
  | "otherThanItself"
  | "noCycle"
  | "lowerThanParent"
  | "parentInBranch"
  | "notBeforeParent"
  | "knownUnit"
  | "sameUnit"
  | "knownVenue"
  | "knownLeader"
  | "congress"
  | "openCongress"
  | "dateInTerm";

/** One thing wrong with a file: where it stands, what stands there, and what would be right. */
export type Problem = {
  readonly row: number;
  /** Key of the column; the report knows what the file calls it. */
  readonly column: string;
  readonly found: string;
  readonly expected: Expected;
  /** What the expectation is measured by: a length, a code, a day. */
  readonly detail?: string | number;
};

/** What a file would do, or did. `refused` counts rows, not problems. */
export type ImportReport = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly problems: readonly Problem[];
};

export const refusedRows = (problems: readonly Problem[]): number => new Set(problems.map((problem) => problem.row)).size;

export const byRow = (problems: readonly Problem[]): Problem[] => problems.toSorted((a, b) => a.row - b.row);
