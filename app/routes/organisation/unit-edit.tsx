import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatDay } from "#app/core/time/day.ts";
import { FROM_THE_BEGINNING } from "#app/core/organisation/unit-fit.ts";
import { command, query } from "#app/http/door.server.ts";
import { version } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { unitAddress } from "#app/ui/organisation/address.ts";
import { UnitForm } from "#app/ui/organisation/unit-form.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { editUnit } from "#app/usecases/edit-unit.server.ts";
import { showUnitForm } from "#app/usecases/show-unit-form.server.ts";
import { unitFields } from "./unit-fields.server.ts";

const words = { organisation };
const Params = z.object({ unitId: z.uuid() });

export const loader = query({ access: { deed: "organisation.edit" }, params: Params }, (errand, { params }) => showUnitForm(errand, params.unitId));

export const action = command(
  { access: { deed: "organisation.edit" }, params: Params, form: z.preprocess(keepChosen, z.object({ ...unitFields, version: version() })) },
  (errand, { params, input }) => editUnit(errand, { ...input, unitId: params.unitId }),
  ({ unitId }) => `${unitAddress(unitId)}?notice=unitSaved`,
);

export default function UnitEdit() {
  const { unit } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { organisation });
  const t = useT(words);
  const text = {
    name: unit.name,
    kind: unit.kind,
    level: unit.level,
    partyName: unit.partyName,
    members: unit.members === null ? "" : String(unit.members),
    validFrom: unit.validFrom === FROM_THE_BEGINNING ? "" : formatDay(unit.validFrom),
    validUntil: unit.validUntil === null ? "" : formatDay(unit.validUntil),
  };
  return (
    <Page title={t("organisation.unit.editTitle", { name: unit.partyName })} lead={t("organisation.unit.moveHint")} narrow>
      <UnitForm unit={text} version={unit.version} refused={refused} cancelHref={unitAddress(unit.id)} />
    </Page>
  );
}
