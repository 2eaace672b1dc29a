import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatDay } from "#app/core/time/day.ts";
import { SLATE_POSTS } from "#app/core/vetting/slate.ts";
import { command, query } from "#app/http/door.server.ts";
import { id, integer, optionalInteger } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import { type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { SlateFindings } from "#app/ui/personnel/slate-findings.tsx";
import { SlatePostCard } from "#app/ui/personnel/slate-posts.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { moveUp } from "#app/usecases/change-nominee.server.ts";
import { completeSlate, setSlateSeats } from "#app/usecases/edit-slate.server.ts";
import { showSlate } from "#app/usecases/show-slate.server.ts";

const words = { vetting };
const Place = z.object({ congressId: z.uuid() });
const slateVersion = () => integer(0, 1_000_000_000);

export const loader = query({ access: { view: "nominees" }, params: Place }, (errand, { scope, params }) => showSlate(errand, scope, params.congressId));

const seat = () => optionalInteger(0, 2000);
const Intents = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("seats"),
    version: slateVersion(),
    secretary: seat(),
    deputySecretary: seat(),
    standingMember: seat(),
    committeeMember: seat(),
    inspectionHead: seat(),
    inspectionMember: seat(),
    delegate: seat(),
  }),
  z.object({ intent: z.literal("complete"), version: slateVersion() }),
  z.object({ intent: z.literal("reopen"), version: slateVersion() }),
  z.object({ intent: z.literal("up"), nomineeId: id() }),
]);
const Fields = z.preprocess(keepChosen, Intents);

const NOTICES = { seats: "slateSaved", complete: "slateCompleted", reopen: "slateReopened", up: "slateSaved" } as const;

export const action = command(
  { access: { deed: "slate.edit" }, once: true, params: Place, form: Fields },
  async (errand, { params: { congressId }, input }) => {
    switch (input.intent) {
      case "seats":
        return setSlateSeats(errand, { congressId, version: input.version, seats: SLATE_POSTS.flatMap((post) => (input[post] === null ? [] : [{ post, seats: input[post] }])) });
      case "complete":
      case "reopen":
        return completeSlate(errand, { congressId, version: input.version, complete: input.intent === "complete" });
      case "up":
        return moveUp(errand, { nomineeId: input.nomineeId });
    }
  },
  (_value, { params, input }) => `/personnel/slates/${params.congressId}?notice=${NOTICES[input.intent]}`,
);

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Slate() {
  const data = useLoaderData<typeof loader>();
  const { congress, slate, posts, withdrawn, findings, mayEdit } = data;
  const refused = useRefused(useActionData<typeof action>(), { vetting });
  const t = useT(words);
  const { title, lead } = useMessage(data);
  return (
    <Page
      title={title}
      lead={lead}
      actions={
        <>
          {mayEdit ? (
            <Link className="button primary" to={`/personnel/slates/${congress.id}/add`}>
              {t("vetting.slate.add")}
            </Link>
          ) : null}
          <Link className="button" to={`/congresses/${congress.id}`}>
            {t("vetting.toCongress")}
          </Link>
          {data.seesReadiness ? (
            <Link className="button" to={`/readiness/${congress.id}`}>
              {t("vetting.toReadiness")}
            </Link>
          ) : null}
        </>
      }
    >
      <ErrorSummary errors={refused.errors} />
      <SlateFindings findings={findings} />
      {mayEdit ? <CompleteForm slate={slate} completable={data.completable} /> : null}
      {posts.map((post) => (
        <SlatePostCard key={post.post} {...post} mayEdit={mayEdit} />
      ))}
      {mayEdit ? <SeatsForm posts={posts} version={slate.version} refused={refused} /> : null}
      {withdrawn.length === 0 ? null : (
        <Card title={t("vetting.slate.withdrawn")}>
          <ul>
            {withdrawn.map((each) => (
              <li key={each.id}>
                <Link to={`/personnel/nominees/${each.id}`}>{each.name}</Link> <span className="muted">{t(`vetting.post.${each.post}`)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}

function useMessage({ congress, slate, posts }: Shown): { title: string; lead: string } {
  const t = useT(words);
  const nominees = posts.flatMap((post) => post.nominees);
  const unit = congress.unitName;
  const blocked = nominees.filter((nominee) => nominee.state === "ineligible").length;
  const title =
    slate.version === 0
      ? t("vetting.slate.titleNone", { unit })
      : blocked > 0
        ? t("vetting.slate.titleBlocked", { unit, count: blocked })
        : slate.state === "complete"
          ? t("vetting.slate.titleComplete", { unit })
          : t("vetting.slate.titleOpen", { unit });
  const kind = congress.contents === 2 ? t("vetting.slate.appointments") : congress.contents === 3 ? t("vetting.slate.delegatesOnly") : t("vetting.slate.ballot");
  const day = congress.date === null ? t("vetting.noDate") : formatDay(congress.date.opensOn);
  return { title, lead: t("vetting.slate.lead", { kind, day, confirmed: nominees.filter((nominee) => nominee.state === "confirmed").length, nominees: nominees.length }) };
}

function CompleteForm({ slate, completable }: { slate: Shown["slate"]; completable: boolean }) {
  const t = useT(words);
  const complete = slate.state === "complete";
  if (!complete && !completable) return null;
  return (
    <Form method="post" className="form">
      <KeyField name="complete" />
      <input type="hidden" name="intent" value={complete ? "reopen" : "complete"} />
      <input type="hidden" name="version" value={slate.version} />
      <FormActions>
        <SubmitButton kind={complete ? "plain" : "primary"} icon={complete ? undefined : "check"}>
          {complete ? t("vetting.slate.reopen") : t("vetting.slate.complete")}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function SeatsForm({ posts, version, refused }: { posts: Shown["posts"]; version: number; refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Card title={t("vetting.slate.seatsTitle")} note={t("vetting.slate.seatsNote")}>
      <Form method="post" className="form" key={version}>
        <KeyField name="seats" />
        <input type="hidden" name="intent" value="seats" />
        <input type="hidden" name="version" value={version} />
        <Race refused={refused} lost={refused.code === "movedMeanwhile"} fields={posts.map(({ post, seats }) => ({ name: post, label: t(`vetting.post.${post}`), now: String(seats) }))} />
        <div className="form-row">
          {posts.map(({ post, seats }) => (
            <TextField key={post} name={post} label={t(`vetting.post.${post}`)} inputMode="numeric" size="short" defaultValue={refused.value(post, seats)} error={refused.error(post)} />
          ))}
        </div>
        <FormActions>
          <SubmitButton kind="plain">{t("vetting.slate.saveSeats")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
