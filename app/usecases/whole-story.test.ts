import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { Role, View } from "#app/core/access/policy.ts";
import { type Scope, scopeFor } from "#app/core/access/scope.ts";
import { takeIn } from "#app/core/intake/intake.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Verdict } from "#app/core/verdict.ts";
import { bundleFor } from "#app/core/vetting/check-kinds.ts";
import { findActor } from "#app/db/actors.server.ts";
import { withClient } from "#app/db/cluster/postmaster.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { addLeader } from "./add-leader.server.ts";
import { addNominee } from "./add-nominee.server.ts";
import { exportConflicts } from "./check-plan.server.ts";
import { decideForNominee } from "./decide-conclusion.server.ts";
import { decideGrant } from "./decide-grant.server.ts";
import { decideForLetter } from "./decide-letter.server.ts";
import { completeSlate, setSlateSeats } from "./edit-slate.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { fillPlan, previewFill } from "./fill-plan.server.ts";
import { foundInstallation } from "./found-installation.server.ts";
import { importUnits } from "./import-units.server.ts";
import { inboxOfReadiness } from "./inbox-readiness.server.ts";
import { linkAccount } from "./link-account.server.ts";
import { logCheckEvent, notePendingCase } from "./log-check.server.ts";
import { makeAccount } from "./make-account.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { tableOf } from "./organisation-story.ts";
import { placeCongress } from "./place-congress.server.ts";
import { type DateQuestion, showDateForm } from "./preview-move.server.ts";
import { proposeForNominee } from "./propose-conclusion.server.ts";
import { proposeGrant } from "./propose-grant.server.ts";
import { proposeForLetter } from "./propose-letter.server.ts";
import { recordOutcome } from "./record-outcome.server.ts";
import { recordPaper } from "./record-paper.server.ts";
import { turnDay } from "./refresh-readiness.server.ts";
import { registerLetter } from "./register-letter.server.ts";
import { sealLog } from "./seal-log.server.ts";
import { searchEverything } from "./search-everything.server.ts";
import { setBranchSettings } from "./set-branch-settings.server.ts";
import { showChecklist } from "./show-checklist.server.ts";
import { showCongress } from "./show-congress.server.ts";
import { showLetter } from "./show-letter.server.ts";
import { type LettersAsked, showLetters } from "./show-letters.server.ts";
import { showLog } from "./show-log.server.ts";
import { showNominee } from "./show-nominee.server.ts";
import { showReadiness } from "./show-readiness.server.ts";
import { showSlate } from "./show-slate.server.ts";
import { showToday } from "./show-today.server.ts";
import { stepDates } from "./step-dates.server.ts";
import { stepLetter } from "./step-letter.server.ts";
import { verifyLog } from "./verify-log.server.ts";

// The main job from end to end on the real list of Thái Bình: one chapter after the other, each by whose work it is.
// The units are real; every person is invented.

const real = resolve("../shared/data/thai-binh-units-2025-03.csv");
const present = existsSync(real);
const chapter = (title: string, tell: () => Promise<void>): void =>
  test.skipIf(!present)(present ? title : `${title} (the list of Thái Bình is not beside this checkout: skipped)`, { timeout: 60_000 }, tell);

const { database, ownerUrl } = await testDatabase();

// What the story knows by itself, so that the product is not measured with its own ruler.

const CSV = present ? readFileSync(real, "utf8") : "";
const UNITS = CSV.trim().split("\n").slice(1).map((line) => {
  const [code = "", name = "", kind = "", parent = ""] = line.trim().split(",");
  return { code, name, kind, parent };
});
const HERE = "34.336.12457"; // Xã Đông Hòa
const NEIGHBOUR = "34.336.12463"; // Xã Phú Xuân
const CITY = "34.336";

/** Working days that were not worked, and the Saturday that was, in the spring and summer of 2025. */
const OFF = ["2025-04-07", "2025-04-30", "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02"];
const WORKED = ["2025-04-26"];
const plus = (on: string, days: number): string => new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
const worked = (on: string): boolean => WORKED.includes(on) || (![0, 6].includes(new Date(on).getUTCDay()) && !OFF.includes(on));
function workingDaysFrom(on: string, count: number): string {
  let at = on;
  for (let left = Math.abs(count); left > 0; left -= worked(at) ? 1 : 0) at = plus(at, Math.sign(count));
  return at;
}

// Who does what on which day.

const D12 = day("2025-05-12");
const D13 = day("2025-05-13");
const D14 = day("2025-05-14");
const D20 = day("2025-05-20");
const D23 = day("2025-05-23");
const AFTER = day("2025-06-30");
const OPENING = day("2025-06-26");

type Act<T> = (errand: Errand, scope: (view: View) => Scope) => Promise<T>;

/** As somebody who signs in: rights and walls are read from the database for every act. */
const as = <T>(login: string, today: Day, act: Act<T>): Promise<T> =>
  database.transaction(
    async (tx) => {
      const actor = await findActor(tx, login, today);
      if (actor === null) throw new Error(`nobody signs in as ${login}`);
      return act({ tx, actor, today, realDay: today, now: new Date(`${today}T03:00:00Z`), digestKey: "story" }, (view) => scopeFor(actor, view, today));
    },
    { timeoutMs: 60_000 },
  );

function done<T>(verdict: Verdict<T, string>): T {
  if (!verdict.ok) throw new Error(`${verdict.code} ${JSON.stringify(verdict.details)}`);
  return verdict.value;
}

/** What the job of each midnight does. */
async function midnight(today: Day): Promise<void> {
  while ((await database.transaction((tx) => turnDay({ tx, today }), { timeoutMs: 60_000 })) > 0);
}

const unitId = async (code: string): Promise<string> => (await database.transaction((tx) => tx.unit.findUniqueOrThrow({ where: { code } }))).id;
const congressOf = (code: string) =>
  database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unit: { code } }, select: { id: true, version: true, state: true } }));

type Dated = {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly opensOn: string;
  readonly closesOn: string;
};

/** Every dated congress with the facts of its unit, straight from the tables. */
async function dates(): Promise<Dated[]> {
  const rows = await database.transaction((tx) =>
    tx.plannedDate.findMany({ include: { congress: { include: { unit: { include: { parent: true } } } } } }),
  );
  const iso = (at: Date): string => at.toISOString().slice(0, 10);
  return rows.map(({ opensOn, closesOn, congress: { unit } }) => ({
    code: unit.code,
    name: unit.partyName,
    level: unit.level,
    parent: unit.parent?.code ?? null,
    opensOn: iso(opensOn),
    closesOn: iso(closesOn),
  }));
}

function sittingDays({ opensOn, closesOn }: Dated): string[] {
  const days = [opensOn];
  for (let on = opensOn; on < closesOn; days.push(on)) on = plus(on, 1);
  return days;
}

const asked = (opensOn: Day, rest: Partial<DateQuestion> = {}): DateQuestion => ({ opensOn, session: "morning", leaderIds: null, venueId: undefined, suggest: false, ...rest });
const tried = (login: string, today: Day, code: string, opensOn: Day, rest: Partial<DateQuestion> = {}) =>
  congressOf(code).then(({ id }) => as(login, today, async (errand, scope) => (await showDateForm(errand, scope("campaign"), id, asked(opensOn, rest))).preview));
const placed = (login: string, code: string, opensOn: Day, leaderIds: readonly string[] = []) =>
  congressOf(code).then(({ id, version }) =>
    as(login, D12, (errand) => placeCongress(errand, { congressId: id, version, opensOn, session: "morning", leaderIds: [...leaderIds], venueId: null, reason: "Theo lịch của cấp trên" })),
  );
const conflicts = (login: string, code: string) =>
  unitId(code).then((branch) => as(login, D12, (errand, scope) => exportConflicts(errand, scope("campaign"), { branch, code: null, severity: null })));

const board = (login: string, today: Day, code: string | null = null, light: "red" | "all" = "all") =>
  (code === null ? Promise.resolve(null) : unitId(code)).then((branch) =>
    as(login, today, (errand, scope) => showReadiness(errand, scope("readiness"), { branch, light, level: null, state: null, page: 1, children: 1 })),
  );
const checklist = (login: string, today: Day) => congressOf(HERE).then(({ id }) => as(login, today, (errand, scope) => showChecklist(errand, scope("readiness"), id)));

const seenNominee = (login: string, today: Day) => as(login, today, (errand) => showNominee(errand, nomineeId));
const seenRow = () => database.transaction((tx) => tx.nominee.findUniqueOrThrow({ where: { id: nomineeId } }));

/** Everything about the congress and its nominee that somebody is given, as it is sent. */
async function shownTo(login: string, today: Day): Promise<string> {
  const { id } = await congressOf(HERE);
  return JSON.stringify(
    await as(login, today, async (errand, scope) => [
      await showToday(errand),
      await inboxOfReadiness(errand),
      await showReadiness(errand, scope("readiness"), { branch: null, light: "all", level: null, state: null, page: 1, children: 1 }),
      await showChecklist(errand, scope("readiness"), id),
      await showCongress(errand, scope("campaign"), id),
      await showSlate(errand, scope("nominees"), id),
      await showNominee(errand, nomineeId),
      await searchEverything(errand, "gia dinh", 10),
    ]),
  );
}

const NONE = { red: 0, amber: 0, green: 0, grey: 0 };
const SECRET = "Khai man lý lịch";
const EVERYTHING: LettersAsked = { branch: null, due: null, state: null, kind: null, mine: false, code: null, page: 1 };
const NOMINEE = "Trần Văn Giả Định";
let nomineeId = "";
let letterId = "";
let clerkBefore = "";

chapter("the office is founded, and its planner takes in the list: a dry run, then 251 units, then nothing new", async () => {
  const counted = (kind: RegExp): number => UNITS.filter((unit) => kind.test(unit.kind)).length;
  expect([UNITS.length, counted(/^Tỉnh$/), counted(/^(Huyện|Thành phố)$/), counted(/^(Xã|Phường|Thị trấn)$/)]).toEqual([251, 1, 8, 242]);
  const founder = (login: string) => ({ login, name: login, passwordHash: "-" });
  const { rootUnitId } = done(
    await database.transaction((tx) =>
      foundInstallation(tx, {
        unitCode: "34",
        unitName: "Tỉnh Thái Bình",
        administrator: founder("administrator"),
        planner: founder("planner"),
        secretary: founder("secretary"),
        validFrom: day("2010-01-01"),
        realDay: D12,
        now: new Date("2025-05-12T01:00:00Z"),
      }),
    ),
  );
  const take = (login: string, dryRun: boolean) =>
    as(login, D12, (errand) => importUnits(errand, { unitId: rootUnitId, intake: takeIn("units", tableOf(CSV)), dryRun }));
  const stored = () => database.transaction((tx) => tx.unit.count());

  await expect(take("secretary", true)).rejects.toBeInstanceOf(Forbidden);
  // The province itself was founded; the other 250 are new.
  expect(done(await take("planner", true))).toEqual({ created: 250, updated: 0, unchanged: 1, refused: 0, problems: [] });
  expect(await stored()).toBe(1);
  expect(done(await take("planner", false))).toEqual({ created: 250, updated: 0, unchanged: 1, refused: 0, problems: [] });
  expect(await stored()).toBe(251);
  expect(done(await take("planner", false))).toEqual({ created: 0, updated: 0, unchanged: 251, refused: 0, problems: [] });

  const levels = await database.transaction((tx) => tx.unit.groupBy({ by: ["level"], _count: true, orderBy: { level: "asc" } }));
  expect(levels.map(({ level, _count }) => [level, _count])).toEqual([["directSuperior", 8], ["grassroots", 242], ["province", 1]]);
  const here = await database.transaction((tx) => tx.unit.findUniqueOrThrow({ where: { code: HERE }, include: { parent: true } }));
  expect(here).toMatchObject({ name: "Xã Đông Hòa", partyName: "Đảng bộ xã Đông Hòa", parent: { code: CITY, partyName: "Đảng bộ thành phố Thái Bình" } });
  expect((await as("planner", D12, (errand) => searchEverything(errand, "dong hoa", 10))).units.map((unit) => unit.name)).toContain("Đảng bộ xã Đông Hòa");
});

chapter("the administrator makes accounts, the planner proposes their rights, and only the secretary makes them active", async () => {
  const wanted: readonly (readonly [string, Role, string])[] = [
    ["officer", "vettingOfficer", "34"],
    ["officer", "vettingLead", "34"],
    ["lead", "vettingLead", "34"],
    ["letters", "lettersOfficer", "34"],
    ["letters.second", "lettersOfficer", "34"],
    ["clerk", "unitClerk", HERE],
    ["clerk.neighbour", "unitClerk", NEIGHBOUR],
    ["planner.city", "planner", CITY],
    ["auditor", "auditor", "34"],
  ];
  for (const login of new Set(wanted.map(([each]) => each))) done(await as("administrator", D12, (errand) => makeAccount(errand, { login, name: login, passwordHash: "-" })));
  for (const [login, role, unitCode] of wanted) {
    const { id } = done(await as("planner", D12, (errand) => proposeGrant(errand, { login, role, unitCode, until: null })));
    const decide = (by: string) => as(by, D12, (errand) => decideGrant(errand, { id, version: 1, decision: "active" }));
    await expect(decide("planner")).rejects.toBeInstanceOf(Forbidden);
    expect(await as(login, D12, async ({ actor }) => actor.grants.some((grant) => grant.role === role))).toBe(false);
    done(await decide("secretary"));
    expect(await as(login, D12, async ({ actor }) => actor.grants.some((grant) => grant.role === role))).toBe(true);
  }
});

chapter("a term is opened: one congress a unit, and not twice", async () => {
  const root = await unitId("34");
  const open = (login: string) => as(login, D12, (errand) => openCampaign(errand, { unitId: root, term: "2025-2030", editionCode: "CT45" }));
  await expect(open("secretary")).rejects.toBeInstanceOf(Forbidden);
  expect(done(await open("planner"))).toMatchObject({ congresses: 251 });
  expect(await open("planner")).toMatchObject({ ok: false, code: "campaignOpenAlready" });
  const here = await congressOf(HERE);
  expect(here).toMatchObject({ state: "undated", version: 1 });
});

chapter("filling says first what finds no day and why, then gives every congress a lawful one", async () => {
  const city = await unitId(CITY);
  const ceiling = async (dailyCeiling: number | null, version: number) =>
    done(await as("planner", D12, (errand) => setBranchSettings(errand, { unitId: city, version, dailyCeiling, saturdays: false, gapDays: 0, lessonDays: 0, pilots: "soft", attending: 1 })));
  const wouldFill = (branch: string | null) => as("planner", D12, (errand, scope) => previewFill(errand, scope("campaign"), { branch, round: 1 }));

  // Five a day: nineteen communes of two days each do not fit between the notice and the end of the window.
  await ceiling(5, 0);
  const narrow = await wouldFill(city);
  expect(narrow.placed + narrow.unplaced).toBe(20);
  const load = new Map<string, number>();
  for (const { placement } of narrow.sample)
    for (const on of [placement.opensOn, ...(placement.lengthHalfDays > 2 ? [plus(placement.opensOn, 1)] : [])]) load.set(on, (load.get(on) ?? 0) + 1);
  expect(narrow.sample).toHaveLength(narrow.placed);
  expect(Math.max(...load.values())).toBe(5);
  // The working days between the first possible notice and 29 June are five, and each is taken up by five congresses at most.
  expect(narrow.sample.filter(({ placement }) => placement.opensOn < "2025-07-01").length).toBe(10);
  expect(narrow.unplaced).toBe(9);
  for (const { reason, refusals } of narrow.unplacedShown) {
    expect(reason.code).toBe("everyDayRefused");
    expect(refusals.map((refusal) => refusal.example.code)).toContain("ceilingExceeded");
    for (const { openings, example } of refusals) expect([openings > 0, findingSentence("vi", example).length > 20]).toEqual([true, true]);
  }
  await ceiling(null, 1);

  expect(await wouldFill(null)).toMatchObject({ placed: 251, unplaced: 0 });
  const fill = (login: string) => as(login, D12, (errand, scope) => fillPlan(errand, scope("campaign"), { branch: null, round: 1, reason: "Bố trí lần đầu", expected: 251 }));
  await expect(fill("secretary")).rejects.toBeInstanceOf(Forbidden);
  expect(done(await fill("planner"))).toMatchObject({ placed: 251, unplaced: 0 });

  const all = await dates();
  expect(all).toHaveLength(251);
  const at = new Map(all.map((each) => [each.code, each]));
  // Directive 45: communes before 30 June, districts before 31 August, provinces before 31 October.
  const WINDOWS: Readonly<Record<string, readonly [string, string]>> = {
    grassroots: ["2025-04-01", "2025-06-29"],
    directSuperior: ["2025-06-01", "2025-08-30"],
    province: ["2025-09-01", "2025-10-30"],
  };
  const outside = ({ level, opensOn, closesOn }: Dated): boolean => opensOn < (WINDOWS[level]?.[0] ?? "~") || closesOn > (WINDOWS[level]?.[1] ?? "");
  expect(all.filter(outside)).toEqual([]);
  expect(all.flatMap(sittingDays).filter((on) => !worked(on))).toEqual([]);
  expect(all.filter((each) => each.parent !== null && each.closesOn >= (at.get(each.parent)?.opensOn ?? ""))).toEqual([]);
  // 24-QĐ/TW: thirty working days of notice, and none can be sent before today.
  expect(all.filter((each) => each.opensOn < workingDaysFrom(D12, 30))).toEqual([]);
});

chapter("every conflict is explained: whom it concerns, how grave it is, from which clause, in a sentence", async () => {
  // Nobody can have been approved 45 working days before a day in June; a lead that is only reported warns.
  const all = await dates();
  const late = all.filter((each) => workingDaysFrom(each.opensOn, -45) < D12);
  const rows = await conflicts("planner", "34");
  expect(rows.map((row) => row.congress.name ?? "").toSorted()).toEqual(late.map((each) => each.name).toSorted());
  const opening = new Map(all.map((each) => [each.name, each.opensOn]));
  for (const row of rows) {
    const due = workingDaysFrom(opening.get(row.congress.name ?? "") ?? "2000-01-01", -45);
    expect(row).toMatchObject({ code: "approvalTooLate", severity: "warns", certainty: "reported", day: due });
    expect(row.source).toMatch(/\S/);
    expect(findingSentence("vi", row)).toContain(due.split("-").toReversed().join("/"));
    expect(findingSentence("en", row)).not.toBe(findingSentence("vi", row));
  }
  // A branch sees its own only.
  expect((await conflicts("planner.city", CITY)).length).toBe(UNITS.filter((unit) => unit.parent === CITY).length);
  await expect(conflicts("planner.city", "34")).rejects.toBeInstanceOf(NotFound);
});

chapter("what a move would break is said before it is made, and a hard clash is not saved", async () => {
  const { leaderId } = done(
    await as("planner", D12, async (errand) => addLeader(errand, { unitId: await unitId("34"), code: "LĐ-01", name: "Đ/c Vũ Văn Ví Dụ", post: "Ủy viên Ban Thường vụ" })),
  );
  done(await placed("planner", NEIGHBOUR, OPENING, [leaderId]));
  const cases: readonly (readonly [code: string, on: string, clash: string, sentence: RegExp])[] = [
    [HERE, "2025-06-30", "outsideWindow", /30\/06\/2025.*29\/06\/2025/],
    [HERE, "2025-06-28", "nonWorkingDay", /28\/06\/2025/],
    [HERE, "2025-06-10", "noticeTooShort", /25\/04\/2025/],
    ["34", "2025-09-02", "nonWorkingDay", /02\/09\/2025.*Quốc khánh/],
    [CITY, "2025-06-23", "childNotClosed", /Đảng bộ thành phố Thái Bình/],
  ];
  for (const [code, on, clash, sentence] of cases) {
    const preview = await tried("planner", D12, code, day(on));
    expect([code, on, preview?.allowed]).toEqual([code, on, false]);
    const hard = preview?.appear.find((each) => each.code === clash && each.severity === "blocks");
    expect(hard && findingSentence("vi", hard)).toMatch(sentence);
    expect(await placed("planner", code, day(on))).toMatchObject({ ok: false, code: "blockedDate" });
  }
  const twice = await tried("planner", D12, HERE, OPENING, { leaderIds: [leaderId] });
  expect(twice?.allowed).toBe(false);
  expect(twice?.appear.map((each) => findingSentence("vi", each)).join()).toMatch(/Vũ Văn Ví Dụ.*Đảng bộ xã Phú Xuân/);
  expect(await placed("planner", HERE, OPENING, [leaderId])).toMatchObject({ ok: false, code: "blockedDate" });
});

chapter("the clerk proposes a date, the planner sees what it moves and submits it, the secretary approves", async () => {
  const before = (await dates()).find((each) => each.code === HERE);
  const preview = await tried("planner", D12, HERE, OPENING);
  expect(preview?.allowed).toBe(true);
  // The planner is told nothing about letters, not even that there are none.
  expect(preview?.letters).toBeNull();
  const moved = new Map(preview?.milestones.map(({ code, from, to }) => [code, [from, to]]));
  const from = before?.opensOn ?? "";
  expect(moved.get("conveningNotice")).toEqual([workingDaysFrom(from, -30), workingDaysFrom(OPENING, -30)]);
  expect(moved.get("letterCutOff")).toEqual([workingDaysFrom(from, -25), workingDaysFrom(OPENING, -25)]);
  expect(moved.get("superiorApproval")).toEqual([workingDaysFrom(from, -45), workingDaysFrom(OPENING, -45)]);
  expect(moved.get("resultReport")).toEqual([workingDaysFrom(before?.closesOn ?? "", 7), workingDaysFrom(plus(OPENING, 1), 7)]);

  await expect(placed("clerk.neighbour", HERE, OPENING)).rejects.toBeInstanceOf(NotFound);
  done(await placed("clerk", HERE, OPENING));
  const step = async (login: string, which: "submit" | "approve") => {
    const { id, version } = await congressOf(HERE);
    return as(login, D12, (errand) => stepDates(errand, { step: which, congresses: [{ id, version }], reason: null }));
  };
  await expect(step("clerk", "submit")).rejects.toBeInstanceOf(Forbidden);
  expect(done(await step("planner", "submit"))).toMatchObject({ done: 1, left: [] });
  await expect(step("planner", "approve")).rejects.toBeInstanceOf(Forbidden);
  expect(done(await step("secretary", "approve"))).toMatchObject({ done: 1, left: [] });
  expect(await congressOf(HERE)).toMatchObject({ state: "approved" });
  // A date that was approved is not the clerk's to move any more.
  expect(await placed("clerk", HERE, day("2025-06-25"))).toMatchObject({ ok: false, code: "proposalTooLate" });
  const { id: congressId } = await congressOf(HERE);
  done(await as("clerk", D13, (errand) => recordPaper(errand, { congressId, kind: "conveningNotice", recordedOn: D13, document: "05-TB/ĐU" })));
});

chapter("the planner keeps the slate, the officer logs the checks, and another person confirms the conclusion", async () => {
  const { id: congressId } = await congressOf(HERE);
  done(await as("planner", D13, (errand) => setSlateSeats(errand, { congressId, version: 0, seats: [{ post: "secretary", seats: 1 }] })));
  const person = { fullName: NOMINEE, sex: "male", bornOn: day("1980-03-02"), joinedOn: day("2003-05-19"), officialOn: day("2004-05-19"), post: "Phó Bí thư", inPostSince: day("2019-01-02"), onPlanningList: true } as const;
  ({ nomineeId } = done(await as("planner", D13, (errand) => addNominee(errand, { congressId, post: "secretary", kind: "reelected", person }))));
  done(await as("planner", D13, (errand) => completeSlate(errand, { congressId, version: 2, complete: true })));

  const checks = () => database.transaction((tx) => tx.check.findMany({ where: { nomineeId }, orderBy: { kind: "asc" } }));
  const log = (id: string, version: number, event: "sent" | "foundClear", on: string) =>
    as("officer", D14, (errand) => logCheckEvent(errand, { nomineeId, checkId: id, version, event, on: day(on), body: "Cơ quan có thẩm quyền", documentNumber: event === "sent" ? null : "12-CV/BTC", finding: null }));
  const bundle = await checks();
  expect(bundle.map((check) => check.kind).toSorted()).toEqual(bundleFor("grassroots", "secretary").map((kind) => kind.code).toSorted());
  const propose = () => as("officer", D14, (errand) => proposeForNominee(errand, { nomineeId, after: 0, verdict: "eligible", reasons: "Đủ tiêu chuẩn, điều kiện." }));
  expect(await propose()).toMatchObject({ ok: false, code: "checksOpen", details: { count: bundle.length } });
  done(await as("officer", D14, (errand) => notePendingCase(errand, { nomineeId, pendingCase: false, was: null })));
  for (const { id } of bundle) done(await log(id, 1, "sent", "2025-05-05"));
  for (const { id, version } of await checks()) done(await log(id, version, "foundClear", "2025-05-13"));
  done(await propose());

  const { n, bodyHash } = await database.transaction((tx) => tx.conclusionVersion.findFirstOrThrow({ where: { conclusion: { nomineeId } } }));
  const decide = (login: string) => as(login, D14, (errand) => decideForNominee(errand, { nomineeId, decision: "confirmed", n, bodyHash, reason: "" }));
  // The officer may confirm what others propose, but nobody an own proposal.
  expect(await decide("officer")).toMatchObject({ ok: false, code: "ownProposal" });
  await expect(decide("planner")).rejects.toBeInstanceOf(NotFound);
  done(await decide("lead"));
  expect((await seenNominee("officer", D14)).vetting).toMatchObject({ standing: "confirmed", letters: "cleared" });
  expect((await seenNominee("planner", D14)).vetting).toBeNull();
  expect((await seenNominee("clerk", D14)).nominee.state).toBe("confirmed");
});

chapter("a letter about the nominee runs on its clocks; the planner is told that something restricted blocks, the own unit nothing", async () => {
  await midnight(D20);
  clerkBefore = await shownTo("clerk", D20);
  const cityBefore = await checklist("planner.city", D20);
  const personId = (await seenRow()).personId;
  const root = await unitId("34");
  const letter = {
    registerUnitId: root,
    competentUnitId: null,
    kind: "denunciation",
    channel: "post",
    senderKind: "named",
    secrecy: "none",
    envelopeNumber: "PB-17",
    writtenOn: day("2025-05-16"),
    stampedOn: day("2025-05-17"),
    receivedOn: day("2025-05-19"),
    competentReceivedOn: D20,
    pages: 2,
    summary: SECRET,
    about: [`person:${personId}`],
  } as const;
  await expect(as("planner", D20, (errand) => registerLetter(errand, letter))).rejects.toBeInstanceOf(NotFound);
  ({ id: letterId } = done(await as("letters", D20, (errand) => registerLetter(errand, letter))));

  const shown = await as("letters", D20, (errand) => showLetter(errand, letterId));
  // Seven working days to decide on it and ninety to settle it, from the day the competent body had it.
  expect(shown.clocks.map(({ clock, from, dueOn }) => [clock, from, dueOn])).toEqual([
    ["accept", D20, workingDaysFrom(D20, 7)],
    ["settle", D20, workingDaysFrom(D20, 90)],
  ]);
  expect(shown.content?.summary).toBe(SECRET);
  expect(shown.content?.congresses).toMatchObject([{ opensOn: OPENING, cutOffOn: workingDaysFrom(OPENING, -25), standing: "pendingBefore" }]);
  // Three working days earlier the cut-off would lie before the letter: only who keeps letters is told.
  const earlier = day("2025-06-23");
  expect(workingDaysFrom(earlier, -25) <= D20 && D20 < workingDaysFrom(OPENING, -25)).toBe(true);
  expect((await tried("letters", D20, HERE, earlier))?.letters).toMatchObject([{ letterId, from: "before", to: "after" }]);
  expect((await tried("planner", D20, HERE, earlier))?.letters).toBeNull();

  for (const login of ["planner", "planner.city", "secretary"]) {
    const page = await checklist(login, D20);
    expect(page.causes.map((cause) => [cause.code, cause.severity])).toContainEqual(["restricted", "warns"]);
    expect(page.lines.find((line) => line.code === "E02")?.result).toBe("restricted");
    for (const word of [letterId, shown.letter.caseCode, SECRET, "denunciation", "lettersPending"]) expect(JSON.stringify(page)).not.toContain(word);
    await expect(as(login, D20, (errand) => showLetter(errand, letterId))).rejects.toBeInstanceOf(NotFound);
  }
  expect(cityBefore.causes.map((cause) => cause.code)).not.toContain("restricted");
  expect(await shownTo("clerk", D20)).toBe(clerkBefore);
  expect((await seenNominee("officer", D20)).vetting?.letters).toBe("pending");
  const { secretary } = await as("secretary", D20, (errand) => showLetters(errand, EVERYTHING));
  expect(secretary).toMatchObject({ total: null, proposals: [] });
});

chapter("a colleague sees the register's line; once known to be the one named, nothing any more", async () => {
  const colleague = () => as("letters.second", D20, (errand) => showLetter(errand, letterId));
  const register = async () => (await as("letters.second", D20, (errand) => showLetters(errand, EVERYTHING))).officer;
  expect(await colleague()).toMatchObject({ letter: { id: letterId, state: "received" }, content: null });
  expect((await register())?.rows).toHaveLength(1);
  const { personId } = await seenRow();
  done(await as("planner", D20, (errand) => linkAccount(errand, { login: "letters.second", personId })));
  await expect(colleague()).rejects.toBeInstanceOf(NotFound);
  expect(await register()).toMatchObject({ rows: [], counts: { total: 0 } });
});

chapter("behind the cut-off the letter blocks: the board says so, and its counts add up to all congresses", async () => {
  await midnight(D23);
  // By now the notice of every commune that recorded none is late: that alone blocks.
  const noNotice = (await dates()).filter((each) => each.level === "grassroots" && each.code !== HERE && workingDaysFrom(each.opensOn, -30) < D23);
  expect(noNotice).toHaveLength(241);
  for (const login of ["planner", "secretary"]) {
    const { season } = await board(login, D23);
    expect(season?.counts).toMatchObject({ total: 251, red: noNotice.length + 1, held: 0 });
    const { red, amber, green, grey } = season?.counts ?? NONE;
    expect(red + amber + green + grey).toBe(251);
    // The eight districts hold everything but the province's own congress.
    const nameOf = new Map((await dates()).map((each) => [each.code, each.name]));
    const held = UNITS.filter((unit) => unit.parent === "34").map(({ code }) => [nameOf.get(code) ?? code, 1 + UNITS.filter((unit) => unit.parent === code).length] as const);
    expect(new Map(season?.children.map((child) => [child.name, child.counts.total]))).toEqual(new Map(held));
    expect(season?.children.reduce((sum, child) => sum + child.counts.total, 0)).toBe(250);
  }
  const city = await board("planner.city", D23, CITY, "red");
  expect(city.season?.counts).toMatchObject({ total: 20, red: 19 });
  const row = city.season?.rows.find((each) => each.unitName === "Đảng bộ xã Đông Hòa");
  expect(row).toMatchObject({ light: "red", opensOn: OPENING, state: "approved" });
  expect(row?.causes.filter((cause) => cause.severity === "blocks")).toMatchObject([{ code: "restricted", owner: { vi: "Ủy ban Kiểm tra" } }]);
  const days = city.season?.rows.map((each) => each.countsFrom ?? "") ?? [];
  expect(days).toEqual(days.toSorted());
  for (const each of city.season?.rows ?? []) expect(each.causes.some((cause) => cause.severity === "blocks")).toBe(true);
  // Its own unit is told of an amber light, as if there were nothing.
  expect((await board("clerk", D23)).season?.counts).toMatchObject({ total: 1, red: 0, amber: 1 });
  clerkBefore = await shownTo("clerk", D23);
});

chapter("the letter is closed by two people, and the light follows", async () => {
  const step = async (to: "classified" | "accepted" | "verifying" | "concluded", rest = {}) => {
    const { version } = await database.transaction((tx) => tx.letter.findUniqueOrThrow({ where: { id: letterId } }));
    return as("letters", D23, (errand) => stepLetter(errand, { id: letterId, version, to, on: D23, note: null, ...rest }));
  };
  done(await step("classified"));
  done(await step("accepted"));
  done(await step("verifying"));
  expect((await checklist("planner", D23)).light).toBe("red");
  done(await step("concluded", { outcome: "unsubstantiated" }));
  done(await as("letters", D23, (errand) => proposeForLetter(errand, { id: letterId, deed: "close", toUnitCode: null, reason: "Tố cáo sai" })));
  const { proposals = [] } = (await as("secretary", D23, (errand) => showLetters(errand, EVERYTHING))).secretary ?? {};
  expect(proposals).toMatchObject([{ deed: "close" }]);
  const decide = (login: string) => as(login, D23, (errand) => decideForLetter(errand, { proposalId: proposals[0]?.id ?? "", decision: "approved" }));
  await expect(decide("letters")).rejects.toBeInstanceOf(NotFound);
  done(await decide("secretary"));
  expect((await as("letters", D23, (errand) => showLetter(errand, letterId))).letter.state).toBe("closed");

  const page = await checklist("planner", D23);
  expect(page.light).toBe("amber");
  expect(page.causes.map((cause) => cause.code)).not.toContain("restricted");
  expect(page.lines.find((line) => line.code === "E02")?.result).toBe("done");
  expect((await board("planner", D23)).season?.counts).toMatchObject({ total: 251, red: 241 });
  expect((await board("planner.city", D23, CITY)).season?.counts).toMatchObject({ total: 20, red: 18 });
  expect(await shownTo("clerk", D23)).toBe(clerkBefore);
  expect((await seenNominee("officer", D23)).vetting?.letters).toBe("cleared");
});

chapter("after the day the outcome is recorded, and the board counts one congress held", async () => {
  await midnight(AFTER);
  const { id: congressId } = await congressOf(HERE);
  const record = (login: string, today: Day) =>
    as(login, today, (errand) =>
      recordOutcome(errand, { congressId, version: 0, part: "day", heldOn: OPENING, summoned: 150, present: 148, result: "completed", mode: "elected", electedCount: 15 }),
    );
  expect((await board("planner.city", AFTER, CITY)).season?.counts).toMatchObject({ total: 20, held: 0 });
  await expect(record("clerk.neighbour", AFTER)).rejects.toBeInstanceOf(NotFound);
  expect(await record("clerk", D23)).toMatchObject({ ok: false, code: "notYetHeld" });
  done(await record("clerk", AFTER));
  expect(await congressOf(HERE)).toMatchObject({ state: "held" });
  expect((await board("secretary", AFTER)).season?.counts).toMatchObject({ total: 251, held: 1 });
  expect((await board("planner.city", AFTER, CITY)).season?.counts).toMatchObject({ total: 20, held: 1 });
  done(await as("clerk", AFTER, (errand) => recordOutcome(errand, { congressId, version: 1, part: "report", reportedOn: AFTER, reportDocument: "21-BC/ĐU" })));
  expect(await congressOf(HERE)).toMatchObject({ state: "reported" });
});

chapter("the auditor reads who did what and no content; the log is whole until a row is altered by hand", async () => {
  const deeds = new Set<string>();
  let text = "";
  for (let before: string | null = null; ; ) {
    const page = await as("auditor", AFTER, (errand) => showLog(errand, before));
    expect(page.kind).toBe("whole");
    for (const row of page.rows) deeds.add(row.deed);
    text += JSON.stringify(page.rows);
    if (page.next === null) break;
    before = page.next;
  }
  for (const deed of ["installation.found", "organisation.import", "grant.propose", "grant.decide", "campaign.open", "congress.date", "congress.propose", "congress.approve", "check.log", "conclusion.propose", "conclusion.decide", "letter.register", "letter.read", "letter.decide", "account.link", "congress.outcome"])
    expect([...deeds]).toContain(deed);
  for (const content of [SECRET, NOMINEE, "PB-17", "Đủ tiêu chuẩn", "Tố cáo sai"]) expect(text).not.toContain(content);
  await expect(checklist("auditor", AFTER)).rejects.toBeInstanceOf(NotFound);

  const verify = () => database.transaction((tx) => verifyLog(tx), { timeoutMs: 60_000 });
  await database.transaction((tx) => sealLog(tx));
  const whole = await verify();
  expect(whole).toMatchObject({ whole: true, unsealed: 0, problems: [] });
  expect(whole.sealed).toBe(await database.transaction((tx) => tx.auditEntry.count()));
  const { seq, reason } = await database.transaction((tx) => tx.auditEntry.findFirstOrThrow({ where: { deed: "congress.propose" } }));
  const alter = (to: string | null) =>
    withClient(ownerUrl, async (owner) => {
      await owner.query(`ALTER TABLE "AuditEntry" DISABLE TRIGGER USER`);
      await owner.query(`UPDATE "AuditEntry" SET reason = $1 WHERE seq = $2`, [to, seq]);
      await owner.query(`ALTER TABLE "AuditEntry" ENABLE TRIGGER USER`);
    });
  await alter("Theo ý khác");
  expect(await verify()).toMatchObject({ whole: false, problemCount: 1, problems: [{ code: "altered", seq }] });
  await alter(reason);
  expect(await verify()).toMatchObject({ whole: true });
});
