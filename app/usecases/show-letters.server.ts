import { grantsOn } from "#app/core/access/actor.ts";
import { isEmptyScope, mayAnywhere, narrowed } from "#app/core/access/scope.ts";
import { parseCaseCode } from "#app/core/letters/case-code.ts";
import type { LetterKind, LetterState } from "#app/core/letters/letter.ts";
import { shownCounts } from "#app/core/letters/visibility.ts";
import { addDays } from "#app/core/time/day.ts";
import { countKindsBelow, countLetters, type LetterFilter, listLetters, listProposals } from "#app/db/letters.server.ts";
import type { Errand } from "./errand.ts";
import { letterReader } from "./find-letter.server.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

const PAGE = 50;
const SOON_DAYS = 8;
const PROPOSALS = 50;

export type LettersAsked = {
  readonly branch: string | null;
  readonly due: "overdue" | "soon" | null;
  readonly state: LetterState | "pending" | null;
  readonly kind: LetterKind | null;
  readonly mine: boolean;
  readonly code: string | null;
  readonly page: number;
};

/** The register for its officers; counts and the own decisions for a secretary. */
export async function showLetters(errand: Errand, asked: LettersAsked) {
  const register = letterReader(errand, "letters");
  const officer = isEmptyScope(register.scope) ? null : await showRegister(errand, asked);
  const counts = letterReader(errand, "letterCounts");
  const secretary = isEmptyScope(counts.scope) ? null : await showCounts(errand);
  return { officer, secretary };
}

async function showRegister(errand: Errand, asked: LettersAsked) {
  const whole = letterReader(errand);
  const branch = asked.branch === null ? null : await resolveBranch(errand, whole.scope, asked.branch);
  const reader = branch === null ? whole : { ...whole, scope: narrowed(whole.scope, branch.path) };
  const { today } = errand;
  // A text that is no case code finds nothing, as a code that is not there does.
  const caseCode = asked.code === null ? null : (parseCaseCode(asked.code) ?? "-");
  const filter: LetterFilter = { ...asked, caseCode, today, soonUntil: addDays(today, SOON_DAYS) };
  const counts = await countLetters(errand.tx, reader, filter);
  const rows = await listLetters(errand.tx, reader, filter, (asked.page - 1) * PAGE, PAGE);
  return {
    rows,
    counts,
    page: asked.page,
    pages: Math.max(1, Math.ceil(counts.total / PAGE)),
    today,
    registers: mayAnywhere(errand.actor, "letter.register", errand.realDay),
  };
}

/** Counts from five on, nothing about the own unit, and what waits for this second person. */
async function showCounts(errand: Errand) {
  const reader = letterReader(errand, "letterCounts");
  const own = grantsOn(errand.actor, errand.realDay).map((grant) => grant.unitId);
  const kinds = await countKindsBelow(errand.tx, reader, own);
  const proposals = mayAnywhere(errand.actor, "letter.decide", errand.realDay)
    ? await listProposals(errand.tx, reader, { notBy: errand.actor.accountId, take: PROPOSALS })
    : [];
  const counted = Object.fromEntries(kinds) as Record<LetterKind, number>;
  return { ...shownCounts(counted), proposals };
}
