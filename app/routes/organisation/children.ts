import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { many } from "#app/http/fields.server.ts";
import { unitAddress } from "#app/ui/organisation/address.ts";
import { unitNode } from "#app/ui/organisation/unit-node.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { makeT } from "#app/ui/words/words.ts";
import { showUnitChildren } from "#app/usecases/show-unit-children.server.ts";

const Search = z.object({ branch: z.string().max(40).default("").catch(""), open: many(z.uuid()).catch([]) });

/** Children for the tree that is opened in place. */
export const loader = query(
  { access: { view: "organisation" }, params: z.object({ unitId: z.uuid() }), search: Search },
  async (errand, { scope, params, search, session }) => {
    const t = makeT(session.locale, { organisation });
    const { children, more } = await showUnitChildren(errand, scope, params.unitId);
    const open = [...search.open, params.unitId];
    return {
      children: children.map((unit) => unitNode(t, unit, { branch: search.branch, open })),
      ...(more > 0 ? { more: { href: unitAddress(params.unitId), count: more } } : {}),
    };
  },
);
