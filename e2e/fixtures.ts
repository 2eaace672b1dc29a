import { type APIResponse, expect, type Page, test as base } from "@playwright/test";
import { type DemoLogin, demoPassword } from "#bench/generator/accounts.ts";

type Fixtures = {
  /** What the browser complained about; a journey with complaints fails. */
  readonly complaints: string[];
};

/** Every journey runs against the one server and fails on any error of script, policy or server. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(process.env["JOURNEY_ORIGIN"] ?? ""),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("page", (page) => listen(page, complaints));
      await use(complaints);
      expect(complaints, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A refused form (4xx) is an answer; a missing script, a broken policy or a failing server is a complaint. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;
const PARTS: readonly string[] = ["script", "stylesheet", "font", "image"];

function listen(page: Page, complaints: string[]): void {
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !REFUSED.test(text)) complaints.push(text);
    else if (/content security policy/i.test(text)) complaints.push(text);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 500 || (response.status() >= 400 && PARTS.includes(response.request().resourceType())))
      complaints.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
}

/** Signs in with the form, as people do. */
export async function signIn(page: Page, login: DemoLogin): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(demoPassword(login));
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** The same errand with scripts and without: every page must do its job as plain HTML. */
export function inBothWays(errand: string, run: (given: { readonly page: Page; readonly scripted: boolean }) => Promise<void>): void {
  for (const scripted of [true, false])
    test.describe(scripted ? "with JavaScript" : "without JavaScript", () => {
      test.use({ javaScriptEnabled: scripted });
      test(errand, ({ page }) => run({ page, scripted }));
    });
}

/** Waits until scripts have taken the page over, so that what follows is done by them. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")));
}

/** The same person in a second window: somebody else, as far as what is saved goes. */
export async function secondWindow(page: Page): Promise<Page> {
  return page.context().newPage();
}

/** Sends a form as `send` does, then the very same bytes once more, as an impatient hand does; answers the second time. The first must succeed. */
export async function sendAgain(page: Page, send: () => Promise<void>): Promise<APIResponse> {
  const posted = page.waitForRequest((request) => request.method() === "POST");
  await send();
  const request = await posted;
  await page.waitForURL(/notice=/);
  return page.request.post(request.url(), {
    data: request.postDataBuffer() ?? Buffer.alloc(0),
    headers: { "Content-Type": (await request.headerValue("content-type")) ?? "", Origin: new URL(request.url()).origin },
    maxRedirects: 0,
  });
}
