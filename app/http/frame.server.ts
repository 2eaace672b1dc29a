import { randomBytes } from "node:crypto";
import { json } from "@remix-run/node";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { publicDoor } from "./door.server.ts";
import { readSession } from "./session.server.ts";

/** The document's own data: language, theme and a fresh key for the forms of this page. */
export const frame = publicDoor(async ({ request, context }) => {
  const { database, now } = context.installation;
  const state = await database.transaction((tx) => readSession(tx, request, dayInVietNam(now())));
  const chosen = state.kind === "signedIn" ? state.session : null;
  const asked = /(?:^|[;,]\s*)locale=(vi|en)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  const locale: "vi" | "en" = chosen?.locale ?? (asked === "en" ? "en" : "vi");
  const theme: "system" | "light" | "dark" = chosen?.theme ?? "system";
  return json({ locale, theme, formKey: randomBytes(15).toString("base64url") }, { headers: { "Cache-Control": "no-store" } });
});
