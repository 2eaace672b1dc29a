import type { APIResponse, Page } from "@playwright/test";

/** Sends a form as `send` does, then the very same bytes once more, as an impatient hand does; answers the second time. */
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
