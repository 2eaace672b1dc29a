import type { Role } from "#app/core/access/policy.ts";
import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { unitsWithin } from "#app/db/within.server.ts";

export type GrantState = "proposed" | "active" | "refused" | "withdrawn";

export type GrantRow = {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly holder: string;
  readonly role: Role;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly from: Day;
  readonly until: Day;
  readonly state: GrantState;
  readonly proposedById: string | null;
  readonly proposedBy: string | null;
  readonly version: number;
};

const include = {
  account: { select: { login: true, displayName: true } },
  unit: { select: { partyName: true, path: true } },
  proposedBy: { select: { displayName: true } },
} as const;

type Found = {
  id: string;
  accountId: string;
  role: string;
  unitId: string;
  validFrom: Date;
  validUntil: Date;
  state: string;
  proposedById: string | null;
  version: number;
  account: { login: string; displayName: string };
  unit: { partyName: string; path: string };
  proposedBy: { displayName: string } | null;
};

const fromRow = (row: Found): GrantRow => ({
  id: row.id,
  accountId: row.accountId,
  login: row.account.login,
  holder: row.account.displayName,
  role: row.role as Role,
  unitId: row.unitId,
  unitName: row.unit.partyName,
  unitPath: row.unit.path,
  from: toDay(row.validFrom),
  until: toDay(row.validUntil),
  state: row.state as GrantState,
  proposedById: row.proposedById,
  proposedBy: row.proposedBy?.displayName ?? null,
  version: row.version,
});

export async function findGrant(tx: Tx, scope: Scope, id: string): Promise<GrantRow | null> {
  const row = await tx.grant.findFirst({ where: { id, unit: unitsWithin(scope) }, include });
  return row && fromRow(row);
}

export async function listGrants(
  tx: Tx,
  scope: Scope,
  asked: { readonly state: GrantState | null; readonly skip: number; readonly take: number },
): Promise<{ readonly rows: readonly GrantRow[]; readonly total: number }> {
  const where = { unit: unitsWithin(scope), ...(asked.state === null ? {} : { state: asked.state }) };
  const rows = await tx.grant.findMany({
    where,
    include,
    orderBy: [{ state: "desc" }, { createdAt: "desc" }, { id: "asc" }],
    skip: asked.skip,
    take: asked.take,
  });
  return { rows: rows.map(fromRow), total: await tx.grant.count({ where }) };
}

export const countProposedGrants = (tx: Tx, scope: Scope, notBy: string): Promise<number> =>
  tx.grant.count({
    where: { state: "proposed", unit: unitsWithin(scope), NOT: [{ proposedById: notBy }, { accountId: notBy }] },
  });

/** The roles an account holds or may soon hold, for the rule that some do not go together. */
export async function rolesHeld(tx: Tx, accountId: string): Promise<Role[]> {
  const rows = await tx.grant.findMany({ where: { accountId, state: { in: ["active", "proposed"] } }, select: { role: true } });
  return rows.map((row) => row.role as Role);
}

/** Takes a grant from one state to another, once. False when somebody was faster. */
export async function stepGrant(
  tx: Tx,
  leave: Permit<"grant.decide"> | Permit<"grant.propose">,
  grant: Pick<GrantRow, "id" | "version">,
  step: { readonly from: GrantState; readonly to: GrantState; readonly decidedById: string; readonly validFrom?: Day },
): Promise<boolean> {
  const { count } = await tx.grant.updateMany({
    where: { id: grant.id, version: grant.version, state: step.from, unit: { path: leave.unitPath } },
    data: {
      state: step.to,
      decidedById: step.decidedById,
      version: { increment: 1 },
      ...(step.validFrom === undefined ? {} : { validFrom: toDate(step.validFrom) }),
    },
  });
  return count === 1;
}
