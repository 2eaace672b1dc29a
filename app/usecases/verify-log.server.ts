import { setImmediate } from "node:timers/promises";
import type { Digests, Seal, StoredEntry } from "#app/core/audit/chain.ts";
import { type Anchor, type ChainProblem, verifyAnchor, verifyBlock, verifyLeaves } from "#app/core/audit/verify.ts";
import type { Tx } from "#app/db/client.server.ts";
import { isGenuine, listEpochs } from "#app/db/log-epochs.server.ts";
import { logKeyOf, UNKEYED } from "#app/db/log-key.server.ts";
import { entriesAfter, listSeals, repeatedEntries } from "#app/db/seals.server.ts";

export type LogReport = {
  readonly whole: boolean;
  readonly sealed: number;
  /** Newer than the newest seal: checked by their own hash only. */
  readonly unsealed: number;
  /** Written before entries were keyed: whoever owns the database could have written them as well. */
  readonly unkeyed: number;
  readonly seals: number;
  readonly newest: Anchor | null;
  readonly problemCount: number;
  /** The first of them. */
  readonly problems: readonly ChainProblem[];
};

const SHOWN = 100;
const ENTRIES_A_PAGE = 20_000;
const SEALS_A_PAGE = 1_000;

/**
 * Recomputes the hash of every entry from what it says, the root of every block and the chain of the seals. Reads in
 * the order of the seals, a page at a time; the next page is on its way while one is being hashed.
 */
export async function verifyLog(tx: Tx, anchor: Anchor | null = null): Promise<LogReport> {
  const key = logKeyOf(tx);
  const epochs = await listEpochs(tx);
  const [first] = epochs;
  const problems: ChainProblem[] = (await repeatedEntries(tx, SHOWN)).map(({ seq, id }) => ({ code: "repeated", seq, id }));
  // Without a genuine record of where the keyed part begins, all of it has to be keyed.
  if (first === undefined || !epochs.every((epoch) => isGenuine(epoch, key))) problems.push({ code: "unknownKey" });
  const keyedFrom = first !== undefined && isGenuine(first, key) ? first.startsAt : 0n;
  const digestsAt = (xid: bigint): Digests => (xid < keyedFrom ? UNKEYED : key);
  let unkeyed = 0;
  const entries = ahead(pagesOf(tx));
  let page = await entries();
  let sealed = 0;
  let at = 0;
  let before: Seal | null = null;
  let anchored: Seal | null = null;
  for await (const seal of sealsOf(tx)) {
    const block: StoredEntry[] = [];
    for (let entry = page[at]; entry !== undefined && entry.xid < seal.untilXid; entry = page[at]) {
      block.push(entry);
      at += 1;
      if (at === page.length) [page, at] = [await entries(), 0];
    }
    problems.push(...verifyBlock(before, seal, block, digestsAt(seal.fromXid)));
    if (seal.fromXid < keyedFrom) unkeyed += block.length;
    sealed += block.length;
    if (seal.n === anchor?.n) anchored = seal;
    before = seal;
  }
  let unsealed = 0;
  for (; page.length > 0; [page, at] = [await entries(), 0]) {
    const rest = page.slice(at);
    problems.push(...verifyLeaves(rest, key.keyed));
    unsealed += rest.length;
  }
  if (anchor !== null) problems.push(...verifyAnchor(anchored === null ? [] : [anchored], anchor));
  return {
    whole: problems.length === 0,
    sealed,
    unsealed,
    unkeyed,
    seals: before?.n ?? 0,
    newest: before === null ? null : { n: before.n, hash: before.hash },
    problemCount: problems.length,
    problems: problems.slice(0, SHOWN),
  };
}

async function* sealsOf(tx: Tx): AsyncGenerator<Seal> {
  let after = 0;
  for (;;) {
    const page = await listSeals(tx, after, SEALS_A_PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.n;
  }
}

async function* pagesOf(tx: Tx): AsyncGenerator<StoredEntry[]> {
  let after: Pick<StoredEntry, "xid" | "seq"> = { xid: -1n, seq: -1n };
  for (;;) {
    const page = await entriesAfter(tx, after, ENTRIES_A_PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last;
  }
}

/** Asks for the next page before it is needed; an empty one is the end. */
function ahead(pages: AsyncGenerator<StoredEntry[]>): () => Promise<StoredEntry[]> {
  let next = pages.next();
  return async () => {
    const { value, done } = await next;
    if (done === true) return [];
    next = pages.next();
    // Hashing holds the thread: without a pause the question would not leave this process before it is done.
    await setImmediate();
    return value;
  };
}
