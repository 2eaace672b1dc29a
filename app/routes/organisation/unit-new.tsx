import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { optionalText, text } from "#app/http/fields.server.ts";
import { unitAddress } from "#app/ui/organisation/address.ts";
import { UnitForm } from "#app/ui/organisation/unit-form.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { addUnit } from "#app/usecases/add-unit.server.ts";
import { showUnitForm } from "#app/usecases/show-unit-form.server.ts";
import { unitFields } from "./unit-fields.server.ts";

const words = { organisation };
const Params = z.object({ unitId: z.uuid() });
const EMPTY = { name: "", kind: "", level: "", partyName: "", members: "", validFrom: "", validUntil: "" };

export const loader = query({ access: { deed: "organisation.edit" }, params: Params }, (errand, { params }) => showUnitForm(errand, params.unitId));

export const action = command(
  { access: { deed: "organisation.edit" }, params: Params, once: true, form: z.object({ ...unitFields, code: text(60), formKey: optionalText(80) }) },
  (errand, { params, input: { formKey: _, ...unit } }) => addUnit(errand, { ...unit, parentId: params.unitId }),
  ({ unitId }) => `${unitAddress(unitId)}?notice=unitAdded`,
);

export default function UnitNew() {
  const { unit } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { organisation });
  const t = useT(words);
  return (
    <Page title={t("organisation.unit.addTitle", { name: unit.partyName })} lead={t("organisation.unit.addLead")} narrow>
      <UnitForm unit={EMPTY} version={null} refused={refused} cancelHref={unitAddress(unit.id)} />
    </Page>
  );
}
