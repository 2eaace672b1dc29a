import type { APIResponse, Page } from "@playwright/test";

/** Sends a form as `send` does, then the very same bytes again; answers the second time. The first must succeed. */
export async function twice(page: Page, send: () => Promise<void>): Promise<APIResponse> {
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await send();
  const request = await sent;
  await page.waitForURL(/notice=/);
  return page.request.post(request.url(), {
    data: request.postDataBuffer() ?? Buffer.alloc(0),
    headers: { "Content-Type": (await request.headerValue("content-type")) ?? "", Origin: new URL(request.url()).origin },
    maxRedirects: 0,
  });
}
