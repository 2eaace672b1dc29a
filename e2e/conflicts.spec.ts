import { row } from "./database.ts";
import { expect, hydrated, inBothWays, sendAgain, signIn, test } from "./fixtures.ts";

const nameOf = async (login: string): Promise<string> => (await row<{ name: string }>(`SELECT "displayName" AS name FROM "Account" WHERE login = $1`, [login])).name;

inBothWays("the secretary accepts an exception with a document; the board and the congress say who and why, and it can be taken back", async ({ page, scripted }) => {
  const reason = scripted ? "Hai đơn vị dùng hai gian riêng" : "Thường trực đã đồng ý";
  await signIn(page, "secretary");
  await page.goto("/conflicts?code=hallTwice&severity=blocks");
  await page.getByRole("row").nth(1).getByRole("rowheader").getByRole("link").click();
  await expect(page).toHaveURL(/\/congresses\/[0-9a-f-]{36}$/);
  const id = page.url().slice(-36);
  const fill = async (until: string): Promise<void> => {
    const open = page.locator("#exceptions details").last();
    if ((await open.getAttribute("open")) === null) await open.locator("summary").click();
    const clash = page.getByLabel("Điều vướng");
    const hall = await clash.locator("option").evaluateAll((options) => options.find((each) => each.getAttribute("value")?.startsWith("hallTwice"))?.getAttribute("value") ?? "");
    await clash.selectOption(hall);
    await page.getByLabel("Lý do chấp thuận").fill(reason);
    await page.getByLabel("Số văn bản cho phép").fill("27-CV/TU");
    await page.getByLabel("Đến hết ngày").fill(until);
  };
  // A day that does not exist: told at its field, and nothing typed is lost.
  await fill("31/02/2026");
  await page.getByRole("button", { name: "Chấp thuận", exact: true }).click();
  await expect(page.getByLabel("Lý do chấp thuận")).toHaveValue(reason);
  expect(await row<{ n: number }>(`SELECT count(*)::int AS n FROM "AcceptedException" WHERE "congressId" = $1 AND "withdrawnAt" IS NULL`, [id])).toEqual({ n: 0 });
  await fill("30/06/2025");
  const again = await sendAgain(page, () => page.getByRole("button", { name: "Chấp thuận", exact: true }).click());
  expect(again.status()).toBeLessThan(400);
  expect(await row<{ n: number }>(`SELECT count(*)::int AS n FROM "AcceptedException" WHERE "congressId" = $1 AND "withdrawnAt" IS NULL`, [id])).toEqual({ n: 1 });
  const said = page.locator("#exceptions").getByText(new RegExp(`${await nameOf("secretary")}.*27-CV/TU: ${reason} \\(đến hết 30/06/2025\\)`));
  await expect(said).toBeVisible();
  await page.goto("/conflicts?code=hallTwice&severity=warns");
  await expect(page.getByText(reason).first()).toBeVisible();
  const file = await page.request.get("/conflicts/file?code=hallTwice");
  expect(await file.text()).toContain(reason);

  await page.goto(`/congresses/${id}`);
  await page.locator("#exceptions summary").first().click();
  await page.getByLabel("Lý do rút").first().fill("Đã đổi hội trường");
  await page.getByRole("button", { name: "Rút ngoại lệ" }).first().click();
  await expect(page).toHaveURL(/notice=exceptionWithdrawn/);
  await expect(page.getByText("Đã đổi hội trường").first()).toBeVisible();
});

inBothWays("the board is grouped by unit and owner; single lines and a whole group are given to somebody", async ({ page }) => {
  await signIn(page, "planner");
  await page.goto("/conflicts?code=hallTwice");
  await page.getByRole("link", { name: "Đơn vị", exact: true }).click();
  await expect(page).toHaveURL(/by=unit/);
  await page.locator(".kind-counts a").first().click();
  await expect(page).toHaveURL(/group=/);
  await page.getByRole("checkbox", { name: /^Chọn vướng mắc của/ }).first().check();
  // Without an owner nothing is given.
  await page.getByRole("button", { name: "Giao các dòng đã chọn" }).click();
  await expect(page.getByRole("alert").or(page.locator(".error-summary")).first()).toBeVisible();
  await page.getByRole("checkbox", { name: /^Chọn vướng mắc của/ }).first().check();
  const owner = page.getByRole("combobox", { name: /^Người theo dõi/ });
  await owner.selectOption(await owner.locator("option", { hasText: "· secretary" }).first().getAttribute("value"));
  await page.getByRole("button", { name: "Giao các dòng đã chọn" }).click();
  await expect(page).toHaveURL(/notice=conflictsAssigned/);
  await page.getByRole("link", { name: "Người theo dõi", exact: true }).click();
  await expect(page.locator(".kind-counts").getByRole("link", { name: new RegExp(`^${await nameOf("secretary")}`) })).toBeVisible();
  await page.locator(".kind-counts").getByRole("link", { name: new RegExp(`^${await nameOf("secretary")}`) }).click();
  await owner.selectOption("nobody");
  await page.getByRole("button", { name: /^Giao cả \d+ vướng mắc/ }).click();
  await expect(page).toHaveURL(/notice=conflictsAssigned/);
  expect(await row<{ n: number }>(`SELECT count(*)::int AS n FROM "ConflictCare" WHERE "ownerId" IS NOT NULL`, [])).toEqual({ n: 0 });
  await expect(page.getByRole("region", { name: "Xu hướng theo tuần" }).getByRole("row").last()).toContainText("Hiện nay");
});

inBothWays("each suggested day says why, and which nearer days are refused by which rule", async ({ page }) => {
  const { id } = await row<{ id: string }>(`SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = '90.002.023' AND c.round = 1`, []);
  await signIn(page, "planner.district");
  await page.goto(`/congresses/${id}/date?suggest=1`);
  const card = page.getByRole("region", { name: "Ngày gần nhất phù hợp" });
  await expect(card.getByText(/^Ngày phù hợp đầu tiên/)).toBeVisible();
  await expect(card.getByText(/^Ngày phù hợp kế tiếp sau/).first()).toBeVisible();
  await card.getByText(/ngày gần hơn không chọn được/).click();
  await expect(card.locator("details li").first()).toBeVisible();
});

test("days that refuse the dragged congress are hatched while it is held, and no longer", async ({ page }) => {
  await signIn(page, "planner.district");
  await page.goto("/calendar?day=2025-06-12");
  await hydrated(page);
  const event = page.locator(".rbc-event.movable").first();
  await expect(event).toBeVisible();
  const box = await event.boundingBox();
  if (box === null) throw new Error("nothing is drawn");
  const answered = page.waitForResponse((response) => response.url().includes("/refused-days?month=2025-06"));
  await page.mouse.move(box.x + 12, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 5; step += 1) await page.mouse.move(box.x + 12 + step * 4, box.y + box.height / 2);
  expect((await (await answered).body()).length).toBeLessThan(2_000);
  await expect(page.locator(".rbc-day-bg.refused").first()).toBeVisible();
  await page.mouse.move(box.x + 12, box.y + box.height / 2);
  await page.mouse.up();
  await expect(page.locator(".rbc-day-bg.refused")).toHaveCount(0);
});
