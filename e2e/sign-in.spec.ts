import { expect, hydrated, inBothWays, signIn, test } from "./fixtures.ts";
import { row, rows } from "./database.ts";

inBothWays("a person signs in, sees the own start page and signs out", async ({ page }) => {
  await page.goto("/letters");
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fletters$/);
  await signIn(page, "secretary.district");
  await expect(page.getByRole("navigation", { name: "Các mục chính" })).toBeVisible();
  await page.getByRole("banner").locator("details.account summary").click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Đăng nhập" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});
