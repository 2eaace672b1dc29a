import { redirect } from "@remix-run/node";
import { leave } from "#app/http/sign-out.server.ts";
import { publicDoor } from "#app/http/door.server.ts";

/** Nobody changes anything by following a link: the address alone leads back. */
export const loader = publicDoor(async () => redirect("/"));

export const action = publicDoor(leave);
