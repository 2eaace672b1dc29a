import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FINDING_CODES } from "#app/core/scheduling/conflicts.ts";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { ConflictsPage } from "#app/ui/scheduling/conflicts-page.tsx";
import { showConflicts } from "#app/usecases/check-plan.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  code: z.enum(FINDING_CODES).nullable().default(null).catch(null),
  severity: z.enum(["blocks", "blocksApproval", "warns"]).nullable().default(null).catch(null),
  page: integer(1, 100_000).catch(1),
});

export const loader = query({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search }) => ({
  ...(await showConflicts(errand, scope, { ...search, branch: search.branch })),
  code: search.code,
  severity: search.severity,
}));

export default function Conflicts() {
  return <ConflictsPage {...useLoaderData<typeof loader>()} />;
}
