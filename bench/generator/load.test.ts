import { expect, test } from "vitest";
import { isPath } from "#app/core/organisation/path.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { findActor } from "#app/db/actors.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { readSettings } from "#app/env.server.ts";
import { checkPlan, countFindings } from "#app/usecases/check-plan.server.ts";
import { passwordMatches, weakness } from "#app/usecases/password-hash.server.ts";
import { recomputeAll } from "#app/usecases/refresh-readiness.server.ts";
import { verifyLog } from "#app/usecases/verify-log.server.ts";
import { DEMO_ACCOUNTS, demoPassword } from "./accounts.ts";
import { fillInstallation } from "./load.ts";
import { PLANNING_DAY } from "./season.ts";

const { database, ownerUrl } = await testDatabase();
const now = new Date();
const installation = { database, settings: readSettings({}), digestKey: "key", now: () => now, planningDay: () => PLANNING_DAY };
await fillInstallation({ installation, ownerUrl }, "S", () => undefined);

test("the demo's province has its size, and a place and a light for everything", async () => {
  const counted = await database.transaction(async (tx) => ({
    units: await tx.unit.count(),
    placements: await tx.unitPlacement.count({ where: { validUntil: null } }),
    congresses: await tx.congress.count(),
    readiness: await tx.readiness.count(),
    persons: await tx.person.count(),
    letters: await tx.letter.count(),
  }));
  expect(counted).toEqual({ units: 1_541, placements: 1_541, congresses: 1_541, readiness: 1_541, persons: 10_000, letters: 300 });
  const paths = await database.transaction((tx) => tx.unit.findMany({ select: { path: true } }));
  expect(paths.every(({ path }) => isPath(path))).toBe(true);
});

test("what was reckoned while loading is what a reckoning from scratch finds", async () => {
  const lights = () => database.transaction((tx) => tx.readiness.findMany({ select: { congressId: true, light: true, openLight: true, percent: true }, orderBy: { congressId: "asc" } }));
  const before = await lights();
  const again = await recomputeAll((work) => database.transaction((tx) => work({ tx, today: PLANNING_DAY }), { timeoutMs: 60_000 }));
  expect(again).toEqual({ congresses: 1_541, corrected: 0 });
  expect(await lights()).toEqual(before);
  expect(new Set(before.map((row) => row.light))).toEqual(new Set(["red", "amber", "green", "grey"]));
});

test("the plan shows one of every clash on purpose, and not many more", async () => {
  const found = await database.transaction(async (tx) => {
    const realDay = dayInVietNam(now);
    const actor = await findActor(tx, "planner", realDay);
    if (actor === null) throw new Error("the planner is missing");
    return (await checkPlan({ tx, actor, now, realDay, today: PLANNING_DAY, digestKey: "key" }, scopeFor(actor, "campaign", realDay), { branch: null })).found;
  });
  const codes = countFindings(found).map((count) => count.code);
  expect(codes).toEqual(expect.arrayContaining(["outsideWindow", "tooLong", "nonWorkingDay", "childNotClosed", "leaderTwice", "hallTwice", "ceilingExceeded", "noticeTooShort"]));
  expect(found.filter((each) => each.severity === "blocks").length).toBeLessThan(120);
});

test("every account of the demo can sign in with its printed password", async () => {
  for (const { login } of DEMO_ACCOUNTS) {
    const account = await database.transaction((tx) => tx.account.findUniqueOrThrow({ where: { login } }));
    expect(await passwordMatches(account.passwordHash, demoPassword(login))).toBe(true);
    expect(weakness(demoPassword(login), login)).toBeNull();
  }
});

test("the log of the loading is sealed and whole", async () => {
  expect(await database.transaction((tx) => verifyLog(tx))).toMatchObject({ whole: true, unsealed: 0 });
});
