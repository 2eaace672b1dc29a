import { chromium } from "@playwright/test";
import { demoPassword, type DemoLogin } from "#bench/generator/accounts.ts";

// Pictures of the five places from a running demo: `npm run demo` in one terminal, `npm run pictures` in another.

const BASE = process.env["BASE_URL"] ?? "http://localhost:3000";
const FOLDER = new URL(".", import.meta.url).pathname;

const PLACES: readonly { readonly name: string; readonly login: DemoLogin; readonly path: string }[] = [
  { name: "readiness", login: "secretary", path: "/readiness" },
  { name: "calendar", login: "planner", path: "/calendar" },
  { name: "personnel", login: "vetting", path: "/personnel" },
  { name: "letters", login: "letters", path: "/letters" },
  { name: "organisation", login: "planner", path: "/organisation" },
];
const SCREENS = [
  { name: "desktop", viewport: { width: 1366, height: 860 } },
  { name: "phone", viewport: { width: 390, height: 844 } },
] as const;

const browser = await chromium.launch({
  ...(process.env["CHROMIUM_PATH"] === undefined ? {} : { executablePath: process.env["CHROMIUM_PATH"] }),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  for (const place of PLACES)
    for (const theme of ["light", "dark"] as const)
      for (const screen of SCREENS) {
        const context = await browser.newContext({ viewport: screen.viewport, colorScheme: theme, locale: "vi-VN" });
        const page = await context.newPage();
        await page.goto(`${BASE}/sign-in`);
        await page.getByLabel("Tên đăng nhập").fill(place.login);
        await page.getByLabel("Mật khẩu").fill(demoPassword(place.login));
        await page.getByRole("button", { name: "Đăng nhập" }).click();
        await page.waitForURL((url) => url.pathname !== "/sign-in");
        await page.goto(`${BASE}${place.path}`, { waitUntil: "networkidle" });
        const file = `${place.name}-${theme}-${screen.name}.png`;
        await page.screenshot({ path: `${FOLDER}${file}` });
        console.log(file);
        await context.close();
      }
} finally {
  await browser.close();
}
