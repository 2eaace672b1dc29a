import type { Page } from "@playwright/test";
import { row, rows } from "./database.ts";
import { expect, inBothWays, secondWindow, sendAgain, signIn, test } from "./fixtures.ts";

/** People of a district that no other journey works in, with nobody's name twice. */
const personAt = async (at: number): Promise<{ id: string; name: string; post: string | null }> =>
  row(
    `SELECT p.id::text, p."fullName" AS name, p.post FROM "Person" p JOIN "Unit" u ON u.id = p."unitId"
     WHERE u.code LIKE '90.005.%' AND p.post IS NOT NULL AND p."bornOn" IS NOT NULL ORDER BY p.id OFFSET $1 LIMIT 1`,
    [at],
  );

const dataForm = (page: Page) => page.locator("form").filter({ has: page.locator("[name=fullName]") });
const disciplineForm = (page: Page) => page.locator("form").filter({ has: page.locator("[name=decidedOn]") });

inBothWays("a planner corrects a person's file; days that cannot be are refused at their field", async ({ page, scripted }) => {
  const who = await personAt(scripted ? 0 : 1);
  await signIn(page, "planner");
  await page.goto(`/personnel/persons/${who.id}`);
  const form = dataForm(page);
  await form.getByRole("textbox", { name: /^Ngày vào Đảng/ }).fill("30/02/2001");
  await form.getByRole("textbox", { name: /^Chức vụ hiện tại/ }).fill("Chánh Văn phòng");
  await form.getByRole("button", { name: "Lưu" }).click();
  await expect(form.locator(".field.wrong")).toContainText("Không phải là một ngày có thật");
  await expect(form.getByRole("textbox", { name: /^Chức vụ hiện tại/ })).toHaveValue("Chánh Văn phòng");
  await form.getByRole("textbox", { name: /^Ngày vào Đảng/ }).fill("03/02/1931");
  await form.getByRole("button", { name: "Lưu" }).click();
  await expect(form.locator(".field.wrong").first()).toContainText(/không thể trước ngày/);
  await form.getByRole("textbox", { name: /^Ngày vào Đảng/ }).fill("03/02/2011");
  await form.getByRole("textbox", { name: /^Ngày chính thức/ }).fill("03/02/2012");
  await form.getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=personSaved/);
  expect(await row(`SELECT post, "joinedOn"::text AS joined FROM "Person" WHERE id = $1`, [who.id])).toEqual({ post: "Chánh Văn phòng", joined: "2011-02-03" });
});

inBothWays("two planners correct one file: the second sees the three values and loses nothing typed", async ({ page, scripted }) => {
  const who = await personAt(scripted ? 2 : 3);
  await signIn(page, "planner");
  await page.goto(`/personnel/persons/${who.id}`);
  const form = dataForm(page);
  await form.getByRole("textbox", { name: /^Chức vụ hiện tại/ }).fill("Của tôi");
  await form.getByRole("textbox", { name: "Họ và tên" }).fill("Đỗ Thị Của Tôi");
  const theirs = await secondWindow(page);
  await theirs.goto(`/personnel/persons/${who.id}`);
  await dataForm(theirs).getByRole("textbox", { name: /^Chức vụ hiện tại/ }).fill("Của người khác");
  await dataForm(theirs).getByRole("button", { name: "Lưu" }).click();
  await expect(theirs).toHaveURL(/notice=personSaved/);
  await theirs.close();

  await form.getByRole("button", { name: "Lưu" }).click();
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Chức vụ hiện tại" }) });
  await expect(line.getByRole("cell")).toHaveText([who.post ?? "", "Của người khác", "Của tôi"]);
  await expect(form.getByRole("textbox", { name: "Họ và tên" })).toHaveValue("Đỗ Thị Của Tôi");
  await page.getByRole("radio", { name: "Giữ của người khác: Chức vụ hiện tại" }).check();
  await form.getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=personSaved/);
  expect(await row(`SELECT post, "fullName" AS name FROM "Person" WHERE id = $1`, [who.id])).toEqual({ post: "Của người khác", name: "Đỗ Thị Của Tôi" });
  await expect(form.getByRole("textbox", { name: /^Chức vụ hiện tại/ })).toHaveValue("Của người khác");
});

inBothWays("a disciplinary decision is added with its paper and taken out again", async ({ page, scripted }) => {
  const who = await personAt(scripted ? 4 : 5);
  await rows(`DELETE FROM "PersonDiscipline" WHERE "personId" = $1`, [who.id]);
  await signIn(page, "planner");
  await page.goto(`/personnel/persons/${who.id}`);
  const form = disciplineForm(page);
  await form.getByLabel("Hình thức").selectOption({ label: "Khiển trách" });
  await form.getByRole("textbox", { name: /^Ngày quyết định/ }).fill("01/06/2030");
  await form.getByLabel("Số văn bản").fill("08-QĐ/UBKT");
  await form.getByRole("button", { name: "Thêm quyết định" }).click();
  await expect(form.locator(".field.wrong")).toContainText("Ngày này chưa đến");
  await expect(form.getByLabel("Số văn bản")).toHaveValue("08-QĐ/UBKT");
  await form.getByRole("textbox", { name: /^Ngày quyết định/ }).fill("01/06/2023");
  await form.getByRole("button", { name: "Thêm quyết định" }).click();
  await expect(page).toHaveURL(/notice=personSaved/);
  const line = page.getByRole("row").filter({ hasText: "08-QĐ/UBKT" });
  await expect(line).toHaveCount(1);
  await line.getByRole("button", { name: "Bỏ" }).click();
  await expect(line).toHaveCount(0);
  expect(await rows(`SELECT 1 FROM "PersonDiscipline" WHERE "personId" = $1`, [who.id])).toEqual([]);
});

inBothWays("a relative is found, declared with his tie, seen from both files and taken out again", async ({ page, scripted }) => {
  const [who, relative] = [await personAt(scripted ? 6 : 8), await personAt(scripted ? 7 : 9)];
  await signIn(page, "planner");
  await page.goto(`/personnel/persons/${who.id}`);
  await page.getByLabel(/^Tìm người thân/).fill(relative.name);
  await page.getByRole("button", { name: "Tìm", exact: true }).last().click();
  await page.locator(`input[name=relativeId][value="${relative.id}"]`).check();
  await page.getByRole("button", { name: "Thêm người thân" }).click();
  await expect(page.locator(".field.wrong")).toContainText("Chưa điền mục này");
  await expect(page.locator(`input[name=relativeId][value="${relative.id}"]`)).toBeChecked();
  await page.getByLabel(/^Là gì/).selectOption({ label: "Cha, mẹ (kể cả cha mẹ nuôi, cha mẹ vợ, chồng)" });
  await page.getByRole("button", { name: "Thêm người thân" }).click();
  await expect(page).toHaveURL(/notice=personSaved/);
  await page.locator("#relatives").getByRole("link", { name: relative.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(relative.name);
  await expect(page.locator("#relatives").getByRole("row").filter({ hasText: who.name })).toContainText("Con (kể cả");
  await page.getByRole("button", { name: new RegExp(`^Bỏ ?: ${who.name}`) }).click();
  await expect(page.getByText("Chưa khai người thân nào.")).toBeVisible();
  expect(await rows(`SELECT 1 FROM "PersonRelation" WHERE $1 IN ("personId"::text, "relativeId"::text)`, [who.id])).toEqual([]);
});

test("a decision and a relative sent twice are kept once", async ({ page }) => {
  const [who, relative] = [await personAt(10), await personAt(11)];
  await rows(`DELETE FROM "PersonDiscipline" WHERE "personId" = $1`, [who.id]);
  await signIn(page, "planner");
  await page.goto(`/personnel/persons/${who.id}`);
  const decision = disciplineForm(page);
  await decision.locator("[name=kind]").selectOption("warning");
  await decision.getByRole("textbox", { name: /^Ngày quyết định/ }).fill("05/05/2024");
  await decision.getByLabel("Số văn bản").fill("01-QĐ");
  const decided = await sendAgain(page, () => decision.getByRole("button", { name: "Thêm quyết định" }).click());
  expect(decided.status()).toBeLessThan(400);
  await page.goto(`/personnel/persons/${who.id}?relative=${encodeURIComponent(relative.name)}`);
  await page.locator(`input[name=relativeId][value="${relative.id}"]`).check();
  await page.locator("[name=relation]").selectOption("spouse");
  const declared = await sendAgain(page, () => page.getByRole("button", { name: "Thêm người thân" }).click());
  expect(declared.status()).toBeLessThan(400);
  expect(await rows(`SELECT 1 FROM "PersonDiscipline" WHERE "personId" = $1`, [who.id])).toHaveLength(1);
  expect(await rows(`SELECT 1 FROM "PersonRelation" WHERE "personId" = $1`, [who.id])).toHaveLength(1);
});
