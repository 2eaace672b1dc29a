import { permit, scopeFor } from "#app/core/access/scope.ts";
import { type Finding, findingKey } from "#app/core/scheduling/conflicts.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeeds } from "#app/db/audit.server.ts";
import { assignCares, careKey, caresOf, type OwnerChoice, ownersFor } from "#app/db/conflict-care.server.ts";
import { boardOf, type ConflictFilter, markOf } from "./check-plan.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { campaignScope } from "./find-congress.server.ts";

export type AssignInput = ConflictFilter & {
  /** Null takes the clashes from whoever has them. */
  readonly ownerId: string | null;
  /** Handles of single lines; null for everything that the filter matches. */
  readonly chosen: readonly string[] | null;
  /** How many were matched when it was decided to give them all. */
  readonly expected: number | null;
};
export type AssignCode = "nothingChosen" | "groupChanged" | "tooManyMatch" | "movedMeanwhile" | "ownerOutside";

/** One transaction gives so many at the most. */
const MOST_AT_ONCE = 2_000;

/** Gives clashes of a branch to somebody with rights there: single ones, or all that the board's filter matches. */
export async function assignConflicts(errand: Errand, input: AssignInput): Promise<Verdict<{ unitId: string; count: number }, AssignCode>> {
  const { tx, actor, realDay, today } = errand;
  const scope = campaignScope(errand);
  const { checked, matching } = await boardOf(errand, scope, input);
  const leave = permit(actor, "conflict.assign", checked.branch.path, realDay);
  if (leave === null) throw new Forbidden("conflict.assign");
  const own = matching.filter(({ finding }) => checked.pathOf.has(finding.congressId)).map(({ finding }) => finding);
  if (input.chosen === null && own.length !== input.expected) return refuse("groupChanged", { count: own.length });
  const versions = input.chosen && new Map(input.chosen.map((handle) => handle.split(".")).map(([id = "", version = "", mark = ""]) => [`${id}.${mark}`, Number(version)]));
  const wanted = versions === null ? own : own.filter((each) => versions.has(handleOf(each)));
  // The same clash on several days is one to look after.
  const clashes = [...new Map(wanted.map((each) => [careKey(each.congressId, findingKey(each)), each])).entries()];
  if (clashes.length === 0) return refuse("nothingChosen");
  if (clashes.length > MOST_AT_ONCE) return refuse("tooManyMatch", { most: MOST_AT_ONCE });
  if (versions !== null && clashes.length !== versions.size) return refuse("movedMeanwhile");

  const owner = await ownerOf(errand, input.ownerId, checked.branch.path);
  if (owner !== null && clashes.some(([, each]) => !looksAfter(owner, checked.pathOf.get(each.congressId) ?? ""))) return refuse("ownerOutside");
  const before = await caresOf(tx, scope, { congressIds: clashes.map(([, each]) => each.congressId) });
  const rows = clashes.map(([key, each]) => ({ congressId: each.congressId, findingKey: findingKey(each), code: each.code, severity: each.severity, version: versions?.get(handleOf(each)) ?? before.get(key)?.version ?? 0 }));
  if ((await assignCares(tx, leave, rows, input.ownerId, today)) !== rows.length) return refuse("movedMeanwhile");
  await recordDeeds(
    tx,
    clashes.map(([key, each]) => ({
      now: errand.now,
      actor,
      deed: "conflict.assign",
      subject: { kind: "congress", id: each.congressId },
      unitPath: checked.pathOf.get(each.congressId) ?? checked.branch.path,
      before: { conflict: findingKey(each), owner: before.get(key)?.owner ?? null },
      after: { conflict: findingKey(each), owner: owner?.login ?? null },
    })),
  );
  return accept({ unitId: checked.branch.unitId, count: clashes.length });
}

const handleOf = (each: Finding): string => `${each.congressId}.${markOf(each)}`;

/** Whoever is not offered does not exist. */
async function ownerOf(errand: Errand, id: string | null, branchPath: string): Promise<OwnerChoice | null> {
  if (id === null) return null;
  const owners = await ownersFor(errand.tx, scopeFor(errand.actor, "accounts", errand.realDay), branchPath, errand.realDay);
  const owner = owners.find((each) => each.id === id);
  if (owner === undefined) throw new NotFound();
  return owner;
}

const looksAfter = ({ rights }: OwnerChoice, path: string): boolean =>
  rights.some(({ role, path: over }) => (role === "unitClerk" ? path === over : path.startsWith(over)));
