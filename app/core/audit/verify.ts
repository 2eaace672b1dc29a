import { FIRST_PREV, merkleRoot, sealInput, type Digest, type Digests, type Seal, type StoredEntry } from "./chain.ts";
import { leafInput } from "./leaf.ts";

/**
 * What is wrong with the log. "rewritten": as many entries as were sealed, each agreeing with its own hash, but not
 * those in that order, so rows were exchanged, reordered, or changed together with their hash.
 */
export type ChainProblem =
  | { readonly code: "altered"; readonly seq: bigint; readonly id: string }
  /** An entry copied as it is, and put in a second time. */
  | { readonly code: "repeated"; readonly seq: bigint; readonly id: string }
  /** Nothing in the database proves that this key is the log's: the record of it was changed or removed. */
  | { readonly code: "unknownKey" }
  | { readonly code: "removed" | "inserted"; readonly seal: number; readonly sealed: number; readonly found: number }
  | { readonly code: "rewritten"; readonly seal: number }
  | { readonly code: "brokenChain"; readonly seal: number }
  | { readonly code: "tailCut"; readonly seal: number }
  | { readonly code: "anchorDiffers"; readonly seal: number };

export type ChainReport = {
  readonly problems: readonly ChainProblem[];
  readonly sealedEntries: number;
  /** Entries newer than the newest seal; checked by their own hash only. */
  readonly unsealedEntries: number;
  readonly newest: Seal | null;
};

/** A seal that was sent off the machine. */
export type Anchor = { readonly n: number; readonly hash: string };

/** Orders entries as blocks hold them. */
export function inSealOrder(a: StoredEntry, b: StoredEntry): number {
  if (a.xid !== b.xid) return a.xid < b.xid ? -1 : 1;
  return a.seq < b.seq ? -1 : 1;
}

/** Checks one block by itself and against the seal before it, so that a long log can be checked page by page. */
export function verifyBlock(before: Seal | null, seal: Seal, entries: readonly StoredEntry[], digests: Digests): ChainProblem[] {
  const problems = verifyLeaves(entries, digests.keyed);
  const found = entries.length;
  if (found !== seal.count)
    problems.push({ code: found < seal.count ? "removed" : "inserted", seal: seal.n, sealed: seal.count, found });
  else if (merkleRoot(entries.map((entry) => entry.leaf), digests.plain) !== seal.root)
    problems.push({ code: "rewritten", seal: seal.n });
  const follows =
    seal.n === (before?.n ?? 0) + 1 && seal.prev === (before?.hash ?? FIRST_PREV) && seal.fromXid === (before?.untilXid ?? seal.fromXid);
  if (!follows || digests.keyed(sealInput(seal)) !== seal.hash) problems.push({ code: "brokenChain", seal: seal.n });
  return problems;
}

/** Entries whose own hash does not agree with what they say. */
export function verifyLeaves(entries: readonly StoredEntry[], digest: Digest): ChainProblem[] {
  return entries
    .filter((entry) => digest(leafInput(entry)) !== entry.leaf)
    .map((entry) => ({ code: "altered", seq: entry.seq, id: entry.id }));
}

/** Whether the newest seal known elsewhere is still in the chain. */
export function verifyAnchor(seals: readonly Pick<Seal, "n" | "hash">[], anchor: Anchor): ChainProblem[] {
  const seal = seals.find((candidate) => candidate.n === anchor.n);
  if (seal === undefined) return [{ code: "tailCut", seal: anchor.n }];
  return seal.hash === anchor.hash ? [] : [{ code: "anchorDiffers", seal: anchor.n }];
}

/** Checks a whole log: every entry, every block, the chain, and the anchor when there is one. */
export function verifyChain(
  entries: readonly StoredEntry[],
  seals: readonly Seal[],
  digests: Digests,
  anchor: Anchor | null = null,
): ChainReport {
  const waiting = entries.toSorted(inSealOrder).toReversed();
  const problems: ChainProblem[] = [];
  let before: Seal | null = null;
  for (const seal of seals.toSorted((a, b) => a.n - b.n)) {
    const block: StoredEntry[] = [];
    for (let entry = waiting.at(-1); entry !== undefined && entry.xid < seal.untilXid; entry = waiting.at(-1)) {
      block.push(entry);
      waiting.pop();
    }
    problems.push(...verifyBlock(before, seal, block, digests));
    before = seal;
  }
  problems.push(...verifyLeaves(waiting, digests.keyed));
  if (anchor !== null) problems.push(...verifyAnchor(seals, anchor));
  return { problems, sealedEntries: entries.length - waiting.length, unsealedEntries: waiting.length, newest: before };
}
