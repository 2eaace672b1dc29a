import { ancestorsOf } from "#app/core/organisation/path.ts";
import { type BranchOrder, type Ceiling, strictest } from "#app/core/scheduling/plan.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";

/** What the branches around a plan ask of it. */
export type RulesOver = {
  readonly ceilings: readonly Ceiling[];
  /** What the branches at and above a path ask of the order of the congresses right below it. */
  readonly orderAt: (path: string) => BranchOrder;
};

const ASKED = { dailyCeiling: true, gapDays: true, lessonDays: true, pilots: true, attending: true, unitId: true, unit: { select: { path: true } } } satisfies Prisma.BranchSettingSelect;
type Row = Prisma.BranchSettingGetPayload<{ select: typeof ASKED }>;

/** The rules of the branches above the campaign, and of those inside it that lie at or above `path` (null: of all). */
export async function rulesOver(tx: Tx, topPath: string, path: string | null): Promise<RulesOver> {
  const rows = await tx.branchSetting.findMany({
    where: {
      OR: [{ dailyCeiling: { not: null } }, { gapDays: { gt: 0 } }, { lessonDays: { gt: 0 } }, { pilots: "hard" }],
      unit:
        path === null
          ? { OR: [{ path: { in: [...ancestorsOf(topPath)] } }, { path: { gte: topPath, lt: `${topPath}~` } }] }
          : { path: { in: [...ancestorsOf(path), path] } },
    },
    select: ASKED,
  });
  return {
    ceilings: rows.flatMap(({ unitId, dailyCeiling, unit }) => (dailyCeiling === null ? [] : [{ unitId, path: unit.path, perDay: dailyCeiling, levels: null }])),
    orderAt: orders(rows),
  };
}

function orders(rows: readonly Row[]): (path: string) => BranchOrder {
  const known = new Map<string, BranchOrder>();
  const alike = new Map<string, BranchOrder>();
  return (path) => {
    const there = known.get(path);
    if (there !== undefined) return there;
    const found = strictest(rows.filter((row) => path.startsWith(row.unit.path)).map(orderOf));
    // Equal orders are one, so that whoever compares them need not look inside.
    const key = JSON.stringify(found);
    const order = alike.get(key) ?? found;
    alike.set(key, order);
    known.set(path, order);
    return order;
  };
}

const orderOf = ({ gapDays, lessonDays, pilots }: Row): BranchOrder => ({ gapWorkingDays: gapDays, lessonWorkingDays: lessonDays, pilots: pilots === "hard" ? "hard" : "soft" });

/** What holds in a branch for order and attendance: the strictest of what it and those above it ask. */
export async function branchRules(tx: Tx, path: string): Promise<BranchOrder & { readonly leadersPerCongress: number }> {
  const rows = await tx.branchSetting.findMany({ where: { unit: { path: { in: [...ancestorsOf(path), path] } } }, select: ASKED });
  return { ...strictest(rows.map(orderOf)), leadersPerCongress: Math.max(1, ...rows.map((row) => row.attending)) };
}
