import { createHash, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { SENSITIVE_ROLES } from "#app/core/access/policy.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { findSession, lockSession, type SessionRow, touchSession } from "#app/db/sessions.server.ts";

/** Holds a random token and nothing else. `__Host-` binds it to this host over a secure connection. */
const cookie = createCookie("__Host-session", { httpOnly: true, secure: true, sameSite: "lax", path: "/" });

const IDLE_SECONDS = 30 * 60;
const IDLE_SECONDS_SENSITIVE = 15 * 60;
const LONGEST_SECONDS = 10 * 3600;
/** Noting each use would write on every page; once a minute is exact enough for half an hour. */
const TOUCH_AFTER_SECONDS = 60;

const idOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export async function newSession(): Promise<{ id: string; setCookie: string }> {
  const token = randomBytes(32).toString("base64url");
  return { id: idOf(token), setCookie: await cookie.serialize(token) };
}

export const forgetCookie = (): Promise<string> => cookie.serialize("", { maxAge: 0 });

export async function sessionIdOf(request: Request): Promise<string | null> {
  const token: unknown = await cookie.parse(request.headers.get("Cookie"));
  return typeof token === "string" && token.length > 20 ? idOf(token) : null;
}

export type SessionState =
  | { readonly kind: "none" }
  | { readonly kind: "idle" }
  | { readonly kind: "signedIn"; readonly id: string; readonly session: SessionRow };

/** Who is signed in. A session left idle or too old is locked here and now. */
export async function readSession(tx: Tx, request: Request, realDay: Day): Promise<SessionState> {
  const id = await sessionIdOf(request);
  if (id === null) return { kind: "none" };
  const session = await findSession(tx, id, realDay);
  if (session === null) return { kind: "none" };
  const sensitive = session.actor.grants.some((grant) => SENSITIVE_ROLES.includes(grant.role));
  const idleLimit = sensitive ? IDLE_SECONDS_SENSITIVE : IDLE_SECONDS;
  if (session.idleSeconds > idleLimit || session.ageSeconds > LONGEST_SECONDS) {
    await lockSession(tx, id);
    return { kind: "idle" };
  }
  if (session.idleSeconds > TOUCH_AFTER_SECONDS) await touchSession(tx, id);
  return { kind: "signedIn", id, session };
}
