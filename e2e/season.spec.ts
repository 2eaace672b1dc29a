import { AxeBuilder } from "@axe-core/playwright";
import { row, rows } from "./database.ts";
import { expect, hydrated, inBothWays, signIn, test } from "./fixtures.ts";

const unitOf = async (code: string): Promise<string> => (await row<{ id: string }>(`SELECT id::text FROM "Unit" WHERE code = $1`, [code])).id;

/** A day of the year on which congresses of the branch sit, with their number. */
const busyDay = async (code: string): Promise<{ day: string; count: number }> =>
  row(
    `SELECT d."opensOn"::text AS day, (SELECT count(*)::int FROM "PlannedDate" o JOIN "PlanVersion" p ON p.id = o."planVersionId" AND p.state = 'working'
        JOIN "Congress" oc ON oc.id = o."congressId" JOIN "Unit" ou ON ou.id = oc."unitId"
        WHERE ou.path LIKE top.path || '%' AND d."opensOn" BETWEEN o."opensOn" AND o."closesOn") AS count
      FROM "Unit" top JOIN "Unit" u ON u.path LIKE top.path || '%' JOIN "Congress" c ON c."unitId" = u.id JOIN "PlannedDate" d ON d."congressId" = c.id
      WHERE top.code = $1 AND d."opensOn" BETWEEN '2025-01-01' AND '2025-03-31' ORDER BY d."opensOn" LIMIT 1`,
    [code],
  );

inBothWays("the year shows how full each day is and leads to the list of a day", async ({ page, scripted }) => {
  const branch = await unitOf("90.004");
  const { day, count } = await busyDay("90.004");
  await signIn(page, "planner");
  await page.goto(`/calendar?branch=${branch}&day=2025-06-12`);
  if (scripted) await hydrated(page);
  await page.getByRole("link", { name: "Năm", exact: true }).click();
  await expect(page).toHaveURL(/\/calendar\/year\?/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("2025");
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(13);
  const cell = page.locator(`a[data-day="${day}"]`);
  await expect(cell).toHaveAttribute("aria-label", new RegExp(`${day.split("-").reverse().join("/")}: ${count} .*đại hội.*âm lịch`));
  await expect(cell).toContainText(String(count));
  await expect(page.locator('a[data-day="2025-05-01"]')).toHaveAttribute("aria-label", /ngày nghỉ/);
  await cell.click();
  await expect(page).toHaveURL(new RegExp(`/calendar/list\\?.*on=${day}`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(new RegExp(`^${count} `));
});

test("the keyboard goes through the year by day and by month", async ({ page }) => {
  await signIn(page, "planner");
  await page.goto("/calendar/year");
  await hydrated(page);
  await expect(page.locator('a[data-day]:not([tabindex="-1"])')).toHaveCount(1);
  await page.locator('a[data-day="2025-05-12"]').focus();
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
  await expect(page.locator('a[data-day="2025-06-11"]')).toBeFocused();
  await page.keyboard.press("Home");
  await expect(page.locator('a[data-day="2025-06-01"]')).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calendar\/list\?.*on=2025-06-30/);
});

inBothWays("the timeline has a list that goes page by page and can be narrowed to a level", async ({ page, scripted }) => {
  await signIn(page, "planner");
  await page.goto("/calendar/timeline");
  if (scripted) {
    await expect(page.getByRole("grid")).toBeVisible();
    await page.getByRole("link", { name: "Xem dạng danh sách" }).click();
  }
  const table = page.getByRole("table");
  await expect(table.getByRole("row")).toHaveCount(51);
  await expect(page.getByRole("grid")).toHaveCount(0);
  const first = await table.getByRole("rowheader").first().textContent();
  await page.locator('a[rel="next"]').click();
  await expect(page).toHaveURL(/page=2/);
  await expect(table.getByRole("rowheader").first()).not.toHaveText(first ?? "");
  await page.getByLabel("Cấp").selectOption("directSuperior");
  await page.getByRole("button", { name: "Lọc" }).click();
  await expect(page).toHaveURL(/level=directSuperior/);
  const { count } = await row<{ count: number }>(`SELECT count(*)::int AS count FROM "Unit" WHERE level = 'directSuperior' AND "validFrom" < '2025-08-01' AND ("validUntil" IS NULL OR "validUntil" > '2025-05-01')`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} đơn vị`);
});

test("the drawn timeline fetches what comes into sight, and the keyboard goes through all of it", async ({ page }) => {
  const units = await rows<{ name: string }>(`SELECT "partyName" AS name FROM "Unit" WHERE "validFrom" < '2025-08-01' AND ("validUntil" IS NULL OR "validUntil" > '2025-05-01') ORDER BY path`);
  await signIn(page, "planner");
  await page.goto("/calendar/timeline");
  const grid = page.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-rowcount", String(units.length + 1));
  expect(await grid.getByRole("row").count()).toBeLessThan(60);
  const current = grid.locator('[aria-selected="true"]');
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(current).toHaveAttribute("aria-rowindex", "3");
  await expect(current.getByRole("rowheader")).toHaveText(units[1]?.name ?? "");
  await page.keyboard.press("End");
  await expect(current).toHaveAttribute("aria-rowindex", String(units.length + 1));
  await expect(current.getByRole("rowheader")).toHaveText(units.at(-1)?.name ?? "");
  await expect(current).toBeInViewport();
  await expect(grid).toHaveAttribute("aria-activedescendant", (await current.getAttribute("id")) ?? "none");
  await page.keyboard.press("PageUp");
  await expect(current).not.toHaveAttribute("aria-rowindex", String(units.length + 1));
  await expect(current).toBeInViewport();
  await page.keyboard.press("Home");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Home");
  await expect(current).toHaveAttribute("aria-rowindex", "2");
  expect(await grid.getByRole("row").count()).toBeLessThan(60);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/congresses\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(units[0]?.name ?? "none");
});

test("rows that could not be fetched are asked for again", async ({ page }) => {
  await signIn(page, "planner");
  let broken = true;
  await page.route("**/calendar/timeline/rows?*", (route) => (broken ? route.fulfill({ status: 403, json: { code: "forbidden" } }) : route.continue()));
  await page.goto("/calendar/timeline");
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("alert")).toContainText("Chưa tải được");
  broken = false;
  await page.getByRole("button", { name: "Thử lại" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("grid").locator('[aria-busy="true"]')).toHaveCount(0);
});

test("rows are given in windows of two hundred at most, of days that make a span", async ({ page }) => {
  await signIn(page, "planner");
  const status = async (query: string): Promise<number> => (await page.request.get(`/calendar/timeline/rows?${query}`)).status();
  expect(await status("from=0&count=200&start=2025-01-01&end=2026-01-01")).toBe(200);
  expect(await status("from=0&count=201&start=2025-01-01&end=2026-01-01")).toBe(404);
  expect(await status("from=-1&count=10&start=2025-01-01&end=2026-01-01")).toBe(404);
  expect(await status("from=0&count=10&start=2025-01-01&end=2027-01-01")).toBe(404);
  expect(await status("from=0&count=10&start=2025-02-30&end=2025-04-01")).toBe(404);
  expect(await status("from=0&count=10&start=2025-04-01&end=2025-04-01")).toBe(404);
  expect(await status("from=0&count=10&start=2025-04-01")).toBe(404);
  await page.context().clearCookies();
  await signIn(page, "planner.district");
  expect(await status(`branch=${await unitOf("90")}&from=0&count=10&start=2025-04-01&end=2025-05-01`)).toBe(404);
});

for (const [colorScheme, width] of [["light", 1366], ["dark", 1366], ["light", 390]] as const)
  test(`year and timeline can be read by everybody: ${colorScheme}, ${width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await signIn(page, "planner");
    const found: string[] = [];
    for (const place of ["/calendar/year", "/calendar/timeline", "/calendar/timeline?as=list"]) {
      await page.goto(place);
      await hydrated(page);
      if (width > 390 && !place.includes("list")) await expect(page.locator(".heat, [role=grid]")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, impact, nodes } of violations) if (impact === "serious" || impact === "critical") found.push(`${place}: ${id} at ${nodes[0]?.target.join(" ")} (${nodes.length})`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), place).toBeLessThanOrEqual(0);
    }
    expect(found).toEqual([]);
  });
