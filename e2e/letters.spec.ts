import type { Page } from "@playwright/test";
import { row, rows } from "./database.ts";
import { expect, inBothWays, signIn } from "./fixtures.ts";

const congressOf = async (unitCode: string): Promise<{ id: string; unit: string }> =>
  row(`SELECT c.id::text, u.name AS unit FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = $1 AND c.round = 1`, [unitCode]);
const mainOf = async (page: Page, address: string): Promise<string> => {
  await page.goto(address);
  return page.locator("main").innerText();
};


inBothWays("a letter is registered; the planner sees only that something restricted blocks, the clerk of the unit nothing", async ({ page, scripted }) => {
  const { id, unit } = await congressOf(scripted ? "90.002.016" : "90.002.009");
  const own = await congressOf("90.002.001");
  await signIn(page, "clerk");
  const clerkBefore = await mainOf(page, `/readiness/${own.id}?show=open`);
  await page.context().clearCookies();

  await signIn(page, "letters");
  // Received before it was written: refused, and what was typed is kept.
  await page.goto(`/letters/new?q=${encodeURIComponent(unit)}`);
  await page.getByRole("checkbox", { name: new RegExp(unit, "i") }).first().check();
  await page.locator("[name=kind]").selectOption("denunciation");
  await page.locator("[name=channel]").selectOption("post");
  await page.locator("[name=senderKind]").selectOption("named");
  await page.locator("[name=writtenOn]").fill("05/03/2025");
  await page.locator("[name=receivedOn]").fill("03/03/2025");
  await page.locator("[name=competentReceivedOn]").fill("04/03/2025");
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(page.getByText(/Ngày này không thể trước/).first()).toBeVisible();
  await page.locator("[name=writtenOn]").fill("01/03/2025");
  if ((await page.getByRole("checkbox", { name: new RegExp(unit, "i") }).first().isChecked()) === false) await page.getByRole("checkbox", { name: new RegExp(unit, "i") }).first().check();
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(page).toHaveURL(/notice=letterRegistered/);
  const code = /Đơn (\S+):/.exec((await page.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[1] ?? "";
  expect(code).not.toBe("");
  await page.getByLabel("Bước", { exact: true }).selectOption({ label: "Phân loại" });
  await page.getByRole("button", { name: "Ghi bước này" }).click();
  await expect(page).toHaveURL(/notice=letterStepped/);
  const letterAddress = new URL(page.url()).pathname;

  // About the clerk's own unit as well.
  const ownUnit = own.unit;
  await page.goto(`/letters/new?q=${encodeURIComponent(ownUnit)}`);
  await page.getByRole("checkbox", { name: new RegExp(ownUnit, "i") }).first().check();
  await page.locator("[name=kind]").selectOption("petition");
  await page.locator("[name=channel]").selectOption("post");
  await page.locator("[name=senderKind]").selectOption("named");
  await page.locator("[name=receivedOn]").fill("03/03/2025");
  await page.locator("[name=competentReceivedOn]").fill("04/03/2025");
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(page).toHaveURL(/notice=letterRegistered/);
  await page.context().clearCookies();

  await signIn(page, "planner");
  const seen = await mainOf(page, `/readiness/${id}`);
  expect(seen).toMatch(/Bị chặn, nội dung hạn chế|nội dung hạn chế phải kết luận/);
  expect(await page.content()).not.toContain(code);
  for (const address of ["/letters", letterAddress]) expect((await page.goto(address))?.status()).toBe(404);
  await page.goto(`/search?q=${encodeURIComponent(code)}`);
  await expect(page.locator("main").getByRole("table")).toHaveCount(0);
  await page.context().clearCookies();

  await signIn(page, "clerk");
  expect(await mainOf(page, `/readiness/${own.id}?show=open`)).toBe(clerkBefore);
  expect((await page.goto("/letters"))?.status()).toBe(404);
  const kept = await rows(`SELECT 1 FROM "AuditEntry" WHERE deed = 'letter.register' AND ("before"::text || coalesce("after"::text, '')) LIKE $1`, [`%${unit}%`]);
  expect(kept).toEqual([]);
});
