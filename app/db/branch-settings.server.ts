import type { Permit } from "#app/core/access/scope.ts";
import type { BranchOrder } from "#app/core/scheduling/plan.ts";
import type { CalendarDay } from "#app/core/time/working-days.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";

/** What a branch decides for itself about its calendar and the order of its congresses. */
export type BranchSettings = {
  readonly dailyCeiling: number | null;
  readonly saturdays: boolean;
  /** Working days from the last closing below to the opening above. */
  readonly gapDays: number;
  /** Working days from the closing of a pilot to the opening of the others beside it. */
  readonly lessonDays: number;
  readonly pilots: BranchOrder["pilots"];
  /** Leaders of the committee above who attend each congress, where any are recorded. */
  readonly attending: number;
  /** 0 stands for a branch that has decided nothing yet. */
  readonly version: number;
};

const UNDECIDED: BranchSettings = { dailyCeiling: null, saturdays: false, gapDays: 0, lessonDays: 0, pilots: "soft", attending: 1, version: 0 };
const DECIDED = { dailyCeiling: true, saturdays: true, gapDays: true, lessonDays: true, pilots: true, attending: true, version: true } as const;

export async function settingsOf(tx: Tx, unitId: string): Promise<BranchSettings> {
  const row = await tx.branchSetting.findUnique({ where: { unitId }, select: DECIDED });
  return row === null ? UNDECIDED : { ...row, pilots: row.pilots === "hard" ? "hard" : "soft" };
}

/** Says whether nobody had changed them since `version`. */
export async function saveSettings(tx: Tx, permit: Permit<"organisation.edit">, unitId: string, settings: BranchSettings): Promise<boolean> {
  const { version, ...kept } = settings;
  const unit = await tx.unit.findFirstOrThrow({ where: { id: unitId, path: permit.unitPath }, select: { id: true } });
  if (version === 0) return (await tx.branchSetting.createMany({ data: { unitId: unit.id, ...kept }, skipDuplicates: true })).count === 1;
  const { count } = await tx.branchSetting.updateMany({ where: { unitId: unit.id, version }, data: { ...kept, version: { increment: 1 } } });
  return count === 1;
}

export const OWN_DAY_KINDS = ["holiday", "swappedWorking", "swappedOff", "unsuitable"] as const;

export type OwnDay = { readonly id: string; readonly day: Day; readonly kind: CalendarDay["kind"]; readonly name: string; readonly source: string };

export async function listOwnDays(tx: Tx, unitId: string): Promise<OwnDay[]> {
  const rows = await tx.branchDay.findMany({ where: { unitId }, orderBy: { day: "asc" }, take: 400 });
  return rows.map((row) => ({ ...row, day: toDay(row.day), kind: OWN_DAY_KINDS.find((kind) => kind === row.kind) ?? "unsuitable" }));
}

/** False when the branch has said something else about that day. */
export async function addOwnDay(tx: Tx, permit: Permit<"organisation.edit">, unitId: string, own: Omit<OwnDay, "id">): Promise<boolean> {
  const unit = await tx.unit.findFirstOrThrow({ where: { id: unitId, path: permit.unitPath }, select: { id: true } });
  const { count } = await tx.branchDay.createMany({ data: { unitId: unit.id, ...own, day: toDate(own.day) }, skipDuplicates: true });
  return count === 1;
}

export async function removeOwnDay(tx: Tx, permit: Permit<"organisation.edit">, unitId: string, id: string): Promise<OwnDay | null> {
  const row = await tx.branchDay.findFirst({ where: { id, unitId, unit: { path: permit.unitPath } } });
  if (row === null) return null;
  await tx.branchDay.delete({ where: { id } });
  return { ...row, day: toDay(row.day), kind: OWN_DAY_KINDS.find((kind) => kind === row.kind) ?? "unsuitable" };
}

/** Congresses of working plans at or below a path that are still ahead, at most `take`. */
export async function congressesUnder(tx: Tx, path: string, take: number): Promise<string[]> {
  const rows = await tx.congress.findMany({
    where: { unit: { path: { gte: path, lt: `${path}~` } }, state: { notIn: ["held", "reported"] } },
    select: { id: true },
    take,
  });
  return rows.map((row) => row.id);
}

/** Has the readiness of everything under a path looked at again by the next recomputation. */
export async function markForRecomputation(tx: Tx, path: string, today: Day): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Readiness" r SET "nextChangeOn" = ${toDate(today)}::date
    FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
    WHERE c.id = r."congressId" AND starts_with(u.path, ${path}) AND (r."nextChangeOn" IS NULL OR r."nextChangeOn" > ${toDate(today)}::date)`;
}
