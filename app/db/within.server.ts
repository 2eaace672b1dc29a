import type { Scope } from "#app/core/access/scope.ts";
import { Prisma } from "#app/db/generated/client.ts";

/** The scope as a Prisma filter on Unit. A range on a "C"-collated path uses the index; an empty scope finds nothing. */
export const unitsWithin = (scope: Scope): Prisma.UnitWhereInput => ({
  OR: [
    ...scope.branches.map((branch) => ({ path: { gte: branch, lt: `${branch}~` } })),
    ...(scope.units.length > 0 ? [{ path: { in: [...scope.units] } }] : []),
  ],
});

/** The same as a condition on a path column for hand-written queries, e.g. pathWithin(scope, Prisma.sql`u.path`). */
export function pathWithin(scope: Scope, column: Prisma.Sql): Prisma.Sql {
  const parts = scope.branches.map((branch) => Prisma.sql`(${column} >= ${branch} AND ${column} < ${`${branch}~`})`);
  if (scope.units.length > 0) parts.push(Prisma.sql`${column} IN (${Prisma.join([...scope.units])})`);
  return parts.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join(parts, " OR ")})`;
}
