import type { Tx } from "#app/db/client.server.ts";

/** False when the key is there already; waits for a transaction that is just writing it. */
export async function insertKey(tx: Tx, accountId: string, key: string, bodyHash: string): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO "FormKey" ("accountId", key, "bodyHash", answer) VALUES (${accountId}::uuid, ${key}, ${bodyHash}, 'null'::jsonb)
    ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

export const saveAnswer = (tx: Tx, accountId: string, key: string, answer: string): Promise<unknown> =>
  tx.formKey.update({ where: { accountId_key: { accountId, key } }, data: { answer } });

export async function readKey(tx: Tx, accountId: string, key: string): Promise<{ bodyHash: string; answer: string } | null> {
  const row = await tx.formKey.findFirst({ where: { accountId, key } });
  return row === null || typeof row.answer !== "string" ? null : { bodyHash: row.bodyHash, answer: row.answer };
}

/** A form is not sent again a day later. */
export const sweepKeys = (tx: Tx): Promise<number> =>
  tx.$executeRaw`DELETE FROM "FormKey" WHERE "createdAt" < now() - interval '24 hours'`;
