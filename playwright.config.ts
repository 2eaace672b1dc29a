import { defineConfig } from "@playwright/test";

/** Set by the test command; without it Playwright's own Chromium is used. */
const chromium = process.env["CHROMIUM_PATH"];

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/one-server.ts",
  outputDir: ".cache/browser-tests",
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    viewport: { width: 1366, height: 900 },
    screenshot: "only-on-failure",
    actionTimeout: 15_000,
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
