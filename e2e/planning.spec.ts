import type { Page } from "@playwright/test";
import { row } from "./database.ts";
import { expect, inBothWays, signIn, test } from "./fixtures.ts";

const unitOf = async (code: string): Promise<string> => (await row<{ id: string }>(`SELECT id::text FROM "Unit" WHERE code = $1`, [code])).id;
/** The working plan of a branch, as one text. */
const datesOf = async (unitId: string): Promise<string> =>
  (
    await row<{ dates: string }>(
      `SELECT coalesce(string_agg(c.id || ' ' || d."opensOn" || ' ' || d.session, ',' ORDER BY c.id), '') AS dates
       FROM "PlannedDate" d JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working' JOIN "Congress" c ON c.id = d."congressId"
       JOIN "Unit" u ON u.id = c."unitId" WHERE u.path LIKE (SELECT path FROM "Unit" WHERE id = $1) || '%'`,
      [unitId],
    )
  ).dates;

async function leave(page: Page): Promise<void> {
  await page.context().clearCookies();
}

// No other journey writes in these two districts: a plan whose congresses moved meanwhile is rightly refused.
inBothWays("a planner has a branch planned, compares and proposes the draft; the secretary approves it, and only then units see it", async ({ page, scripted }) => {
  test.slow();
  const branch = await unitOf(scripted ? "90.008" : "90.009");
  const before = await datesOf(branch);
  await signIn(page, "planner");
  await page.goto(`/calendar/plans?branch=${branch}`);
  await page.getByRole("radio", { name: /Lập lại với ít thay đổi nhất/ }).check();
  await page.getByRole("button", { name: "Lập phương án" }).click();
  await expect(page).toHaveURL(/notice=planningStarted/);
  // The page follows the run by itself, with scripts and without.
  const open = page.getByRole("link", { name: "Xem bản nháp" });
  await expect(open).toBeVisible({ timeout: 60_000 });
  await open.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("đại hội");
  const draft = page.url();
  await expect(page.getByRole("columnheader", { name: "Vì sao" }).first()).toBeVisible();
  await page.getByRole("link", { name: "So với lịch hiện hành" }).click();
  await expect(page.getByRole("columnheader", { name: "Sau" }).first()).toBeVisible();
  // Times are those of Viet Nam, and the list narrows to one kind of change, in the address.
  await expect(page.getByRole("combobox", { name: "So với" })).not.toContainText("T");
  await page.getByRole("combobox", { name: "Thay đổi" }).selectOption({ index: 5 });
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(page).toHaveURL(/kind=same/);
  await expect(page.getByRole("combobox", { name: "Thay đổi" })).toHaveValue("same");
  await expect(page.getByRole("table").last()).not.toContainText("Chuyển");
  await page.getByRole("link", { name: "Về phương án" }).click();
  await page.getByRole("button", { name: "Trình phê duyệt" }).click();
  await expect(page).toHaveURL(/notice=planProposed/);
  expect(await datesOf(branch)).toBe(before);
  await leave(page);

  await signIn(page, "secretary");
  await page.goto("/");
  await page.getByRole("link", { name: /phương án lịch đại hội chờ phê duyệt/ }).click();
  await expect(page).toHaveURL(/\/calendar\/plans\/[0-9a-f-]{36}$/);
  await page.goto(new URL(draft).pathname);
  await page.getByRole("button", { name: "Phê duyệt" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Lý do" }).fill("Theo Nghị quyết của Ban Thường vụ");
  await page.getByRole("button", { name: "Phê duyệt" }).click();
  await expect(page).toHaveURL(/notice=planApproved/);
  await expect(page.getByText(/Phương án số \d+/).first()).toBeVisible();
  await page.getByRole("link", { name: "Phụ lục để in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Phụ lục");
  expect(await page.getByRole("row").count()).toBeGreaterThan(3);
  await leave(page);

  // Another district's people find neither the version nor its annex.
  await signIn(page, "planner.district");
  const answer = await page.goto(new URL(draft).pathname);
  expect(answer?.status()).toBe(404);
});

inBothWays("other rules are tried in a scenario: what is missing is said at its field, the draft says what it supposes, and it is thrown away", async ({ page, scripted }) => {
  test.slow();
  const branch = await unitOf(scripted ? "90.010" : "90.011");
  const { code, name } = await row<{ code: string; name: string }>(`SELECT code, name FROM "Leader" ORDER BY code LIMIT 1`);
  await signIn(page, "planner");
  await page.goto(`/calendar/plans?branch=${branch}`);
  const start = page.getByRole("button", { name: "Lập phương án" });
  await page.getByRole("radio", { name: /Lập mới toàn bộ/ }).check();
  await page.getByRole("textbox", { name: "Số đại hội tối đa mỗi ngày" }).fill("9");
  await page.getByRole("textbox", { name: /^Đến hết ngày/ }).fill("20/06/2025");
  await start.click();
  await expect(page.getByRole("alert")).toContainText(/chọn cấp mà thời hạn giả định áp dụng/i);
  await page.getByLabel("Thời hạn đại hội của cấp").selectOption({ label: "Tổ chức cơ sở đảng" });
  await page.getByRole("textbox", { name: /^Mã lãnh đạo vắng thêm/ }).fill("LD.khongco");
  await page.getByRole("textbox", { name: /^Vắng từ ngày/ }).fill("10/06/2025");
  await page.getByRole("textbox", { name: /^Vắng đến hết ngày/ }).fill("11/06/2025");
  await start.click();
  await expect(page.getByRole("alert")).toContainText(/không có lãnh đạo nào mã “LD.khongco”/i);
  await expect(page.getByRole("textbox", { name: "Số đại hội tối đa mỗi ngày" })).toHaveValue("9");
  await page.getByRole("textbox", { name: /^Mã lãnh đạo vắng thêm/ }).fill(code);
  await start.click();
  await expect(page).toHaveURL(/notice=planningStarted/);
  const open = page.getByRole("link", { name: "Xem bản nháp" });
  await expect(open).toBeVisible({ timeout: 60_000 });
  await open.click();
  const supposed = page.getByText("Giả định:").locator("..");
  await expect(supposed).toContainText("Số đại hội tối đa mỗi ngày: 9");
  await expect(supposed).toContainText("Thời hạn của tổ chức cơ sở đảng: đến 20/06/2025");
  await expect(supposed).toContainText(`${name} vắng từ 10/06/2025 đến 11/06/2025`);
  await page.getByRole("checkbox", { name: /Tôi hiểu rằng phương án bị bỏ/ }).check();
  await page.getByRole("button", { name: "Bỏ phương án" }).click();
  await expect(page).toHaveURL(/notice=planDiscarded/);
});
