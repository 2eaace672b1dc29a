import { caseCode } from "#app/core/letters/case-code.ts";
import { ORDINARY_MATTER, runningClocks } from "#app/core/letters/clock.ts";
import { advance, LETTER_CHANNELS, type LetterKind, type LetterProgress, type LetterState, type SenderKind } from "#app/core/letters/letter.ts";
import { edition } from "#app/core/rules/editions.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import type { Rows } from "#app/db/bulk.server.ts";
import { accountId, unitAt } from "./accounts.ts";
import { committeeMember } from "./people.ts";
import { bytesFrom, idFrom, randomFrom, type Random } from "./random.ts";
import { CALENDAR, isOver, isPlaced, PLANNING_DAY, type PlannedCongress, type Season } from "./season.ts";
import type { Slate } from "./slates.ts";
import type { TreeUnit } from "./tree.ts";

const RULES = edition("CT45");

type Subject = Pick<Rows["letterSubject"], "personId" | "unitId" | "congressId">;

export type GeneratedLetter = {
  readonly id: string;
  readonly random: Random;
  readonly register: TreeUnit;
  readonly subject: Subject;
  readonly writtenOn: Day;
  readonly progress: LetterProgress;
  readonly steps: readonly { readonly step: LetterState; readonly on: Day }[];
};

/** Letters about nominees, committees and congresses, more of them the nearer the season; each step as the core allows it. */
export function makeLetters(season: Season, slates: readonly Slate[]): readonly GeneratedLetter[] {
  const { people } = season;
  const grassroots = season.congresses.filter((congress) => congress.unit.level === "grassroots");
  const coming = grassroots.filter(isPlaced).filter((congress) => !isOver(congress));
  const nominees = slates.flatMap((slate) => slate.nominees);
  const urgent = coming.find((congress) => congress.unit.code === "90.001.003");
  return Array.from({ length: people.shape.letters }, (_, i) => {
    const id = idFrom(`${people.shape.size}/letter/${i}`);
    const random = randomFrom(`${id}/letter`);
    const from = random.chance(0.4) ? coming : grassroots;
    const about = i === 0 && urgent !== undefined ? urgent : from[random.int(0, from.length - 1)];
    if (about === undefined) throw new Error("no congress is coming");
    const nominee = nominees[random.int(0, Math.max(0, nominees.length - 1))];
    const drawn = i === 0 ? 0.9 : random.next();
    const unit = drawn < 0.2 && nominee !== undefined ? nominee.congress.unit : about.unit;
    const subject: Subject =
      drawn < 0.2
        ? { personId: nominee?.person.id ?? committeeMember(people, unit, 1).id, unitId: null, congressId: null }
        : drawn < 0.65
          ? { personId: committeeMember(people, unit, random.int(0, 9)).id, unitId: null, congressId: null }
          : drawn < 0.8
            ? { personId: null, unitId: unit.id, congressId: null }
            : { personId: null, unitId: null, congressId: about.id };
    return letterAbout(id, i, random, { unit, subject, congress: about });
  });
}

function letterAbout(id: string, i: number, random: Random, about: { unit: TreeUnit; subject: Subject; congress: PlannedCongress }): GeneratedLetter {
  const upper = about.unit.parent ?? about.unit;
  const register = random.chance(0.4) && upper.parent !== null ? upper.parent : upper;
  // The square makes recent days more likely than those of the winter before.
  const receivedOn = addDays(PLANNING_DAY, i === 0 ? -8 : -Math.floor(random.next() ** 2 * 150) - 1);
  const writtenOn = addDays(receivedOn, -random.int(2, 12));
  const kinds: readonly [LetterKind, ...LetterKind[]] = ["denunciation", "denunciation", "denunciation", "complaint", "petition", "grievance", "disciplineComplaint"];
  const senders: readonly [SenderKind, ...SenderKind[]] = ["named", "named", "named", "named", "named", "named", "anonymous", "falseName"];
  const start: LetterProgress = {
    kind: i === 0 ? "denunciation" : random.pick(kinds),
    senderKind: i === 0 ? "named" : random.pick(senders),
    state: "received",
    receivedOn,
    competentReceivedOn: i === 0 || random.chance(0.9) ? receivedOn : null,
    acceptedOn: null,
    concludedOn: null,
    outcome: null,
    steppedOn: receivedOn,
  };
  return { id, random, register, subject: about.subject, writtenOn, ...travelled(start, random, i === 0 ? 2 : stepsTaken(receivedOn, random)) };
}

/** Most letters of the winter are settled by now; one in five lies where it was. */
function stepsTaken(receivedOn: Day, random: Random): number {
  return receivedOn < addDays(PLANNING_DAY, -35) && random.chance(0.8) ? 6 : random.int(0, 6);
}

/** Takes up to so many legal steps, a few days apart, none in the future. */
function travelled(start: LetterProgress, random: Random, steps: number): Pick<GeneratedLetter, "progress" | "steps"> {
  let progress = start;
  const taken: { step: LetterState; on: Day }[] = [{ step: "received", on: start.receivedOn }];
  for (let n = 0; n < steps; n++) {
    const to = nextState(progress, random);
    const on = addDays(progress.steppedOn, random.int(1, progress.state === "verifying" ? 21 : 5));
    if (to === null || on > PLANNING_DAY) break;
    const next = advance(progress, { to, on, outcome: to === "concluded" ? random.pick(["unsubstantiated", "unsubstantiated", "unsubstantiated", "partly", "substantiated", "withdrawn"] as const) : undefined }, PLANNING_DAY);
    if (!next.ok) break;
    progress = next.value;
    taken.push({ step: to, on });
  }
  return { progress, steps: taken };
}

function nextState({ state, senderKind, competentReceivedOn }: LetterProgress, random: Random): LetterState | null {
  switch (state) {
    case "received":
      return "classified";
    case "classified":
      if (senderKind !== "named") return "filed";
      return competentReceivedOn === null ? (random.chance(0.6) ? "forwarded" : null) : random.chance(0.9) ? "accepted" : "returned";
    case "accepted":
      return "verifying";
    case "verifying":
      return "concluded";
    case "concluded":
      return "closed";
    case "closed":
    case "forwarded":
    case "returned":
    case "filed":
      return null;
  }
}

const SUMMARIES = [
  "Phản ánh việc quản lý, sử dụng đất công ích.",
  "Phản ánh việc thu, chi các khoản đóng góp ở cơ sở.",
  "Kiến nghị về quy trình giới thiệu nhân sự.",
  "Khiếu nại quyết định hành chính về đất đai.",
  "Phản ánh việc chấp hành quy định về những điều đảng viên không được làm.",
  "Phản ánh việc kê khai tài sản, thu nhập.",
  "Khiếu nại kết quả xếp loại đảng viên.",
] as const;

export function* letterRows(letters: readonly GeneratedLetter[]): Generator<Rows["letter"]> {
  for (const { id, random, register, writtenOn, progress } of letters) {
    const { kind, senderKind, state, receivedOn, competentReceivedOn, acceptedOn, concludedOn, outcome } = progress;
    const [clock] = runningClocks({ ...progress, matter: ORDINARY_MATTER, extensions: [], pauses: [] }, RULES, CALENDAR);
    const detail = randomFrom(`${id}/detail`);
    yield {
      id,
      caseCode: caseCode(bytesFrom(`${id}/code`)),
      envelopeNumber: senderKind === "named" ? `PB-${detail.int(1_000, 9_999)}` : null,
      registerUnitId: register.id,
      competentUnitId: register.id,
      kind,
      channel: detail.pick(LETTER_CHANNELS),
      senderKind,
      secrecy: "none",
      writtenOn,
      stampedOn: addDays(writtenOn, random.chance(0.5) ? 1 : 0),
      receivedOn,
      competentReceivedOn,
      pages: detail.int(1, 14),
      summary: detail.pick(SUMMARIES),
      state,
      acceptedOn,
      extensions: [],
      matter: {},
      concludedOn,
      outcome,
      dueOn: clock?.dueOn ?? null,
      clock: clock?.clock ?? null,
      version: 1,
      createdAt: `${receivedOn}T02:00:00.000Z`,
    };
  }
}

export function* subjectRows(letters: readonly GeneratedLetter[]): Generator<Rows["letterSubject"]> {
  for (const { id, subject } of letters) yield { id: idFrom(`${id}/subject`), letterId: id, ...subject };
}

/** The officer of the register's own branch is in charge; a part of the letters waits for somebody. */
export function* assignmentRows(letters: readonly GeneratedLetter[], season: Season): Generator<Rows["letterAssignment"]> {
  for (const letter of letters) {
    if (randomFrom(`${letter.id}/assigned`).chance(0.25)) continue;
    yield { letterId: letter.id, accountId: accountId(officerOf(letter, season)), assignedAt: `${letter.progress.receivedOn}T03:00:00.000Z` };
  }
}

function officerOf({ register }: GeneratedLetter, { people }: Season): "letters" | "letters.district" {
  return register.path.startsWith(unitAt(people, "district").path) ? "letters.district" : "letters";
}

export function* letterEntryRows(letters: readonly GeneratedLetter[], season: Season): Generator<Rows["letterEntry"]> {
  for (const letter of letters)
    for (const [n, { step, on }] of letter.steps.entries())
      yield { id: idFrom(`${letter.id}/step/${n}`), letterId: letter.id, step, day: on, note: null, byId: accountId(officerOf(letter, season)), at: `${on}T04:0${n}:00.000Z` };
}

/** Concluded letters wait for a second person to close them. */
export function* proposalRows(letters: readonly GeneratedLetter[], season: Season): Generator<Rows["letterProposal"]> {
  for (const letter of letters) {
    if (letter.progress.state !== "concluded" || randomFrom(`${letter.id}/proposal`).chance(0.4)) continue;
    yield {
      id: idFrom(`${letter.id}/proposal`),
      letterId: letter.id,
      deed: "close",
      toUnitId: null,
      reason: "Đã thông báo kết luận cho các bên liên quan.",
      state: "proposed",
      proposedById: accountId(officerOf(letter, season)),
      decidedById: null,
      createdAt: `${letter.progress.steppedOn}T07:00:00.000Z`,
      decidedAt: null,
    };
  }
}
