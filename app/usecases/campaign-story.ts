import { randomUUID } from "node:crypto";
import type { Actor } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Level } from "#app/core/organisation/level.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Database, Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import type { Errand } from "./errand.ts";

/** A small invented province for the tests of campaigns and dates. */

export const PLANNING_DAY = day("2025-05-12");
const FOUNDED = day("2010-01-01");

export type StoryUnit = { readonly id: string; readonly path: string; readonly name: string; readonly code: string };

/** Keys are a letter and nine digits, so that paths look like real ones and sort as made. */
let made = 0;
const nextKey = (): string => `u${String((made += 1)).padStart(9, "0")}`;

export async function unit(
  tx: Tx,
  parent: StoryUnit | null,
  name: string,
  level: Level,
  rest: { readonly kind?: string; readonly members?: number | null; readonly validFrom?: Day; readonly validUntil?: Day } = {},
): Promise<StoryUnit> {
  const key = nextKey();
  const path = `${parent?.path ?? "/"}${key}/`;
  const row = {
    id: randomUUID(),
    key,
    code: key,
    name,
    foldedName: fold(name),
    kind: rest.kind ?? (level === "cell" ? "cell" : "commune"),
    level,
    partyName: name,
    members: rest.members ?? null,
    parentId: parent?.id ?? null,
    path,
    validFrom: toDate(rest.validFrom ?? FOUNDED),
    validUntil: rest.validUntil === undefined ? null : toDate(rest.validUntil),
  };
  await tx.unit.create({ data: row });
  return { id: row.id, path, name, code: row.code };
}

export type Province = {
  readonly province: StoryUnit;
  readonly districts: readonly StoryUnit[];
  readonly communes: readonly StoryUnit[];
  readonly cells: readonly StoryUnit[];
};

/** One province, two districts, two agencies' grassroots organisations in each, two cells in each of these. */
export async function province(tx: Tx): Promise<Province> {
  const top = await unit(tx, null, "Đảng bộ tỉnh Phú Hải", "province", { kind: "province", members: 90_000 });
  const districts: StoryUnit[] = [];
  const communes: StoryUnit[] = [];
  const cells: StoryUnit[] = [];
  for (const name of ["An Thành", "Bình Minh"]) {
    const district = await unit(tx, top, `Đảng bộ huyện ${name}`, "directSuperior", { kind: "agency" });
    districts.push(district);
    for (const office of ["Một", "Hai"]) {
      const commune = await unit(tx, district, `Đảng bộ cơ quan ${office} ${name}`, "grassroots", { kind: "agency", members: office === "Một" ? 320 : 60 });
      communes.push(commune);
      for (const n of [1, 2]) cells.push(await unit(tx, commune, `Chi bộ ${n} ${office} ${name}`, "cell", { members: 12 }));
    }
  }
  return { province: top, districts, communes, cells };
}

/** An account in the database, with roles over branches. */
export async function person(tx: Tx, login: string, grants: readonly (readonly [Role, StoryUnit])[]): Promise<Actor> {
  const accountId = randomUUID();
  await tx.account.create({ data: { id: accountId, login: `${login}-${accountId.slice(0, 8)}`, displayName: login, passwordHash: "-" } });
  return {
    accountId,
    login,
    name: login,
    personId: null,
    walledPersons: [],
    grants: grants.map(([role, at]) => ({ id: randomUUID(), role, unitId: at.id, path: at.path, from: day("2020-01-01"), until: day("2040-01-01") })),
  };
}

/** Runs a use-case for somebody in a transaction of its own. */
export function errandFor(database: Database, today: Day = PLANNING_DAY) {
  return <T>(actor: Actor, run: (errand: Errand) => Promise<T>): Promise<T> =>
    database.transaction(
      (tx) => run({ tx, actor, today, realDay: today, now: new Date("2025-05-12T03:00:00Z"), digestKey: "key" }),
      { timeoutMs: 60_000 },
    );
}
