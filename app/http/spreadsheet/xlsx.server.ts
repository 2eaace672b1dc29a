import { streamXlsxRows } from "hucre/xlsx";
import { LIMITS, type SheetRow, Unreadable } from "./sheet.ts";
import { guardZip } from "./zip-directory.server.ts";

/** The first sheet of a workbook. The only place that knows the spreadsheet library. */
export async function readXlsx(bytes: Uint8Array): Promise<SheetRow[]> {
  guardZip(bytes);
  const rows: SheetRow[] = [];
  try {
    for await (const row of streamXlsxRows(bytes, { sheet: 0 })) {
      // One more than allowed, so that the caller sees it.
      if (rows.length > LIMITS.rows + 1) break;
      rows.push({ row: row.index + 1, cells: row.values.map(textOf) });
    }
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Unreadable("notASpreadsheet");
  }
  return rows;
}

/** A date cell becomes an ISO day: the library counts its days from midnight UTC. */
function textOf(value: string | number | boolean | Date | null): string {
  if (value === null) return "";
  if (!(value instanceof Date)) return String(value);
  return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
}
