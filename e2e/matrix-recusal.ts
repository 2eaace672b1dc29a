import { randomUUID } from "node:crypto";
import { POLICY, type Role, ROLES } from "#app/core/access/policy.ts";
import { row, rows, sessionOf } from "./database.ts";
import type { MatrixActor } from "./matrix-actors.ts";
import type { Kind, Relation } from "./matrix-table.ts";

// Accounts that hold their grant and are walled off from one matter, and the matter itself: recusal beats every grant.

/** How an account is tied to the one a letter names: it is that person, a declared relative, or works where that person is head. */
export const WALLS = ["named", "relative", "head"] as const;
export type Wall = (typeof WALLS)[number];

export type WalledActor = MatrixActor & { readonly wall: Wall | null; readonly scene: Scene };

/** One commune whose nominee a letter is about. Nothing else restricted touches it, so that every trace is of this letter. */
export type Scene = { readonly unit: string; readonly congress: string; readonly nominee: string; readonly person: string; readonly check: string; letter: Matter | null };
export type Matter = { readonly id: string; readonly caseCode: string; readonly proposal: string };

/** Who comes near letters at all is tried with every wall; for the others the nearest one is enough. */
const NEAR: readonly string[] = ["letters", "letterCounts", "letterFlags", "readiness"];
const wallsOf = (role: Role): readonly Wall[] =>
  // A clerk's grant is from the own unit, of which nothing restricted is told in any case.
  POLICY[role].views.some((view) => NEAR.includes(view)) && role !== "unitClerk" ? WALLS : ["named"];

/** Away from the districts in which the journeys work. */
async function sceneIn(district: string): Promise<Scene> {
  const found = await row<Omit<Scene, "letter">>(
    `SELECT u.id::text AS unit, c.id::text AS congress, n.id::text AS nominee, n."personId"::text AS person, k.id::text AS "check"
     FROM "Unit" u JOIN "Congress" c ON c."unitId" = u.id JOIN "Nominee" n ON n."congressId" = c.id JOIN "Check" k ON k."nomineeId" = n.id
     WHERE u.code LIKE $1 || '.%' AND u.level = 'grassroots' AND c.state = 'approved' AND NOT n.withdrawn
       AND NOT EXISTS (SELECT 1 FROM "LetterSubject" s LEFT JOIN "Nominee" o ON o."personId" = s."personId"
         WHERE s."unitId" = u.id OR s."congressId" = c.id OR o."congressId" = c.id)
     ORDER BY u.path, n.position, n.id LIMIT 1`,
    [district],
  );
  return { ...found, letter: null };
}

async function personAt(unit: string, name: string): Promise<string> {
  const id = randomUUID();
  await rows(`INSERT INTO "Person" (id, "fullName", "foldedName", "sortKey", "unitId") VALUES ($1, $2, $3, $3, $4)`, [id, name, name.toLowerCase(), unit]);
  return id;
}

async function account(role: Role, wall: Wall | null, at: { readonly unit: string; readonly path: string }, personId: string | null): Promise<Omit<WalledActor, "scene">> {
  const accountId = randomUUID();
  const login = `wall.${role}.${wall ?? "none"}.${accountId.slice(0, 8)}`.toLowerCase();
  await rows(`INSERT INTO "Account" (id, login, "displayName", "passwordHash", "personId") VALUES ($1, $2, $2, 'none', $3)`, [accountId, login, personId]);
  await rows(
    `INSERT INTO "Grant" (id, "accountId", role, "unitId", "validFrom", "validUntil", state) VALUES ($1, $2, $3, $4, '2024-09-16', current_date + 30, 'active')`,
    [randomUUID(), accountId, role, at.unit],
  );
  return { role, wall, accountId, cookie: await sessionOf(accountId), path: at.path };
}

export type Recusal = {
  readonly walled: readonly WalledActor[];
  /** The same roles over the same branch, tied to nobody. */
  readonly free: readonly WalledActor[];
  /** Whom the letter of a scene names. */
  readonly subjectsOf: (scene: Scene) => readonly string[];
};

/** The accounts with their ties; the letters are yet to come. */
export async function recusal(): Promise<Recusal> {
  // Two districts, so that nobody rightly learns of the one letter who is walled off from the other.
  const [open, headed] = [await sceneIn("90.007"), await sceneIn("90.006")];
  const placeOf = (unit: string) => row<{ unit: string; path: string }>(`SELECT id::text AS unit, path FROM "Unit" WHERE id = $1`, [unit]);
  const [here, there] = [await placeOf(open.unit), await placeOf(headed.unit)];
  const district = await row<{ unit: string; path: string }>(`SELECT p.id::text AS unit, p.path FROM "Unit" u JOIN "Unit" p ON p.id = u."parentId" WHERE u.id = $1`, [open.unit]);
  await rows(`INSERT INTO "UnitHead" (id, "unitId", "personId", "from") VALUES (gen_random_uuid(), $1, $2, '2024-01-01')`, [headed.unit, headed.person]);

  const named: string[] = [];
  const walled: WalledActor[] = [];
  const free: WalledActor[] = [];
  for (const role of ROLES) {
    const at = role === "unitClerk" ? here : district;
    free.push({ ...(await account(role, null, at, null)), scene: open });
    for (const wall of wallsOf(role)) {
      if (wall === "head") {
        walled.push({ ...(await account(role, wall, there, null)), scene: headed });
        continue;
      }
      const person = await personAt(open.unit, `Ma Trận ${role} ${wall}`);
      if (wall === "named") named.push(person);
      else await rows(`INSERT INTO "PersonRelation" ("personId", "relativeId", kind) VALUES ($1, $2, 'sibling')`, [person, open.person]);
      walled.push({ ...(await account(role, wall, at, person)), scene: open });
    }
  }
  // One letter names at most so many.
  if (named.length > 15) throw new Error("too many are named");
  return { walled, free, subjectsOf: (scene) => [scene.person, ...(scene === open ? named : [])] };
}

/** All officers of the story are given the letter to work on, and its closing waits for a second person. */
export async function handOut(letter: string, { walled, free }: Recusal): Promise<Matter> {
  const proposer = await row<{ id: string; caseCode: string }>(
    `SELECT a."accountId"::text AS id, l."caseCode" FROM "Letter" l JOIN "LetterAssignment" a ON a."letterId" = l.id WHERE l.id = $1 LIMIT 1`,
    [letter],
  );
  for (const { accountId, role } of [...walled, ...free])
    if (role === "lettersOfficer") await rows(`INSERT INTO "LetterAssignment" ("letterId", "accountId") VALUES ($1, $2) ON CONFLICT DO NOTHING`, [letter, accountId]);
  const proposal = randomUUID();
  await rows(`INSERT INTO "LetterProposal" (id, "letterId", deed, reason, "proposedById") VALUES ($1, $2, 'close', 'x', $3)`, [proposal, letter, proposer.id]);
  return { id: letter, caseCode: proposer.caseCode, proposal };
}

/** The ids of the scene, where the route asks for one of its kinds. */
export function relatedToScene(scene: Scene): (kind: Kind, relation: Relation) => string | null {
  const absent = randomUUID();
  const ids: Partial<Record<Kind, string>> = { unit: scene.unit, congress: scene.congress, slate: scene.congress, nominee: scene.nominee, check: scene.check, person: scene.person };
  return (kind, relation) => {
    if (relation === "absent") return absent;
    if (kind === "letter") return scene.letter?.id ?? null;
    if (kind === "proposal") return scene.letter?.proposal ?? null;
    return ids[kind] ?? null;
  };
}
