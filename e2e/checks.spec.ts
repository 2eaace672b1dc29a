import type { Page } from "@playwright/test";
import { row, rows } from "./database.ts";
import { expect, inBothWays, secondWindow, sendAgain, signIn, test } from "./fixtures.ts";

const OFFICER = `SELECT id FROM "Account" WHERE login = 'vetting'`;

/** Checks of the officer that were sent and wait; the other journeys take theirs from the head of the queue. */
const sentCheck = async (at: number): Promise<{ id: string; nominee: string }> =>
  row(
    `SELECT k.id::text, n.id::text AS nominee FROM "Check" k JOIN "Nominee" n ON n.id = k."nomineeId" JOIN "Congress" c ON c.id = n."congressId"
     WHERE k.state = 'sent' AND k."sentOn" < '2025-05-01' AND n."officerId" = (${OFFICER}) AND NOT n.withdrawn AND c.state NOT IN ('held', 'reported') ORDER BY k."dueOn" DESC, k.id OFFSET $1 LIMIT 1`,
    [at],
  );

const logForm = (page: Page) => page.locator("#log form");

inBothWays("an answer without its number is refused at the field, and what was typed stays", async ({ page, scripted }) => {
  const check = await sentCheck(scripted ? 0 : 1);
  await signIn(page, "vetting");
  await page.goto(`/personnel/nominees/${check.nominee}?check=${check.id}`);
  const form = logForm(page);
  // A finding is never the answer that stands there already.
  await expect(form.getByLabel("Việc đã làm")).toHaveValue("");
  await form.getByLabel("Việc đã làm").selectOption({ label: "Nhận xét: có nội dung cần cân nhắc" });
  await form.getByRole("textbox", { name: /^Ngày/ }).fill("06/05/2025");
  await form.getByLabel(/^Nội dung nhận xét/).fill("Còn thiếu một bản xác nhận");
  await form.getByRole("button", { name: "Lưu" }).click();
  await expect(form.locator(".field.wrong")).toContainText("Ghi số văn bản trả lời");
  await expect(page.getByRole("alert").getByRole("link", { name: "Số văn bản trả lời: ghi số văn bản trả lời." })).toHaveAttribute("href", "#f-documentNumber");
  await expect(form.getByLabel(/^Nội dung nhận xét/)).toHaveValue("Còn thiếu một bản xác nhận");
  await form.getByLabel("Số văn bản trả lời").fill("77-CV/CA");
  await form.getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=checkLogged/);
  expect(await row(`SELECT state, "documentNumber" AS number FROM "Check" WHERE id = $1`, [check.id])).toEqual({ state: "toConsider", number: "77-CV/CA" });
});

inBothWays("two windows log one check: the second sees the three values", async ({ page, scripted }) => {
  const check = await sentCheck(scripted ? 2 : 3);
  await signIn(page, "vetting");
  const address = `/personnel/nominees/${check.nominee}?check=${check.id}`;
  await page.goto(address);
  await logForm(page).getByLabel("Việc đã làm").selectOption({ label: "Nhận xét: không có vấn đề" });
  await logForm(page).getByLabel("Số văn bản trả lời").fill("Của tôi");
  const theirs = await secondWindow(page);
  await theirs.goto(address);
  await logForm(theirs).getByLabel("Việc đã làm").selectOption({ label: "Nhận văn bản trả lời" });
  await logForm(theirs).getByLabel("Số văn bản trả lời").fill("Của người khác");
  await logForm(theirs).getByRole("button", { name: "Lưu" }).click();
  await expect(theirs).toHaveURL(/notice=checkLogged/);
  await theirs.close();

  await logForm(page).getByRole("button", { name: "Lưu" }).click();
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Số văn bản trả lời" }) });
  await expect(line.getByRole("cell")).toHaveText([/trống/, "Của người khác", "Của tôi"]);
  await expect(page.getByText(/“Đã gửi, chờ trả lời” chuyển sang/)).toBeVisible();
  await expect(logForm(page).getByRole("textbox", { name: /^Số văn bản trả lời/ })).toHaveValue("Của tôi");
  await page.getByRole("radio", { name: "Giữ của người khác: Số văn bản trả lời" }).check();
  await logForm(page).getByLabel("Việc đã làm").selectOption({ label: "Nhận xét: không có vấn đề" });
  await logForm(page).getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=checkLogged/);
  expect(await row(`SELECT state, "documentNumber" AS number FROM "Check" WHERE id = $1`, [check.id])).toEqual({ state: "clear", number: "Của người khác" });
});

inBothWays("the officer notes a pending examination; the lead returns a conclusion with its reason only", async ({ page, scripted }) => {
  const proposed = await row<{ id: string }>(
    `SELECT n.id::text FROM "Nominee" n JOIN "Conclusion" c ON c."nomineeId" = n.id JOIN "Person" p ON p.id = n."personId"
     WHERE c.standing = 'proposed' AND n."officerId" = (${OFFICER}) ORDER BY n.id DESC OFFSET $1 LIMIT 1`,
    [scripted ? 0 : 1],
  );
  await signIn(page, "vetting");
  await page.goto(`/personnel/nominees/${proposed.id}`);
  await page.locator("select[name=pendingCase]").selectOption({ label: "Có" });
  await page.getByRole("button", { name: "Ghi nhận" }).click();
  await expect(page).toHaveURL(/notice=checkLogged/);
  expect(await row(`SELECT p."pendingCase" AS pending FROM "Person" p JOIN "Nominee" n ON n."personId" = p.id WHERE n.id = $1`, [proposed.id])).toEqual({ pending: true });
  await page.context().clearCookies();
  await signIn(page, "vetting.lead");
  await page.goto(`/personnel/nominees/${proposed.id}`);
  await page.getByRole("button", { name: "Trả lại", exact: true }).click();
  await expect(page.locator(".field.wrong")).toContainText("Trả lại thì phải ghi lý do");
  await page.getByLabel("Lý do trả lại").fill("Bổ sung kết quả kiểm tra");
  await page.getByRole("button", { name: "Trả lại", exact: true }).click();
  await expect(page).toHaveURL(/notice=conclusionDecided/);
  expect(await row(`SELECT standing FROM "Conclusion" WHERE "nomineeId" = $1`, [proposed.id])).toEqual({ standing: "returned" });
  await expect(page.getByRole("link", { name: /^Kết luận tiếp theo chờ xác nhận: / })).toHaveAttribute("href", /#conclusion$/);

  // The officer proposes again: without reasons it is refused at its field.
  await page.context().clearCookies();
  await signIn(page, "vetting");
  await page.goto(`/personnel/nominees/${proposed.id}`);
  await page.locator("select[name=verdict]").selectOption({ label: "Không đủ tiêu chuẩn, điều kiện" });
  await page.getByRole("button", { name: "Đề xuất kết luận" }).click();
  await expect(page.locator(".field.wrong")).toContainText("Chưa điền mục này");
  await expect(page.locator("select[name=verdict]")).toHaveValue("ineligible");
  await page.locator("[name=reasons]").fill("Đang bị xem xét");
  await page.getByRole("button", { name: "Đề xuất kết luận" }).click();
  await expect(page).toHaveURL(/notice=conclusionProposed/);
});

inBothWays("another officer takes charge while a check is typed: the form comes back with the reason and what was typed", async ({ page, scripted }) => {
  const check = await row<{ id: string; nominee: string }>(
    `SELECT k.id::text, n.id::text AS nominee FROM "Check" k JOIN "Nominee" n ON n.id = k."nomineeId" JOIN "Congress" c ON c.id = n."congressId" JOIN "Account" a ON a.id = n."officerId"
     WHERE k.state = 'notSent' AND a.login = 'vetting.second' AND NOT n.withdrawn AND c.state = 'submitted' ORDER BY n.id DESC, k.id OFFSET $1 LIMIT 1`,
    [scripted ? 0 : 40],
  );
  await rows(`UPDATE "Nominee" SET "officerId" = NULL WHERE id = $1`, [check.nominee]);
  const address = `/personnel/nominees/${check.nominee}?check=${check.id}`;
  await signIn(page, "vetting");
  await page.goto(address);
  await logForm(page).locator("[name=body]").fill("Cơ quan được hỏi");
  await logForm(page).getByLabel(/^Nội dung nhận xét/).fill("Gửi kèm hồ sơ gốc");
  const theirs = await secondWindow(page);
  await page.context().clearCookies();
  await signIn(theirs, "vetting.second");
  await theirs.goto(address);
  await logForm(theirs).locator("[name=body]").fill("Cơ quan khác");
  await logForm(theirs).getByRole("button", { name: "Lưu" }).click();
  await expect(theirs).toHaveURL(/notice=checkLogged/);
  await page.context().clearCookies();
  await signIn(theirs, "vetting");

  await logForm(page).getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("alert")).toContainText("đã nhận phụ trách nhân sự này");
  await expect(logForm(page).locator("[name=body]")).toHaveValue("Cơ quan được hỏi");
  await expect(logForm(page).locator("[name=event]")).toHaveValue("sent");
  await expect(logForm(page).getByLabel(/^Nội dung nhận xét/)).toHaveValue("Gửi kèm hồ sơ gốc");
  expect(await rows(`SELECT 1 FROM "CheckEntry" WHERE "checkId" = $1`, [check.id])).toHaveLength(1);
});

test("an answer sent twice is logged once", async ({ page }) => {
  const check = await sentCheck(4);
  await signIn(page, "vetting");
  await page.goto(`/personnel/nominees/${check.nominee}?check=${check.id}`);
  await logForm(page).locator("[name=event]").selectOption("answered");
  await logForm(page).getByRole("textbox", { name: /^Ngày/ }).fill("06/05/2025");
  await logForm(page).getByLabel("Số văn bản trả lời").fill("12-CV");
  const again = await sendAgain(page, () => logForm(page).getByRole("button", { name: "Lưu" }).click());
  expect(again.status()).toBeLessThan(400);
  expect(await rows(`SELECT 1 FROM "CheckEntry" WHERE "checkId" = $1 AND event = 'answered'`, [check.id])).toHaveLength(1);
});
