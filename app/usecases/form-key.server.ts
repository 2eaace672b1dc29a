import { insertKey, readKey, saveAnswer } from "#app/db/form-keys.server.ts";
import type { Errand } from "./errand.ts";

/** Claims a form's key for this account, or, with an answer, keeps what a second sending will be told. */
export async function claimKey(errand: Errand, key: string, bodyHash: string, answer?: string): Promise<boolean> {
  if (answer === undefined) return insertKey(errand.tx, errand.actor.accountId, key, bodyHash);
  await saveAnswer(errand.tx, errand.actor.accountId, key, answer);
  return true;
}

/** What the first sending was answered; null when the key came back with another body. */
export async function answerOfKey(errand: Errand, key: string, bodyHash: string): Promise<string | null> {
  const row = await readKey(errand.tx, errand.actor.accountId, key);
  return row !== null && row.bodyHash === bodyHash ? row.answer : null;
}

