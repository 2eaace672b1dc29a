import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { writeXlsx } from "hucre/xlsx";
import { row } from "./database.ts";
import { expect, inBothWays, sendAgain, signIn, test } from "./fixtures.ts";

/** Beside the checkout, where it is present. */
const REAL_LIST = "../shared/data/thai-binh-units-2025-03.csv";

type Cell = string | number | null;
type ImportCase = {
  readonly kind: string;
  /** Rows below the template's own header: a sound one, and one that is wrong where `problem` says. */
  readonly rows: (way: string) => Promise<{ readonly sound: readonly Cell[]; readonly wrong: readonly Cell[] }>;
  readonly problem: { readonly column: string; readonly found: string; readonly expected: RegExp };
  readonly counts: "thêm 1, sửa 0" | "thêm 0, sửa 1";
  /** What stands in the database once it is imported. */
  readonly kept: (way: string) => Promise<unknown>;
};

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

const drafts = new Map<string, string>();

/** A congress with a draft date that no other journey moves; the same one for the whole journey. */
async function draftCode(way: string): Promise<string> {
  const known = drafts.get(way);
  if (known !== undefined) return known;
  const { code } = await row<{ code: string }>(
    `SELECT u.code FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE c.state = 'draft' AND c.round = 1 AND u.level = 'grassroots'
     AND u.code !~ '^90[.]00[234589]' ORDER BY u.code OFFSET $1 LIMIT 1`,
    [way === "a" ? 0 : 1],
  );
  drafts.set(way, code);
  return code;
}

const CASES: readonly ImportCase[] = [
  {
    kind: "leaders",
    rows: async (way) => ({ sound: [`LD.x${way}`, "Hồ Thị Mận", "Phó Trưởng ban", "90.006"], wrong: [`LD.y${way}`, "Hồ Văn Đào", null, "90.006"] }),
    problem: { column: "Chức vụ", found: "(trống)", expected: /^Không được để trống$/ },
    counts: "thêm 1, sửa 0",
    kept: (way) => row(`SELECT name AS kept FROM "Leader" WHERE code = $1`, [`LD.x${way}`]).catch(() => null),
  },
  {
    kind: "venues",
    rows: async (way) => ({ sound: [`HT.x${way}`, "Nhà văn hóa Bến Lở", 240, "90.006"], wrong: [`HT.y${way}`, "Nhà văn hóa Bến Bồi", "nhiều", "90.006"] }),
    problem: { column: "Số chỗ", found: "nhiều", expected: /^Một số nguyên từ 0 đến/ },
    counts: "thêm 1, sửa 0",
    kept: (way) => row(`SELECT name AS kept FROM "Venue" WHERE code = $1`, [`HT.x${way}`]).catch(() => null),
  },
  {
    kind: "datePlan",
    rows: async (way) => ({ sound: [await draftCode(way), "18/06/2025", "Chiều"], wrong: ["90.006.002", "31/02/2026", "Chiều"] }),
    problem: { column: "Ngày khai mạc", found: "31/02/2026", expected: /^Một ngày có thật/ },
    counts: "thêm 0, sửa 1",
    kept: async (way) =>
      row(
        `SELECT d.session AS kept FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
         WHERE u.code = $1 AND c.round = 1 AND d."opensOn" = '2025-06-18' AND d.session = 'afternoon'`,
        [await draftCode(way)],
      ).catch(() => null),
  },
];

for (const { kind, rows, problem, counts, kept } of CASES)
  inBothWays(`a workbook made from the template is checked, corrected and imported once: ${kind}`, async ({ page, scripted }) => {
    const way = scripted ? "a" : "b";
    await signIn(page, "planner");
    await page.goto(`/organisation/import?kind=${kind}`);
    const address = await page.getByRole("link", { name: "Tải tệp mẫu" }).getAttribute("href");
    const template = await page.request.get(address ?? "");
    expect(template.headers()["content-disposition"]).toContain(`${kind}-template.csv`);
    const header = (await template.text()).replace("\uFEFF", "").trim().split(/[,;]/);
    const { sound, wrong } = await rows(way);
    const workbook = async (...lines: (readonly Cell[])[]): Promise<Buffer> =>
      Buffer.from(await writeXlsx({ sheets: [{ name: "Trang 1", rows: [header, ...lines.map((line) => [...line])] }] }));

    await upload(page, "sai.xlsx", await workbook(sound, wrong), kind);
    await expect(page.getByRole("heading", { level: 1, name: "1 dòng sai, chưa nhập được" })).toBeVisible();
    const told = page.getByRole("table", { name: "Những chỗ sai" }).getByRole("row").nth(1);
    await expect(told.getByRole("rowheader")).toHaveText("3");
    await expect(told.getByRole("cell").nth(0)).toHaveText(problem.column);
    await expect(told.getByRole("cell").nth(1)).toHaveText(problem.found);
    await expect(told.getByRole("cell").nth(2)).toHaveText(problem.expected);
    await expect(page.getByRole("button", { name: "Xác nhận nhập" })).toHaveCount(0);
    expect(await kept(way)).toBeNull();

    const right = await workbook(sound);
    await upload(page, "dung.xlsx", right, kind);
    await expect(page.getByRole("heading", { level: 1, name: `Tệp đúng: sẽ ${counts}, giữ nguyên 0` })).toBeVisible();
    expect(await kept(way)).toBeNull();
    expect((await sendAgain(page, () => page.getByRole("button", { name: "Xác nhận nhập" }).click())).status()).toBeLessThan(400);
    await expect(page.getByRole("heading", { level: 1, name: `Đã nhập: ${counts}, giữ nguyên 0` })).toBeVisible();
    expect(await kept(way)).not.toBeNull();
    await expect(page.getByRole("button", { name: "Xác nhận nhập" })).toHaveCount(0);

    await page.goto(`/organisation/import?kind=${kind}`);
    await expect(page.getByRole("row").filter({ hasText: "dung.xlsx" }).filter({ hasText: "Đã nhập" }).first()).toBeVisible();
    await upload(page, "lai.xlsx", right, kind);
    await expect(page.getByRole("heading", { level: 1, name: "Tệp đúng và không làm thay đổi gì: 1 dòng đã có như vậy" })).toBeVisible();
    await expect(page.getByText("Đúng tệp này đã được nhập vào đảng bộ này trước đó.")).toBeVisible();
  });

inBothWays("no file at all is told at the field", async ({ page }) => {
  await signIn(page, "planner");
  await page.goto("/organisation/import?kind=venues");
  await page.getByRole("button", { name: "Kiểm tra tệp" }).click();
  await expect(page.locator("#f-file-error")).toHaveText("Chưa chọn tệp.");
});
