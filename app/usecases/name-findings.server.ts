import type { Scope } from "#app/core/access/scope.ts";
import type { Finding, OtherKind } from "#app/core/scheduling/conflicts.ts";
import { namesOf, type ShownException } from "#app/db/congress-context.server.ts";
import type { Errand } from "./errand.ts";

/** A thing that a finding speaks of; without id and name it lies outside the reader's branch. */
export type Named = { readonly id: string | null; readonly name: string | null };

export type NamedFinding = Omit<Finding, "congressId" | "otherId" | "otherKind"> & {
  readonly congress: Named;
  readonly other: (Named & { readonly kind: OtherKind }) | null;
  readonly leader: string | null;
  readonly venue: string | null;
  /** The exception that was accepted, where the reader may see the congress that holds it. */
  readonly exception: ShownException | null;
};

const HIDDEN: Named = { id: null, name: null };

/** Puts names on findings, in one statement; what the reader may not see has none. */
export async function nameFindings(errand: Errand, scope: Scope, findings: readonly Finding[]): Promise<NamedFinding[]> {
  const others = (kind: OtherKind) => findings.flatMap((each) => (each.otherKind === kind && each.otherId !== null ? [each.otherId] : []));
  const detail = (key: string) => findings.flatMap((each) => (typeof each.details[key] === "string" ? [each.details[key]] : []));
  const names = await namesOf(errand.tx, scope, {
    congresses: [...findings.map((each) => each.congressId), ...others("congress")],
    units: others("branch"),
    leaders: [...others("leader"), ...detail("leaderId")],
    venues: detail("venueId"),
    exceptions: findings.flatMap((each) => (each.exceptionId === null ? [] : [each.exceptionId])),
  });
  const named = (map: ReadonlyMap<string, string>, id: string): Named => {
    const name = map.get(id);
    return name === undefined ? HIDDEN : { id, name };
  };
  const mapOf = { congress: names.congresses, branch: names.units, leader: names.leaders };
  return findings.map(({ congressId, otherId, otherKind, ...rest }) => ({
    ...rest,
    congress: named(names.congresses, congressId),
    other: otherKind === null || otherId === null ? null : { kind: otherKind, ...named(mapOf[otherKind], otherId) },
    leader: names.leaders.get(String(rest.details["leaderId"] ?? (otherKind === "leader" ? otherId : ""))) ?? null,
    venue: names.venues.get(String(rest.details["venueId"] ?? "")) ?? null,
    exception: names.exceptions.get(rest.exceptionId ?? "") ?? null,
  }));
}
