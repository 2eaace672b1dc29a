import { CsvError, parse } from "csv-parse/sync";
import { LIMITS, type SheetRow, Unreadable } from "./sheet.ts";

/** UTF-8 with or without BOM; separated by commas, semicolons or tabs, whichever the first line has most of. */
export function readCsv(bytes: Uint8Array): SheetRow[] {
  const text = decoded(bytes);
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: LIMITS.columns * LIMITS.cellCharacters,
      // One more than allowed, so that the caller sees it.
      to: LIMITS.rows + 2,
    });
    return records.map((cells, index) => ({ row: index + 1, cells }));
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable("brokenQuotes", { row: Number(error["lines"] ?? 1) });
    throw error;
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable("wrongEncoding", { row: rowOfFirstWrongByte(bytes) });
  }
}

/** Decodes line by line until one cannot be read; UTF-8 never hides a line feed inside a letter. */
function rowOfFirstWrongByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let from = 0;
  for (let row = 1; ; row += 1) {
    const feed = bytes.indexOf(0x0a, from);
    try {
      decoder.decode(bytes.subarray(from, feed < 0 ? undefined : feed + 1));
    } catch {
      return row;
    }
    if (feed < 0) return row;
    from = feed + 1;
  }
}

function delimiterOf(text: string): string {
  const line = /^[^\r\n]*/.exec(text.trimStart())?.[0].replace(/"[^"]*"/g, "") ?? "";
  const count = (mark: string): number => line.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
