import { Transform } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import { type WrongFields, WrongFieldsContext } from "#app/ui/parts/wrong-fields.ts";
import { NonceProvider } from "#app/ui/shell/nonce.tsx";

const GIVE_UP_MS = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let shellSent = false;
    // Readers without JavaScript get the page whole; nothing here is deferred, so waiting costs nothing.
    const whenReady = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
    const fields: WrongFields = {};
    const page = (
      <NonceProvider value={context.nonce}>
        <WrongFieldsContext.Provider value={{ fields, note: (name, field) => (fields[name] ??= field) }}>
          <RemixServer context={remix} url={request.url} abortDelay={GIVE_UP_MS} nonce={context.nonce} />
        </WrongFieldsContext.Provider>
      </NonceProvider>
    );
    // A refused form is summed up above its fields: they say their names the first time, the summary repeats them the second.
    if (remix.staticHandlerContext.actionData !== null) renderToString(page);
    const { pipe, abort } = renderToPipeableStream(
      page,
      {
        nonce: context.nonce,
        [whenReady]() {
          shellSent = true;
          const body = withoutNul();
          headers.set("Content-Type", "text/html; charset=utf-8");
          headers.set("Cache-Control", "no-store");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: context.malformed ? 400 : status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          if (shellSent) logFailure(error, request);
        },
      },
    );
    setTimeout(abort, GIVE_UP_MS).unref();
  });
}

/**
 * React 18 fills its buffers up with zero bytes where a letter of several bytes meets the end of one; Vietnamese pages
 * are full of them. No page of ours contains a NUL, so dropping them gives the text that was meant.
 */
const withoutNul = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });

/** Errors reach the log without what people typed: name, frames, method and path, never the query, the body or a message, which may repeat a whole row. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  // A malformed address has been told of where it was refused; one that leads nowhere is an answer, not a failure.
  if (context.malformed || (isRouteErrorResponse(error) && error.status < 500)) return;
  if (!request.signal.aborted) logFailure(error, request);
}

function logFailure(error: unknown, request: Request): void {
  // The address of a feed is its secret.
  const pathname = new URL(request.url).pathname.replace(/^\/feeds\/.*/, "/feeds/…");
  const stack = error instanceof Error ? [error.name, ...(error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line))].join("\n") : "not an error";
  process.stderr.write(`${JSON.stringify({ level: "error", method: request.method, path: pathname, stack })}\n`);
}
