import { createHash } from "node:crypto";
import { demoPassword } from "#bench/generator/accounts.ts";
import { row, rows } from "./database.ts";
import { expect, inBothWays, signIn, test } from "./fixtures.ts";

inBothWays("a person signs in, lands where they wanted to go, and signs out", async ({ page }) => {
  await page.goto("/letters");
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fletters$/);
  await page.getByLabel("Tên đăng nhập").fill("secretary.district");
  await page.getByLabel("Mật khẩu").fill(demoPassword("secretary.district"));
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page).toHaveURL(/\/letters$/);
  await expect(page.getByRole("navigation", { name: "Các mục chính" })).toBeVisible();
  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Đăng nhập" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the cookie is of this host only, out of reach of scripts, and new at each sign-in", async ({ page, context }) => {
  await signIn(page, "auditor");
  const [first] = (await context.cookies()).filter((cookie) => cookie.name === "__Host-session");
  expect(first).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/", domain: "localhost" });
  expect(await page.evaluate(() => document.cookie)).not.toContain("session");
  await signIn(page, "auditor");
  const [second] = (await context.cookies()).filter((cookie) => cookie.name === "__Host-session");
  expect(second?.value).not.toBe(first?.value);
});

inBothWays("wrong passwords are refused in one sentence, then slowed down", async ({ page, scripted }) => {
  const login = scripted ? "nobody.of.this.name" : "nobody.else.either";
  await page.goto("/sign-in");
  const said: string[] = [];
  // The wait doubles with each try, so that however slow the machine is, one of them comes too early.
  while (said.length < 10 && !said.at(-1)?.startsWith("Đã thử sai")) {
    await page.getByLabel("Tên đăng nhập").fill(login);
    await page.getByLabel("Mật khẩu").fill(`sai-mat-khau-${said.length}`);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      page.getByRole("button", { name: "Đăng nhập" }).click(),
    ]);
    await expect(page.getByRole("alert")).toHaveText(answer.status() === 429 ? /^Đã thử sai nhiều lần\. Chờ \d+ giây/ : /^Tên đăng nhập hoặc mật khẩu không đúng\./);
    await expect(page.getByLabel("Tên đăng nhập")).toHaveValue(login);
    said.push(answer.status() === 429 ? "Đã thử sai" : "không đúng");
  }
  expect(said.filter((each) => each === "không đúng").length).toBeGreaterThanOrEqual(5);
  expect(said.at(-1)).toBe("Đã thử sai");
});

test("a session left idle is locked, and the person goes on where they were", async ({ page, context }) => {
  await signIn(page, "custodian");
  const cookie = (await context.cookies()).find((each) => each.name === "__Host-session")?.value ?? "";
  const token = JSON.parse(Buffer.from(decodeURIComponent(cookie), "base64").toString()) as string;
  const id = createHash("sha256").update(token).digest("hex");
  // Fourteen minutes are fine for a sensitive role, sixteen are not.
  await rows(`UPDATE "Session" SET "lastSeenAt" = now() - interval '14 minutes' WHERE id = $1`, [id]);
  await page.goto("/log");
  await expect(page).toHaveURL(/\/log$/);
  await rows(`UPDATE "Session" SET "lastSeenAt" = now() - interval '16 minutes' WHERE id = $1`, [id]);
  await page.goto("/log");
  await expect(page.getByText("Phiên làm việc đã khóa vì một thời gian không thao tác.")).toBeVisible();
  expect(await rows(`SELECT 1 FROM "Session" WHERE id = $1 AND "lockedAt" IS NOT NULL`, [id])).toHaveLength(1);
  await page.getByLabel("Tên đăng nhập").fill("custodian");
  await page.getByLabel("Mật khẩu").fill(demoPassword("custodian"));
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page).toHaveURL(/\/log$/);
});

test("signing out everywhere else ends the other browser's session", async ({ page, browser, baseURL }) => {
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? "" });
  const other = await elsewhere.newPage();
  await signIn(other, "administrator");
  await signIn(page, "administrator");
  await page.goto("/account");
  await page.getByRole("button", { name: "Đăng xuất mọi nơi khác" }).click();
  await expect(page).toHaveURL(/notice=sessionsEnded/);
  await other.goto("/");
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();
});

inBothWays("a person changes the language, and every page follows", async ({ page }) => {
  // Nobody else's journey reads Vietnamese as this person meanwhile.
  await signIn(page, "vetting.second");
  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("navigation", { name: "Main places" })).toBeVisible();
  await page.goto("/personnel");
  await expect(page.getByRole("link", { name: "Rules" }).first()).toBeVisible();
  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
});

inBothWays("a right is proposed by the planner and given by the secretary", async ({ page, scripted }) => {
  const unit = scripted ? "90.003" : "90.004";
  await signIn(page, "planner");
  await page.goto("/admin/grants");
  await page.getByLabel("Tên đăng nhập").fill("vetting.second");
  await page.getByLabel("Vai trò").selectOption({ label: "Cán bộ thẩm định" });
  await page.getByLabel("Mã đơn vị").fill(unit);
  await page.getByRole("button", { name: "Đề nghị cấp quyền" }).click();
  await expect(page).toHaveURL(/notice=grantProposed/);
  // Nobody approves an own proposal: the planner is not even offered it.
  await expect(page.getByRole("button", { name: "Phê duyệt", exact: true })).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "secretary");
  await page.goto("/admin/grants");
  await page.getByRole("row").filter({ hasText: "vetting.second" }).getByRole("button", { name: "Phê duyệt", exact: true }).click();
  await expect(page).toHaveURL(/notice=grantDecided/);
  const { state } = await row<{ state: string }>(`SELECT g.state FROM "Grant" g JOIN "Unit" u ON u.id = g."unitId" JOIN "Account" a ON a.id = g."accountId" WHERE u.code = $1 AND a.login = 'vetting.second'`, [unit]);
  expect(state).toBe("active");
});
