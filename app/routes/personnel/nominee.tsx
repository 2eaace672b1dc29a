import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { formatDay } from "#app/core/time/day.ts";
import type { Verdict } from "#app/core/verdict.ts";
import { CHECK_EVENTS, isOpen } from "#app/core/vetting/checks.ts";
import { CONCLUSION_VERDICTS } from "#app/core/vetting/conclusion.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, id, integer, oneOf, optionalText, text, version } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { optionalYesNo } from "#app/http/person-fields.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import { type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { CheckForm, CheckTable } from "#app/ui/personnel/check-table.tsx";
import { ConclusionPanel } from "#app/ui/personnel/conclusion-panel.tsx";
import { EligibilityTable } from "#app/ui/personnel/eligibility-table.tsx";
import { ServiceText } from "#app/ui/personnel/service-text.tsx";
import { form } from "#app/ui/words/form.ts";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { withdraw } from "#app/usecases/change-nominee.server.ts";
import { decideForNominee } from "#app/usecases/decide-conclusion.server.ts";
import { logCheckEvent, notePendingCase } from "#app/usecases/log-check.server.ts";
import { proposeForNominee } from "#app/usecases/propose-conclusion.server.ts";
import { showNominee } from "#app/usecases/show-nominee.server.ts";

const words = { vetting, form };
const Place = z.object({ nomineeId: z.uuid() });

export const loader = query({ access: { view: "nominees" }, params: Place }, (errand, { params }) => showNominee(errand, params.nomineeId));

const Intents = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("log"),
    checkId: id(),
    version: version(),
    event: oneOf(CHECK_EVENTS),
    on: dayField(),
    body: optionalText(200),
    documentNumber: optionalText(80),
    finding: optionalText(4000),
  }),
  z.object({ intent: z.literal("pendingCase"), pendingCase: optionalYesNo(), was: optionalYesNo() }),
  z.object({ intent: z.literal("propose"), after: integer(0, 10_000), verdict: oneOf(CONCLUSION_VERDICTS), reasons: text(4000) }),
  z.object({
    intent: z.literal("decide"),
    n: integer(1, 10_000),
    bodyHash: text(80),
    decision: oneOf(["confirmed", "returned"]),
    reason: optionalText(2000).transform((value) => value ?? ""),
  }),
  z.object({ intent: z.literal("withdraw"), version: version(), reason: text(1000) }),
]);
const Fields = z.preprocess(keepChosen, Intents);

const NOTICES = { log: "checkLogged", pendingCase: "checkLogged", propose: "conclusionProposed", decide: "conclusionDecided", withdraw: "nomineeWithdrawn" } as const;

// Who may do which of these is asked by each use-case: the page serves officer, lead and planner.
export const action = command(
  { access: { view: "nominees" }, once: true, params: Place, form: Fields },
  async (errand, { params: { nomineeId }, input }): Promise<Verdict<unknown, string>> => {
    switch (input.intent) {
      case "log":
        return logCheckEvent(errand, { ...input, nomineeId });
      case "pendingCase":
        return notePendingCase(errand, { ...input, nomineeId });
      case "propose":
        return proposeForNominee(errand, { ...input, nomineeId });
      case "decide":
        return decideForNominee(errand, { ...input, nomineeId });
      case "withdraw":
        return withdraw(errand, { ...input, nomineeId });
    }
  },
  (_value, { params, input }) => `/personnel/nominees/${params.nomineeId}?notice=${NOTICES[input.intent]}`,
);

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Nominee() {
  const data = useLoaderData<typeof loader>();
  const { nominee, vetting: work, today } = data;
  const refusal = useActionData<typeof action>();
  const refused = useRefused(refusal, { vetting });
  const nothing = useRefused(null, { vetting });
  const of = (intent: string): RefusedForm => (refusal?.values["intent"] === intent ? refused : nothing);
  const [params] = useSearchParams();
  const t = useT(words);
  // Who lost the nominee to another officer while typing still sees what was typed.
  const chosen = work?.full || of("log").code !== null ? work?.checks.find((check) => check.id === params.get("check")) : undefined;
  const open = work?.checks.filter((check) => isOpen(check.state)).length ?? 0;
  return (
    <Page
      title={t("vetting.one.title", { name: nominee.name, state: t(`vetting.state.${nominee.state}`) })}
      lead={t("vetting.one.lead", { kind: t(`vetting.nominee.${nominee.kind}`), post: t(`vetting.post.${nominee.post}`), unit: nominee.unitName })}
      actions={
        <>
          <Link className="button" to={`/personnel/slates/${nominee.congressId}`}>
            {t("vetting.toSlate")}
          </Link>
          <Link className="button" to={`/congresses/${nominee.congressId}`}>
            {t("vetting.toCongress")}
          </Link>
        </>
      }
    >
      <ErrorSummary errors={refused.errors} />
      <StandingNotice data={data} />
      {work === null ? null : <NextToDecide next={work.nextToDecide} />}
      {work !== null && chosen !== undefined ? <CheckForm key={chosen.id} check={chosen} today={today} refused={of("log")} /> : null}
      <Overview data={data} />
      {work === null ? null : (
        <>
          <EligibilityTable findings={work.findings} />
          {work.mayLog || of("pendingCase").code !== null ? <PendingCaseForm pendingCase={work.pendingCase} refused={of("pendingCase")} /> : null}
          <CheckTable checks={work.checks} nomineeId={nominee.id} open={open} />
          <ConclusionPanel of={work} open={open} proposed={of("propose")} decided={of("decide")} />
        </>
      )}
      {data.mayEdit && !nominee.withdrawn ? <WithdrawForm version={nominee.version} refused={of("withdraw")} /> : null}
    </Page>
  );
}

function StandingNotice({ data: { nominee, vetting: work, officerName } }: { data: Shown }) {
  const t = useT(words);
  if (nominee.withdrawn) return <Notice kind="info" title={t("vetting.one.withdrawn")} />;
  if (work === null) return <Notice kind="info" title={t("vetting.one.stateOnly")} />;
  if (!work.full) return <Notice kind="info" title={t("vetting.one.notInCharge", { officer: officerName ?? "–" })} />;
  if (work.inCharge === "nobody" && work.mayLog) return <Notice kind="info" title={t("vetting.one.nobody")} />;
  return null;
}

/** Whoever decides goes from one conclusion to the next without the list between. */
function NextToDecide({ next }: { next: NonNullable<Shown["vetting"]>["nextToDecide"] }) {
  const t = useT(words);
  if (next === null) return null;
  return (
    <p className="no-print">
      <Link to={`/personnel/nominees/${next.nomineeId}#conclusion`}>{t("vetting.one.nextToDecide", { name: next.name, unit: next.unitName })}</Link>
    </p>
  );
}

function Overview({ data: { nominee, service, vetting: work, officerName, mayEdit } }: { data: Shown }) {
  const t = useT(words);
  const letters = work === null ? null : work.letters;
  return (
    <Card
      title={t("vetting.one.overview")}
      actions={
        mayEdit ? (
          <Link className="button" to={`/personnel/persons/${nominee.personId}`}>
            {t("vetting.one.editPerson")}
          </Link>
        ) : null
      }
    >
      <DefinitionList
        items={[
          { key: "post", term: t("vetting.presentPost"), value: nominee.presentPost ?? nominee.personUnit },
          { key: "opens", term: t("vetting.opens"), value: nominee.opensOn === null ? t("vetting.noDate") : formatDay(nominee.opensOn) },
          { key: "service", term: t("vetting.slate.service"), value: <ServiceText service={service} /> },
          ...(work === null ? [] : [{ key: "officer", term: t("vetting.officer"), value: officerName ?? "–" }]),
          ...(letters === null
            ? []
            : [
                {
                  key: "letters",
                  term: t("vetting.one.letters"),
                  value: <Light light={letters === "pending" ? "amber" : "green"}>{t(letters === "pending" ? "vetting.one.lettersPending" : "vetting.one.lettersCleared")}</Light>,
                },
              ]),
        ]}
      />
    </Card>
  );
}

function PendingCaseForm({ pendingCase, refused }: { pendingCase: boolean | null; refused: RefusedForm }) {
  const t = useT(words);
  const now = pendingCase === null ? "" : pendingCase ? "yes" : "no";
  const said = (text: string): string => (text === "yes" || text === "no" ? t(`form.${text}`) : t("form.unknown"));
  return (
    <Card title={t("vetting.criterion.pendingCase")}>
      <Form method="post" className="form no-print" key={now}>
        <KeyField name="pendingCase" />
        <input type="hidden" name="intent" value="pendingCase" />
        <input type="hidden" name="was" value={now} />
        <Race refused={refused} lost={refused.code === "movedMeanwhile"} fields={[{ name: "pendingCase", label: t("vetting.one.pendingCase"), now, say: said }]} />
        <SelectField
          name="pendingCase"
          label={t("vetting.one.pendingCase")}
          defaultValue={refused.value("pendingCase", now)}
          blank={t("form.unknown")}
          options={[
            { value: "no", label: t("form.no") },
            { value: "yes", label: t("form.yes") },
          ]}
          size="short"
        />
        <FormActions>
          <SubmitButton kind="plain">{t("vetting.one.pendingCaseSave")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}

function WithdrawForm({ version: decidedOn, refused }: { version: number; refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Card title={t("vetting.slate.withdraw")}>
      <Form method="post" className="form no-print">
        <KeyField name="withdraw" />
        <input type="hidden" name="intent" value="withdraw" />
        <input type="hidden" name="version" value={decidedOn} />
        <TextField name="reason" id="f-withdraw-reason" label={t("vetting.slate.withdrawReason")} defaultValue={refused.value("reason")} error={refused.error("reason")} required />
        <FormActions>
          <SubmitButton kind="danger">{t("vetting.slate.withdraw")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
