import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { checkbox, dayField, id, integer, oneOf, optionalInteger, optionalText, text } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { UnitPage } from "#app/ui/organisation/unit-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { addOwnDay } from "#app/usecases/add-own-day.server.ts";
import { endUnitHead } from "#app/usecases/end-unit-head.server.ts";
import { removeOwnDay } from "#app/usecases/remove-own-day.server.ts";
import { setBranchSettings } from "#app/usecases/set-branch-settings.server.ts";
import { setUnitHead } from "#app/usecases/set-unit-head.server.ts";
import { showUnit } from "#app/usecases/show-unit.server.ts";

const Params = z.object({ unitId: z.uuid() });
const Search = z.object({ page: integer(1, 10_000).catch(1), head: z.string().trim().max(100).default("").catch("") });

export const loader = query({ access: { view: "organisation" }, params: Params, search: Search }, async (errand, { scope, params, search }) => ({
  ...(await showUnit(errand, scope, { unitId: params.unitId, page: search.page, head: search.head })),
  headText: search.head,
  today: errand.today,
}));

const formKey = optionalText(80);
const Order = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("settings"),
    version: integer(0, 1_000_000_000),
    dailyCeiling: optionalInteger(1, 1000),
    saturdays: checkbox(),
    gapDays: integer(0, 60),
    lessonDays: integer(0, 60),
    pilots: oneOf(["soft", "hard"]),
    attending: integer(1, 10),
    formKey,
  }),
  z.object({
    intent: z.literal("addDay"),
    day: dayField(),
    kind: oneOf(["holiday", "swappedWorking", "swappedOff", "unsuitable"]),
    name: text(200),
    source: text(200),
    formKey,
  }),
  z.object({ intent: z.literal("removeDay"), dayId: id(), formKey }),
  z.object({ intent: z.literal("setHead"), personId: id(), from: dayField(), formKey }),
  z.object({ intent: z.literal("endHead"), headId: id(), until: dayField(), formKey }),
]);

const settingsIn = (unitId: string, { intent: _, formKey: __, ...settings }: Extract<z.infer<typeof Order>, { intent: "settings" }>) => ({ ...settings, unitId });

export const action = command(
  { access: { deed: "organisation.edit" }, params: Params, once: true, form: z.preprocess(keepChosen, Order) },
  async (errand, { params: { unitId }, input }) => {
    switch (input.intent) {
      case "settings":
        return setBranchSettings(errand, settingsIn(unitId, input));
      case "addDay":
        return addOwnDay(errand, { unitId, day: input.day, kind: input.kind, name: input.name, source: input.source });
      case "removeDay":
        return removeOwnDay(errand, { unitId, dayId: input.dayId });
      case "setHead":
        return setUnitHead(errand, { unitId, personId: input.personId, from: input.from });
      case "endHead":
        return endUnitHead(errand, { unitId, headId: input.headId, until: input.until });
    }
  },
  ({ unitId }, { input }) =>
    `/organisation/units/${unitId}?notice=${input.intent === "setHead" || input.intent === "endHead" ? "headSaved" : "branchCalendarSaved"}`,
);

export default function Unit() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { organisation });
  return <UnitPage {...data} refused={refused} />;
}
