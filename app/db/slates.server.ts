import type { Permit, Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Day } from "#app/core/time/day.ts";
import type { CheckKind } from "#app/core/vetting/check-kinds.ts";
import type { Nomination, NomineeKind, SlatePost } from "#app/core/vetting/slate.ts";
import type { Tx } from "#app/db/client.server.ts";
import { notWalled, postOf } from "#app/db/nominees.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { escapeLike } from "#app/db/search.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type SlateRow = { readonly state: "open" | "complete"; readonly version: number; readonly posts: readonly { readonly id: string; readonly post: SlatePost; readonly seats: number }[] };

/** The slate of a congress; version 0 while nobody has begun it. */
export async function readSlate(tx: Tx, congressId: string): Promise<SlateRow> {
  const row = await tx.slate.findUnique({ where: { congressId }, select: { state: true, version: true } });
  if (row === null) return { state: "open", version: 0, posts: [] };
  const posts = await tx.slatePost.findMany({ where: { congressId }, select: { id: true, post: true, seats: true } });
  return { version: row.version, state: row.state === "complete" ? "complete" : "open", posts: posts.map((post) => ({ ...post, post: postOf(post.post) })) };
}

/** Begins the slate or takes the next version of it, if it still is at `version`; others who change it wait. */
export async function takeSlate(tx: Tx, leave: Permit<"slate.edit">, congressId: string, version: number, state: "open" | "complete"): Promise<boolean> {
  if (version === 0) {
    const made = await tx.$executeRaw`
      INSERT INTO "Slate" ("congressId", state, version)
      SELECT c.id, ${state}, 1 FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE c.id = ${congressId}::uuid AND u.path = ${leave.unitPath}
      ON CONFLICT ("congressId") DO NOTHING`;
    return made === 1;
  }
  const { count } = await tx.slate.updateMany({
    where: { congressId, version, congress: { unit: { path: leave.unitPath } } },
    data: { state, version: { increment: 1 } },
  });
  return count === 1;
}

/** Sets the seats of many posts in one statement; a post without seats stays as long as somebody stands for it. */
export async function setSeats(tx: Tx, _leave: Permit<"slate.edit">, congressId: string, seats: readonly { readonly post: SlatePost; readonly seats: number }[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SlatePost" (id, "congressId", post, seats)
    SELECT gen_random_uuid(), ${congressId}::uuid, s.post, s.seats
    FROM unnest(${seats.map((each) => each.post)}::text[], ${seats.map((each) => each.seats)}::int[]) AS s(post, seats)
    ON CONFLICT ("congressId", post) DO UPDATE SET seats = excluded.seats`;
}

/** The posts a person stands for in the same season and round, in whatever branch: some posts exclude one another. */
export async function nominationsInSeason(tx: Tx, personId: string, congressId: string): Promise<Nomination[]> {
  const rows = await tx.$queryRaw<{ congressId: string; post: string }[]>`
    SELECT n."congressId"::text AS "congressId", s.post
    FROM "Congress" here JOIN "Congress" c ON c."campaignId" = here."campaignId" AND c.round = here.round
      JOIN "Nominee" n ON n."congressId" = c.id JOIN "SlatePost" s ON s.id = n."postId"
    WHERE here.id = ${congressId}::uuid AND n."personId" = ${personId}::uuid AND NOT n.withdrawn`;
  return rows.map((row) => ({ congressId: row.congressId, post: postOf(row.post) }));
}

/** Two nominations of one person, perhaps in two congresses, wait for one another here. */
export const holdPerson = (tx: Tx, personId: string): Promise<unknown> => tx.$queryRaw`SELECT 1 FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`;

/** Puts a person at the end of a post's list; who was withdrawn comes back under the same entry. */
export async function putNominee(
  tx: Tx,
  _leave: Permit<"slate.edit">,
  nominee: { readonly congressId: string; readonly postId: string; readonly personId: string; readonly kind: NomineeKind },
): Promise<string> {
  const { congressId, postId, personId, kind } = nominee;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Nominee" (id, "congressId", "postId", "personId", kind, position)
    SELECT gen_random_uuid(), ${congressId}::uuid, ${postId}::uuid, ${personId}::uuid, ${kind},
      coalesce((SELECT max(position) FROM "Nominee" WHERE "postId" = ${postId}::uuid), 0) + 1
    ON CONFLICT ("postId", "personId") DO UPDATE SET withdrawn = FALSE, kind = excluded.kind, position = excluded.position, version = "Nominee".version + 1
    RETURNING id::text AS id`;
  const row = rows[0];
  if (row === undefined) throw new Error("the nominee was not stored");
  return row.id;
}

/** Gives a nominee the checks of a bundle, in one statement; checks that exist stay as they are. */
export async function giveChecks(tx: Tx, _leave: Permit<"slate.edit">, nomineeId: string, bundle: readonly CheckKind[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Check" (id, "nomineeId", kind, body)
    SELECT gen_random_uuid(), ${nomineeId}::uuid, k.code, k.body
    FROM unnest(${bundle.map((kind) => kind.code)}::text[], ${bundle.map((kind) => kind.body.vi)}::text[]) AS k(code, body)
    ON CONFLICT ("nomineeId", kind) DO NOTHING`;
}

export async function withdrawNominee(tx: Tx, _leave: Permit<"slate.edit">, nominee: { readonly id: string; readonly version: number }): Promise<boolean> {
  const { count } = await tx.nominee.updateMany({ where: { ...nominee, withdrawn: false }, data: { withdrawn: true, version: { increment: 1 } } });
  return count === 1;
}

/** Changes places with the neighbour on the post's list; at the end of the list nothing moves. */
export async function swapNominees(tx: Tx, _leave: Permit<"slate.edit">, pair: readonly [Placed, Placed]): Promise<void> {
  const [a, b] = pair;
  await tx.$executeRaw`
    UPDATE "Nominee" n SET position = s.position FROM (VALUES (${a.id}::uuid, ${b.position}::int), (${b.id}::uuid, ${a.position}::int)) AS s(id, position)
    WHERE n.id = s.id`;
}

export type Placed = { readonly id: string; readonly position: number };

export type SlateFilter = "open" | "complete" | "none" | "all";

export type SlateLineRow = {
  readonly congressId: string;
  readonly unitName: string;
  readonly round: number;
  readonly contents: number;
  readonly opensOn: Day | null;
  readonly state: "open" | "complete" | "none";
  readonly seats: number;
  readonly nominees: number;
  readonly confirmed: number;
  readonly ineligible: number;
};

/** Congresses with how far their slates are, the next to open first. Nominees are counted for the page's rows only. */
export async function listSlates(
  tx: Tx,
  scope: Scope,
  filter: { readonly show: SlateFilter; readonly text: string; readonly walled: readonly string[] },
  skip: number,
  take: number,
): Promise<SlateLineRow[]> {
  const states = { open: Prisma.sql`AND sl.state = 'open'`, complete: Prisma.sql`AND sl.state = 'complete'`, none: Prisma.sql`AND sl."congressId" IS NULL`, all: Prisma.empty }[filter.show];
  const named = filter.text === "" ? Prisma.empty : Prisma.sql`AND u."foldedName" LIKE ${`%${escapeLike(fold(filter.text))}%`}`;
  const slate = filter.show === "open" || filter.show === "complete" ? Prisma.sql`JOIN` : Prisma.sql`LEFT JOIN`;
  return tx.$queryRaw<SlateLineRow[]>`
    WITH page AS (
      SELECT c.id, u."partyName", u.path, c.round, c.contents, d."opensOn", coalesce(sl.state, 'none') AS state
      FROM "Congress" c ${slate} "Slate" sl ON sl."congressId" = c.id
      JOIN "Unit" u ON u.id = c."unitId"
      JOIN "PlanVersion" v ON v."campaignId" = c."campaignId" AND v.state = 'working'
      LEFT JOIN "PlannedDate" d ON d."planVersionId" = v.id AND d."congressId" = c.id
      WHERE ${pathWithin(scope, Prisma.sql`u.path`)} AND c.state NOT IN ('held', 'reported', 'cancelled') ${states} ${named}
      ORDER BY d."opensOn" NULLS LAST, u.path, c.round LIMIT ${take} OFFSET ${skip}
    )
    SELECT p.id::text AS "congressId", p."partyName" AS "unitName", p.round, p.contents, to_char(p."opensOn", 'YYYY-MM-DD') AS "opensOn", p.state,
      (SELECT coalesce(sum(s.seats), 0)::int FROM "SlatePost" s WHERE s."congressId" = p.id) AS seats,
      n.nominees, n.confirmed, n.ineligible
    FROM page p CROSS JOIN LATERAL (
      SELECT count(*)::int AS nominees, count(*) FILTER (WHERE n.state = 'confirmed')::int AS confirmed, count(*) FILTER (WHERE n.state = 'ineligible')::int AS ineligible
      FROM "Nominee" n WHERE n."congressId" = p.id AND NOT n.withdrawn AND ${notWalled(filter.walled)}) n
    ORDER BY p."opensOn" NULLS LAST, p.path, p.round`;
}

export type SlateCounts = { readonly open: number; readonly complete: number };

export async function countSlates(tx: Tx, scope: Scope): Promise<SlateCounts> {
  const rows = await tx.$queryRaw<SlateCounts[]>`
    SELECT count(*) FILTER (WHERE sl.state = 'open')::int AS open, count(*) FILTER (WHERE sl.state = 'complete')::int AS complete
    FROM "Slate" sl JOIN "Congress" c ON c.id = sl."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE ${pathWithin(scope, Prisma.sql`u.path`)} AND c.state NOT IN ('held', 'reported', 'cancelled')`;
  return rows[0] ?? { open: 0, complete: 0 };
}
