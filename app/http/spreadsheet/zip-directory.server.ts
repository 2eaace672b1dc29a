import { LIMITS, Unreadable } from "./sheet.ts";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const IN_ZIP64 = 0xffffffff;

/**
 * Reads only the directory of a ZIP and refuses what would unpack to too much, before anything is unpacked. The reader
 * behind it stops at the sizes stated here, so an entry that hides its size is refused as well.
 */
export function guardZip(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.entries) throw new Unreadable("unpacksTooLarge", { max: LIMITS.unpackedBytes / 1024 / 1024 });
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw new Unreadable("notASpreadsheet");
    const packedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const hidden = size === IN_ZIP64 || packedSize === IN_ZIP64 || (size === 0 && packedSize > 2);
    unpacked += size;
    if (hidden || unpacked > LIMITS.unpackedBytes)
      throw new Unreadable("unpacksTooLarge", { max: LIMITS.unpackedBytes / 1024 / 1024 });
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw new Unreadable("notASpreadsheet");
}
