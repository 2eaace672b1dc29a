import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { ProgrammePage } from "#app/ui/organisation/programme-page.tsx";
import { showProgramme } from "#app/usecases/show-programme.server.ts";

export const loader = query({ access: { view: "organisation" }, params: z.object({ leaderId: z.uuid() }) }, (errand, { scope, params }) => showProgramme(errand, scope, params.leaderId));

export default function LeaderAttends() {
  return <ProgrammePage {...useLoaderData<typeof loader>()} />;
}
