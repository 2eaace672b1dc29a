import { randomUUID } from "node:crypto";
import { type BrowserContext, request } from "@playwright/test";
import { readCalendar } from "#app/core/feeds/strict-reader.ts";
import { row, rows, sessionOf } from "./database.ts";
import { expect, hydrated, inBothWays, signIn } from "./fixtures.ts";

inBothWays("a planner makes an address, a calendar programme reads it, and revoking ends it at once", async ({ page, scripted }) => {
  await signIn(page, "planner.district");
  await page.goto("/account");
  await page.getByRole("link", { name: "Theo dõi lịch" }).click();
  await expect(page).toHaveURL(/\/account\/feeds$/);
  if (scripted) await hydrated(page);
  const makeOne = page.getByRole("button", { name: "Tạo địa chỉ" });
  await makeOne.click();
  const address = await page.getByRole("textbox", { name: "Địa chỉ" }).inputValue();
  expect(address).toMatch(/\/feeds\/[\w-]{43}\.ics$/);
  const secret = /feeds\/(.*)\.ics/.exec(address)?.[1] ?? "";
  // It is told once: the page itself has it no more.
  await page.goto("/account/feeds");
  expect(await page.content()).not.toContain(secret);
  // Somebody without a session, as a calendar programme is.
  const programme = await request.newContext();
  const answer = await programme.get(address);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({ "content-type": "text/calendar; charset=utf-8", "cache-control": "no-store" });
  const calendar = readCalendar(await answer.text());
  expect(calendar.events.length).toBeGreaterThan(10);
  expect(calendar.events.length).toBeLessThanOrEqual(1000);
  const one = await row<{ id: string; day: string; name: string }>(
    `SELECT c.id::text, to_char(d."opensOn", 'YYYYMMDD') AS day, u."partyName" AS name FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" JOIN "PlannedDate" d ON d."congressId" = c.id
     JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working' WHERE u.path LIKE (SELECT path FROM "Unit" WHERE code = '90.002') || '%' AND c.state = 'approved'
     AND d."opensOn" BETWEEN '2025-05-13' AND '2025-07-01' ORDER BY d."opensOn", c.id LIMIT 1`,
  );
  const event = calendar.events.find((each) => each["UID"]?.startsWith(one.id));
  expect(event).toMatchObject({ "DTSTART;VALUE=DATE": one.day, STATUS: "CONFIRMED", SUMMARY: `Đại hội ${one.name} (Đã duyệt)` });
  // Nothing of the neighbours, no person.
  const units = await rows<{ id: string }>(`SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.path NOT LIKE (SELECT path FROM "Unit" WHERE code = '90.002') || '%'`);
  const foreign = new Set(units.map(({ id }) => `${id}@congress-planner`));
  expect(calendar.events.filter((each) => foreign.has(each["UID"] ?? ""))).toEqual([]);

  await page.getByRole("button", { name: "Thu hồi" }).first().click();
  await expect(page).toHaveURL(/notice=feedRevoked/);
  const [revoked, unknown] = [await programme.get(address), await programme.get(address.replace(secret, "A".repeat(43)))];
  expect([revoked.status(), unknown.status()]).toEqual([404, 404]);
  expect(await revoked.text()).toBe(await unknown.text());
  await programme.dispose();
});

inBothWays("who attends what: a leader's programme, its load, its feed", async ({ page }) => {
  const leader = await row<{ id: string; name: string; count: number }>(
    `SELECT l.id::text, l.name, count(*)::int AS count FROM "Leader" l JOIN "CongressLeader" a ON a."leaderId" = l.id JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working' GROUP BY l.id ORDER BY count(*) DESC, l.id LIMIT 1`,
  );
  await signIn(page, "planner");
  await page.goto(`/organisation/leaders/${leader.id}`);
  await page.getByRole("link", { name: "Lịch dự đại hội" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(leader.name);
  await expect(page.getByRole("region", { name: "Theo thứ tự thời gian" }).getByRole("row")).toHaveCount(leader.count + 1);
  await expect(page.getByRole("region", { name: /theo tháng/ }).getByRole("link", { name: leader.name })).toBeVisible();
  await page.getByRole("link", { name: "Theo dõi lịch" }).click();
  await page.getByRole("button", { name: "Tạo địa chỉ" }).click();
  const address = await page.getByRole("textbox", { name: "Địa chỉ" }).inputValue();
  const answer = await page.request.get(address);
  expect(readCalendar(await answer.text()).head["X-WR-CALNAME"]).toContain(leader.name);
});

inBothWays("the load of a branch's leaders in a period: sorted, with what clashes, and printed", async ({ page }) => {
  await signIn(page, "planner");
  await page.goto("/organisation/leaders");
  await page.getByRole("link", { name: "Phân công lãnh đạo" }).click();
  await expect(page).toHaveURL(/\/organisation\/leaders\/load/);
  await page.getByLabel("Từ ngày").fill("01/01/2025");
  await page.getByLabel("Đến hết ngày").fill("31/12/2025");
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(page).toHaveURL(/from=01%2F01%2F2025/);
  const numbers = async (column: number): Promise<number[]> => (await page.getByRole("row").locator(`td:nth-child(${column})`).allInnerTexts()).map((text) => Number(text.replace(/\D+/g, "")));
  const halfDays = await (async () => {
    await page.getByRole("link", { name: /Số buổi/ }).click();
    await expect(page).toHaveURL(/sort=halfDays/);
    return numbers(5);
  })();
  expect(halfDays.length).toBeGreaterThan(1);
  expect(halfDays).toEqual(halfDays.toSorted((a, b) => b - a));
  expect(halfDays[0]).toBeGreaterThan(0);
  await page.getByRole("link", { name: /Số buổi/ }).click();
  await expect(page).toHaveURL(/turned=1/);
  expect(await numbers(5)).toEqual((await numbers(5)).toSorted((a, b) => a - b));
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("table")).toBeVisible();
  await expect(page.getByRole("button", { name: "Xem", exact: true })).toBeHidden();
});

/** The clerk of a unit that no other journey touches. */
async function clerkOf(context: BrowserContext, unitCode: string): Promise<void> {
  const accountId = randomUUID();
  await rows(`INSERT INTO "Account" (id, login, "displayName", "passwordHash") VALUES ($1, $2, 'Văn phòng đơn vị', 'none')`, [accountId, `clerk.${accountId.slice(0, 8)}`]);
  await rows(
    `INSERT INTO "Grant" (id, "accountId", role, "unitId", "validFrom", "validUntil", state) SELECT gen_random_uuid(), $1, 'unitClerk', id, '2024-09-16', current_date + 30, 'active' FROM "Unit" WHERE code = $2`,
    [accountId, unitCode],
  );
  const [name = "", value = ""] = (await sessionOf(accountId)).split(/=(.*)/s);
  await context.addCookies([{ name, value, url: (process.env["JOURNEY_ORIGIN"] ?? "").replace("http:", "https:"), secure: true }]);
}

inBothWays("a clerk proposes days after seeing what they bring; the superior picks one", async ({ page, scripted }) => {
  const context = page.context();
  const unit = scripted ? "90.002.024" : "90.002.025";
  const { id } = await row<{ id: string }>(`UPDATE "Congress" c SET state = 'draft' FROM "Unit" u WHERE u.id = c."unitId" AND u.code = $1 AND c.round = 1 RETURNING c.id::text`, [unit]);
  // Two days that nothing stands against, as the planner's own form offers them.
  await signIn(page, "planner.district");
  await page.goto(`/congresses/${id}/date?suggest=1`);
  const offers = await page.getByRole("region", { name: "Ngày gần nhất phù hợp" }).getByRole("link", { name: "Xem trước ngày này" }).evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get("on") ?? ""));
  const [first = "", second = ""] = [...new Set(offers)];
  expect(second).not.toBe("");
  const typed = (iso: string): string => iso.split("-").reverse().join("/");
  await context.clearCookies();

  await clerkOf(context, unit);
  await page.goto(`/congresses/${id}`);
  await page.getByRole("link", { name: "Ngày đề nghị" }).click();
  await expect(page).toHaveURL(/\/proposals$/);
  if (scripted) await hydrated(page);
  const day = (rank: number) => page.getByRole("group", { name: `Ngày thứ ${rank}` }).getByRole("textbox", { name: /^Ngày/ });
  await day(1).fill("17/02/2026");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await expect(page.getByText(/Không chọn được: \d+ vướng mắc/)).toBeVisible();
  await expect(page.getByText(/Tết/).first()).toBeVisible();
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page.getByText(/Ngày 17\/02\/2026 không chọn được/).first()).toBeVisible();
  await day(1).fill(typed(first));
  await day(2).fill(typed(second));
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page).toHaveURL(/notice=daysProposed/);
  await expect(page.getByRole("button", { name: /^Chọn ngày \d/ })).toHaveCount(0);
  await context.clearCookies();

  await signIn(page, "planner.district");
  await page.getByRole("link", { name: /đề nghị ngày đại hội, chờ chọn/ }).click();
  await page.locator(`a[href="/congresses/${id}/proposals"]`).click();
  await page.getByRole("textbox", { name: "Lý do" }).nth(1).fill("Cấp ủy cấp trên dự được ngày này");
  await page.getByRole("button", { name: `Chọn ngày ${typed(second)}` }).click();
  await expect(page).toHaveURL(/notice=datePlaced/);
  expect(await row(`SELECT to_char(d."opensOn", 'YYYY-MM-DD') AS day, c.state FROM "Congress" c JOIN "PlannedDate" d ON d."congressId" = c.id JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working' WHERE c.id = $1`, [id])).toEqual({ day: second, state: "draft" });
  expect((await rows<{ state: string }>(`SELECT state FROM "DateProposal" WHERE "congressId" = $1 ORDER BY rank`, [id])).map(({ state }) => state)).toEqual(["declined", "picked"]);
});

