import { randomUUID } from "node:crypto";
import { type Role, ROLES } from "#app/core/access/policy.ts";
import { row, rows, sessionOf } from "./database.ts";
import { type Kind, RECORDS, type Relation } from "./matrix-table.ts";

/** One account of each role with a branch in the middle of the tree, so that there is something beside and above it. */
export type MatrixActor = { readonly role: Role; readonly accountId: string; readonly cookie: string; readonly path: string };

/** A district of the province and a commune in it. */
async function middleOfTheTree(): Promise<{ district: { id: string; path: string }; commune: { id: string; path: string } }> {
  const district = await row<{ id: string; path: string }>(`SELECT id::text, path FROM "Unit" WHERE code = '90.002'`);
  // The commune has nominees and letters, where a commune of the district has.
  const commune = await row<{ id: string; path: string }>(
    `SELECT u.id::text, u.path FROM "Unit" u WHERE u."parentId" = $1
     ORDER BY EXISTS (SELECT 1 FROM "Congress" c JOIN "Nominee" n ON n."congressId" = c.id WHERE c."unitId" = u.id) DESC, u.code LIMIT 1`,
    [district.id],
  );
  return { district, commune };
}

export async function matrixActors(): Promise<MatrixActor[]> {
  const { district, commune } = await middleOfTheTree();
  return Promise.all(
    ROLES.map(async (role) => {
      const unit = role === "unitClerk" ? commune : district;
      const accountId = randomUUID();
      await rows(`INSERT INTO "Account" (id, login, "displayName", "passwordHash") VALUES ($1, $2, $3, 'none')`, [accountId, `matrix.${role}.${accountId.slice(0, 8)}`.toLowerCase(), `Ma trận ${role}`]);
      await rows(
        `INSERT INTO "Grant" (id, "accountId", role, "unitId", "validFrom", "validUntil", state) VALUES ($1, $2, $3, $4, '2024-09-16', current_date + 30, 'active')`,
        [randomUUID(), accountId, role, unit.id],
      );
      return { role, accountId, cookie: await sessionOf(accountId), path: unit.path };
    }),
  );
}

/** The same accounts a day late: the last day of each one's only grant was yesterday. One more never had any. */
export async function lapsedActors(): Promise<{ readonly lapsed: MatrixActor[]; readonly stranger: string }> {
  const lapsed = await matrixActors();
  // A day of the product is a day in Viet Nam, wherever the database's clock stands.
  await rows(`UPDATE "Grant" SET "validUntil" = (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date WHERE "accountId" = ANY($1::uuid[])`, [lapsed.map((actor) => actor.accountId)]);
  const accountId = randomUUID();
  await rows(`INSERT INTO "Account" (id, login, "displayName", "passwordHash") VALUES ($1, $2, $2, 'none')`, [accountId, `matrix.none.${accountId.slice(0, 8)}`]);
  return { lapsed, stranger: await sessionOf(accountId) };
}

/** The province comes without checked files: one each for two districts and for the province. */
export async function addImportDrafts(): Promise<void> {
  await rows(
    `INSERT INTO "ImportDraft" (id, kind, "unitId", "fileName", sha256, rows, report, "createdById")
     SELECT gen_random_uuid(), 'venues', u.id, 'x.csv', 'x', '[]', '{}', a.id
     FROM "Unit" u, "Account" a WHERE a.login = 'planner' AND (u."parentId" IS NULL OR u.code IN ('90.002', '90.003'))
     AND NOT EXISTS (SELECT 1 FROM "ImportDraft" d WHERE d."unitId" = u.id)`,
  );
}

/** Nor with plans beside the working one: a draft each for the same three. */
export async function addPlans(): Promise<void> {
  await rows(
    `INSERT INTO "PlanVersion" (id, "campaignId", "unitId", state, question, summary, "createdById")
     SELECT gen_random_uuid(), k.id, u.id, 'draft', '{"keeping": "dates", "round": 1, "baseNumber": 0}', '{"placed": 0, "unplaced": 0}', a.id
     FROM "Unit" u, "Account" a, "Campaign" k WHERE a.login = 'planner' AND (u."parentId" IS NULL OR u.code IN ('90.002', '90.003'))
     AND NOT EXISTS (SELECT 1 FROM "PlanVersion" p WHERE p."unitId" = u.id AND p.state = 'draft')`,
  );
}

/** For a branch: an id of each kind in each relation, or null where the province has none. */
export async function relatedTo(path: string): Promise<(kind: Kind, relation: Relation) => string | null> {
  const found = new Map<string, string | null>();
  const parent = path.replace(/[^/]+\/$/, "");
  const root = `/${path.split("/")[1] ?? ""}/`;
  for (const [kind, sql] of Object.entries(RECORDS)) {
    // A clerk sees the own unit only; the first record of the branch by path lies in the unit itself where it can.
    const own = await rows<{ id: string }>(`SELECT * FROM (${sql}) r WHERE path LIKE $1 || '%' ORDER BY path, id LIMIT 1`, [path]);
    const sibling = await rows<{ id: string }>(`SELECT * FROM (${sql}) r WHERE path LIKE $1 || '%' AND path <> $1 AND path NOT LIKE $2 || '%' ORDER BY path DESC, id LIMIT 1`, [parent, path]);
    const above = await rows<{ id: string }>(`SELECT * FROM (${sql}) r WHERE path = $1 OR path = $2 ORDER BY path DESC, id LIMIT 1`, [parent, root]);
    found.set(`${kind} own`, own[0]?.id ?? null);
    found.set(`${kind} sibling`, sibling[0]?.id ?? null);
    found.set(`${kind} above`, above[0]?.id ?? null);
  }
  const absent = randomUUID();
  return (kind, relation) => (relation === "absent" ? absent : (found.get(`${kind} ${relation}`) ?? null));
}
