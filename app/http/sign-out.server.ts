import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { endSession } from "#app/db/sessions.server.ts";
import { forgetCookie, readSession } from "./session.server.ts";

/** Ends the session on the server and has the browser forget what it kept of it. */
export async function leave({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { database, now } = context.installation;
  const at = now();
  await database.transaction(async (tx) => {
    const state = await readSession(tx, request, dayInVietNam(at));
    if (state.kind !== "signedIn") return;
    await endSession(tx, state.id);
    const { actor } = state.session;
    await recordDeed(tx, { now: at, actor, deed: "session.signOut", subject: { kind: "account", id: actor.accountId }, unitPath: null });
  });
  return redirect("/sign-in", {
    status: 303,
    headers: { "Set-Cookie": await forgetCookie(), "Clear-Site-Data": '"cache", "storage"' },
  });
}
