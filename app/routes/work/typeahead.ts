import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { searchEverything } from "#app/usecases/search-everything.server.ts";

const TAKE = 8;

/** Suggestions while one types. `kind=branch` offers units as branches to work in. */
export const loader = query(
  { access: "signedIn", search: z.object({ q: z.string().max(100).catch(""), kind: z.enum(["all", "branch"]).catch("all") }) },
  async (errand, { search }) => {
    const found = await searchEverything(errand, search.q, TAKE);
    const units = found.units.map((unit) => ({
      id: unit.id,
      label: unit.name,
      hint: unit.parentName ?? undefined,
      href: search.kind === "branch" ? `/readiness?branch=${unit.id}` : `/organisation/units/${unit.id}`,
    }));
    if (search.kind === "branch") return { results: units };
    const persons = found.persons.map((person) => ({
      id: person.nomineeId,
      label: person.name,
      hint: person.unitName,
      href: `/personnel/nominees/${person.nomineeId}`,
    }));
    return { results: [...units, ...persons].slice(0, TAKE * 2) };
  },
);
