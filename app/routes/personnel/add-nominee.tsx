import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatDay } from "#app/core/time/day.ts";
import { NOMINEE_KINDS, SLATE_POSTS, type SlatePost } from "#app/core/vetting/slate.ts";
import { command, query } from "#app/http/door.server.ts";
import { id, oneOf } from "#app/http/fields.server.ts";
import { personFields } from "#app/http/person-fields.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { PersonFieldset } from "#app/ui/personnel/person-fields.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { addNominee, offerNominee } from "#app/usecases/add-nominee.server.ts";

const words = { vetting };
const Place = z.object({ congressId: z.uuid() });

export const loader = query({ access: { deed: "slate.edit" }, params: Place, search: z.object({ q: z.string().max(100).catch("") }) }, (errand, { params, search }) =>
  offerNominee(errand, { congressId: params.congressId, text: search.q }),
);

const place = { post: oneOf(SLATE_POSTS), kind: oneOf(NOMINEE_KINDS) };
const Fields = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("known"), ...place, personId: id() }),
  z.object({ intent: z.literal("new"), ...place, ...personFields }),
]);

export const action = command(
  { access: { deed: "slate.edit" }, once: true, params: Place, form: Fields },
  (errand, { params: { congressId }, input }) => {
    const { post, kind } = input;
    if (input.intent === "known") return addNominee(errand, { congressId, post, kind, personId: input.personId });
    const { fullName, sex, bornOn, joinedOn, officialOn, presentPost, inPostSince, onPlanningList } = input;
    return addNominee(errand, { congressId, post, kind, person: { fullName, sex, bornOn, joinedOn, officialOn, post: presentPost, inPostSince, onPlanningList } });
  },
  (_value, { params }) => `/personnel/slates/${params.congressId}?notice=nomineeAdded`,
);

export default function AddNominee() {
  const { congress, posts, found, text } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { vetting });
  const t = useT(words);
  return (
    <Page
      title={t("vetting.add.title", { unit: congress.unitName })}
      lead={t("vetting.add.lead")}
      actions={
        <Link className="button" to={`/personnel/slates/${congress.id}`}>
          {t("vetting.toSlate")}
        </Link>
      }
    >
      <ErrorSummary errors={refused.errors} />
      <FilterBar label={t("vetting.add.find")}>
        <TextField name="q" type="search" label={t("vetting.add.find")} defaultValue={text} />
      </FilterBar>
      {found.length > 0 ? (
        <Card title={t("vetting.add.found")}>
          <Form method="post" className="form">
            <KeyField name="known" />
            <input type="hidden" name="intent" value="known" />
            <ChoiceField
              kind="radio"
              name="personId"
              label={t("vetting.name")}
              choices={found.map((each) => ({
                value: each.id,
                label: each.name,
                hint: [each.bornOn === null ? "" : t("vetting.add.born", { day: formatDay(each.bornOn) }), each.post ?? "", each.unitName].filter(Boolean).join(" · "),
              }))}
              chosen={refused.values("personId")}
              error={refused.error("personId")}
              required
            />
            <StandingFields posts={posts} refused={refused} of="known" />
            <FormActions>
              <SubmitButton>{t("vetting.add.submit")}</SubmitButton>
            </FormActions>
          </Form>
        </Card>
      ) : text === "" ? null : (
        <p className="muted">{t("vetting.add.noneFound")}</p>
      )}
      <Card title={t("vetting.add.new")}>
        <Form method="post" className="form">
          <KeyField name="new" />
          <input type="hidden" name="intent" value="new" />
          <PersonFieldset person={null} refused={refused} />
          <StandingFields posts={posts} refused={refused} of="new" />
          <FormActions>
            <SubmitButton kind={found.length > 0 ? "plain" : "primary"}>{t("vetting.add.submitNew")}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </Page>
  );
}

function StandingFields({ posts, refused, of }: { posts: readonly SlatePost[]; refused: RefusedForm; of: string }) {
  const t = useT(words);
  return (
    <div className="form-row">
      <SelectField name="post" id={`f-post-${of}`} label={t("vetting.add.post")} options={posts.map((post) => ({ value: post, label: t(`vetting.post.${post}`) }))} defaultValue={refused.value("post")} error={refused.error("post")} required />
      <SelectField name="kind" id={`f-kind-${of}`} label={t("vetting.add.as")} options={NOMINEE_KINDS.map((kind) => ({ value: kind, label: t(`vetting.nominee.${kind}`) }))} defaultValue={refused.value("kind")} error={refused.error("kind")} required />
    </div>
  );
}
