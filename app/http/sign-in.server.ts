import { type ActionFunctionArgs, type AppLoadContext, json, redirect, type TypedResponse } from "@remix-run/node";
import type { z } from "zod";
import { countAccounts } from "#app/db/accounts.server.ts";
import { signIn } from "#app/usecases/sign-in.server.ts";
import { type Refusal, readForm } from "./door.server.ts";
import { safePath } from "./safe-path.server.ts";
import { newSession } from "./session.server.ts";

export const isEmptyInstallation = async (context: AppLoadContext): Promise<boolean> =>
  (await context.installation.database.transaction(countAccounts)) === 0;

/** The one action that is open to strangers on a founded installation. A new session id is made at each sign-in. */
export async function signInWith(
  { request, context }: ActionFunctionArgs,
  form: z.ZodType<{ login: string; password: string; to?: string | undefined }>,
): Promise<TypedResponse<Refusal>> {
  const read = await readForm(request, form);
  if (!read.ok) return json(read.refusal, { status: 422 });
  const { login, password, to } = read.input;
  const fresh = await newSession();
  const verdict = await signIn(context.installation.database, {
    login,
    password,
    address: context.address,
    device: request.headers.get("User-Agent") ?? "",
    sessionId: fresh.id,
    now: context.installation.now(),
  });
  if (verdict.ok)
    return redirect(safePath(to), { status: 303, headers: { "Set-Cookie": fresh.setCookie } }) as TypedResponse<never>;
  return json(
    { ok: false, code: verdict.code, details: verdict.details, fields: {}, values: { login } },
    { status: verdict.code === "tooManyTries" ? 429 : 422 },
  );
}
