import { openingOf } from "#app/core/readiness/lines.ts";
import { standingOf } from "#app/core/readiness/standing.ts";
import { hasHappened } from "#app/core/scheduling/congress.ts";
import { addDays, weekday } from "#app/core/time/day.ts";
import { keepCares, writeWeek } from "#app/db/conflict-care.server.ts";
import {
  campaignIds,
  type Clashes,
  congressIdsAfter,
  holdReckonings,
  keepStandings,
  keptStandings,
  recountRollups,
  seedStandings,
  sittingOn,
  standingsDue,
  type StandingRow,
  withParents,
} from "#app/db/readiness.server.ts";
import type { Errand } from "./errand.ts";
import { type Reckoned, reckonReadiness } from "./reckon-readiness.server.ts";

type Clock = Pick<Errand, "tx" | "today">;

/** So many are reckoned together: the memory stays flat and the statements few. */
const TOGETHER = 400;

/**
 * Reckons congresses anew after something that they rest on has changed, with the congress above each and those that
 * clash, or clashed, with them. The last thing a transaction does, and once: it holds back other reckonings of the
 * campaign until the transaction ends.
 */
export async function refreshReadiness(errand: Clock, congressIds: readonly string[]): Promise<void> {
  if (congressIds.length === 0) return;
  await holdReckonings(errand.tx, congressIds);
  const ids = await withParents(errand.tx, congressIds);
  const asked = new Set(congressIds);
  const touched = new Set<string>();
  // The plan of a parent that only comes along has not changed, so neither have the others that clash with it.
  for (const some of inParts(ids)) for (const id of await reckonAndKeep(errand, some, asked)) touched.add(id);
  for (const id of ids) touched.delete(id);
  for (const some of inParts([...touched].toSorted())) await reckonAndKeep(errand, some);
}

/** How many congresses were reckoned; 0 when none was due any more. */
export async function turnDay(errand: Clock, limit = TOGETHER): Promise<number> {
  const ids = await standingsDue(errand.tx, errand.today, limit);
  if (ids.length > 0) await holdReckonings(errand.tx, ids);
  for (const some of inParts(ids)) await reckonAndKeep(errand, some);
  return ids.length;
}

/** The clashes of the week that the day lies in, for the trend on the conflict board; again on each of its days, as they then are. */
export const countWeek = ({ tx, today }: Clock): Promise<void> => writeWeek(tx, addDays(today, 1 - weekday(today)));

/**
 * Reckons everything from scratch, the counts of the branches included; `inTransaction` opens one for each part.
 * Answers how many congresses there are and how many counts were not right.
 */
export async function recomputeAll(
  inTransaction: <T>(work: (errand: Clock) => Promise<T>) => Promise<T>,
): Promise<{ congresses: number; corrected: number }> {
  const campaigns = await inTransaction(({ tx }) => campaignIds(tx));
  for (const id of campaigns) await inTransaction(({ tx, today }) => seedStandings(tx, id, today));
  let congresses = 0;
  for (let after: string | null = null; ; ) {
    const done: string[] = await inTransaction(async (errand) => {
      const ids = await congressIdsAfter(errand.tx, after, TOGETHER);
      await holdReckonings(errand.tx, ids);
      await reckonAndKeep(errand, ids);
      return ids;
    });
    congresses += done.length;
    after = done.at(-1) ?? null;
    if (after === null || done.length < TOGETHER) break;
  }
  let corrected = 0;
  for (const id of campaigns) corrected += await inTransaction(({ tx }) => recountRollups(tx, id));
  return { congresses, corrected };
}

/** Answers the congresses whose clashes may have changed with those of `moved`. */
async function reckonAndKeep(errand: Clock, congressIds: readonly string[], moved: ReadonlySet<string> = new Set()): Promise<Set<string>> {
  const touched = new Set<string>();
  if (congressIds.length === 0) return touched;
  const before = await keptStandings(errand.tx, congressIds);
  const reckoned = await reckonReadiness(errand, congressIds);
  await keepStandings(errand.tx, reckoned.map(rowOf), before, errand.today);
  await keepCares(errand.tx, reckoned.map(({ facts }) => facts.id), reckoned.flatMap(({ own }) => own), errand.today);
  const crowded: Clashes["crowded"][number][] = [];
  for (const { facts, clashes } of reckoned) {
    const old = before.get(facts.id)?.clashes;
    if (!moved.has(facts.id) || old === undefined || isAlike(old, clashes)) continue;
    for (const id of [...old.partners, ...clashes.partners]) touched.add(id);
    crowded.push(...old.crowded, ...clashes.crowded);
  }
  if (crowded.length > 0) for (const id of await sittingOn(errand.tx, crowded)) touched.add(id);
  return touched;
}

const isAlike = (a: Clashes, b: Clashes): boolean =>
  a.at === b.at && a.partners.join() === b.partners.join() && a.crowded.join() === b.crowded.join();

function rowOf({ facts, congress, letters, readiness, clashes }: Reckoned): StandingRow {
  return {
    congressId: facts.id,
    campaignId: facts.campaignId,
    unitPath: facts.unitPath,
    standing: standingOf(readiness, letters, congress.restricted.cutOffOn),
    clashes,
    nextChangeOn: readiness.nextChangeOn,
    opensOn: openingOf(congress),
    held: hasHappened(facts.state),
  };
}

function inParts(ids: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / TOGETHER) }, (_, part) => ids.slice(part * TOGETHER, (part + 1) * TOGETHER));
}
