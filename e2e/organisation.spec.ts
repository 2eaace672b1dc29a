import type { Locator, Page } from "@playwright/test";
import { row } from "./database.ts";
import { expect, inBothWays, sendAgain, signIn, test } from "./fixtures.ts";

const unitOf = async (code: string): Promise<string> => (await row<{ id: string }>(`SELECT id::text FROM "Unit" WHERE code = $1`, [code])).id;
const count = async (table: "Unit" | "Leader" | "Venue", code: string): Promise<number> =>
  (await row<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}" WHERE code = $1`, [code])).n;
const formWith = (page: Page, field: string): Locator => page.locator("form").filter({ has: page.locator(`[name="${field}"]`) });
const wrong = (page: Page, field: string): Locator => page.locator(`#f-${field}-error`);
const MISSING = "Chưa điền mục này.";

inBothWays("a unit is added once, with its errors told at the fields and nothing lost", async ({ page, scripted }) => {
  const code = `90.004.${scripted ? "j1" : "j2"}`;
  await signIn(page, "planner");
  const form = `/organisation/units/${await unitOf("90.004")}/new`;
  await page.goto(form);
  await page.getByLabel("Số đảng viên").fill("hai trăm");
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  for (const field of ["code", "name", "kind"]) await expect(wrong(page, field)).toHaveText(MISSING);
  await expect(wrong(page, "members")).toHaveText("Ghi một số nguyên, không có chữ hay dấu.");
  await expect(page.getByLabel("Số đảng viên")).toHaveValue("hai trăm");

  await page.getByLabel("Mã", { exact: false }).first().fill("90.004");
  await page.getByLabel("Tên đơn vị").fill(`Xã Bến Mới ${code}`);
  await page.getByLabel("Loại").selectOption("commune");
  await page.getByLabel("Số đảng viên").fill("215");
  // Ended long ago: it stays out of the season that the other journeys plan.
  await page.locator("[name=validFrom]").fill("1/7/2015");
  await page.locator("[name=validUntil]").fill("1/7/2020");
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  await expect(wrong(page, "code")).toContainText("Mã “90.004” đã được dùng.");
  await expect(page.getByLabel("Tên đơn vị")).toHaveValue(`Xã Bến Mới ${code}`);
  await expect(page.getByLabel("Loại")).toHaveValue("commune");
  await expect(page.locator("[name=validFrom]")).toHaveValue("01/07/2015");

  await page.locator("[name=code]").fill(code);
  const second = await sendAgain(page, () => page.getByRole("button", { name: "Thêm", exact: true }).click());
  expect(second.status()).toBeLessThan(400);
  expect(await count("Unit", code)).toBe(1);
  await expect(page).toHaveURL(/notice=unitAdded/);
  await expect(page.getByRole("heading", { level: 1, name: `Đảng bộ xã Bến Mới ${code}` })).toBeVisible();

  // Back and sent anew: the code is taken, and there is still one.
  await page.goto(form);
  await page.locator("[name=code]").fill(code);
  await page.getByLabel("Tên đơn vị").fill("Xã Bến Mới");
  await page.getByLabel("Loại").selectOption("commune");
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  await expect(wrong(page, "code")).toContainText("đã được dùng");
  expect(await count("Unit", code)).toBe(1);
});

inBothWays("a unit is edited; who comes second sees the three values and keeps what is right", async ({ page, scripted }) => {
  const id = await unitOf(scripted ? "90.004.003" : "90.004.004");
  await signIn(page, "planner");
  await page.goto(`/organisation/units/${id}/edit`);
  await page.getByLabel("Hết hiệu lực từ").fill("31/02/2026");
  await page.getByLabel("Số đảng viên").fill("301");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(wrong(page, "validUntil")).toContainText("Không phải là một ngày có thật.");
  await expect(page.getByLabel("Số đảng viên")).toHaveValue("301");
  await page.getByLabel("Hết hiệu lực từ").fill("");
  await page.getByLabel("Tên đơn vị").fill(`Xã Đổi Tên ${id.slice(0, 4)}`);
  await row(`UPDATE "Unit" SET version = version + 1, members = 222 WHERE id = $1 RETURNING 1 AS done`, [id]);
  await page.getByRole("button", { name: "Lưu" }).click();
  const race = page.getByRole("table", { name: "Có người vừa lưu trước: chọn giá trị giữ lại" });
  await expect(race.getByRole("row").filter({ hasText: "Số đảng viên" })).toContainText("222");
  await expect(race.getByRole("row").filter({ hasText: "Số đảng viên" })).toContainText("301");
  await page.getByRole("radio", { name: "Giữ của người khác: Số đảng viên" }).check();
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=unitSaved/);
  expect(await row(`SELECT members, name, "partyName" FROM "Unit" WHERE id = $1`, [id])).toEqual({
    members: 222,
    name: `Xã Đổi Tên ${id.slice(0, 4)}`,
    partyName: `Đảng bộ xã Đổi Tên ${id.slice(0, 4)}`,
  });
});

inBothWays("who heads a unit is recorded from a day, and ended", async ({ page, scripted }) => {
  const id = await unitOf(scripted ? "90.004.005" : "90.004.006");
  await signIn(page, "planner");
  await page.goto(`/organisation/units/${id}`);
  await page.getByRole("searchbox", { name: "Tìm người để ghi là người đứng đầu" }).fill("nguyen");
  await formWith(page, "head").getByRole("button", { name: "Tìm" }).click();
  await expect(page).toHaveURL(/head=nguyen/);
  const form = formWith(page, "personId");
  const chosen = form.getByRole("radio").nth(1);
  await chosen.check();
  const person = await chosen.inputValue();
  const record = form.getByRole("button", { name: "Ghi là người đứng đầu" });
  await form.locator("[name=from]").fill("30/02/2025");
  await record.click();
  await expect(wrong(page, "from")).toContainText("Không phải là một ngày có thật.");
  await expect(form.locator(`[value="${person}"]`)).toBeChecked();
  await form.locator("[name=from]").fill("01/01/1990");
  await record.click();
  await expect(wrong(page, "from")).toHaveText("Đã ghi một người đứng đầu từ ngày này hoặc muộn hơn.");
  await form.locator("[name=from]").fill("01/05/2025");
  const second = await sendAgain(page, () => record.click());
  expect(second.status()).toBeLessThan(400);
  const heads = `SELECT count(*)::int AS n, bool_and("until" IS NOT NULL) AS ended FROM "UnitHead" WHERE "unitId" = $1 AND "personId" = $2`;
  expect(await row(heads, [id, person])).toEqual({ n: 1, ended: false });
  await page.getByRole("button", { name: "Thôi đứng đầu" }).click();
  await expect.poll(() => row(heads, [id, person])).toEqual({ n: 1, ended: true });
  await expect(page.getByRole("button", { name: "Thôi đứng đầu" })).toHaveCount(0);
});

inBothWays("a leader is added once, edited by two at a time, and recorded as away", async ({ page, scripted }) => {
  const code = scripted ? "LD.j1" : "LD.j2";
  await signIn(page, "planner");
  await page.goto("/organisation/leaders");
  await page.locator("[name=name]").fill("Đỗ Văn Lành");
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  await expect(wrong(page, "code")).toHaveText(MISSING);
  await expect(wrong(page, "post")).toHaveText(MISSING);
  await expect(page.locator("[name=name]")).toHaveValue("Đỗ Văn Lành");
  await page.locator("[name=code]").fill(code);
  await page.locator("[name=post]").fill("Phó Bí thư Thường trực");
  const second = await sendAgain(page, () => page.getByRole("button", { name: "Thêm", exact: true }).click());
  expect(second.status()).toBeLessThan(400);
  expect(await count("Leader", code)).toBe(1);
  await expect(page.getByRole("heading", { level: 1, name: "Đỗ Văn Lành: dự 0 đại hội" })).toBeVisible();

  const edit = formWith(page, "post");
  await edit.locator("[name=name]").fill("");
  await edit.locator("[name=post]").fill("Phó Bí thư");
  await edit.getByRole("button", { name: "Lưu" }).click();
  await expect(wrong(page, "name")).toHaveText(MISSING);
  await expect(edit.locator("[name=post]")).toHaveValue("Phó Bí thư");
  await edit.locator("[name=name]").fill("Đỗ Văn Lành");
  await row(`UPDATE "Leader" SET version = version + 1, post = 'Bí thư' WHERE code = $1 RETURNING 1 AS done`, [code]);
  await edit.getByRole("button", { name: "Lưu" }).click();
  const race = page.getByRole("table", { name: /Có người vừa lưu trước/ }).getByRole("row").filter({ hasText: "Chức vụ" });
  await expect(race.getByRole("cell")).toHaveText(["Phó Bí thư Thường trực", "Bí thư", "Phó Bí thư"]);
  await edit.getByRole("button", { name: "Lưu" }).click();
  await expect(page).toHaveURL(/notice=leaderSaved/);
  await expect(page.getByText(/^Phó Bí thư · /)).toBeVisible();

  const away = formWith(page, "lastDay");
  const record = away.getByRole("button", { name: "Ghi vắng mặt" });
  const absences = page.getByRole("table", { name: "Vắng mặt" });
  await away.locator("[name=from]").fill("26/05/2025");
  await away.locator("[name=lastDay]").fill("25/05/2025");
  await away.locator("[name=reason]").fill("Đi công tác");
  await record.click();
  await expect(wrong(page, "lastDay")).toHaveText("Ngày kết thúc phải sau ngày bắt đầu.");
  await expect(away.locator("[name=reason]")).toHaveValue("Đi công tác");
  await away.locator("[name=lastDay]").fill("28/05/2025");
  expect((await sendAgain(page, () => record.click())).status()).toBeLessThan(400);
  await expect(absences.getByRole("row").filter({ hasText: "26/05/2025 – 28/05/2025" })).toHaveCount(1);
  await expect(away.locator("[name=reason]")).toHaveValue("");
  await away.locator("[name=from]").fill("28/05/2025");
  await away.locator("[name=lastDay]").fill("30/05/2025");
  await away.locator("[name=reason]").fill("Nghỉ phép");
  await record.click();
  await expect(wrong(page, "from")).toHaveText("Trùng với một lần vắng đã ghi.");
  await absences.getByRole("button", { name: "Bỏ" }).click();
  await expect(page.getByText("Không ghi lần vắng nào")).toBeVisible();
});

inBothWays("a hall is added once and edited by two at a time", async ({ page, scripted }) => {
  const code = scripted ? "HT.j1" : "HT.j2";
  await signIn(page, "planner");
  await page.goto("/organisation/venues");
  await page.locator("[name=code]").fill(code);
  await page.locator("[name=name]").fill("Nhà văn hóa Bến Mới");
  await page.locator("[name=seats]").fill("nhiều");
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  await expect(wrong(page, "seats")).toHaveText("Ghi một số nguyên, không có chữ hay dấu.");
  await expect(page.locator("[name=name]")).toHaveValue("Nhà văn hóa Bến Mới");
  await page.locator("[name=seats]").fill("320");
  expect((await sendAgain(page, () => page.getByRole("button", { name: "Thêm", exact: true }).click())).status()).toBeLessThan(400);
  expect(await count("Venue", code)).toBe(1);

  await page.locator("[name=seats]").fill("400");
  await page.locator("[name=name]").fill("");
  await row(`UPDATE "Venue" SET version = version + 1, seats = 350 WHERE code = $1 RETURNING 1 AS done`, [code]);
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(wrong(page, "name")).toHaveText(MISSING);
  // The refusal in between does not hide that somebody else was faster.
  await page.locator("[name=name]").fill("Nhà văn hóa Bến Mới");
  await page.getByRole("button", { name: "Lưu" }).click();
  const race = page.getByRole("table", { name: /Có người vừa lưu trước/ }).getByRole("row").filter({ hasText: "Số chỗ" });
  await expect(race.getByRole("cell")).toHaveText(["320", "350", "400"]);
  await page.getByRole("radio", { name: "Giữ của người khác: Số chỗ" }).check();
  await page.locator("[name=name]").fill("");
  await page.getByRole("button", { name: "Lưu" }).click();
  // Refused for another field: what was chosen stands in its own.
  await expect(wrong(page, "name")).toHaveText(MISSING);
  await expect(page.locator("[name=seats]")).toHaveValue("350");
  await page.locator("[name=name]").fill("Nhà văn hóa Bến Cũ");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nhà văn hóa Bến Cũ: 0 đại hội đã đặt" })).toBeVisible();
  expect(await row(`SELECT seats FROM "Venue" WHERE code = $1`, [code])).toEqual({ seats: 350 });

  await page.goto("/organisation/venues?q=ben+cu");
  await page.getByRole("link", { name: "Nhà văn hóa Bến Cũ" }).first().click();
  await expect(page).toHaveURL(/\/organisation\/venues\/[0-9a-f-]{36}$/);
  await page.goto("/organisation/venues?q=không+có+nơi+này");
  await expect(page.getByRole("heading", { level: 1, name: "Không có hội trường nào khớp với “không có nơi này”" })).toBeVisible();
});

inBothWays("a branch rules its own calendar: ceiling, Saturdays, days of its own", async ({ page, scripted }) => {
  const id = await unitOf(scripted ? "90.004.007" : "90.004.008");
  await signIn(page, "planner");
  await page.goto(`/organisation/units/${id}`);
  const settings = formWith(page, "dailyCeiling");
  const save = settings.getByRole("button", { name: "Lưu" });
  await settings.locator("[name=dailyCeiling]").fill("0");
  await settings.locator("[name=saturdays]").check();
  await save.click();
  await expect(wrong(page, "dailyCeiling")).toHaveText("Số nằm ngoài khoảng cho phép.");
  await expect(settings.locator("[name=saturdays]")).toBeChecked();
  await settings.locator("[name=dailyCeiling]").fill("3");
  await settings.locator("[name=gapDays]").fill("hai");
  await save.click();
  await expect(wrong(page, "gapDays")).toHaveText("Ghi một số nguyên, không có chữ hay dấu.");
  await settings.locator("[name=gapDays]").fill("2");
  await settings.locator("[name=lessonDays]").fill("5");
  await settings.getByRole("radio", { name: "Bắt buộc" }).check();
  await save.click();
  await expect(page).toHaveURL(/notice=branchCalendarSaved/);
  await settings.locator("[name=dailyCeiling]").fill("5");
  await settings.locator("[name=saturdays]").uncheck();
  await settings.locator("[name=attending]").fill("2");
  await settings.getByRole("radio", { name: "Nên" }).check();
  await row(`UPDATE "BranchSetting" SET version = version + 1, "dailyCeiling" = 4, "gapDays" = 3 WHERE "unitId" = $1 RETURNING 1 AS done`, [id]);
  await save.click();
  const race = page.getByRole("table", { name: /Có người vừa lưu trước/ });
  await expect(race.getByRole("row").filter({ hasText: "bao nhiêu đại hội" })).toContainText("345");
  await expect(race.getByRole("row").filter({ hasText: "thứ Bảy" })).toContainText("CóCóKhông");
  await expect(race.getByRole("row").filter({ hasText: "bế mạc cấp dưới" })).toContainText("232");
  await expect(race.getByRole("row").filter({ hasText: "Đại hội điểm trước" })).toContainText("Bắt buộcBắt buộcNên");
  await expect(settings.locator("[name=saturdays]")).not.toBeChecked();
  await page.getByRole("radio", { name: "Giữ của người khác: Tính thứ Bảy" }).check();
  await page.getByRole("radio", { name: /^Giữ của người khác: Số ngày làm việc giữa/ }).check();
  await save.click();
  await expect(race).toHaveCount(0);
  expect(await row(`SELECT "dailyCeiling", saturdays, "gapDays", "lessonDays", pilots, attending FROM "BranchSetting" WHERE "unitId" = $1`, [id])).toEqual({
    dailyCeiling: 5,
    saturdays: true,
    gapDays: 3,
    lessonDays: 5,
    pilots: "soft",
    attending: 2,
  });
  await expect(settings).toContainText("cách 3 ngày, rút kinh nghiệm 5 ngày, đại hội điểm trước: Nên, lãnh đạo dự: 2.");

  const own = formWith(page, "source");
  const days = page.getByRole("table", { name: "Ngày riêng" });
  await own.locator("[name=day]").fill("29/02/2026");
  await own.locator("[name=name]").fill("Lễ hội đền Bến");
  await own.getByRole("button", { name: "Thêm ngày" }).click();
  await expect(wrong(page, "day")).toContainText("Không phải là một ngày có thật.");
  await expect(wrong(page, "source")).toHaveText(MISSING);
  await expect(own.locator("[name=name]")).toHaveValue("Lễ hội đền Bến");
  await own.locator("[name=day]").fill("20/3/2026");
  await own.locator("[name=source]").fill("12-CV/HU");
  expect((await sendAgain(page, () => own.getByRole("button", { name: "Thêm ngày" }).click())).status()).toBeLessThan(400);
  await expect(days.getByRole("row").filter({ hasText: "20/03/2026" })).toHaveCount(1);
  await own.locator("[name=day]").fill("20/03/2026");
  await own.locator("[name=name]").fill("Lần nữa");
  await own.locator("[name=source]").fill("13-CV/HU");
  await own.getByRole("button", { name: "Thêm ngày" }).click();
  await expect(wrong(page, "day")).toHaveText("Ngày 20/03/2026 đã có trong danh sách ngày riêng. Bỏ ngày đó trước.");
  await days.getByRole("button", { name: "Bỏ" }).click();
  await expect(page.getByText("Chỉ theo lịch chung cả nước")).toBeVisible();
});

test("somebody who may not edit sees the branch's rules and no forms", async ({ page }) => {
  const id = await unitOf("90.002.001");
  await signIn(page, "secretary.district");
  await page.goto(`/organisation/units/${id}`);
  await expect(page.getByText("không giới hạn").or(page.getByText(/^\d+$/)).first()).toBeVisible();
  await expect(page.locator("main form[method=post]")).toHaveCount(0);
  expect((await page.goto(`/organisation/units/${id}/edit`))?.status()).toBe(404);
});
