import { expect, test } from "./fixtures.ts";
import { type RunningServer, startServer } from "./running-server.ts";

// An office begins without the demo: an empty database of its own.

for (const scripted of [true, false])
  test.describe(scripted ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled: scripted });

    test("the first page founds the installation once, and an office can work from there", async ({ page }) => {
      const server: RunningServer = await startServer({ demo: false });
      try {
        await page.goto(`${server.origin}/`);
        await expect(page).toHaveURL(/\/first-run$/);
        await page.getByLabel("Mã đơn vị").fill("77");
        await page.getByLabel("Tên đơn vị").fill("Tỉnh Phú Hải");
        const roles = ["administrator", "planner", "secretary"] as const;
        for (const [index, role] of roles.entries()) {
          await page.locator(`[name=${role}Name]`).fill(["Trần Văn Ba", "Lê Thị Tư", "Đỗ Thị Năm"][index] ?? "");
          await page.locator(`[name=${role}Login]`).fill(`nguoi.${role}`.slice(0, 20).toLowerCase());
          await page.locator(`[name=${role}Password]`).fill("ngan");
        }
        await page.getByRole("button", { name: "Thiết lập và vào hệ thống" }).click();
        await expect(page.getByText("Mật khẩu cần ít nhất 12 ký tự.").first()).toBeVisible();
        await expect(page.getByLabel("Tên đơn vị")).toHaveValue("Tỉnh Phú Hải");
        for (const role of roles) await page.locator(`[name=${role}Password]`).fill(`con trau den di cay ruong ${role.length}`);
        await page.getByRole("button", { name: "Thiết lập và vào hệ thống" }).click();
        await expect(page).toHaveURL(/\/sign-in$/);
        await page.goto(`${server.origin}/first-run`);
        await expect(page).toHaveURL(/\/sign-in$/);
        await page.getByLabel("Tên đăng nhập").fill("nguoi.planner");
        await page.getByLabel("Mật khẩu").fill("con trau den di cay ruong 7");
        await page.getByRole("button", { name: "Đăng nhập" }).click();
        await expect(page).not.toHaveURL(/sign-in/);
        await page.goto(`${server.origin}/campaigns`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        // Open the term for the whole province under the edition in force.
        await page.getByRole("button", { name: /^Mở/ }).click();
        await expect(page).toHaveURL(/notice=campaignOpened/);
        await expect(page.getByRole("heading", { level: 1 })).toContainText("1 đại hội");
      } finally {
        await server.stop();
      }
    });
  });
