import { stringify } from "csv-stringify/sync";

/** A table as UTF-8 CSV with BOM, by which spreadsheets know the encoding; what would be run as a formula becomes text. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify(rows.map((cells) => [...cells]), { bom: true, escape_formulas: true, record_delimiter: "windows" });
}
