import type { Page } from "@playwright/test";
import { row, rows } from "./database.ts";
import { expect, inBothWays, sendAgain, signIn } from "./fixtures.ts";

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
  expect(seen).toMatch(/Vướng mắc, thông tin hạn chế|nội dung hạn chế phải kết luận/);
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

/** What of the register form a letter needs, chosen and typed; the page shows the search's results already. */
async function fillLetter(page: Page, unit: string, days: { written: string; received: string }): Promise<void> {
  await page.getByRole("checkbox", { name: unit }).first().check();
  await page.locator("[name=kind]").selectOption("denunciation");
  await page.locator("[name=channel]").selectOption("post");
  await page.locator("[name=senderKind]").selectOption("named");
  await page.locator("[name=writtenOn]").fill(days.written);
  await page.locator("[name=receivedOn]").fill(days.received);
  await page.locator("[name=competentReceivedOn]").fill(days.received);
}
const errorAt = (page: Page, id: string) => page.locator(`#f-${id}-error`);
const stateOf = async (id: string): Promise<string> => (await row<{ state: string }>(`SELECT state FROM "Letter" WHERE id = $1`, [id])).state;
const idOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? "";

/** Registers a letter and answers its id. */
async function registered(page: Page, unit: string): Promise<string> {
  await page.goto(`/letters/new?q=${encodeURIComponent(unit)}`);
  await fillLetter(page, unit, { written: "02/05/2025", received: "05/05/2025" });
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(page).toHaveURL(/notice=letterRegistered/);
  return idOf(page);
}

/** Takes a step and waits until the page stands in the state it leads to. */
async function step(page: Page, label: string, state: string): Promise<void> {
  await page.getByLabel("Bước", { exact: true }).selectOption({ label });
  await page.getByRole("button", { name: "Ghi bước này" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(state);
}

inBothWays("a letter with things missing or telling its sender is refused at each field, keeps what was typed, and sent twice is one letter", async ({ page, scripted }) => {
  const { unit } = await congressOf(scripted ? "90.005.003" : "90.005.004");
  const mine = async (): Promise<number> =>
    (await row<{ n: number }>(`SELECT count(*)::int AS n FROM "LetterSubject" s JOIN "Unit" u ON u.id = s."unitId" WHERE u."partyName" = $1 OR u.name = $1`, [unit])).n;
  const before = await mine();
  await signIn(page, "letters");
  await page.goto(`/letters/new?q=${encodeURIComponent(unit)}`);
  await page.locator("[name=receivedOn]").fill("31/02/2025");
  await page.locator("[name=summary]").fill("Phản ánh việc thu chi quỹ.");
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(errorAt(page, "kind")).toHaveText("Chưa điền mục này.");
  await expect(errorAt(page, "receivedOn")).toBeVisible();
  await expect(page.locator("[name=receivedOn]")).toHaveValue("31/02/2025");
  await expect(page.locator("[name=summary]")).toHaveValue("Phản ánh việc thu chi quỹ.");

  await fillLetter(page, unit, { written: "02/05/2025", received: "05/05/2025" });
  await page.locator("[name=summary]").fill("Gọi cho người viết theo số 0912 345 678.");
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(errorAt(page, "summary")).toContainText("danh tính chỉ để trong phong bì");
  await expect(page.locator("[name=summary]")).toHaveValue("Gọi cho người viết theo số 0912 345 678.");
  await expect(page.getByRole("checkbox", { name: unit }).first()).toBeChecked();
  expect(await mine()).toBe(before);

  await page.locator("[name=summary]").fill("Phản ánh việc thu chi quỹ.");
  const again = await sendAgain(page, () => page.getByRole("button", { name: "Vào sổ" }).click());
  expect(again.status()).toBeLessThan(400);
  expect(await mine()).toBe(before + 1);
});

inBothWays("an officer takes a letter step by step, gets more time, shares the work; a second person closes it", async ({ page, scripted }) => {
  const { unit } = await congressOf(scripted ? "90.002.018" : "90.002.022");
  await signIn(page, "letters.district");
  const id = await registered(page, unit);

  // A day that has not come: said at the day, in this form only, with the note kept.
  await page.locator("[name=on]").fill("20/05/2025");
  await page.getByLabel("Ghi chú").fill("Đã trao đổi với chi ủy");
  await page.getByRole("button", { name: "Ghi bước này" }).click();
  await expect(errorAt(page, "on")).toHaveText("Ngày này chưa đến.");
  await expect(page.getByLabel("Ghi chú")).toHaveValue("Đã trao đổi với chi ủy");
  await page.locator("[name=on]").fill("12/05/2025");
  await page.getByRole("button", { name: "Ghi bước này" }).click();
  await expect(page).toHaveURL(/notice=letterStepped/);
  await expect(page.locator("ol").getByText("Đã trao đổi với chi ủy")).toBeVisible();
  await expect(page.getByLabel("Ghi chú")).toHaveValue("");
  await step(page, "Thụ lý", "Đã thụ lý");
  expect(await stateOf(id)).toBe("accepted");

  // More time than the clause gives is refused where it was typed; the reason stays there and nowhere else.
  const extension = page.locator("form").filter({ has: page.locator("[name=amount]") });
  await extension.locator("[name=amount]").fill("399");
  await extension.locator("[name=note]").fill("Vụ việc nhiều tình tiết");
  await extension.getByRole("button", { name: "Gia hạn" }).click();
  await expect(errorAt(page, "amount")).toContainText("Chỉ được gia hạn tối đa");
  await expect(extension.locator("[name=note]")).toHaveValue("Vụ việc nhiều tình tiết");
  await expect(page.getByLabel("Ghi chú")).toHaveValue("");
  await extension.locator("[name=amount]").fill("10");
  await extension.getByRole("button", { name: "Gia hạn" }).click();
  await expect(page).toHaveURL(/notice=letterExtended/);

  // A colleague: nobody chosen, then one.
  await page.getByRole("button", { name: "Phân công thêm cán bộ" }).click();
  await expect(errorAt(page, "accountId")).toBeVisible();
  await page.locator("[name=accountId]").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Phân công thêm cán bộ" }).click();
  await expect(page).toHaveURL(/notice=letterAssigned/);
  expect((await rows(`SELECT 1 FROM "LetterAssignment" WHERE "letterId" = $1`, [id])).length).toBe(2);

  await step(page, "Bắt đầu xác minh", "Đang xác minh");
  expect(await stateOf(id)).toBe("verifying");
  await page.getByLabel("Bước", { exact: true }).selectOption({ label: "Kết luận" });
  await page.getByRole("button", { name: "Ghi bước này" }).click();
  await expect(errorAt(page, "outcome")).toHaveText("Khi kết luận phải chọn kết quả.");
  await page.getByLabel("Bước", { exact: true }).selectOption({ label: "Kết luận" });
  await page.locator("[name=outcome]").selectOption("unsubstantiated");
  await page.getByRole("button", { name: "Ghi bước này" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Đã kết luận");
  expect(await stateOf(id)).toBe("concluded");

  await page.getByRole("button", { name: "Đề nghị kết thúc" }).click();
  await expect(errorAt(page, "reason")).toHaveText("Chưa điền mục này.");
  await page.getByLabel("Lý do kết thúc").fill("Đã thông báo kết luận");
  const again = await sendAgain(page, () => page.getByRole("button", { name: "Đề nghị kết thúc" }).click());
  expect(again.status()).toBeLessThan(400);
  await expect(page.getByText("Đang chờ người thứ hai: Kết thúc hồ sơ")).toBeVisible();
  expect((await rows(`SELECT 1 FROM "LetterProposal" WHERE "letterId" = $1`, [id])).length).toBe(1);
  const code = /Đơn (\S+):/.exec((await page.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[1] ?? "";
  await page.context().clearCookies();

  await signIn(page, "secretary");
  await page.goto("/letters");
  await page.getByRole("row").filter({ hasText: code }).getByRole("button", { name: "Đồng ý", exact: true }).click();
  await expect(page).toHaveURL(/notice=letterDecided/);
  expect(await stateOf(id)).toBe("closed");
});

inBothWays("a letter is passed on by two people; a wrong unit is refused at its field, and the second person may say no", async ({ page, scripted }) => {
  const { unit } = await congressOf(scripted ? "90.002.028" : "90.002.029");
  await signIn(page, "letters");
  const id = await registered(page, unit);
  await step(page, "Phân loại", "Đã phân loại");
  expect(await stateOf(id)).toBe("classified");
  const propose = async (unitCode: string): Promise<void> => {
    await page.getByLabel("Chuyển đến đơn vị (mã)").fill(unitCode);
    await page.getByRole("button", { name: "Đề nghị chuyển" }).click();
  };
  await page.getByLabel("Lý do chuyển").fill("Thuộc thẩm quyền huyện ủy");
  await propose("không có mã này");
  await expect(errorAt(page, "toUnitCode")).toHaveText("Không có đơn vị mang mã này trong phạm vi.");
  await expect(page.getByLabel("Lý do chuyển")).toHaveValue("Thuộc thẩm quyền huyện ủy");
  await propose("90.002");
  await expect(page).toHaveURL(/notice=letterProposed/);
  const code = /Đơn (\S+):/.exec((await page.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[1] ?? "";
  await page.context().clearCookies();

  const decide = async (button: string): Promise<void> => {
    await signIn(page, "secretary");
    await page.goto("/letters");
    await page.getByRole("row").filter({ hasText: code }).getByRole("button", { name: button, exact: true }).click();
    await expect(page).toHaveURL(/notice=letterDecided/);
    await page.context().clearCookies();
  };
  await decide("Không đồng ý");
  expect(await stateOf(id)).toBe("classified");
  await signIn(page, "letters");
  await page.goto(`/letters/${id}`);
  await page.getByLabel("Lý do chuyển").fill("Đã bổ sung căn cứ thẩm quyền");
  await propose("90.002");
  await expect(page).toHaveURL(/notice=letterProposed/);
  await page.context().clearCookies();
  await decide("Đồng ý");
  expect(await stateOf(id)).toBe("forwarded");
});

inBothWays("a second subject found by a second search joins the first, and nothing typed in between is lost", async ({ page, scripted }) => {
  const [first, second] = scripted ? ["90.005.005", "90.005.006"] : ["90.005.007", "90.005.008"];
  const [one, other] = [(await congressOf(first)).unit, (await congressOf(second)).unit];
  await signIn(page, "letters");
  await page.goto(`/letters/new?q=${encodeURIComponent(one)}`);
  await fillLetter(page, one, { written: "02/05/2025", received: "05/05/2025" });
  await page.locator("[name=summary]").fill("Phản ánh việc chọn địa điểm.");
  await page.getByRole("searchbox", { name: "Tìm thêm" }).fill("khong co ai ten nhu vay");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await expect(page.getByText("Không tìm thấy ai")).toBeVisible();
  await page.getByRole("searchbox", { name: "Tìm thêm" }).fill(other);
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.getByRole("checkbox", { name: other }).first().check();
  await expect(page.getByRole("checkbox", { name: one }).first()).toBeChecked();
  await expect(page.locator("[name=kind]")).toHaveValue("denunciation");
  await expect(page.locator("[name=receivedOn]")).toHaveValue("05/05/2025");
  await expect(page.locator("[name=summary]")).toHaveValue("Phản ánh việc chọn địa điểm.");

  // Refused in between: both stay chosen.
  await page.locator("[name=receivedOn]").fill("31/02/2025");
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(errorAt(page, "receivedOn")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: one }).first()).toBeChecked();
  await expect(page.getByRole("checkbox", { name: other }).first()).toBeChecked();
  await page.locator("[name=receivedOn]").fill("05/05/2025");
  await page.getByRole("button", { name: "Vào sổ" }).click();
  await expect(page).toHaveURL(/notice=letterRegistered/);
  const about = await rows<{ name: string }>(`SELECT u."partyName" AS name FROM "LetterSubject" s JOIN "Unit" u ON u.id = s."unitId" WHERE s."letterId" = $1`, [idOf(page)]);
  expect(about.map(({ name }) => name).toSorted()).toHaveLength(2);
});
