import { bundleFor, type CheckKind } from "#app/core/vetting/check-kinds.ts";
import { type Check, type CheckEvent, isOpen, logCheck, newCheck, stateOn } from "#app/core/vetting/checks.ts";
import { type ConclusionStanding, type ConclusionVerdict, conclusionText } from "#app/core/vetting/conclusion.ts";
import { eligibility, eligibilityOf } from "#app/core/vetting/eligibility.ts";
import { nomineeState } from "#app/core/vetting/nominee-state.ts";
import { isSlateComplete, type NomineeKind, type SlatePost } from "#app/core/vetting/slate.ts";
import { edition } from "#app/core/rules/editions.ts";
import { addDays, type Day, daysBetween } from "#app/core/time/day.ts";
import { sha256 } from "#app/db/audit.server.ts";
import type { Rows } from "#app/db/bulk.server.ts";
import { accountId } from "./accounts.ts";
import { committeeMember, type People, type PersonFile, personFile } from "./people.ts";
import { idFrom, randomFrom, type Random } from "./random.ts";
import { CALENDAR, COMMITTEE_SEATS, isOver, isPlaced, PLANNING_DAY, type PlannedCongress, type Season } from "./season.ts";
import { isCommune, type TreeUnit } from "./tree.ts";

const RULES = edition("CT45");

export type Slate = {
  readonly congress: PlannedCongress & { readonly date: NonNullable<PlannedCongress["date"]> };
  /** How far the vetting has come, between 0 and 1. */
  readonly progress: number;
  /** Every nominee is vetted and confirmed. */
  readonly finished: boolean;
  readonly nominees: readonly Nominee[];
};

export type Nominee = {
  readonly id: string;
  readonly congress: PlannedCongress;
  readonly opensOn: Day;
  readonly post: SlatePost;
  readonly kind: NomineeKind;
  readonly person: PersonFile;
  readonly position: number;
  readonly officer: "vetting" | "vetting.second" | null;
};

const SEATS: Readonly<Partial<Record<SlatePost, number>>> = { secretary: 1, deputySecretary: 2, committeeMember: COMMITTEE_SEATS, inspectionHead: 1 };

/** Slates of congresses that are still to come, the nearest ones furthest along. */
export function makeSlates(season: Season): readonly Slate[] {
  const { people } = season;
  const children = new Map<string, TreeUnit[]>();
  for (const unit of people.units) {
    if (unit.parent === null || unit.level !== "cell") continue;
    const siblings = children.get(unit.parent.id);
    if (siblings) siblings.push(unit);
    else children.set(unit.parent.id, [unit]);
  }
  const coming = season.congresses
    .filter(isPlaced)
    .filter((congress) => ["grassroots", "directSuperior"].includes(congress.unit.level) && congress.contents === 4 && !isOver(congress))
    .toSorted((a, b) => (a.date.opensOn < b.date.opensOn ? -1 : 1));
  return coming
    .slice(0, people.shape.slates)
    .map((congress) => slateOf(people, congress, children.get(congress.unit.id) ?? []));
}

function slateOf(people: People, congress: Slate["congress"], cells: readonly TreeUnit[]): Slate {
  const random = randomFrom(`${congress.id}/slate`);
  const away = daysBetween(PLANNING_DAY, congress.date.opensOn);
  const progress = Math.min(1, Math.max(0.05, 1.25 - away / 60 + (random.next() - 0.5) * 0.4));
  const file = (index: number): PersonFile => personFile(people, index);
  const member = (i: number): PersonFile => file(committeeMember(people, congress.unit, i).index);
  const head = file(congress.unit.index);
  const named = (post: SlatePost, kind: NomineeKind, list: readonly PersonFile[]) => list.map((person) => ({ post, kind, person }));
  const candidates = [
    ...named("secretary", "reelected", [head]),
    ...named("deputySecretary", "reelected", [member(0), member(1)]),
    ...named("inspectionHead", "reelected", [member(2)]),
    ...named("committeeMember", "reelected", [head, ...Array.from({ length: 12 }, (_, i) => member(i))]),
    ...named("committeeMember", "firstTime", cells.slice(0, 4).map((cell) => file(cell.index))),
  ];
  const finished = progress > 0.8 && random.chance(0.78);
  const begun = progress < 0.2 ? candidates.slice(0, 4 + random.int(0, 6)) : candidates;
  const officer = random.pick(["vetting", "vetting.second"] as const);
  return {
    congress,
    progress,
    finished,
    nominees: begun.map((candidate, position) => ({
      ...candidate,
      id: idFrom(`${congress.id}/${candidate.post}/${candidate.person.id}`),
      congress,
      opensOn: congress.date.opensOn,
      position: position + 1,
      officer: progress < 0.1 ? null : officer,
    })),
  };
}

const postId = (congressId: string, post: SlatePost): string => idFrom(`${congressId}/post/${post}`);
const postsOf = (slate: Slate): readonly SlatePost[] => [...new Set(slate.nominees.map((nominee) => nominee.post))];

export function* slateRows(slates: readonly Slate[]): Generator<Rows["slate"]> {
  for (const slate of slates) {
    const lines = postsOf(slate).map((post) => ({ post, seats: SEATS[post] ?? 0, nominees: slate.nominees.filter((each) => each.post === post).length }));
    const complete = (slate.finished || slate.progress > 0.6) && isSlateComplete(lines);
    yield { congressId: slate.congress.id, state: complete ? "complete" : "open", version: 1 };
  }
}

export function* postRows(slates: readonly Slate[]): Generator<Rows["slatePost"]> {
  for (const slate of slates)
    for (const post of postsOf(slate)) yield { id: postId(slate.congress.id, post), congressId: slate.congress.id, post, seats: SEATS[post] ?? 1 };
}

type Vetted = {
  readonly nominee: Nominee;
  readonly checks: readonly VettedCheck[];
  readonly conclusion: { readonly standing: ConclusionStanding; readonly reasons: string; readonly proposedOn: Day } | null;
  readonly state: string;
};
type VettedCheck = { readonly id: string; readonly kind: CheckKind; readonly check: Check; readonly events: readonly { readonly event: CheckEvent; readonly on: Day; readonly documentNumber: string | null }[] };

/** Lets the rules of the core log the events, so that every state that is stored could have come about. */
export function vet({ progress, finished, congress }: Slate, nominee: Nominee): Vetted {
  const random = randomFrom(`${nominee.id}/vetting`);
  const done = finished || random.chance(progress * 0.9);
  const checks = bundleFor(congress.unit.level, nominee.post).map((kind) => loggedCheck(nominee, kind, done ? 1 : progress * 0.8, random));
  const states = checks.map(({ check }) => stateOn(check, nominee.opensOn));
  const judged = eligibilityOf(eligibility({ ...nominee.person, ...nominee, level: congress.unit.level, isCommune: isCommune(congress.unit) }, RULES, nominee.opensOn));
  const decided = states.every((state) => state === "clear" || state === "toConsider");
  const conclusion = decided && judged !== "unknown" && (finished || random.chance(0.4 + progress * 0.6)) ? conclusionOf(nominee, finished ? 2 : progress, judged, random) : null;
  return {
    nominee,
    checks,
    conclusion,
    state: nomineeState({ eligibility: judged, checks: states, conclusion: conclusion?.standing ?? { state: "none" } }),
  };
}

function loggedCheck(nominee: Nominee, kind: CheckKind, part: number, random: Random): VettedCheck {
  const rules = { kind, level: nominee.congress.unit.level, edition: RULES, calendar: CALENDAR, today: PLANNING_DAY };
  const id = idFrom(`${nominee.id}/check/${kind.code}`);
  let check = newCheck(kind.body.vi);
  const events: VettedCheck["events"][number][] = [];
  const log = (event: CheckEvent, on: Day): void => {
    const documentNumber = event === "answered" || (event.startsWith("found") && check.answeredOn === null) ? `${random.int(11, 890)}-CV/${kind.code === "inspectionOpinion" ? "UBKT" : "BTC"}` : null;
    const next = logCheck(check, { event, on, body: event === "sent" ? kind.body.vi : null, documentNumber }, rules);
    if (!next.ok) return;
    check = next.value;
    events.push({ event, on, documentNumber });
  };
  const sentOn = addDays(PLANNING_DAY, -random.int(4, 40));
  if (random.chance(0.25 + part)) log("sent", sentOn);
  const answeredOn = addDays(sentOn, random.int(3, Math.min(20, daysBetween(sentOn, PLANNING_DAY))));
  if (part < 1 && random.chance(0.06)) log(random.chance(0.5) ? "answered" : "personAsked", answeredOn);
  else if (random.chance(part)) log(random.chance(0.02) ? "foundToConsider" : "foundClear", answeredOn);
  return { id, kind, check, events };
}

function conclusionOf(nominee: Nominee, progress: number, judged: string, random: Random): Vetted["conclusion"] {
  const verdict: ConclusionVerdict = judged === "ineligible" ? "notConsidered" : random.chance(0.06) ? "eligibleToSupplement" : "eligible";
  const reasons = verdict === "eligible" ? "Đủ tiêu chuẩn, điều kiện theo quy định; hồ sơ đầy đủ." : verdict === "notConsidered" ? "Chưa đủ điều kiện về thời gian công tác hoặc kỷ luật." : "Đủ điều kiện; cần bổ sung văn bằng trước ngày khai mạc.";
  const bodyHash = sha256(conclusionText({ nomineeId: nominee.id, verdict, reasons }));
  const by = { accountId: accountId(nominee.officer ?? "vetting"), personId: null };
  const drawn = random.next();
  const state = drawn < 0.3 + progress * 0.5 ? "confirmed" : drawn < 0.95 ? "proposed" : "returned";
  return { standing: { state, version: { event: "proposed", n: 1, verdict, bodyHash, by } }, reasons, proposedOn: addDays(PLANNING_DAY, -random.int(1, 6)) };
}

type Each<T> = (vetted: Vetted) => Iterable<T>;
function* eachVetted<T>(slates: readonly Slate[], rows: Each<T>): Generator<T> {
  for (const slate of slates) for (const nominee of slate.nominees) yield* rows(vet(slate, nominee));
}

export const nomineeRows = (slates: readonly Slate[]): Generator<Rows["nominee"]> =>
  eachVetted(slates, function* ({ nominee, state }) {
    const { id, congress, post, person, kind, position, officer } = nominee;
    yield { id, congressId: congress.id, postId: postId(congress.id, post), personId: person.id, kind, position, officerId: officer === null ? null : accountId(officer), state, withdrawn: false, version: 1 };
  });

export const checkRows = (slates: readonly Slate[]): Generator<Rows["check"]> =>
  eachVetted(slates, function* ({ nominee, checks }) {
    for (const { id, kind, check } of checks) {
      const { state, body, sentOn, dueOn, answeredOn, documentNumber, validUntil } = check;
      const finding = state === "toConsider" ? "Có nội dung cần cân nhắc khi kết luận." : null;
      yield { id, nomineeId: nominee.id, kind: kind.code, state, body, sentOn, dueOn, answeredOn, documentNumber, finding, validUntil, open: isOpen(state), version: 1 };
    }
  });

export const checkEntryRows = (slates: readonly Slate[]): Generator<Rows["checkEntry"]> =>
  eachVetted(slates, function* ({ nominee, checks }) {
    for (const { id, events } of checks)
      for (const [n, { event, on, documentNumber }] of events.entries())
        yield { id: idFrom(`${id}/${n}`), checkId: id, event, day: on, documentNumber, byId: accountId(nominee.officer ?? "vetting"), at: `${on}T0${2 + n}:00:00.000Z` };
  });

const conclusionId = (nominee: Nominee): string => idFrom(`${nominee.id}/conclusion`);
const versionId = (nominee: Nominee): string => idFrom(`${nominee.id}/conclusion/1`);

export const conclusionRows = (slates: readonly Slate[]): Generator<Rows["conclusion"]> =>
  eachVetted(slates, function* ({ nominee, conclusion }) {
    if (conclusion !== null) yield { id: conclusionId(nominee), nomineeId: nominee.id, standing: conclusion.standing.state, version: 1 };
  });

export const conclusionVersionRows = (slates: readonly Slate[]): Generator<Rows["conclusionVersion"]> =>
  eachVetted(slates, function* ({ nominee, conclusion }) {
    if (conclusion === null || conclusion.standing.state === "none") return;
    const { version } = conclusion.standing;
    yield { id: versionId(nominee), conclusionId: conclusionId(nominee), n: 1, verdict: version.verdict, reasons: conclusion.reasons, bodyHash: version.bodyHash, proposedById: version.by.accountId, proposedAt: `${conclusion.proposedOn}T02:10:00.000Z` };
  });

export const conclusionDecisionRows = (slates: readonly Slate[]): Generator<Rows["conclusionDecision"]> =>
  eachVetted(slates, function* ({ nominee, conclusion }) {
    if (conclusion === null || conclusion.standing.state === "none" || conclusion.standing.state === "proposed") return;
    const { state, version } = conclusion.standing;
    yield { versionId: versionId(nominee), decision: state, bodyHash: version.bodyHash, reason: state === "returned" ? "Đề nghị làm rõ ý kiến nơi cư trú." : "", decidedById: accountId("vetting.lead"), decidedAt: `${conclusion.proposedOn}T08:30:00.000Z` };
  });

