import type { NextFunction, Request, Response } from "express";
import type { Settings } from "#app/env.server.ts";

/** Our own origin as the browser sees it. */
export const originOf = (settings: Settings, request: Request): string =>
  settings.PUBLIC_ORIGIN ?? `${request.protocol}://${request.headers.host ?? ""}`;

/**
 * Whatever is not a GET must come from our own pages: the browser says so in Sec-Fetch-Site, older ones in Origin.
 * A request that says neither is refused.
 */
export const refuseForeignOrigin =
  (origin: (request: Request) => string) =>
  (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === "GET" || request.method === "HEAD") return next();
    const site = request.headers["sec-fetch-site"];
    const own = site === undefined ? request.headers.origin === origin(request) : site === "same-origin";
    if (own) return next();
    response.status(403).type("text/plain").send("Yêu cầu không đến từ trang của hệ thống. / The request does not come from this site.");
  };
