import type { Page } from "@playwright/test";
import { isRestricted } from "#app/core/readiness/lines.ts";
import { checklistFor } from "#app/core/rules/checklist.ts";
import { row, rows } from "./database.ts";
import { expect, inBothWays, secondWindow, sendAgain, signIn, test } from "./fixtures.ts";

const CLERKS = `SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = '90.002.001' AND c.round = 1`;

/** Lines of a commune's checklist that people answer, from the end: the other journeys work at its beginning. */
const lineAt = (at: number): string =>
  checklistFor("grassroots", 4).filter((item) => item.derivedFrom === undefined && !isRestricted(item) && !item.blocking).at(-1 - at)?.code ?? "";

/** Congresses whose date is approved and whose outcome nobody has recorded, of a district of their own. */
const approved = async (at: number): Promise<string> =>
  (
    await row<{ id: string }>(
      `SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" JOIN "PlannedDate" d ON d."congressId" = c.id
       WHERE c.state = 'approved' AND c.contents = 4 AND u.level = 'grassroots' AND u.code LIKE '90.006.%' AND NOT EXISTS (SELECT 1 FROM "Outcome" o WHERE o."congressId" = c.id)
       ORDER BY d."opensOn" DESC, u.code OFFSET $1 LIMIT 1`,
      [at],
    )
  ).id;

const partOf = (page: Page, field: string) => page.locator("form").filter({ has: page.locator(`[name=${field}]`) });

inBothWays("a superior returns a line with its reason, and a clerk sets one aside with his", async ({ page, scripted }) => {
  const { id } = await row<{ id: string }>(CLERKS);
  const [returned, aside] = scripted ? [lineAt(0), lineAt(1)] : [lineAt(2), lineAt(3)];
  await signIn(page, "clerk");
  await page.goto(`/readiness/${id}?line=${returned}`);
  await page.getByLabel("Số văn bản, tên hồ sơ").fill("31-BC/ĐU");
  await page.getByRole("textbox", { name: /^Ngày xong/ }).fill("31/04/2025");
  await page.getByRole("button", { name: "Trình cấp trên" }).click();
  await expect(page.locator(".field.wrong")).toContainText("Không phải là một ngày có thật");
  await expect(page.getByLabel("Số văn bản, tên hồ sơ")).toHaveValue("31-BC/ĐU");
  await page.getByRole("textbox", { name: /^Ngày xong/ }).fill("29/04/2025");
  await page.getByRole("button", { name: "Trình cấp trên" }).click();
  await expect(page).toHaveURL(/notice=lineStepped/);
  await page.goto(`/readiness/${id}?line=${aside}`);
  await page.getByRole("button", { name: "Không áp dụng" }).click();
  await expect(page.locator(".field.wrong")).toContainText("Ghi lý do");
  await page.getByLabel("Ghi chú, lý do").fill("Đảng bộ không có việc này");
  await page.getByRole("button", { name: "Không áp dụng" }).click();
  await expect(page).toHaveURL(/notice=lineStepped/);

  await page.context().clearCookies();
  await signIn(page, "planner.district");
  await page.goto("/readiness/submitted");
  await page.locator(`main a[href="/readiness/${id}?show=submitted"]`).click();
  await expect(page).toHaveURL(/show=submitted/);
  await page.goto(`/readiness/${id}?line=${returned}`);
  await page.getByLabel("Ghi chú, lý do").fill("");
  await page.getByRole("button", { name: "Trả lại", exact: true }).click();
  await expect(page.locator(".field.wrong")).toContainText("Ghi lý do");
  await page.getByLabel("Ghi chú, lý do").fill("Thiếu phụ lục");
  await page.getByRole("button", { name: "Trả lại", exact: true }).click();
  await expect(page).toHaveURL(/notice=lineStepped/);
  const state = async (code: string): Promise<string> => (await row<{ state: string }>(`SELECT state FROM "ChecklistLine" WHERE "congressId" = $1 AND code = $2`, [id, code])).state;
  expect([await state(returned), await state(aside)]).toEqual(["returned", "notApplicable"]);
});

inBothWays("two windows work on one line: the second sees the three values and loses nothing typed", async ({ page, scripted }) => {
  const { id } = await row<{ id: string }>(CLERKS);
  const address = `/readiness/${id}?line=${lineAt(scripted ? 4 : 5)}`;
  await signIn(page, "clerk");
  await page.goto(address);
  await page.getByLabel("Số văn bản, tên hồ sơ").fill("Của tôi");
  await page.getByLabel("Ghi chú, lý do").fill("Ghi chú của tôi");
  const theirs = await secondWindow(page);
  await theirs.goto(address);
  await theirs.getByLabel("Số văn bản, tên hồ sơ").fill("Của người khác");
  await theirs.getByRole("button", { name: "Lưu, đang làm" }).click();
  await expect(theirs).toHaveURL(/notice=lineStepped/);
  await theirs.close();

  await page.getByRole("button", { name: "Lưu, đang làm" }).click();
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Số văn bản, tên hồ sơ" }) });
  await expect(line.getByRole("cell")).toHaveText([/trống/, "Của người khác", "Của tôi"]);
  await expect(page.getByText("Trạng thái chuyển từ “Chưa làm” sang “Đang làm”.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Ghi chú/ })).toHaveValue("Ghi chú của tôi");
  await page.getByRole("radio", { name: "Giữ của người khác: Số văn bản, tên hồ sơ" }).check();
  await page.getByRole("button", { name: "Trình cấp trên" }).click();
  await expect(page).toHaveURL(/notice=lineStepped/);
  expect(await row(`SELECT state, evidence, note FROM "ChecklistLine" WHERE "congressId" = $1 AND code = $2`, [id, new URL(page.url()).hash.slice(1)])).toEqual({
    state: "submitted",
    evidence: "Của người khác",
    note: "Ghi chú của tôi",
  });
});

inBothWays("the day of a congress, its report and its ratification are recorded one after the other", async ({ page, scripted }) => {
  const id = await approved(scripted ? 0 : 1);
  await signIn(page, "planner");
  await page.goto(`/readiness/${id}/outcome`);
  const day = partOf(page, "heldOn");
  await day.getByRole("textbox", { name: /^Ngày tổ chức/ }).fill("10/05/2025");
  await day.getByLabel(/^Số người được triệu tập/).fill("150");
  await day.getByLabel(/^Số người có mặt/).fill("160");
  await day.getByLabel(/^Số người trúng cử/).fill("15");
  await day.getByRole("button", { name: "Lưu" }).click();
  await expect(day.locator(".field.wrong").first()).toBeVisible();
  await expect(day.getByLabel(/^Số người có mặt/)).toHaveValue("160");
  await day.getByLabel(/^Số người có mặt/).fill("148");
  await day.getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=outcomeRecorded/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("đã tổ chức ngày 10/05/2025");

  const ratification = partOf(page, "ratifiedOn");
  await ratification.getByRole("textbox", { name: /^Ngày chuẩn y/ }).fill("12/05/2025");
  await ratification.getByRole("button", { name: "Lưu" }).click();
  await expect(ratification.locator(".field.wrong").first()).toBeVisible();
  const report = partOf(page, "reportedOn");
  await report.getByRole("textbox", { name: /^Ngày báo cáo/ }).fill("11/05/2025");
  await report.getByLabel(/^Số báo cáo/).fill("09-BC/ĐU");
  await report.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("đã báo cáo kết quả ngày 11/05/2025");
  await ratification.getByRole("textbox", { name: /^Ngày chuẩn y/ }).fill("12/05/2025");
  await ratification.getByLabel(/^Số quyết định/).fill("44-QĐ/HU");
  await ratification.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("chuẩn y ngày 12/05/2025");
  expect(await row(`SELECT state FROM "Congress" WHERE id = $1`, [id])).toEqual({ state: "reported" });
});

/** Fills in how the day of a congress went. */
async function record(page: Page, present: string): Promise<void> {
  const day = partOf(page, "heldOn");
  await day.getByRole("textbox", { name: /^Ngày tổ chức/ }).fill("10/05/2025");
  await day.getByRole("textbox", { name: /^Số người được triệu tập/ }).fill("100");
  await day.getByRole("textbox", { name: /^Số người có mặt/ }).fill(present);
  await day.getByRole("textbox", { name: /^Số người trúng cử/ }).fill("15");
}

inBothWays("two windows record one day: the second sees the three values", async ({ page, scripted }) => {
  const id = await approved(scripted ? 2 : 3);
  await signIn(page, "planner");
  await page.goto(`/readiness/${id}/outcome`);
  await record(page, "98");
  const theirs = await secondWindow(page);
  await theirs.goto(`/readiness/${id}/outcome`);
  await record(theirs, "97");
  await partOf(theirs, "heldOn").getByRole("button", { name: "Lưu" }).click();
  await expect(theirs).toHaveURL(/notice=outcomeRecorded/);
  await theirs.close();
  await partOf(page, "heldOn").getByRole("button", { name: "Lưu" }).click();
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Số người có mặt" }) });
  await expect(line.getByRole("cell")).toHaveText([/trống/, "97", "98"]);
  await partOf(page, "heldOn").getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=outcomeRecorded/);
  expect(await row(`SELECT present FROM "Outcome" WHERE "congressId" = $1`, [id])).toEqual({ present: 98 });
});

inBothWays("a convening notice is recorded with its day and number, and taken back", async ({ page, scripted }) => {
  const id = await approved(scripted ? 4 : 5);
  await rows(`DELETE FROM "CongressRecord" WHERE "congressId" = $1`, [id]);
  await signIn(page, "planner");
  await page.goto(`/congresses/${id}`);
  await page.getByText("Ghi nhận văn bản", { exact: true }).click();
  const paper = partOf(page, "recordedOn");
  await paper.getByLabel(/^Số, ký hiệu/).fill("15-TB/ĐU");
  await paper.getByRole("textbox", { name: /^Ngày văn bản/ }).fill("01/07/2025");
  await paper.getByRole("button", { name: "Ghi nhận" }).click();
  await expect(paper.locator(".field.wrong")).toContainText("chưa đến");
  await expect(paper.getByLabel(/^Số, ký hiệu/)).toHaveValue("15-TB/ĐU");
  await paper.getByRole("textbox", { name: /^Ngày văn bản/ }).fill("02/05/2025");
  await paper.getByRole("button", { name: "Ghi nhận" }).click();
  await expect(page).toHaveURL(/notice=paperRecorded/);
  await expect(page.locator("#records")).toContainText("15-TB/ĐU");
  await page.getByRole("button", { name: "Bỏ ghi nhận Thông báo triệu tập" }).click();
  await expect(page).toHaveURL(/notice=paperWithdrawn/);
  expect(await rows(`SELECT 1 FROM "CongressRecord" WHERE "congressId" = $1`, [id])).toEqual([]);
});

test("an outcome sent twice is recorded once", async ({ page }) => {
  const id = await approved(6);
  await signIn(page, "planner");
  await page.goto(`/readiness/${id}/outcome`);
  await record(page, "80");
  const again = await sendAgain(page, () => partOf(page, "heldOn").getByRole("button", { name: "Lưu" }).click());
  expect(again.status()).toBeLessThan(400);
  expect(await row(`SELECT version FROM "Outcome" WHERE "congressId" = $1`, [id])).toEqual({ version: 1 });
});
