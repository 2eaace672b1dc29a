import type { AuditEntry } from "./leaf.ts";

/** An entry as it was found: with its hash and its place. */
export type StoredEntry = AuditEntry & {
  readonly seq: bigint;
  /** The transaction that inserted it; decides which seal covers it. */
  readonly xid: bigint;
  readonly leaf: string;
};

/** A block over the entries whose transactions lie in [fromXid, untilXid). */
export type Seal = {
  readonly n: number;
  readonly fromXid: bigint;
  readonly untilXid: bigint;
  readonly count: number;
  readonly root: string;
  readonly prev: string;
  readonly hash: string;
};

/** Hex digest of a text; handed in, because core computes no cryptography. */
export type Digest = (text: string) => string;

/**
 * Leaves and seals are keyed, so that whoever owns the database but not the key can write neither. What lies between
 * them follows from the leaves and needs no key.
 */
export type Digests = { readonly plain: Digest; readonly keyed: Digest };

/** The `prev` of the first seal. */
export const FIRST_PREV = "0".repeat(64);

/**
 * Merkle root over the hex leaves in their order. A node without a partner moves up as it is, so no two lists of
 * different length share a root through doubling; the seal's count is hashed besides.
 */
export function merkleRoot(leaves: readonly string[], digest: Digest): string {
  let layer = leaves;
  while (layer.length > 1) {
    const next: string[] = [];
    for (let i = 0; i < layer.length; i += 2) {
      const pair = layer.slice(i, i + 2);
      next.push(pair.length === 2 ? digest(`node/1\n${pair.join("\n")}`) : pair.join(""));
    }
    layer = next;
  }
  return layer.join("") || digest("empty/1");
}

/** The text whose digest is a seal's hash; it carries the hash of the seal before. */
export function sealInput(seal: Omit<Seal, "hash">): string {
  const { n, fromXid, untilXid, count, root, prev } = seal;
  return ["seal/1", n, fromXid, untilXid, count, root, prev].join("\n");
}

/** The next seal over entries that are in order of transaction and sequence. */
export function sealOf(
  before: Seal | null,
  untilXid: bigint,
  entries: readonly Pick<StoredEntry, "leaf">[],
  digests: Digests,
): Seal {
  const open = {
    n: (before?.n ?? 0) + 1,
    fromXid: before?.untilXid ?? 0n,
    untilXid,
    count: entries.length,
    root: merkleRoot(entries.map((entry) => entry.leaf), digests.plain),
    prev: before?.hash ?? FIRST_PREV,
  };
  return { ...open, hash: digests.keyed(sealInput(open)) };
}
