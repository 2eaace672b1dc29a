import type { Permit, Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay, toDayOrNull } from "#app/db/day.server.ts";
import { unitsWithin } from "#app/db/within.server.ts";

/** Who heads a unit; recusal goes by it. */
export type UnitHead = { readonly id: string; readonly personId: string; readonly name: string; readonly from: Day; readonly until: Day | null };

export async function headsOf(tx: Tx, unitId: string): Promise<UnitHead[]> {
  const rows = await tx.unitHead.findMany({
    where: { unitId },
    orderBy: { from: "desc" },
    take: 20,
    select: { id: true, personId: true, from: true, until: true, person: { select: { fullName: true } } },
  });
  return rows.map(({ person, ...row }) => ({ ...row, name: person.fullName, from: toDay(row.from), until: toDayOrNull(row.until) }));
}

export type Candidate = { readonly id: string; readonly name: string; readonly post: string | null; readonly unitName: string };

/** Persons of a scope whose name contains the text, to choose a head from. */
export async function findCandidates(tx: Tx, scope: Scope, text: string, take: number): Promise<Candidate[]> {
  const wanted = fold(text);
  if (wanted === "") return [];
  const rows = await tx.person.findMany({
    where: { foldedName: { contains: wanted }, unit: unitsWithin(scope) },
    orderBy: { sortKey: "asc" },
    take,
    select: { id: true, fullName: true, post: true, unit: { select: { partyName: true } } },
  });
  return rows.map((row) => ({ id: row.id, name: row.fullName, post: row.post, unitName: row.unit.partyName }));
}

export async function findPersonWithin(tx: Tx, scope: Scope, id: string): Promise<{ id: string; name: string } | null> {
  const row = await tx.person.findFirst({ where: { id, unit: unitsWithin(scope) }, select: { id: true, fullName: true } });
  return row && { id: row.id, name: row.fullName };
}

/** From that day the person heads the unit; whoever headed it until then stops. */
export async function setHead(
  tx: Tx,
  permit: Permit<"organisation.edit">,
  head: { readonly unitId: string; readonly personId: string; readonly from: Day },
): Promise<string> {
  const unit = await tx.unit.findFirstOrThrow({ where: { id: head.unitId, path: permit.unitPath }, select: { id: true } });
  await tx.unitHead.updateMany({
    where: { unitId: unit.id, from: { lt: toDate(head.from) }, OR: [{ until: null }, { until: { gt: toDate(head.from) } }] },
    data: { until: toDate(head.from) },
  });
  const row = await tx.unitHead.create({ data: { unitId: unit.id, personId: head.personId, from: toDate(head.from) }, select: { id: true } });
  return row.id;
}

/** Ends a headship that is still open; false when it had ended already. */
export async function endHead(tx: Tx, permit: Permit<"organisation.edit">, unitId: string, id: string, until: Day): Promise<boolean> {
  const { count } = await tx.unitHead.updateMany({
    where: { id, unitId, until: null, from: { lt: toDate(until) }, unit: { path: permit.unitPath } },
    data: { until: toDate(until) },
  });
  return count === 1;
}
