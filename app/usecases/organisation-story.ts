import { randomUUID } from "node:crypto";
import type { Role } from "#app/core/access/policy.ts";
import { takeIn } from "#app/core/intake/intake.ts";
import type { ImportReport } from "#app/core/intake/table.ts";
import { day } from "#app/core/time/day.ts";
import type { Database, Tx } from "#app/db/client.server.ts";
import type { Errand } from "./errand.ts";
import { importUnits } from "./import-units.server.ts";

// A small province with invented units, for tests: it is made by the import itself.

export const TODAY = day("2025-05-12");

/** Who acts in a story: a role over a path. "/" is the installation itself. */
export type Part = { readonly role: Role; readonly path: string; readonly accountId?: string };

export const INSTALLATION: Part = { role: "planner", path: "/" };

export function errandOf(tx: Tx, { role, path, accountId = randomUUID() }: Part): Errand {
  const grant = { id: randomUUID(), role, unitId: randomUUID(), path, from: day("2025-01-01"), until: day("2026-12-31") };
  return {
    tx,
    actor: { accountId, login: role, name: role, personId: null, walledPersons: [], grants: [grant] },
    today: TODAY,
    realDay: TODAY,
    now: new Date("2025-05-12T02:00:00Z"),
    digestKey: "story",
  };
}

export const play = <T>(database: Database, part: Part, act: (errand: Errand) => Promise<T>): Promise<T> =>
  database.transaction((tx) => act(errandOf(tx, part)), { timeoutMs: 60_000 });

export const PROVINCE = `code,name,type,parent_code
P,Tỉnh Phú Hải,Tỉnh,
P.1,Huyện An Khê,Huyện,P
P.1.1,Xã Đông Hòa,Xã,P.1
P.1.2,Thị trấn An Khê,Thị trấn,P.1
P.2,Thành phố Phú Hải,Thành phố,P
P.2.1,Phường Hoà Bình,Phường,P.2
`;

/** A table as the file reader gives it, from CSV without quotes. */
export function tableOf(csv: string): { header: string[]; rows: { row: number; cells: string[] }[] } {
  const [header = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return { header, rows: rows.map((cells, index) => ({ row: index + 2, cells })) };
}

export async function takeInUnits(errand: Errand, csv: string, more: { unitId?: string | null; dryRun?: boolean } = {}): Promise<ImportReport> {
  const verdict = await importUnits(errand, { unitId: more.unitId ?? null, intake: takeIn("units", tableOf(csv)), dryRun: more.dryRun ?? false });
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.value;
}

export type Standing = { readonly id: string; readonly path: string; readonly version: number };

/** A unit of the story by its code. */
export const unitOf = (database: Database, code: string): Promise<Standing> =>
  database.transaction((tx) => tx.unit.findUniqueOrThrow({ where: { code }, select: { id: true, path: true, version: true } }));
