import type { Page } from "@playwright/test";
import { row, rows } from "./database.ts";
import { expect, hydrated, inBothWays, signIn, test } from "./fixtures.ts";

const congressOf = async (unitCode: string): Promise<string> =>
  (await row<{ id: string }>(`SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = $1 AND c.round = 1`, [unitCode])).id;
const unitOf = async (code: string): Promise<string> => (await row<{ id: string }>(`SELECT id::text FROM "Unit" WHERE code = $1`, [code])).id;
const stateOf = async (id: string): Promise<string> => (await row<{ state: string }>(`SELECT state FROM "Congress" WHERE id = $1`, [id])).state;
const dayOf = async (id: string): Promise<string> => (await row<{ day: string }>(`SELECT "opensOn"::text AS day FROM "PlannedDate" WHERE "congressId" = $1`, [id])).day;

async function leave(page: Page): Promise<void> {
  await page.context().clearCookies();
}

inBothWays("a planner tries a day, sees what it changes, moves the congress with a reason; the secretary approves it", async ({ page, scripted }) => {
  const id = await congressOf(scripted ? "90.002.023" : "90.002.031");
  const before = await dayOf(id);
  await signIn(page, "planner.district");
  await page.goto(`/congresses/${id}`);
  await page.getByRole("link", { name: "Chuyển ngày" }).first().click();

  // Onto Tết: shown why, and not offered to be saved.
  await page.getByRole("textbox", { name: "Ngày khai mạc" }).fill("17/02/2026");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await expect(page.getByText(/Chưa lưu được: \d+ vướng mắc phải xử lý/)).toBeVisible();
  await expect(page.getByText(/Tết/).first()).toBeVisible();
  await expect(page.getByText(/thời hạn/i).first()).toBeVisible();
  await expect(page.locator("main").getByRole("button", { name: "Chuyển ngày" })).toHaveCount(0);
  expect(await dayOf(id)).toBe(before);

  await page.goto(`/congresses/${id}/date?suggest=1`);
  await page.getByRole("region", { name: "Ngày gần nhất phù hợp" }).getByRole("link", { name: "Xem trước ngày này" }).first().click();
  await expect(page.getByText(/mốc dời theo/).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Lý do" }).first().fill("Nhường ngày cho đơn vị bạn");
  await page.locator("main").getByRole("button", { name: "Chuyển ngày" }).click();
  await expect(page).toHaveURL(/notice=datePlaced/);
  const moved = await dayOf(id);
  expect(moved).not.toBe(before);
  await expect(page.getByText("Nhường ngày cho đơn vị bạn").first()).toBeVisible();

  await page.getByRole("button", { name: "Trình duyệt" }).click();
  await expect(page).toHaveURL(/notice=datesSubmitted/);
  expect(await stateOf(id)).toBe("submitted");
  await expect(page.getByRole("button", { name: "Phê duyệt" })).toHaveCount(0);
  await leave(page);
  await signIn(page, "secretary.district");
  await page.goto(`/congresses/${id}`);
  await page.getByRole("button", { name: "Phê duyệt" }).click();
  await expect(page).toHaveURL(/notice=datesApproved/);
  expect(await stateOf(id)).toBe("approved");
});

inBothWays("two people move the same congress: the second sees the other's day and loses nothing typed", async ({ page, scripted }) => {
  const id = await congressOf(scripted ? "90.002.027" : "90.002.020");
  await signIn(page, "planner.district");
  await page.goto(`/congresses/${id}/date?suggest=1`);
  await page.getByRole("region", { name: "Ngày gần nhất phù hợp" }).getByRole("link", { name: "Xem trước ngày này" }).first().click();
  await page.getByRole("textbox", { name: "Lý do" }).first().fill("Đồng chí phụ trách đề nghị");
  // Somebody else is faster: the version that the form was made for is gone.
  await row(`UPDATE "PlannedDate" SET version = version + 1 WHERE "congressId" = $1 RETURNING 1 AS done`, [id]);
  await row(`UPDATE "Congress" SET version = version + 1 WHERE id = $1 RETURNING 1 AS done`, [id]);
  await page.locator("main").getByRole("button", { name: "Chuyển ngày" }).click();
  await expect(page.getByText(/(Có người|Người khác) vừa thay đổi/).first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Lý do" }).first()).toHaveValue("Đồng chí phụ trách đề nghị");
});

inBothWays("everything that a filter matches is submitted at once; what stays is told with its reason, and a list that changed is looked at again", async ({ page, scripted }) => {
  const district = scripted ? "90.006" : "90.007";
  const branch = await unitOf(district);
  // Two cells of an organisation without a day: one draft that can be submitted, one whose day has passed.
  const [ready, passed] = await rows<{ id: string; name: string }>(
    `SELECT c.id::text, u."partyName" AS name FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" JOIN "Congress" p ON p."unitId" = u."parentId" AND p.round = 1
     WHERE u.code LIKE $1 || '.%' AND u.level = 'cell' AND c.round = 1 AND c.state = 'reported' AND p.state NOT IN ('held', 'reported') ORDER BY p.state <> 'undated', u.path LIMIT 2`,
    [district],
  );
  if (ready === undefined || passed === undefined) throw new Error("The demo has no such cells.");
  await rows(`UPDATE "Congress" SET state = 'draft', version = version + 1 WHERE id = ANY($1)`, [[ready.id, passed.id]]);
  await rows(`UPDATE "PlannedDate" SET "opensOn" = '2025-07-15', "closesOn" = '2025-07-15' WHERE "congressId" = $1`, [ready.id]);
  await signIn(page, "planner");
  await page.goto(`/calendar/list?branch=${branch}&level=cell`);
  const all = page.getByRole("checkbox", { name: /^Tất cả \d+ đại hội khớp bộ lọc/ });
  const total = Number(/\d+/.exec((await page.getByText(/^Tất cả \d+ đại hội khớp/).textContent()) ?? "")?.[0]);
  expect(total).toBeGreaterThan(100);
  await all.check();
  await page.getByRole("button", { name: "Trình duyệt", exact: true }).click();
  const report = page.getByRole("alert").filter({ hasText: `Trình duyệt: 1 đại hội; ${total - 1} đại hội giữ nguyên` });
  await expect(report).toBeVisible();
  await expect(report.getByText(`${total - 2} đại hội: trạng thái không cho bước này`)).toBeVisible();
  await report.getByText("1 đại hội: còn vướng mắc").click();
  await expect(report.getByRole("listitem").filter({ hasText: passed.name }).first()).toBeVisible();
  expect([await stateOf(ready.id), await stateOf(passed.id)]).toEqual(["submitted", "draft"]);

  await rows(`UPDATE "Congress" SET version = version + 1 WHERE id = $1`, [passed.id]);
  await all.check();
  await page.getByRole("button", { name: "Rút lại", exact: true }).click();
  await expect(page.getByText("Danh sách vừa thay đổi").first()).toBeVisible();
  expect(await stateOf(ready.id)).toBe("submitted");
  await expect(all).toBeChecked();
  await page.getByRole("button", { name: "Rút lại", exact: true }).click();
  await expect(page.getByText(`Rút lại: 1 đại hội; ${total - 1} đại hội giữ nguyên`)).toBeVisible();
  expect(await stateOf(ready.id)).toBe("draft");
});

inBothWays("the planner fills the empty days of a district, once", async ({ page, scripted }) => {
  // A district of which every congress finds a day, then the whole province, of which some do not.
  const branch = await unitOf(scripted ? "90.003" : "90");
  const undated = async (): Promise<number> =>
    (
      await row<{ n: number }>(
        `SELECT count(*)::int AS n FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE c.state = 'undated' AND c.round = 1 AND u.path LIKE (SELECT path FROM "Unit" WHERE id = $1) || '%'`,
        [branch],
      )
    ).n;
  const before = await undated();
  expect(before).toBeGreaterThan(0);
  await signIn(page, "planner");
  await page.goto(`/calendar/fill?branch=${branch}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Xếp được");
  if (!scripted) await expect(page.getByText("Chưa xếp được và vì sao").first()).toBeVisible();
  await page.getByRole("button", { name: /^Đặt \d+ ngày dự kiến$/ }).click();
  await expect(page).toHaveURL(/notice=planFilled/);
  expect(await undated()).toBeLessThan(before);
});

inBothWays("the calendar shows a month and its list, and leads to a congress", async ({ page, scripted }) => {
  await signIn(page, "planner.district");
  await page.goto("/calendar?day=2025-06-12");
  if (scripted) await hydrated(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Tháng 06/2025");
  await page.getByRole("link", { name: "Danh sách", exact: true }).click();
  await expect(page).toHaveURL(/view=list/);
  await page.getByRole("link", { name: /Châu Lộc/ }).first().click();
  await expect(page).toHaveURL(/\/congresses\//);
  await page.goto("/calendar?day=2026-02-17");
  await expect(page.getByText(/Tết/).first()).toBeVisible();
});

test("a congress is dragged to another day and its consequences are shown before anything is saved", async ({ page }) => {
  const id = await congressOf("90.002.011");
  const before = await dayOf(id);
  await signIn(page, "planner.district");
  await page.goto("/calendar?day=2025-06-12");
  const event = page.locator(".rbc-event").filter({ hasText: "Châu Lâm" }).first();
  await expect(event).toBeVisible();
  const from = await event.boundingBox();
  if (from === null) throw new Error("the congress is not drawn");
  await page.mouse.move(from.x + 12, from.y + from.height / 2);
  await page.mouse.down();
  // Two weeks down, same weekday.
  const row1 = await page.locator(".rbc-month-row").nth(1).boundingBox();
  const row3 = await page.locator(".rbc-month-row").nth(3).boundingBox();
  if (row1 === null || row3 === null) throw new Error("the month is not drawn");
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(from.x + 12, from.y + ((row3.y - row1.y) * step) / 8 + from.height / 2);
  await page.mouse.up();
  await expect(page).toHaveURL(new RegExp(`/congresses/${id}/date\\?on=2025-06-\\d\\d`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("→");
  expect(await dayOf(id)).toBe(before);
});

inBothWays("conflicts are listed with their source and can be taken along", async ({ page }) => {
  await signIn(page, "planner");
  await page.goto("/conflicts");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("phải xử lý");
  await page.getByRole("link", { name: "Trùng hội trường" }).first().click();
  await expect(page).toHaveURL(/code=hallTwice/);
  const answer = await page.request.get("/conflicts/file");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("text/csv");
  expect(await answer.text()).toContain("Trùng hội trường");
});

inBothWays("a clerk proposes a day for the own unit and may not approve it", async ({ page }) => {
  const id = await congressOf("90.002.001");
  await signIn(page, "clerk");
  await page.goto(`/congresses/${id}/date?suggest=1`);
  const present = (await rows<{ day: string }>(`SELECT "opensOn"::text AS day FROM "PlannedDate" WHERE "congressId" = $1`, [id]))[0]?.day ?? "none";
  await page.getByRole("region", { name: "Ngày gần nhất phù hợp" }).locator(`a:not([href*="on=${present}"])`).first().click();
  await page.getByRole("textbox", { name: "Lý do" }).first().fill("Đảng ủy thống nhất");
  await page.locator("main").getByRole("button", { name: /^(Đặt|Chuyển) ngày$/ }).click();
  await expect(page).toHaveURL(/notice=datePlaced/);
  await expect(page.getByRole("button", { name: "Phê duyệt" })).toHaveCount(0);
});
