import { readCsv } from "./csv.server.ts";
import { LIMITS, type Sheet, type SheetRow, Unreadable } from "./sheet.ts";
import { readXlsx } from "./xlsx.server.ts";

const ZIP = [0x50, 0x4b];
/** The container of .xls and of encrypted workbooks. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads a table from the bytes of a file, by what they are and not by what the file is called. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length === 0) throw new Unreadable("fileEmpty");
  if (beginsWith(bytes, OLE)) throw new Unreadable("oldExcel");
  const all = beginsWith(bytes, ZIP) ? await readXlsx(bytes) : readCsv(bytes);
  const [header, ...rows] = all.map(cleaned).filter((row) => row.cells.some((cell) => cell.trim() !== ""));
  if (header === undefined) throw new Unreadable("fileEmpty");
  if (rows.length === 0) throw new Unreadable("noRows");
  if (rows.length > LIMITS.rows) throw new Unreadable("tooManyRows", { max: LIMITS.rows });
  return { header: header.cells, rows };
}

const beginsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);

/** Characters that no list means and no database keeps. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\p{Cs}]/gu;

function cleaned({ row, cells }: SheetRow): SheetRow {
  let length = cells.length;
  while (length > 0 && cells[length - 1]?.trim() === "") length -= 1;
  if (length > LIMITS.columns) throw new Unreadable("tooManyColumns", { row, max: LIMITS.columns });
  const kept = cells.slice(0, length).map((cell) => cell.replace(UNSEEN, ""));
  if (kept.some((cell) => cell.length > LIMITS.cellCharacters)) throw new Unreadable("cellTooLong", { row, max: LIMITS.cellCharacters });
  return { row, cells: kept };
}
