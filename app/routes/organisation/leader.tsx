import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { dayField, id, optionalText, text, version } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { LeaderPage } from "#app/ui/organisation/leader-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { addAbsence } from "#app/usecases/add-absence.server.ts";
import { editLeader } from "#app/usecases/edit-leader.server.ts";
import { removeAbsence } from "#app/usecases/remove-absence.server.ts";
import { showLeader } from "#app/usecases/show-leader.server.ts";

const Params = z.object({ leaderId: z.uuid() });
const formKey = optionalText(80);
const Order = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("edit"), version: version(), name: text(200), post: text(200), formKey }),
  z.object({ intent: z.literal("addAbsence"), from: dayField(), lastDay: dayField(), reason: text(300), formKey }),
  z.object({ intent: z.literal("removeAbsence"), absenceId: id(), formKey }),
]);

export const loader = query({ access: { view: "organisation" }, params: Params }, (errand, { scope, params }) =>
  showLeader(errand, scope, params.leaderId),
);

export const action = command(
  { access: { deed: "organisation.edit" }, params: Params, once: true, form: z.preprocess(keepChosen, Order) },
  async (errand, { params: { leaderId }, input }) => {
    switch (input.intent) {
      case "edit":
        return editLeader(errand, { leaderId, version: input.version, name: input.name, post: input.post });
      case "addAbsence":
        return addAbsence(errand, { leaderId, from: input.from, lastDay: input.lastDay, reason: input.reason });
      case "removeAbsence":
        return removeAbsence(errand, { leaderId, absenceId: input.absenceId });
    }
  },
  ({ leaderId }) => `/organisation/leaders/${leaderId}?notice=leaderSaved`,
);

export default function Leader() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { organisation });
  return <LeaderPage {...data} refused={refused} />;
}
