import { AxeBuilder } from "@axe-core/playwright";
import { row } from "./database.ts";
import { expect, hydrated, inBothWays, signIn, test } from "./fixtures.ts";

const congressOf = async (unitCode: string): Promise<string> =>
  (await row<{ id: string }>(`SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = $1 AND c.round = 1`, [unitCode])).id;

inBothWays("a clerk submits a line with its evidence, and the planner accepts it", async ({ page, scripted }) => {
  const id = await congressOf("90.002.001");
  const code = scripted ? "A02" : "A03";
  await signIn(page, "clerk");
  await page.goto(`/readiness/${id}?line=${code}`);
  await page.getByRole("button", { name: "Trình cấp trên" }).click();
  await expect(page.getByText("Ghi số văn bản hoặc tên hồ sơ trước khi trình.").first()).toBeVisible();
  await page.getByLabel("Số văn bản, tên hồ sơ").fill("12-KH/ĐU");
  await page.getByRole("button", { name: "Trình cấp trên" }).click();
  await expect(page).toHaveURL(/notice=lineStepped/);
  await page.context().clearCookies();
  await signIn(page, "planner.district");
  await page.goto(`/readiness/${id}?line=${code}`);
  await page.getByRole("button", { name: "Chấp nhận", exact: true }).click();
  await expect(page).toHaveURL(/notice=lineStepped/);
  expect(await row(`SELECT state FROM "ChecklistLine" WHERE "congressId" = $1 AND code = $2`, [id, code])).toEqual({ state: "accepted" });
});

inBothWays("the report on a congress that was held is recorded", async ({ page, scripted }) => {
  const id = await congressOf(scripted ? "90.002.021" : "90.002.028");
  await signIn(page, "planner.district");
  await page.goto(`/readiness/${id}/outcome`);
  await page.getByRole("textbox", { name: /^Ngày báo cáo/ }).fill("12/05/2025");
  await page.getByLabel(/^Số báo cáo/).fill("07-BC/ĐU");
  await page.locator("form").filter({ has: page.locator("[name=reportDocument]") }).getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=outcomeRecorded/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("đã báo cáo kết quả ngày 12/05/2025");
});

inBothWays("an auditor reads who did what, and no content", async ({ page }) => {
  await signIn(page, "auditor");
  await page.goto("/log");
  await expect(page.getByText("auditor").first()).toBeVisible();
  for (const address of ["/letters", "/personnel", "/readiness", "/calendar", "/organisation"]) expect((await page.goto(address))?.status()).toBe(404);
});

inBothWays("the tree opens level by level and finds a commune without accents", async ({ page, scripted }) => {
  await signIn(page, "planner");
  await page.goto("/organisation");
  if (scripted) {
    await hydrated(page);
    const tree = page.getByRole("tree").first();
    await tree.getByRole("treeitem").first().focus();
    if ((await tree.getByRole("treeitem").first().getAttribute("aria-expanded")) === "false") await page.keyboard.press("ArrowRight");
    await expect(tree.getByRole("treeitem").nth(1)).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/organisation\/units\//);
  } else {
    await page.locator("main").getByRole("link", { name: /^Mở / }).first().click();
    await expect(page).toHaveURL(/open=/);
  }
  await page.goto("/organisation?q=quynh+thang");
  await expect(page.getByRole("link", { name: /Quỳnh Thắng/ }).first()).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test("a secretary sees whether the branch is ready, without scrolling sideways", async ({ page }) => {
    await signIn(page, "secretary.district");
    for (const address of ["/", "/readiness", "/calendar", "/letters", "/organisation", "/personnel"]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const [width, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(width, address).toBeLessThanOrEqual(seen ?? 0);
    }
    await page.goto("/readiness");
    await page.locator("main").getByRole("rowheader").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/readiness\/[0-9a-f-]{36}/);
  });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the five places are free of serious hindrances, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme });
    const found: string[] = [];
    for (const [login, places] of [
      ["secretary", ["/", "/calendar?day=2025-06-12", "/personnel", "/readiness", "/organisation"]],
      ["letters", ["/letters"]],
    ] as const) {
      await page.context().clearCookies();
      await signIn(page, login);
      for (const place of places) {
        await page.goto(place);
        await hydrated(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, impact, nodes } of violations)
          if (impact === "serious" || impact === "critical") found.push(`${place}: ${id} at ${nodes[0]?.target.join(" ")} (${nodes.length})`);
      }
    }
    expect(found).toEqual([]);
  });
