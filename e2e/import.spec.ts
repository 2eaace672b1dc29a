import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { row } from "./database.ts";
import { expect, inBothWays, signIn, test } from "./fixtures.ts";

/** Beside the checkout, where it is present. */
const REAL_LIST = "../shared/data/thai-binh-units-2025-03.csv";

async function upload(page: Page, name: string, content: string | Buffer, kind = "units"): Promise<void> {
  await page.goto(`/organisation/import?kind=${kind}`);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Kiểm tra tệp" }).click();
}
const count = async (like: string): Promise<number> => (await row<{ n: number }>(`SELECT count(*)::int AS n FROM "Unit" WHERE code LIKE $1`, [like])).n;

inBothWays("a list of units is checked, refused with row and column, corrected, confirmed, and imported once", async ({ page, scripted }) => {
  const code = scripted ? "E1" : "E2";
  await signIn(page, "planner");
  const head = "Mã;Tên;Loại;Mã cấp trên\n";
  await upload(page, "sai.csv", `\uFEFF${head}${code}.1;Xã Đông Hòa;Xã;90.003\n${code}.2;Xã Tây Hòa;Làng;90.003\n${code}.3;Xã Nam Hòa;Xã;không.có\n${code}.1;Xã Bắc Hòa;Xã;90.003\n`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("dòng sai");
  const problems = page.getByRole("table", { name: "Những chỗ sai" });
  await expect(problems.getByRole("row").filter({ hasText: "Làng" })).toContainText("Một loại đơn vị");
  await expect(problems.getByRole("row").filter({ hasText: "không.có" })).toContainText("Mã của một đơn vị có trong tệp");
  await expect(page.getByRole("button", { name: "Xác nhận nhập" })).toHaveCount(0);
  expect(await count(`${code}.%`)).toBe(0);

  const right = `${head}${code}.1;Xã Đông Hòa ${code};Xã;90.003\n${code}.2;Xã Tây Hòa ${code};Xã;90.003\n`;
  await upload(page, "dung.csv", right);
  await expect(page.getByRole("heading", { level: 1, name: "Tệp đúng: sẽ thêm 2, sửa 0, giữ nguyên 0" })).toBeVisible();
  expect(await count(`${code}.%`)).toBe(0);
  await page.getByRole("button", { name: "Xác nhận nhập" }).click();
  await expect(page).toHaveURL(/notice=imported/);
  await expect(page.getByRole("heading", { level: 1, name: "Đã nhập: thêm 2, sửa 0, giữ nguyên 0" })).toBeVisible();
  expect(await count(`${code}.%`)).toBe(2);

  await upload(page, "lai.csv", right);
  await expect(page.getByRole("heading", { level: 1, name: "Tệp đúng và không làm thay đổi gì: 2 dòng đã có như vậy" })).toBeVisible();
  expect(await count(`${code}.%`)).toBe(2);
  expect((await row<{ partyName: string }>(`SELECT "partyName" FROM "Unit" WHERE code = $1`, [`${code}.1`])).partyName).toBe(`Đảng bộ xã Đông Hòa ${code}`);

  // Found without accents and without the letter đ.
  await page.goto(`/search?q=${encodeURIComponent(`dong hoa ${code}`)}`);
  await expect(page.getByRole("link", { name: new RegExp(`Đông Hòa ${code}`) }).first()).toBeVisible();
});

inBothWays("bad files get their sentence and leave nothing behind", async ({ page }) => {
  await signIn(page, "planner");
  const said = async (content: string | Buffer, sentence: string | RegExp): Promise<void> => {
    await upload(page, "xau.csv", content);
    await expect(page.getByText(sentence).first()).toBeVisible();
  };
  await said("", "Tệp không có nội dung.");
  await said("Mã,Tên,Loại\n", "Tệp chỉ có dòng tên cột, không có dòng dữ liệu nào.");
  await said(Buffer.from([...Buffer.from("Mã,Tên,Loại\nX1,Xã An,Xã\nX2,X"), 0xe3, 0x20, 0x41, 0x0a]), /Dòng 3 không phải mã UTF-8/);
  await said("Tên,Loại\nXã An,Xã\n", /Thiếu cột “Mã”/);
  await said("Mã,Tên,Loại,Mã cấp trên\nX1,Xã A,Huyện,X2\nX2,Xã B,Huyện,X1\n", /Không đi vòng/);
  await said("Mã,Tên,Loại\nX1,Xã\u0000 An,Xã\n", /./);
  expect(await count("X_")).toBe(0);
});

test("a file of fifty megabytes is refused and the server goes on", async ({ page }, testInfo) => {
  const large = testInfo.outputPath("to.csv");
  writeFileSync(large, Buffer.alloc(50_000_000, "a"));
  await signIn(page, "planner");
  await page.goto("/organisation/import");
  await page.locator("input[type=file]").setInputFiles(large);
  await page.getByRole("button", { name: "Kiểm tra tệp" }).click();
  await expect(page.getByText(/Tệp lớn hơn 20 MB/).first()).toBeVisible({ timeout: 30_000 });
});

test("the real list of a province is checked within the page's patience", async ({ page }) => {
  if (!existsSync(REAL_LIST)) {
    process.stdout.write(`Left out: ${join(REAL_LIST)} is not beside this checkout.\n`);
    return;
  }
  await signIn(page, "planner");
  await upload(page, "thai-binh.csv", readFileSync(REAL_LIST));
  // A province cannot stand under another province: every row of it is read, and the reason is told by row.
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/dòng sai|Tệp đúng/);
  await expect(page.getByText("thai-binh.csv").first()).toBeVisible();
});
