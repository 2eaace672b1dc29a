import type { Deed } from "#app/core/access/policy.ts";

// What the matrix must know about each route of the build: what its parameters are ids of, what it does for strangers,
// and forms that are well-formed, so that the ids in them are really looked at. A route that is not here fails the run.

/** Where a record lies as seen from the branch; "recused": in it, but the account is walled off from the matter. */
export type Relation = "own" | "sibling" | "above" | "absent" | "recused";

/** For each kind of record: its ids with the path of the unit that it belongs to. */
export const RECORDS = {
  unit: `SELECT id::text, path FROM "Unit"`,
  congress: `SELECT c.id::text, u.path FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"`,
  slate: `SELECT s."congressId"::text AS id, u.path FROM "Slate" s JOIN "Congress" c ON c.id = s."congressId" JOIN "Unit" u ON u.id = c."unitId"`,
  nominee: `SELECT n.id::text, u.path FROM "Nominee" n JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"`,
  check: `SELECT k.id::text, u.path FROM "Check" k JOIN "Nominee" n ON n.id = k."nomineeId" JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"`,
  person: `SELECT p.id::text, u.path FROM "Person" p JOIN "Unit" u ON u.id = p."unitId"`,
  letter: `SELECT l.id::text, u.path FROM "Letter" l JOIN "Unit" u ON u.id = l."registerUnitId"`,
  proposal: `SELECT p.id::text, u.path FROM "LetterProposal" p JOIN "Letter" l ON l.id = p."letterId" JOIN "Unit" u ON u.id = l."registerUnitId"`,
  leader: `SELECT l.id::text, u.path FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId"`,
  venue: `SELECT v.id::text, u.path FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId"`,
  campaign: `SELECT c.id::text, u.path FROM "Campaign" c JOIN "Unit" u ON u.id = c."unitId"`,
  grant: `SELECT g.id::text, u.path FROM "Grant" g JOIN "Unit" u ON u.id = g."unitId"`,
  plan: `SELECT p.id::text, u.path FROM "PlanVersion" p JOIN "Unit" u ON u.id = p."unitId" WHERE p.state IN ('draft', 'proposed')`,
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
  /** The action is open to all who are signed in, and asks for one of these deeds inside. */
  readonly needs?: readonly Deed[];
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
  "routes/access/feeds": {
    forms: [(idOf) => ({ intent: "make", kind: "branch", branch: idOf("unit") }), (idOf) => ({ intent: "make", kind: "leader", leader: idOf("leader") }), (idOf) => ({ intent: "revoke", id: idOf("unit") })],
  },
  "routes/access/feed": { words: { file: "nobody.ics" }, public: { get: 404 } },
  "routes/access/accounts": {},
  "routes/access/grants": {
    forms: [(idOf) => ({ intent: "decide", id: idOf("grant"), version: "1", decision: "withdrawn" })],
  },
  "routes/access/link": {
    forms: [(idOf) => ({ login: "clerk", personId: idOf("person") })],
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
        intent: "register",
        registerUnitId: idOf("unit"),
        kind: "denunciation",
        channel: "post",
        senderKind: "named",
        secrecy: "none",
        receivedOn: "2025-05-05",
        about: `unit:${idOf("unit")}`,
      }),
      (idOf) => ({ intent: "find", registerUnitId: idOf("unit"), q: "dang bo" }),
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

  "routes/organisation/tree": {},
  "routes/organisation/children": { params: { unitId: "unit" } },
  "routes/organisation/unit": {
    params: { unitId: "unit" },
    forms: [
      () => ({ intent: "settings", version: "1", dailyCeiling: "3", gapDays: "1", lessonDays: "2", pilots: "hard", attending: "1" }),
      () => ({ intent: "addDay", day: "2025-06-10", kind: "unsuitable", name: "x", source: "x" }),
      (idOf) => ({ intent: "setHead", personId: idOf("person"), from: "2025-05-01" }),
    ],
  },
  "routes/organisation/unit-edit": { params: { unitId: "unit" }, forms: [() => ({ version: "1", name: "Xã Ma Trận", kind: "commune" })] },
  "routes/organisation/unit-new": { params: { unitId: "unit" }, forms: [() => ({ code: "matrix.1", name: "Chi bộ Ma Trận", kind: "cell" })] },
  "routes/organisation/leaders": { forms: [(idOf) => ({ unitId: idOf("unit"), code: "matrix.1", name: "x", post: "x" })] },
  "routes/organisation/leader": {
    params: { leaderId: "leader" },
    forms: [() => ({ intent: "edit", version: "1", name: "x", post: "x" }), () => ({ intent: "addAbsence", from: "2025-06-10", lastDay: "2025-06-11", reason: "x" })],
  },
  "routes/organisation/leader-load": {},
  "routes/organisation/leader-attends": { params: { leaderId: "leader" } },
  "routes/organisation/venues": { forms: [(idOf) => ({ unitId: idOf("unit"), code: "matrix.1", name: "x" })] },
  "routes/organisation/venue": { params: { venueId: "venue" }, forms: [() => ({ version: "1", name: "x" })] },
  "routes/organisation/import": {},
  // A checked file is shown to who checked it, and to nobody else of the branch.
  "routes/organisation/import-draft": { params: { draftId: "importDraft" }, ownToo: [404], forms: [() => ({ intent: "apply" }), () => ({ intent: "recheck" })] },
  "routes/organisation/import-template": { words: { kind: "units" } },
  "routes/organisation/import-problems": { params: { draftId: "importDraft" }, ownToo: [404] },

  "routes/rules/rules": {},
  "routes/rules/holidays": {},
  "routes/rules/edition": { words: { edition: "CT45" } },

  "routes/campaign/campaign": {
    forms: [(idOf) => ({ intent: "open", unitId: idOf("unit"), term: "2030-2035", editionCode: "CT45" }), (idOf) => ({ intent: "join", unitId: idOf("unit") })],
  },
  "routes/campaign/congress": {
    params: { congressId: "congress" },
    needs: ["congress.date", "congress.propose", "congress.approve", "congress.record", "congress.override"],
    forms: [
      () => ({ intent: "step", step: "submit", version: "1" }),
      () => ({ intent: "step", step: "approve", version: "1" }),
      () => ({ intent: "paper", kind: "conveningNotice", recordedOn: "2025-05-02", document: "01-TB" }),
      () => ({ intent: "withdrawPaper", kind: "conveningNotice" }),
      () => ({ intent: "except", version: "1", clash: "outsideWindow/", why: "x", paper: "01-CV" }),
      () => ({ intent: "withdrawException", exception: "00000000-0000-4000-8000-000000000000", withdrawWhy: "x" }),
    ],
  },
  "routes/campaign/congress-edit": { params: { congressId: "congress" }, forms: [() => ({ version: "1", form: "member", contents: "4", lengthHalfDays: "2", desiredOn: "20/06/2025" })] },
  "routes/campaign/congress-date": {
    params: { congressId: "congress" },
    needs: ["congress.date", "congress.propose"],
    forms: [() => ({ intent: "place", version: "1", on: "2025-06-20", session: "morning", reason: "x" }), () => ({ intent: "clear", version: "1", reason: "x" })],
  },

  "routes/campaign/proposals": {},
  "routes/campaign/congress-proposals": {
    params: { congressId: "congress" },
    needs: ["congress.date", "congress.propose"],
    forms: [
      () => ({ intent: "propose", version: "1", on1: "2025-06-20", session1: "morning", session2: "morning", session3: "morning" }),
      () => ({ intent: "pick", version: "1", rank: "1", on: "2025-06-20", session: "morning", reason: "x" }),
      () => ({ intent: "decline", reason: "x" }),
    ],
  },
  "routes/campaign/refused-days": { params: { congressId: "congress" } },

  "routes/calendar/calendar": {},
  "routes/calendar/list": {
    needs: ["congress.date", "congress.propose", "congress.approve"],
    forms: [(idOf) => ({ step: "submit", chosen: `${idOf("congress")}:1` }), (idOf) => ({ step: "approve", chosen: `${idOf("congress")}:1` })],
  },
  "routes/calendar/year": {},
  "routes/calendar/timeline": {},
  "routes/calendar/timeline-rows": {},
  "routes/calendar/fill": { forms: [(idOf) => ({ unitId: idOf("unit"), round: "1", expected: "1", reason: "x" })] },
  "routes/calendar/conflicts": {
    forms: [(idOf) => ({ branch: idOf("unit"), owner: "nobody", whole: "yes", expected: "0" }), (idOf) => ({ branch: idOf("unit"), owner: "nobody", whole: "no", chosen: `${idOf("congress")}.0.0123456789abcdef` })],
  },
  "routes/calendar/plans": {
    forms: [(idOf) => ({ intent: "start", unitId: idOf("unit"), keeping: "dates", round: "1" })],
  },
  "routes/calendar/plan": {
    params: { planId: "plan" },
    needs: ["plan.propose", "plan.approve"],
    forms: [
      () => ({ intent: "propose", version: "1" }),
      () => ({ intent: "discard", version: "1", sure: "yes" }),
      () => ({ intent: "approve", version: "1", reason: "x" }),
      () => ({ intent: "return", version: "1", reason: "x" }),
    ],
  },
  "routes/calendar/plan-compare": { params: { planId: "plan" } },
  // What is not approved has no annex.
  "routes/calendar/plan-annex": { params: { planId: "plan" }, ownToo: [404] },
  "routes/calendar/conflicts-file": {},

  "routes/personnel/queue": {},
  "routes/personnel/slate": {
    params: { congressId: "slate" },
    forms: [() => ({ intent: "seats", version: "1", secretary: "1" }), () => ({ intent: "complete", version: "1" }), (idOf) => ({ intent: "up", nomineeId: idOf("nominee") })],
  },
  "routes/personnel/add-nominee": {
    params: { congressId: "slate" },
    forms: [
      (idOf) => ({ intent: "known", post: "committeeMember", kind: "firstTime", personId: idOf("person") }),
      () => ({ intent: "new", post: "committeeMember", kind: "firstTime", fullName: "Trần Ma Trận" }),
    ],
  },
  "routes/personnel/nominee": {
    params: { nomineeId: "nominee" },
    forms: [
      (idOf) => ({ intent: "log", checkId: idOf("check"), version: "1", event: "sent", on: "2025-05-05" }),
      () => ({ intent: "pendingCase", pendingCase: "no" }),
      () => ({ intent: "propose", after: "0", verdict: "eligible", reasons: "x" }),
      () => ({ intent: "decide", n: "1", bodyHash: "x", decision: "confirmed" }),
      () => ({ intent: "withdraw", version: "1", reason: "x" }),
    ],
  },
  "routes/personnel/person": {
    params: { personId: "person" },
    // Whose name one sees on a slate, but whose record one may not edit.
    ownToo: [403],
    forms: [
      () => ({ intent: "edit", version: "1", fullName: "Trần Ma Trận" }),
      () => ({ intent: "discipline", version: "1", kind: "warning", decidedOn: "2024-05-05", document: "x" }),
      (idOf) => ({ intent: "relative", version: "1", relativeId: idOf("person"), relation: "sibling" }),
      (idOf) => ({ intent: "removeRelative", version: "1", relativeId: idOf("person") }),
    ],
  },

  "routes/readiness/board": {},
  "routes/readiness/submitted": {},
  "routes/readiness/checklist": { params: { congressId: "congress" }, forms: [() => ({ code: "A01", version: "0", to: "submitted", evidence: "x" })] },
  "routes/readiness/outcome": {
    params: { congressId: "congress" },
    forms: [() => ({ part: "day", version: "0", heldOn: "2025-05-05", summoned: "100", present: "90", result: "completed", mode: "elected", electedCount: "15" })],
  },
};
