/** Cells that a spreadsheet would take for a formula; a leading apostrophe makes them text. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table as UTF-8 CSV with BOM, which spreadsheets need to recognise the encoding; nothing in it is run as a formula. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("")}`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
