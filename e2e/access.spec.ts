import type { BrowserContext, Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { demoPassword } from "#bench/generator/accounts.ts";
import { row, rows } from "./database.ts";
import { expect, inBothWays, sendAgain, signIn, test } from "./fixtures.ts";

/** Accounts of these journeys are their own, so that no other journey meets a changed password or language. */
const FIRST = "bo doi ra dong gat lua";
const SECOND = "chim se ve to truoc mua";

const errorAt = (page: Page, name: string) => page.locator(`#f-${name}-error`);
const leave = (page: Page): Promise<void> => page.context().clearCookies();
const accountsNamed = async (login: string): Promise<number> => (await row<{ n: number }>(`SELECT count(*)::int AS n FROM "Account" WHERE login = $1`, [login])).n;
const grantsOf = (login: string): Promise<{ state: string; role: string }[]> =>
  rows(`SELECT g.state, g.role FROM "Grant" g JOIN "Account" a ON a.id = g."accountId" WHERE a.login = $1 ORDER BY g."createdAt"`, [login]);

async function enter(page: Page, login: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

async function changePassword(page: Page, current: string, wanted: string, repeated = wanted): Promise<void> {
  await page.getByLabel("Mật khẩu hiện tại").fill(current);
  await page.getByLabel("Mật khẩu mới", { exact: false }).first().fill(wanted);
  await page.getByLabel("Nhập lại mật khẩu mới").fill(repeated);
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
}

/** Another browser of the same person. */
async function newContext(page: Page): Promise<BrowserContext> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("there is no browser to open another window of");
  return browser.newContext({ baseURL: process.env["JOURNEY_ORIGIN"] ?? "" });
}

/** An account that has changed its first password, made without the pages. */
async function ownAccount(login: string, name: string, like: string): Promise<void> {
  await rows(
    `INSERT INTO "Account" (id, login, "displayName", "passwordHash", locale, theme, state, "mustChangePassword", version)
     SELECT gen_random_uuid(), $1, $2, a."passwordHash", 'vi', 'system', 'active', false, 1 FROM "Account" a WHERE a.login = $3`,
    [login, name, like],
  );
}

inBothWays("an administrator makes an account, once; its holder must change the password before anything else", async ({ page, scripted }) => {
  const login = scripted ? "van.thu.moi" : "van.thu.khac";
  await signIn(page, "administrator");
  await page.goto("/admin/accounts");
  const make = page.getByRole("button", { name: "Tạo tài khoản" });
  await page.getByLabel("Họ và tên").fill("Lý Thị Văn Thư");
  await page.getByLabel("Tên đăng nhập").fill("có dấu");
  await page.getByLabel("Mật khẩu ban đầu").fill("ngan");
  await make.click();
  await expect(errorAt(page, "login")).toContainText("chữ cái không dấu");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu ban đầu").fill("ngan");
  await make.click();
  await expect(errorAt(page, "password")).toHaveText("Mật khẩu cần ít nhất 12 ký tự.");
  await expect(page.getByLabel("Họ và tên")).toHaveValue("Lý Thị Văn Thư");
  await expect(page.getByLabel("Tên đăng nhập")).toHaveValue(login);
  // A password is never sent back; where scripts keep the page, the field keeps its own.
  if (!scripted) await expect(page.getByLabel("Mật khẩu ban đầu")).toHaveValue("");
  await page.getByLabel("Mật khẩu ban đầu").fill(FIRST);
  const again = await sendAgain(page, () => make.click());
  expect(again.status()).toBeLessThan(400);
  expect(await accountsNamed(login)).toBe(1);
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
  await page.getByLabel("Họ và tên").fill("Người Khác");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu ban đầu").fill(FIRST);
  await make.click();
  await expect(errorAt(page, "login")).toHaveText("Tên đăng nhập này đã có người dùng.");
  await leave(page);

  await enter(page, login, FIRST);
  await page.goto("/calendar");
  await expect(page).toHaveURL(/\/account\/password$/);
  await changePassword(page, "khong phai mat khau nay", SECOND);
  await expect(errorAt(page, "current")).toHaveText("Mật khẩu hiện tại không đúng.");
  await changePassword(page, FIRST, SECOND, `${SECOND} sai`);
  await expect(errorAt(page, "repeated")).toHaveText("Hai lần nhập mật khẩu khác nhau.");
  await changePassword(page, FIRST, "ngan");
  await expect(errorAt(page, "wanted")).toHaveText("Mật khẩu cần ít nhất 12 ký tự.");
  await changePassword(page, FIRST, SECOND);
  await expect(page).toHaveURL(/\/account\?notice=passwordChanged/);
  await expect(page.getByText("Chưa có quyền nào.")).toBeVisible();
  await leave(page);
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(FIRST);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("alert")).toContainText("không đúng");
  await enter(page, login, SECOND);
  await expect(page).not.toHaveURL(/sign-in/);
});

inBothWays("a right is proposed, refused, proposed again, given, used and withdrawn", async ({ page, scripted }) => {
  const login = scripted ? "nguoi.nhan.quyen" : "nguoi.nhan.quyen.2";
  await ownAccount(login, "Tô Văn Nhận", "clerk");
  const propose = page.getByRole("button", { name: "Đề nghị cấp quyền" });
  const fill = async (unitCode: string, until: string): Promise<void> => {
    await page.getByLabel("Tên đăng nhập").fill(login);
    await page.getByLabel("Vai trò").selectOption({ label: "Cán bộ thẩm định" });
    await page.getByLabel("Mã đơn vị").fill(unitCode);
    await page.locator("[name=until]").fill(until);
  };
  await signIn(page, "planner");
  await page.goto("/admin/grants");
  await propose.click();
  await expect(errorAt(page, "login")).toHaveText("Chưa điền mục này.");
  await expect(errorAt(page, "role")).toHaveText("Chưa điền mục này.");
  await fill("khong.co", "30/02/2027");
  await propose.click();
  await expect(errorAt(page, "until")).toBeVisible();
  await fill("khong.co", "01/01/2020");
  await propose.click();
  await expect(errorAt(page, "unitCode")).toHaveText("Không có đơn vị mang mã này trong phạm vi của đồng chí.");
  await expect(page.getByLabel("Vai trò")).toHaveValue("vettingOfficer");
  await fill("90.007", "01/01/2020");
  await propose.click();
  await expect(errorAt(page, "until")).toHaveText("Ngày hết hạn phải sau hôm nay.");
  await expect(page.locator("[name=until]")).toHaveValue("01/01/2020");
  await page.locator("[name=until]").fill("");
  const again = await sendAgain(page, () => propose.click());
  expect(again.status()).toBeLessThan(400);
  expect(await grantsOf(login)).toEqual([{ state: "proposed", role: "vettingOfficer" }]);
  await leave(page);

  const decide = async (button: string, state = ""): Promise<void> => {
    await signIn(page, "secretary");
    await page.goto(`/admin/grants${state}`);
    await page.getByRole("row").filter({ hasText: `(${login})` }).getByRole("button", { name: button, exact: true }).click();
    await expect(page).toHaveURL(/notice=grantDecided/);
    await leave(page);
  };
  await decide("Không phê duyệt");
  await signIn(page, "planner");
  await page.goto("/admin/grants");
  await fill("90.007", "");
  await propose.click();
  await expect(page).toHaveURL(/notice=grantProposed/);
  await leave(page);
  await decide("Phê duyệt");
  expect((await grantsOf(login)).map((grant) => grant.state)).toEqual(["refused", "active"]);

  await enter(page, login, demoPassword("clerk"));
  expect((await page.goto("/personnel"))?.status()).toBe(200);
  const using = await page.context().storageState();
  await leave(page);
  await decide("Thu hồi", "?state=active");
  // A withdrawn right acts at once, in the session that is open.
  await page.context().addCookies(using.cookies);
  expect((await page.goto("/personnel"))?.status()).toBe(404);
});

inBothWays("an account is tied to its person, once, and nobody ties the own one", async ({ page, scripted }) => {
  const login = scripted ? "nguoi.co.ho.so" : "nguoi.co.ho.so.2";
  await ownAccount(login, "Vi Thị Gắn", "clerk");
  const { name } = await row<{ name: string }>(
    `SELECT p."fullName" AS name FROM "Person" p LEFT JOIN "Account" a ON a."personId" = p.id
     WHERE a.id IS NULL GROUP BY p."fullName" HAVING count(*) = 1 ORDER BY p."fullName" ${scripted ? "ASC" : "DESC"} LIMIT 1`,
  );
  await signIn(page, "planner");
  await page.goto("/admin/link");
  await page.getByRole("searchbox", { name: "Tìm cán bộ theo tên" }).fill(name);
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  const tie = page.getByRole("button", { name: "Gắn tài khoản" });
  await page.getByRole("radio", { name }).first().check();
  await page.getByLabel("Tên đăng nhập").fill("khong.co.ai");
  await tie.click();
  await expect(errorAt(page, "login")).toContainText("Không có tài khoản");
  await expect(page.getByRole("radio", { name }).first()).toBeChecked();
  await expect(page.getByLabel("Tên đăng nhập")).toHaveValue("khong.co.ai");
  await page.getByLabel("Tên đăng nhập").fill("planner");
  await tie.click();
  await expect(errorAt(page, "login")).toHaveText("Không ai tự gắn tài khoản của mình.");
  await page.getByLabel("Tên đăng nhập").fill(login);
  const again = await sendAgain(page, () => tie.click());
  expect(again.status()).toBeLessThan(400);
  const { person } = await row<{ person: string }>(`SELECT p."fullName" AS person FROM "Account" a JOIN "Person" p ON p.id = a."personId" WHERE a.login = $1`, [login]);
  expect(person).toBe(name);
});

inBothWays("a person ends one session, then all others", async ({ page, scripted }) => {
  const login = scripted ? "nhieu.phien" : "nhieu.phien.2";
  await ownAccount(login, "Hứa Nhiều Phiên", "clerk");
  const elsewhere = [];
  for (let each = 0; each < 3; each += 1) {
    const context = await newContext(page);
    const other = await context.newPage();
    await enter(other, login, demoPassword("clerk"));
    await expect(other).not.toHaveURL(/sign-in/);
    elsewhere.push({ context, other });
  }
  await enter(page, login, demoPassword("clerk"));
  await page.goto("/account");
  await expect(page.getByRole("button", { name: "Kết thúc", exact: true })).toHaveCount(3);
  await page.getByRole("button", { name: "Kết thúc", exact: true }).first().click();
  await expect(page).toHaveURL(/notice=sessionsEnded/);
  await expect(page.getByRole("button", { name: "Kết thúc", exact: true })).toHaveCount(2);
  await page.getByRole("button", { name: "Đăng xuất mọi nơi khác" }).click();
  await expect(page.getByRole("button", { name: "Kết thúc", exact: true })).toHaveCount(0);
  for (const { context, other } of elsewhere) {
    await other.goto("/account");
    await expect(other).toHaveURL(/\/sign-in/);
    await context.close();
  }
});

inBothWays("a person chooses a dark theme and English; it stays for the next sign-in and comes back", async ({ page, scripted }) => {
  const login = scripted ? "thich.nen.toi" : "thich.nen.toi.2";
  await ownAccount(login, "Đàm Thích Tối", "clerk");
  await enter(page, login, demoPassword("clerk"));
  await page.goto("/account");
  const choose = async (name: string): Promise<void> => {
    // Scripts keep the page, and with it the menu, open.
    if ((await page.locator("details.account[open]").count()) === 0) await page.locator("details.account summary").click();
    await page.getByRole("button", { name, exact: true }).click();
  };
  await choose("Tối");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page).toHaveURL(/\/account/);
  await choose("English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
  await leave(page);
  await enter(page, login, demoPassword("clerk"));
  await page.goto("/account");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await choose("Tiếng Việt");
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await choose("Theo máy");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", "dark");
});

inBothWays("a form sent after the idle lock stores nothing and leads back to its page", async ({ page, scripted }) => {
  const login = scripted ? "bo.quen.may" : "bo.quen.may.2";
  await ownAccount(login, "Kim Bỏ Quên", "clerk");
  await enter(page, login, demoPassword("clerk"));
  await page.goto("/account/password");
  const cookie = (await page.context().cookies()).find((each) => each.name === "__Host-session")?.value ?? "";
  const token = JSON.parse(Buffer.from(decodeURIComponent(cookie), "base64").toString()) as string;
  await rows(`UPDATE "Session" SET "lastSeenAt" = now() - interval '31 minutes' WHERE id = $1`, [createHash("sha256").update(token).digest("hex")]);
  await changePassword(page, demoPassword("clerk"), SECOND);
  await expect(page.getByText("Phiên làm việc đã khóa vì một thời gian không thao tác.")).toBeVisible();
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(demoPassword("clerk"));
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page).toHaveURL(/\/account\/password$/);
});

test("an address that cannot be read is answered with the product's page and status 400", async ({ page, baseURL }) => {
  const answer = await page.goto(`${baseURL ?? ""}/%E0%A4%A`);
  expect(answer?.status()).toBe(400);
  await expect(page.getByRole("heading", { level: 1, name: "Không có trang này" })).toBeVisible();
});

test("a record that is not there leaves the menu where it was", async ({ page }) => {
  await signIn(page, "clerk");
  expect((await page.goto("/organisation/units/00000000-0000-4000-8000-000000000000"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: "Không có trang này" })).toBeVisible();
  await page.getByRole("link", { name: "Tổ chức" }).click();
  await expect(page).toHaveURL(/\/organisation$/);
});

test("a clerk whose calendar shows an empty month is led to the own congress", async ({ page }) => {
  const [dated] = await rows<{ day: string }>(
    `SELECT d."opensOn"::text AS day FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = '90.002.001' AND c.round = 1`,
  );
  await signIn(page, "clerk");
  await page.goto("/calendar?day=2024-11-12");
  const jump = page.getByRole("link", { name: /^Đại hội của đơn vị: \d\d\/\d\d\/\d{4}$/ });
  if (dated === undefined) return expect(jump).toHaveCount(0);
  await jump.click();
  await expect(page).toHaveURL(/day=/);
  await expect(jump).toHaveCount(0);
});
