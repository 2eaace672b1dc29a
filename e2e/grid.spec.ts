import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { row, rows } from "./database.ts";
import { expect, hydrated, inBothWays, secondWindow, signIn, test } from "./fixtures.ts";

type Free = { readonly id: string; readonly unit: string; readonly name: string };

/** Congresses of a branch that can still be planned, those without a date first; each test takes others, and none of units that other journeys add meanwhile. */
async function free(code: string, count: number, from = 0): Promise<Free[]> {
  const found = await rows<Free>(
    `SELECT c.id::text, u.id::text AS unit, u."partyName" AS name FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" JOIN "Unit" top ON u.path LIKE top.path || '%'
      WHERE top.code = $1 AND c.state IN ('undated', 'draft') AND c.round = 1 AND u.level <> 'province' AND u.code ~ '^90([.][0-9]+)+$' ORDER BY c.state DESC, u.path, c.id`,
    [code],
  );
  expect(found.length).toBeGreaterThanOrEqual(from + count);
  return found.slice(from, from + count);
}

const cellOf = (page: Page, id: string, field: string) => page.locator(`[name="${id}.${field}"]`);
const stored = (id: string) =>
  row<{ state: string; opensOn: string | null; desiredOn: string | null; isPilot: boolean; version: number; frozen: boolean }>(
    `SELECT c.state, d."opensOn"::text AS "opensOn", c."desiredOn"::text AS "desiredOn", c."isPilot", c.version, c."frozenFrom" IS NOT NULL AS frozen
      FROM "Congress" c JOIN "PlanVersion" p ON p."campaignId" = c."campaignId" AND p.state = 'working'
      LEFT JOIN "PlannedDate" d ON d."congressId" = c.id AND d."planVersionId" = p.id WHERE c.id = $1`,
    [id],
  );

async function open(page: Page, unit: string, scripted = true): Promise<void> {
  await page.goto(`/calendar/grid?branch=${unit}`);
  if (scripted) await hydrated(page);
}

inBothWays("cells of several rows are changed, previewed and saved with one reason", async ({ page, scripted }) => {
  const [one, two] = await free("90.003", 2, scripted ? 0 : 2);
  if (one === undefined || two === undefined) throw new Error("nobody");
  await signIn(page, "planner");
  const top = await row<{ id: string }>(`SELECT id::text FROM "Unit" WHERE code = '90.003'`);
  await page.goto(`/calendar/year?branch=${top.id}`);
  await page.getByRole("link", { name: "Bảng tính" }).click();
  await expect(page).toHaveURL(/\/calendar\/grid\?/);
  for (const each of [one, two]) {
    await open(page, each.unit, scripted);
    await cellOf(page, each.id, "desiredOn").fill("31/06/2025");
    await page.getByRole("button", { name: "Xem trước thay đổi" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Chưa ghi được");
    await expect(page.getByText("“31/06/2025” không phải là ngày có thật")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Ghi/ })).toHaveCount(0);
    // Nothing typed is lost on the way back.
    await page.getByRole("button", { name: "Quay lại sửa" }).click();
    await expect(cellOf(page, each.id, "desiredOn")).toHaveValue("31/06/2025");
    await expect(cellOf(page, each.id, "desiredOn")).toHaveAttribute("aria-invalid", "true");
    await cellOf(page, each.id, "desiredOn").fill("30/6/2025");
    await cellOf(page, each.id, "isPilot").check();
    await page.getByRole("button", { name: "Xem trước thay đổi" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("1 đại hội sẽ thay đổi");
    await expect(page.locator("main del").first()).toHaveText("(trống)");
    await page.getByRole("button", { name: "Ghi 1 thay đổi" }).click();
    await expect(page.getByText("Chưa ghi: hãy nêu lý do.").first()).toBeVisible();
    await page.getByLabel("Lý do").fill("Theo đề nghị của đơn vị");
    await page.getByRole("button", { name: "Ghi 1 thay đổi" }).click();
    await expect(page.getByText("Đã ghi các thay đổi")).toBeVisible();
    expect(await stored(each.id)).toMatchObject({ desiredOn: "2025-06-30", isPilot: true });
    const { count } = await row<{ count: number }>(`SELECT count(*)::int AS count FROM "AuditEntry" WHERE "subjectId" = $1 AND deed = 'congress.edit' AND reason = 'Theo đề nghị của đơn vị'`, [each.id]);
    expect(count).toBe(1);
  }
});

inBothWays("a row that somebody else changed shows three values, and mine or theirs is kept", async ({ page, scripted }) => {
  const [one] = await free("90.004", 1, scripted ? 0 : 1);
  if (one === undefined) throw new Error("nobody");
  await signIn(page, "planner");
  await open(page, one.unit, scripted);
  const other = await secondWindow(page);
  await open(other, one.unit, scripted);
  const save = async (at: Page, wish: string) => {
    await cellOf(at, one.id, "desiredOn").fill(wish);
    await at.getByRole("button", { name: "Xem trước thay đổi" }).click();
    await expect(at.getByRole("heading", { level: 1 })).toContainText("1 đại hội sẽ thay đổi");
  };
  await save(page, "25/06/2025");
  await save(other, "26/06/2025");
  for (const at of [other, page]) {
    await at.getByLabel("Lý do").fill("x");
    await at.getByRole("button", { name: "Ghi 1 thay đổi" }).click();
  }
  await expect(other.getByText("Đã ghi các thay đổi")).toBeVisible();
  await expect(page.getByText("Chưa ghi: có người vừa sửa một số dòng")).toBeVisible();
  await expect(page.locator(".diff")).toContainText("26/06/2025");
  await page.getByLabel("Lý do").fill("x");
  await page.getByRole("button", { name: "Ghi 1 thay đổi" }).click();
  await expect(page.getByText("Đã ghi các thay đổi")).toBeVisible();
  expect(await stored(one.id)).toMatchObject({ desiredOn: "2025-06-25" });
});

test("sent twice, a form saves once and answers the same", async ({ page }) => {
  const [one] = await free("90.004", 1, 2);
  if (one === undefined) throw new Error("nobody");
  await signIn(page, "planner");
  await open(page, one.unit);
  const was = await page.locator(`[name="${one.id}.was"]`).inputValue();
  const form: Record<string, string> = { intent: "save", formKey: "journey-of-the-sheet-0001", reason: "x", [`${one.id}.was`]: was };
  for (const field of ["opensOn", "session", "lengthHalfDays", "hall"]) form[`${one.id}.${field}`] = await cellOf(page, one.id, field).inputValue();
  form[`${one.id}.desiredOn`] = "27/06/2025";
  const { version } = await stored(one.id);
  for (let i = 0; i < 2; i++) {
    const answer = await page.request.post(`/calendar/grid?branch=${one.unit}`, { form, headers: { Origin: new URL(page.url()).origin }, maxRedirects: 0 });
    expect([answer.status(), answer.headers()["location"]]).toEqual([303, expect.stringContaining("notice=sheetSaved")]);
  }
  expect(await stored(one.id)).toMatchObject({ desiredOn: "2025-06-27", version: version + 1 });
});

test("the sheet takes a rectangle from a spreadsheet, fills down, undoes and goes by the keyboard", async ({ page }) => {
  await signIn(page, "planner");
  await page.goto("/calendar/grid?state=undated");
  await hydrated(page);
  const wishes = page.locator('[data-field="desiredOn"]');
  const pilots = page.locator('[data-field="isPilot"]');
  expect(await wishes.count()).toBeGreaterThan(3);
  await wishes.nth(0).focus();
  const paste = (text: string) =>
    page.evaluate((value) => {
      const data = new DataTransfer();
      data.setData("text/plain", value);
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  await paste("2025-06-20\tx\r\nHT-01\t\r\n22.06.2025\tCó\r\n");
  await expect(wishes.nth(0)).toHaveValue("20/06/2025");
  await expect(wishes.nth(1)).toHaveValue("HT-01");
  await expect(wishes.nth(1)).toHaveAttribute("aria-invalid", "true");
  await expect(wishes.nth(2)).toHaveValue("22/06/2025");
  await expect(pilots.nth(0)).toBeChecked();
  await expect(pilots.nth(2)).toBeChecked();
  await expect(page.getByRole("status").filter({ hasText: "Đã dán" })).toContainText("dòng 2, cột Ngày mong muốn “HT-01”");
  await page.keyboard.press("Control+z");
  await expect(wishes.nth(0)).toHaveValue("");
  await expect(pilots.nth(2)).not.toBeChecked();
  await page.keyboard.press("Control+y");
  await expect(wishes.nth(2)).toHaveValue("22/06/2025");

  // One cell down, then all ticked rows.
  await wishes.nth(1).focus();
  await page.keyboard.press("Control+d");
  await expect(wishes.nth(1)).toHaveValue("20/06/2025");
  const ticks = page.locator("[name=chosen]");
  await ticks.nth(0).click();
  await ticks.nth(3).click({ modifiers: ["Shift"] });
  await expect(page.locator("[name=chosen]:checked")).toHaveCount(4);
  await wishes.nth(2).focus();
  await page.keyboard.press("Control+d");
  for (const i of [0, 1, 2, 3]) await expect(wishes.nth(i)).toHaveValue("20/06/2025");

  await wishes.nth(0).focus();
  await page.keyboard.press("Enter");
  await expect(wishes.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(wishes.nth(2)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await expect(pilots.nth(1)).toBeFocused();
  await expect(page).toHaveURL(/state=undated/);
  await expect(page.getByText("4 dòng đã sửa, chưa ghi")).toBeVisible();
});

inBothWays("chosen congresses are frozen, cannot be moved, are released, cancelled and restored", async ({ page, scripted }) => {
  const [one] = await free("90.005", 1, scripted ? 0 : 1);
  if (one === undefined) throw new Error("nobody");
  await signIn(page, "planner");
  const choose = async (deed: string) => {
    await open(page, one.unit, scripted);
    await page.getByLabel(`Chọn ${one.name}`, { exact: true }).first().check();
    await page.getByLabel("Việc", { exact: true }).selectOption(deed);
    await page.getByRole("button", { name: "Xem trước", exact: true }).click();
  };
  const confirm = async () => {
    await page.getByLabel("Lý do").fill("Do mưa lũ");
    await page.getByLabel("Số văn bản").fill("15-CV/TU");
    await page.getByRole("button", { name: /^Ghi 1 thay đổi/ }).click();
  };
  await choose("freeze");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Giữ nguyên ngày 1 đại hội");
  await confirm();
  await expect(page.getByText("Đã giữ nguyên ngày")).toBeVisible();
  expect(await stored(one.id)).toMatchObject({ frozen: true });
  await page.goto(`/congresses/${one.id}/date`);
  await expect(page.getByText("Ngày đang được giữ nguyên")).toBeVisible();
  await page.goto(`/congresses/${one.id}`);
  await expect(page.getByText("Do mưa lũ (15-CV/TU)")).toBeVisible();

  await choose("cancel");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Không đại hội nào");
  await expect(page.getByText("1 đang giữ nguyên")).toBeVisible();
  await choose("unfreeze");
  await confirm();
  await expect(page.getByText("Đã bỏ giữ nguyên")).toBeVisible();

  await choose("cancel");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Rút 1 đại hội khỏi đợt");
  await confirm();
  await expect(page.getByText("Đã rút các đại hội khỏi đợt")).toBeVisible();
  expect(await stored(one.id)).toMatchObject({ state: "cancelled", opensOn: null });
  await page.goto(`/congresses/${one.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("đã rút khỏi đợt");
  await choose("restore");
  await confirm();
  await expect(page.getByText("Đã khôi phục")).toBeVisible();
  expect(await stored(one.id)).toMatchObject({ state: "undated" });
});

inBothWays("a selection is shifted by working days after its clashes were shown", async ({ page, scripted }) => {
  const drafts = await rows<{ id: string; unit: string; opensOn: string }>(
    `SELECT c.id::text, u.id::text AS unit, d."opensOn"::text AS "opensOn" FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" JOIN "PlannedDate" d ON d."congressId" = c.id
      JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working'
      WHERE c.state = 'draft' AND d."opensOn" BETWEEN '2025-08-04' AND '2025-12-01' AND u.level = 'directSuperior' ORDER BY u.path`,
  );
  const one = drafts[scripted ? 0 : 1];
  if (one === undefined) throw new Error("nobody");
  await signIn(page, "planner");
  await open(page, one.unit, scripted);
  await page.locator(`[name=chosen][value^="${one.id}"]`).check();
  await page.getByRole("button", { name: "Xem trước", exact: true }).click();
  await expect(page.getByText("Ghi số ngày làm việc để chuyển").first()).toBeVisible();
  await page.locator("[name=days]").fill("1");
  await page.getByRole("button", { name: "Xem trước", exact: true }).click();
  const [y, m, d] = one.opensOn.split("-");
  await expect(page.locator("main del").first()).toContainText(`${d}/${m}/${y}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Chuyển 1 đại hội 1 ngày làm việc|còn vướng/);
});

test("the sheet and its previews have no barrier that axe finds, and fit a phone", async ({ page }) => {
  await signIn(page, "planner");
  const clean = async () => expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  await page.goto("/calendar/grid?state=draft");
  await hydrated(page);
  await clean();
  await page.locator("[name=chosen]").first().check();
  await page.locator("[name=days]").fill("3");
  await page.getByRole("button", { name: "Xem trước", exact: true }).click();
  await expect(page.locator("main del").first()).toBeVisible();
  await clean();
  await page.goto("/calendar/grid?state=undated");
  await hydrated(page);
  await page.locator('[data-field="opensOn"]').first().fill("12/07/2025");
  await page.getByRole("button", { name: "Xem trước thay đổi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Chưa ghi được");
  await clean();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("who may only look sees the sheet without fields", async ({ page }) => {
  await signIn(page, "vetting");
  await page.goto("/calendar/grid");
  await expect(page.getByText("Chỉ xem")).toBeVisible();
  await expect(page.locator("table input, table select")).toHaveCount(0);
});
