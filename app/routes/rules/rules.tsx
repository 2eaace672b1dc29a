import { useLoaderData } from "@remix-run/react";
import { query } from "#app/http/door.server.ts";
import { RulesPage } from "#app/ui/rules/rules-page.tsx";
import { showRules } from "#app/usecases/show-rules.server.ts";

export const loader = query({ access: { view: "rules" } }, showRules);

export default function Rules() {
  return <RulesPage {...useLoaderData<typeof loader>()} />;
}
