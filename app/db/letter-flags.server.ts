import type { Tx } from "#app/db/client.server.ts";
import { type Reader, visibleTo } from "#app/db/letters.server.ts";

/**
 * Whether a letter about the person waits, as far as it exists for the reader; never how many, of what kind or since
 * when. The same answer whether there was never a letter or all are settled.
 */
export async function hasPendingLetter(tx: Tx, reader: Reader, personId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ pending: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "LetterSubject" s JOIN "Letter" l ON l.id = s."letterId"
        JOIN "Unit" ru ON ru.id = l."registerUnitId" JOIN "Unit" cu ON cu.id = l."competentUnitId"
      WHERE s."personId" = ${personId}::uuid AND l.state IN ('received', 'classified', 'accepted', 'verifying') AND ${visibleTo(reader)}) AS pending`;
  return rows[0]?.pending ?? false;
}
