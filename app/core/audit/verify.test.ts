import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { merkleRoot, sealOf, type Seal, type StoredEntry } from "./chain.ts";
import { LOGGED_DEEDS } from "./deed.ts";
import { leafInput, type AuditEntry } from "./leaf.ts";
import { verifyChain, type ChainProblem } from "./verify.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const keyedBy = (key: string) => ({ plain: sha256, keyed: (text: string): string => createHmac("sha256", key).update(text).digest("hex") });
const digests = keyedBy("of the installation");

function entry(seq: number, xid: number, after = `v${seq}`, digest = digests.keyed): StoredEntry {
  const said: AuditEntry = {
    id: `id${seq}`,
    at: "2025-05-12T01:00:00.000Z",
    actorId: null,
    actorLogin: "installation",
    deed: "congress.date",
    subjectKind: "congress",
    subjectId: "c1",
    unitPath: null,
    before: null,
    after: { after },
    reason: null,
  };
  return { ...said, seq: BigInt(seq), xid: BigInt(xid), leaf: digest(leafInput(said)) };
}

/** Seals the entries whose transactions lie before each limit. */
function sealed(entries: readonly StoredEntry[], limits: readonly number[], by = digests): Seal[] {
  const seals: Seal[] = [];
  for (const limit of limits.map(BigInt)) {
    const before = seals.at(-1) ?? null;
    const block = entries.filter((found) => found.xid >= (before?.untilXid ?? 0n) && found.xid < limit);
    seals.push(sealOf(before, limit, block, by));
  }
  return seals;
}

const log = [entry(1, 10), entry(2, 10), entry(3, 11), entry(5, 12), entry(4, 13), entry(6, 20), entry(7, 30)];
const seals = sealed(log, [12, 14, 25]);
const newest = { n: 3, hash: seals[2]?.hash ?? "" };

const check = (entries: readonly StoredEntry[], chain: readonly Seal[] = seals): readonly ChainProblem[] => verifyChain(entries, chain, digests, newest).problems;
const without = (seq: number): StoredEntry[] => log.filter((found) => found.seq !== BigInt(seq));
const replaced = (seq: number, by: StoredEntry): StoredEntry[] => log.map((found) => (found.seq === BigInt(seq) ? by : found));

test("an untouched log is whole, in whatever order it is read; what is not sealed yet is counted apart", () => {
  const report = verifyChain(log.toReversed(), seals.toReversed(), digests, newest);
  expect(report).toEqual({ problems: [], sealedEntries: 6, unsealedEntries: 1, newest: seals[2] });
  expect(verifyChain([], [], digests)).toEqual({ problems: [], sealedEntries: 0, unsealedEntries: 0, newest: null });
});

test("an altered entry is named, sealed or not", () => {
  expect(check(replaced(3, { ...entry(3, 11), reason: "later thought" }))).toEqual([{ code: "altered", seq: 3n, id: "id3" }]);
  expect(check(replaced(7, { ...entry(7, 30), actorLogin: "somebody" }))).toEqual([{ code: "altered", seq: 7n, id: "id7" }]);
});

test("an entry altered together with its hash shows in its block", () => {
  expect(check(replaced(3, entry(3, 11, "other")))).toEqual([{ code: "rewritten", seal: 1 }]);
});

test("an entry put in by somebody who knows the form but not the key is named, sealed or not; so is a chain made anew", () => {
  for (const digest of [sha256, keyedBy("another").keyed]) {
    expect(check([...log, entry(8, 30, "forged", digest)])).toEqual([{ code: "altered", seq: 8n, id: "id8" }]);
    const forged = replaced(3, entry(3, 11, "forged", digest));
    const codes = verifyChain(forged, sealed(forged, [12, 14, 25], { plain: sha256, keyed: digest }), digests).problems.map((problem) => problem.code);
    expect(codes).toEqual(["altered", "brokenChain", "brokenChain", "brokenChain"]);
  }
});

test("a removed entry and an inserted one show in the count", () => {
  expect(check(without(2))).toEqual([{ code: "removed", seal: 1, sealed: 3, found: 2 }]);
  expect(check([...log, entry(8, 13)])).toEqual([{ code: "inserted", seal: 2, sealed: 2, found: 3 }]);
});

test("entries that changed places show as rewritten", () => {
  const swapped = log.map((found) => (found.seq === 1n ? { ...found, seq: 2n } : found.seq === 2n ? { ...found, seq: 1n } : found));
  expect(check(swapped)).toEqual([{ code: "rewritten", seal: 1 }]);
});

test("a seal taken out of the middle, or changed, breaks the chain", () => {
  const holed = seals.filter((seal) => seal.n !== 2);
  expect(check(log, holed).map((problem) => problem.code)).toEqual(["inserted", "brokenChain"]);
  const changed = seals.map((seal) => (seal.n === 2 ? { ...seal, root: sha256("x") } : seal));
  expect(check(log, changed).map((problem) => problem.code)).toEqual(["rewritten", "brokenChain"]);
});

test("a tail cut off whole shows only against the seal that was sent away", () => {
  const short = seals.slice(0, 2);
  const rows = log.filter((found) => found.xid < 14n);
  expect(verifyChain(rows, short, digests).problems).toEqual([]);
  expect(check(rows, short)).toEqual([{ code: "tailCut", seal: 3 }]);
});

test("a chain that somebody computed anew differs from the seal that was sent away", () => {
  const forged = replaced(1, entry(1, 10, "forged"));
  expect(check(forged, sealed(forged, [12, 14, 25]))).toEqual([{ code: "anchorDiffers", seal: 3 }]);
});

test("the root depends on every leaf, on their order and on their number", () => {
  const leaves = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: 64, maxLength: 64 }), { minLength: 1, maxLength: 33 });
  fc.assert(
    fc.property(leaves, fc.nat(), (list, at) => {
      const root = merkleRoot(list, sha256);
      const index = at % list.length;
      expect(merkleRoot(list.with(index, sha256("other")), sha256)).not.toBe(root);
      expect(merkleRoot(list.toSpliced(index, 1), sha256)).not.toBe(root);
      expect(merkleRoot([...list, ...list.slice(-1)], sha256)).not.toBe(root);
      if (list.length > 1) expect(merkleRoot(list.toReversed(), sha256)).not.toBe(root);
    }),
  );
});

test("any single alteration, removal or insertion below the newest seal is found", () => {
  const entries = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(entries, fc.nat(), fc.constantFrom("alter", "remove", "insert"), (xids, at, deed) => {
      const rows = xids.toSorted((a, b) => a - b).map((xid, index) => entry(index, xid));
      const chain = sealed(rows, [10, 20, 30, 50]);
      const index = at % rows.length;
      const touched =
        deed === "alter"
          ? rows.map((row, i) => (i === index ? entry(i, Number(row.xid), "altered") : row))
          : deed === "remove"
            ? rows.toSpliced(index, 1)
            : [...rows, entry(1000, at % 49)];
      expect(verifyChain(rows, chain, digests).problems).toEqual([]);
      expect(verifyChain(touched, chain, digests).problems).not.toEqual([]);
    }),
  );
});

test("deeds are named once, as subject.verb", () => {
  expect(new Set(LOGGED_DEEDS).size).toBe(LOGGED_DEEDS.length);
  for (const deed of LOGGED_DEEDS) expect(deed).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
});
