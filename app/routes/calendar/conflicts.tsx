import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FINDING_CODES } from "#app/core/scheduling/conflicts.ts";
import { command, query } from "#app/http/door.server.ts";
import { integer, many, oneOf, text } from "#app/http/fields.server.ts";
import { address } from "#app/ui/scheduling/address.ts";
import { ConflictsPage } from "#app/ui/scheduling/conflicts-page.tsx";
import { assignConflicts } from "#app/usecases/assign-conflicts.server.ts";
import { GROUPINGS, showConflicts } from "#app/usecases/check-plan.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  code: z.enum(FINDING_CODES).nullable().default(null).catch(null),
  severity: z.enum(["blocks", "blocksApproval", "warns"]).nullable().default(null).catch(null),
  by: z.enum(GROUPINGS).default("cause").catch("cause"),
  group: z.string().max(60).nullable().default(null).catch(null),
  page: integer(1, 100_000).catch(1),
});

export const loader = query({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search }) => {
  const { code, severity, by, group } = search;
  return { ...(await showConflicts(errand, scope, { ...search, branch: search.branch })), code, severity, by, group };
});

const Input = Search.omit({ page: true }).extend({
  owner: text(40).refine((value) => value === "nobody" || z.uuid().safeParse(value).success, "notOffered"),
  whole: oneOf(["yes", "no"]),
  expected: integer(0, 1_000_000),
  chosen: many(z.string().max(100)),
});

export const action = command(
  { access: { deed: "conflict.assign" }, form: Input },
  (errand, { input: { owner, whole, expected, chosen, ...filter } }) =>
    assignConflicts(errand, { ...filter, branch: filter.branch, ownerId: owner === "nobody" ? null : owner, chosen: whole === "yes" ? null : chosen, expected: whole === "yes" ? expected : null }),
  (done, { input: { code, severity, by, group } }) => address("/conflicts", { branch: done.unitId, code, severity, by, group, notice: "conflictsAssigned" }),
);

export default function Conflicts() {
  return <ConflictsPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
