import { randomUUID } from "node:crypto";
import type { Actor } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import { day, type Day } from "#app/core/time/day.ts";
import { closesOn } from "#app/core/time/half-days.ts";
import type { Database, Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import type { Errand } from "./errand.ts";
import { seedReadiness } from "./seed-readiness.server.ts";

/** A small invented branch for the tests of readiness. */

export const TODAY = day("2025-05-12");
const NOW = new Date("2025-05-12T03:00:00Z");

export type StoryUnit = { readonly id: string; readonly path: string; readonly congressId: string; readonly name: string };
export type Story = {
  readonly campaignId: string;
  readonly planId: string;
  readonly province: StoryUnit;
  readonly districts: readonly StoryUnit[];
  readonly communes: readonly StoryUnit[];
  readonly cells: readonly StoryUnit[];
};

/** Ten characters of the path's alphabet that tell the unit's place. */
const keyOf = (letter: string, number: number): string => letter.repeat(7) + String(number).padStart(3, "2").replaceAll("0", "a").replaceAll("1", "b");

/** A province, two districts, and under each so many communes and cells, all with a congress; readiness is seeded. */
export async function tellStory(database: Database, size: { readonly communes: number; readonly cells: number }): Promise<Story> {
  return database.transaction(
    async (tx) => {
      const province = await unit(tx, { letter: "p", number: 1, level: "province", kind: "province", name: "Tỉnh Phú Hải", parent: null });
      const campaign = await tx.campaign.create({
        data: { unitId: province.id, term: "2025-2030", editionCode: "CT45", openedOn: toDate(day("2025-01-02")), plans: { create: {} } },
        select: { id: true, plans: { select: { id: true } } },
      });
      const congress = async (of: Omit<StoryUnit, "congressId">, form: string, lengthHalfDays: number): Promise<StoryUnit> => {
        const { id } = await tx.congress.create({ data: { campaignId: campaign.id, unitId: of.id, form, contents: 4, lengthHalfDays }, select: { id: true } });
        return { ...of, congressId: id };
      };
      const districts: StoryUnit[] = [];
      const communes: StoryUnit[] = [];
      const cells: StoryUnit[] = [];
      const top = await congress(province, "delegate", 6);
      for (const d of [1, 2]) {
        const district = await unit(tx, { letter: "d", number: d, level: "directSuperior", kind: "party", name: `Khối ${d}`, parent: province });
        districts.push(await congress(district, "delegate", 4));
        for (let c = 1; c <= size.communes; c++) {
          const number = communes.length + 1;
          const commune = await unit(tx, { letter: "c", number, level: "grassroots", kind: "agency", name: `Cơ quan ${number}`, parent: district });
          communes.push(await congress(commune, "delegate", 2));
          for (let x = 1; x <= size.cells; x++) {
            const cell = await unit(tx, { letter: "x", number: cells.length + 1, level: "cell", kind: "cell", name: `Tổ ${cells.length + 1}`, parent: commune });
            cells.push(await congress(cell, "member", 1));
          }
        }
      }
      await seedReadiness({ tx, today: TODAY }, campaign.id);
      return { campaignId: campaign.id, planId: campaign.plans[0]?.id ?? "", province: top, districts, communes, cells };
    },
    { timeoutMs: 60_000 },
  );
}

async function unit(
  tx: Tx,
  of: { letter: string; number: number; level: string; kind: string; name: string; parent: { id: string; path: string } | null },
): Promise<Omit<StoryUnit, "congressId">> {
  const key = keyOf(of.letter, of.number);
  const path = `${of.parent?.path ?? "/"}${key}/`;
  const name = `Đảng bộ ${of.name}`;
  const { id } = await tx.unit.create({
    data: {
      key,
      code: key,
      name: of.name,
      foldedName: of.name.toLowerCase(),
      kind: of.kind,
      level: of.level,
      partyName: name,
      parentId: of.parent?.id ?? null,
      path,
      members: 40,
      validFrom: toDate(day("2020-01-01")),
    },
    select: { id: true },
  });
  return { id, path, name };
}

/** Somebody with roles at units; `walled` are the persons whose letters this account must not notice. */
export function actorWith(roles: readonly (readonly [Role, StoryUnit])[], more: { walled?: readonly string[]; personId?: string } = {}): Actor {
  return {
    accountId: randomUUID(),
    login: "someone",
    name: "Ai đó",
    personId: more.personId ?? null,
    walledPersons: more.walled ?? [],
    grants: roles.map(([role, at]) => ({ id: randomUUID(), role, unitId: at.id, path: at.path, from: day("2025-01-01"), until: day("2026-01-01") })),
  };
}

export const errandOf = (tx: Tx, actor: Actor, today: Day = TODAY): Errand => ({ tx, actor, today, realDay: TODAY, now: NOW, digestKey: "key" });

/** Puts a congress on a day, as the calendar does. */
export async function datedAs(tx: Tx, story: Story, of: StoryUnit, state: string, opensOn: Day | null): Promise<void> {
  const { lengthHalfDays } = await tx.congress.update({ where: { id: of.congressId }, data: { state: opensOn === null ? "undated" : state } });
  const place = { planVersionId: story.planId, congressId: of.congressId };
  await tx.plannedDate.deleteMany({ where: place });
  if (opensOn === null) return;
  await tx.plannedDate.create({
    data: { ...place, opensOn: toDate(opensOn), closesOn: toDate(closesOn(opensOn, "morning", lengthHalfDays)), session: "morning" },
  });
}

export async function person(tx: Tx, of: StoryUnit, name: string): Promise<string> {
  const { id } = await tx.person.create({ data: { fullName: name, foldedName: name.toLowerCase(), sortKey: name, unitId: of.id }, select: { id: true } });
  return id;
}

/** A letter about a congress, a unit or a person, received on a day and not settled. */
export async function letterAbout(tx: Tx, story: Story, about: { congressId: string } | { unitId: string } | { personId: string }, receivedOn: Day): Promise<string> {
  const { id } = await tx.letter.create({
    data: {
      caseCode: randomUUID(),
      registerUnitId: story.province.id,
      competentUnitId: story.province.id,
      kind: "denunciation",
      channel: "post",
      senderKind: "named",
      receivedOn: toDate(receivedOn),
      competentReceivedOn: toDate(receivedOn),
      subjects: { create: about },
    },
    select: { id: true },
  });
  return id;
}
