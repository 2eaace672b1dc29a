import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { readFileSync } from "node:fs";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { readSettings, WrongSetting } from "#app/env.server.ts";
import { originOf, refuseForeignOrigin } from "#app/http/origin.server.ts";
import { observe } from "#app/http/health.server.ts";
import { openInstallation } from "#app/http/open-installation.server.ts";
import { spareMemory } from "#app/http/spare-memory.server.ts";
import { startJobs } from "#app/jobs/jobs.server.ts";

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

async function serve(): Promise<void> {
  spareMemory();
  const settings = readSettings();
  const opened = await openInstallation(settings, say);
  const jobs = startJobs(opened.installation, say);
  // A path in a variable, so that the type checker does not ask for the build.
  const buildFile = new URL("../build/server/index.js", import.meta.url).href;
  const build = (await import(buildFile)) as ServerBuild;

  const app = express();
  app.disable("x-powered-by");
  if (settings.TRUSTED_PROXY !== undefined) app.set("trust proxy", settings.TRUSTED_PROXY);
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.locals["nonce"] = randomBytes(18).toString("base64");
    next();
  });
  app.use(headers(settings.TLS_CERT !== undefined || settings.PUBLIC_ORIGIN?.startsWith("https:") === true));
  observe(app, opened.installation, jobs);
  app.use(compression());
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static("build/client", { maxAge: "1h", index: false }));
  app.all("/__manifest", (_request, response) => void response.status(404).end());
  app.use(refuseForeignOrigin((request) => originOf(settings, request)));
  const answer = createRequestHandler({
    build,
    mode: settings.NODE_ENV,
    getLoadContext: (request, response) => ({
      installation: opened.installation,
      nonce: String(response.locals["nonce"]),
      address: request.ip ?? "unknown",
      malformed: response.locals["malformed"] === true,
    }),
  });
  // It hands its own failures to `next`.
  app.all("*", (request, response, next) => void answer(request, response, next));
  // Four parameters make it a handler of errors: what goes wrong before the product is reached.
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const status = statusOf(error);
    // The address may be anything that somebody typed, so it stays out of the log.
    process.stderr.write(`${JSON.stringify({ level: status < 500 ? "warn" : "error", method: request.method, status, error: error instanceof Error ? error.name : "not an error" })}\n`);
    if (response.headersSent) return void response.destroy();
    if (status !== 400) return void response.status(status).end();
    response.locals["malformed"] = true;
    request.url = request.originalUrl = MALFORMED;
    void answer(request, response, next);
  });

  const server =
    settings.TLS_CERT !== undefined && settings.TLS_KEY !== undefined
      ? createSecureServer({ cert: readFileSync(settings.TLS_CERT), key: readFileSync(settings.TLS_KEY) }, app)
      : createServer(app);
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.PORT, settings.HOST, () => resolve());
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.PORT;
  const scheme = settings.TLS_CERT === undefined ? "http" : "https";
  say(`Listening on ${settings.PUBLIC_ORIGIN ?? `${scheme}://${settings.HOST}:${port}`}`);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
    await closed;
    await jobs.stop();
    await opened.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      end().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`The stop failed: ${String(error)}\n`);
          process.exit(1);
        },
      );
    });
}

/** Stands for an address that cannot be read; no route matches it. */
const MALFORMED = "/malformed-address";

function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}

/** The policy is enforced from the first day; inline style attributes are what virtual lists and the calendar need. */
function headers(secure: boolean): ReturnType<typeof helmet> {
  const nonce = (_request: unknown, response: unknown): string =>
    `'nonce-${String((response as Response).locals["nonce"])}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'strict-dynamic'", nonce],
        "style-src": ["'self'", nonce],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    strictTransportSecurity: secure,
  });
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof WrongSetting ? error.message : `The start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`);
  process.exit(1);
});
