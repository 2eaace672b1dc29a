import { createHash } from "node:crypto";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect, type TypedResponse } from "@remix-run/node";
import type { z } from "zod";
import type { Deed, View } from "#app/core/access/policy.ts";
import { isEmptyScope, mayAnywhere, type Scope, scopeFor } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import type { Details, Refused, Verdict } from "#app/core/verdict.ts";
import type { Database, Tx } from "#app/db/client.server.ts";
import type { SessionRow } from "#app/db/sessions.server.ts";
import type { Settings } from "#app/env.server.ts";
import { type Errand, Forbidden, NotFound } from "#app/usecases/errand.ts";
import { answerOfKey, claimKey } from "#app/usecases/form-key.server.ts";
import "./installation.server.ts";
import { forgetCookie, readSession } from "./session.server.ts";

/** Who may pass. The route's test reads it from the loader or action it was given to. */
export type Access = { readonly view: View } | { readonly anyView: readonly View[] } | { readonly deed: Deed } | "signedIn" | "public";

type Guarded = { readonly access: Access };
type Page = { readonly request: Request; readonly url: URL };
type Empty = Record<never, never>;

/** What the page's use-case is given beside the errand: its scope for the declared view, and parsed input. */
type Asked<P, S> = Page & Entered & { readonly params: P; readonly search: S };

/** Who came in, and with what. */
type Entered = {
  readonly scope: Scope;
  readonly sessionId: string;
  readonly session: SessionRow;
  readonly settings: Settings;
};

type QueryDoor<P, S> = {
  readonly access: Exclude<Access, "public">;
  readonly params?: z.ZodType<P>;
  readonly search?: z.ZodType<S>;
};

/** A loader for people who are signed in: session, rights, one transaction, one translation of failures. */
export function query<T, P = Empty, S = Empty>(
  door: QueryDoor<P, S>,
  run: (errand: Errand, asked: Asked<P, S>) => Promise<T>,
): ((args: LoaderFunctionArgs) => Promise<TypedResponse<T>>) & Guarded {
  const loader = async (args: LoaderFunctionArgs): Promise<TypedResponse<T>> =>
    json(await ask(args, door, run), { headers: { "Cache-Control": "no-store" } });
  return Object.assign(loader, { access: door.access });
}

export type Download = { readonly fileName: string; readonly mediaType: string; readonly body: string };

/** A loader whose answer is a file to keep, never a page to show. */
export function download<P = Empty, S = Empty>(
  door: QueryDoor<P, S>,
  run: (errand: Errand, asked: Asked<P, S>) => Promise<Download>,
): ((args: LoaderFunctionArgs) => Promise<Response>) & Guarded {
  const loader = async (args: LoaderFunctionArgs): Promise<Response> => {
    return fileAnswer(await ask(args, door, run));
  };
  return Object.assign(loader, { access: door.access });
}

const fileAnswer = ({ body, mediaType, fileName }: Download): Response =>
  new Response(body, {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${fileName.replace(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });

function ask<T, P, S>(
  args: LoaderFunctionArgs,
  door: QueryDoor<P, S>,
  run: (errand: Errand, asked: Asked<P, S>) => Promise<T>,
): Promise<T> {
  const url = new URL(args.request.url);
  const params = parsePlace(door.params, args.params);
  const search = parsePlace(door.search, Object.fromEntries(multi(url.searchParams)));
  return within(args, door.access, (errand, entered) => run(errand, { request: args.request, url, params, search, ...entered }));
}

export type Refusal = {
  readonly ok: false;
  readonly code: string;
  readonly details: Details;
  /** Code per field, where the form itself was wrong. */
  readonly fields: Readonly<Record<string, string>>;
  /** What was typed, so that nothing typed is lost. Never a password. */
  readonly values: Readonly<Record<string, string | string[]>>;
};

type CommandDoor<P, F> = {
  readonly access: Exclude<Access, "public">;
  readonly params?: z.ZodType<P>;
  readonly form: z.ZodType<F>;
  /** A form that creates something carries a key; sent twice it creates one thing. A page's other forms may do without. */
  readonly once?: true | ((input: F) => boolean);
  /** Reads another body than a plain form, e.g. an upload with its own limits. */
  readonly read?: (request: Request) => Promise<Record<string, unknown>>;
  readonly timeoutMs?: number;
};

type Ordered<P, F> = Page & Pick<Entered, "scope" | "sessionId" | "session"> & { readonly params: P; readonly input: F };

/** What an action tells where it leads nowhere else: the page is shown again with it, and with what was typed. */
export type Told<A> = { readonly ok: true; readonly answer: A; readonly values: Refusal["values"] };

/** What the page of an action is given: nothing but refusals where every success leads elsewhere. */
type Answered<T> = [Exclude<T, string>] extends [never] ? Refusal : Refusal | Told<Exclude<T, string>>;

/**
 * An action: as `query`, and it repeats nothing (keys), stores nothing of a refused form (the transaction is rolled
 * back) and answers a success with a redirect, or with something to tell on the page itself.
 */
export function command<V, F, T extends string | object, P = Empty>(
  door: CommandDoor<P, F>,
  run: (errand: Errand, ordered: Ordered<P, F>) => Promise<Verdict<V, string>>,
  then: (value: V, ordered: Ordered<P, F>) => T,
): ((args: ActionFunctionArgs) => Promise<TypedResponse<Answered<T>>>) & Guarded {
  const action = async (args: ActionFunctionArgs): Promise<TypedResponse<Refusal | Told<object>>> => {
    const { request } = args;
    const url = new URL(request.url);
    const params = parsePlace(door.params, args.params);
    // A body with limits of its own is only read from somebody who may send it.
    if (door.read) await within(args, door.access, async () => null);
    const read = await readForm(request, door.form, door.read);
    const values = read.values;
    // An invalid form is still only explained to somebody who may send it.
    if (!read.ok) {
      await within(args, door.access, async () => null);
      return json(read.refusal, { status: 422 });
    }
    const keyed = typeof door.once === "function" ? door.once(read.input) : door.once === true;
    const key = keyed ? String(values["formKey"] ?? "") : null;
    if (key !== null && !/^[\w-]{16,64}$/.test(key))
      return json({ ok: false, code: "formKeyMissing", details: {}, fields: {}, values }, { status: 422 });
    const bodyHash = createHash("sha256").update(url.pathname + JSON.stringify(values)).digest("hex");
    try {
      const to = await within<string | object>(
        args,
        door.access,
        async (errand, { scope, sessionId, session }) => {
          if (key !== null && !(await claimKey(errand, key, bodyHash))) {
            const before = await answerOfKey(errand, key, bodyHash);
            if (before === null) throw new RolledBack({ ok: false, code: "formKeyReused", details: {} });
            return before;
          }
          const ordered = { request, url, params, input: read.input, scope, sessionId, session };
          const verdict = await run(errand, ordered);
          if (!verdict.ok) throw new RolledBack(verdict);
          const answer = then(verdict.value, ordered);
          if (key !== null && typeof answer === "string") await claimKey(errand, key, bodyHash, answer);
          return answer;
        },
        door.timeoutMs,
      );
      if (typeof to !== "string") return json({ ok: true, answer: to, values }, { headers: { "Cache-Control": "no-store" } });
      return redirect(to, { status: 303 }) as TypedResponse<never>;
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
      const { code, details } = error.verdict;
      const fields = typeof details["field"] === "string" ? { [details["field"]]: code } : {};
      return json({ ok: false, code, details, fields, values }, { status: code === "movedMeanwhile" ? 409 : 422 });
    }
  };
  return Object.assign(action as (args: ActionFunctionArgs) => Promise<TypedResponse<Answered<T>>>, { access: door.access });
}

/** A loader or action for people who are not signed in; it opens its own transactions. */
export function publicDoor<T>(
  run: (args: LoaderFunctionArgs) => Promise<T>,
): ((args: LoaderFunctionArgs) => Promise<T>) & Guarded {
  return Object.assign((args: LoaderFunctionArgs) => translated(() => run(args)), { access: "public" as const });
}

type Stranger = {
  readonly database: Database;
  readonly params: Readonly<Record<string, string | undefined>>;
  /** Where the request comes from, for the slow-down. */
  readonly address: string;
  readonly now: Date;
  readonly today: Day;
};

/** A file for programmes that have no session and know a secret instead. Every way of not being entitled is one answer. */
export function publicFile<V>(
  run: (asked: Stranger) => Promise<Verdict<V, "notFound" | "tooManyTries">>,
  then: (value: V) => Download,
): ((args: LoaderFunctionArgs) => Promise<Response>) & Guarded {
  return publicDoor(async ({ params, context: { installation, address } }) => {
    const now = installation.now();
    const verdict = await run({ database: installation.database, params, address, now, today: installation.planningDay(now) });
    if (verdict.ok) return fileAnswer(then(verdict.value));
    if (verdict.code === "notFound") throw new NotFound();
    throw failure("tooManyTries", 429, { "Retry-After": String(verdict.details["seconds"] ?? 60) });
  });
}

/** A refusal inside a transaction: thrown so that everything done on the way is undone. */
class RolledBack extends Error {
  readonly verdict: Refused<string>;
  constructor(verdict: Refused<string>) {
    super(verdict.code);
    this.verdict = verdict;
  }
}

async function within<T>(
  args: LoaderFunctionArgs,
  access: Exclude<Access, "public">,
  run: (errand: Errand, entered: Entered) => Promise<T>,
  timeoutMs?: number,
): Promise<T> {
  const { installation } = args.context;
  const now = installation.now();
  const realDay = dayInVietNam(now);
  return translated(async () => {
    const outcome = await installation.database.transaction(
      async (tx: Tx) => {
        const state = await readSession(tx, args.request, realDay);
        if (state.kind !== "signedIn") return { signIn: state.kind } as const;
        const { actor } = state.session;
        const errand: Errand = {
          tx,
          actor,
          now,
          realDay,
          today: installation.planningDay(now),
          digestKey: installation.digestKey,
        };
        if (state.session.mustChangePassword && !/^\/(account\/password|sign-out)$/.test(new URL(args.request.url).pathname))
          return { signIn: "password" } as const;
        const entered: Entered = {
          scope: pass(errand, access),
          sessionId: state.id,
          session: state.session,
          settings: installation.settings,
        };
        return { value: await run(errand, entered) } as const;
      },
      timeoutMs === undefined ? {} : { timeoutMs },
    );
    if ("signIn" in outcome) throw await toSignIn(args.request, outcome.signIn);
    return outcome.value;
  });
}

function pass(errand: Errand, access: Exclude<Access, "public">): Scope {
  if (access === "signedIn") return scopeFor(errand.actor, "ownLog", errand.realDay);
  if ("deed" in access) {
    if (!mayAnywhere(errand.actor, access.deed, errand.realDay)) throw new NotFound();
    return scopeFor(errand.actor, "organisation", errand.realDay);
  }
  const views = "view" in access ? [access.view] : access.anyView;
  const scope = views.map((view) => scopeFor(errand.actor, view, errand.realDay)).find((each) => !isEmptyScope(each));
  if (scope === undefined) throw new NotFound();
  return scope;
}

async function toSignIn(request: Request, why: "none" | "idle" | "password"): Promise<Response> {
  const url = new URL(request.url);
  if (why === "password") return redirect("/account/password");
  // A form that was sent too late is not sent again; its page is where the person goes on.
  const to = url.pathname === "/sign-out" ? "/" : `${url.pathname}${url.search}`;
  const query = new URLSearchParams({ ...(to === "/" ? {} : { to }), ...(why === "idle" ? { idle: "1" } : {}) });
  return redirect(`/sign-in${query.size > 0 ? `?${query}` : ""}`, { headers: { "Set-Cookie": await forgetCookie() } });
}

/** The one translation of failures: one payload shape, `{code}`, for whatever leaves the house. */
async function translated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NotFound) throw failure("notFound", 404);
    if (error instanceof Forbidden) throw failure("forbidden", 403);
    // Thrown by another copy of the class in the server entry, so recognised by its name.
    if (error instanceof Error && error.name === "DatabaseUnavailable")
      throw failure("unavailable", 503, { "Retry-After": "5" });
    throw error;
  }
}

/** What is not there today may be there tomorrow, for this person or the next one: nobody keeps a copy. */
const failure = (code: string, status: number, headers: Record<string, string> = {}): Response =>
  json({ code }, { status, headers: { "Cache-Control": "no-store", ...headers } });

/** An address that does not parse is an address that does not exist. */
function parsePlace<T>(schema: z.ZodType<T> | undefined, value: unknown): T {
  if (schema === undefined) return {} as T;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw failure("notFound", 404);
  return parsed.data;
}

type ReadForm<F> = { readonly values: Refusal["values"] } & (
  | { readonly ok: true; readonly input: F }
  | { readonly ok: false; readonly refusal: Refusal }
);

/** Reads and checks a form; what is wrong comes back as one code per field, with what was typed. */
export async function readForm<F>(
  request: Request,
  form: z.ZodType<F>,
  read: (request: Request) => Promise<Record<string, unknown>> = plainForm,
): Promise<ReadForm<F>> {
  const body = await read(request);
  const values = typed(body);
  const parsed = form.safeParse(body);
  if (parsed.success) return { ok: true, input: parsed.data, values };
  return { ok: false, values, refusal: { ok: false, code: "invalidFields", details: {}, fields: fieldCodes(parsed.error), values } };
}

async function plainForm(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded") && !type.startsWith("multipart/form-data"))
    throw failure("badRequest", 415);
  const form = await request.formData().catch(() => null);
  if (form === null) throw failure("badRequest", 400);
  return Object.fromEntries(multi(form));
}

/** Repeated names become lists; names that could reach a prototype are dropped. */
function multi(source: FormData | URLSearchParams): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const name of new Set(source.keys())) {
    if (name === "__proto__" || name === "constructor" || name === "prototype") continue;
    const all = source.getAll(name);
    // No keyboard types a NUL, and the database cannot keep one.
    if (all.some((value) => typeof value === "string" && value.includes("\0"))) throw failure("badRequest", 400);
    fields.set(name, all.length > 1 ? all : all[0]);
  }
  return fields;
}

function typed(body: Record<string, unknown>): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (/password/i.test(name)) continue;
    if (typeof value === "string") values[name] = value;
    else if (Array.isArray(value)) values[name] = value.filter((item): item is string => typeof item === "string");
  }
  return values;
}

function fieldCodes(error: z.ZodError): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = issue.path[0] === undefined ? "form" : String(issue.path[0]);
    // A message of ours is one word; anything else is the library's own sentence.
    codes[name] ??= /^[a-zA-Z]+$/.test(issue.message) ? issue.message : "invalid";
  }
  return codes;
}
