// What the matrix must know about each route of the build: what its parameters are ids of, what it does for strangers,
// and forms that are well-formed, so that the ids in them are really looked at. A route that is not here fails the run.

export type Relation = "own" | "sibling" | "above" | "absent";

/** For each kind of record: its ids with the path of the unit that it belongs to. */
export const RECORDS = {
  unit: `SELECT id::text, path FROM "Unit"`,
  congress: `SELECT c.id::text, u.path FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"`,
  slate: `SELECT s."congressId"::text AS id, u.path FROM "Slate" s JOIN "Congress" c ON c.id = s."congressId" JOIN "Unit" u ON u.id = c."unitId"`,
  nominee: `SELECT n.id::text, u.path FROM "Nominee" n JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"`,
  person: `SELECT p.id::text, u.path FROM "Person" p JOIN "Unit" u ON u.id = p."unitId"`,
  letter: `SELECT l.id::text, u.path FROM "Letter" l JOIN "Unit" u ON u.id = l."registerUnitId"`,
  proposal: `SELECT p.id::text, u.path FROM "LetterProposal" p JOIN "Letter" l ON l.id = p."letterId" JOIN "Unit" u ON u.id = l."registerUnitId"`,
  leader: `SELECT l.id::text, u.path FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId"`,
  venue: `SELECT v.id::text, u.path FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId"`,
  campaign: `SELECT c.id::text, u.path FROM "Campaign" c JOIN "Unit" u ON u.id = c."unitId"`,
  grant: `SELECT g.id::text, u.path FROM "Grant" g JOIN "Unit" u ON u.id = g."unitId"`,
  importDraft: `SELECT i.id::text, u.path FROM "ImportDraft" i JOIN "Unit" u ON u.id = i."unitId"`,
} as const;
export type Kind = keyof typeof RECORDS;

type Form = Readonly<Record<string, string>>;
type Entry = {
  /** Parameters of the address that are ids, and of what. */
  readonly params?: Readonly<Record<string, Kind>>;
  /** Parameters that name no record: a word that exists. */
  readonly words?: Readonly<Record<string, string>>;
  /** The answers that strangers get, where the route is open to them. */
  readonly public?: { readonly get?: number; readonly post?: number };
  /** Relations in which the record is to be seen although it is not of the own branch, and why. */
  readonly seen?: readonly Relation[];
  /** Answers beside 200 that are right for an own record. */
  readonly ownToo?: readonly number[];
  /** Well-formed bodies, given the id that the relation leads to. */
  readonly forms?: readonly ((idOf: (kind: Kind) => string) => Form)[];
};

export const TABLE: Readonly<Record<string, Entry>> = {
  root: { public: { get: 200 } },
  "routes/shell": {},
  "routes/access/sign-in": { public: { get: 200, post: 422 } },
  "routes/access/sign-out": { public: { post: 303 } },
  "routes/access/first-run": { public: { get: 302, post: 303 } },
  "routes/access/account": {},
  "routes/access/password": {},
  "routes/access/accounts": {},
  "routes/access/grants": {
    forms: [(idOf) => ({ intent: "decide", id: idOf("grant"), version: "1", decision: "withdrawn" })],
  },
  "routes/log/log": {},
  "routes/work/today": {},
  "routes/work/search": {},
  "routes/work/typeahead": {},
  "routes/letters/register": {
    forms: [(idOf) => ({ proposalId: idOf("proposal"), decision: "approved" })],
  },
  "routes/letters/new": {
    forms: [
      (idOf) => ({
        registerUnitId: idOf("unit"),
        kind: "denunciation",
        channel: "post",
        senderKind: "named",
        secrecy: "none",
        receivedOn: "2025-05-05",
        about: `unit:${idOf("unit")}`,
      }),
    ],
  },
  "routes/letters/letter": {
    params: { letterId: "letter" },
    forms: [
      () => ({ intent: "step", version: "1", to: "accepted", on: "2025-05-08" }),
      () => ({ intent: "extend", version: "1", grantedOn: "2025-05-08", amount: "10", note: "x" }),
      () => ({ intent: "propose", deed: "close", reason: "x" }),
    ],
  },
};
