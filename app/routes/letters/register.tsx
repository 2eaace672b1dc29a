import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { LETTER_KINDS, LETTER_STATES } from "#app/core/letters/letter.ts";
import { command, query } from "#app/http/door.server.ts";
import { id, integer, oneOf } from "#app/http/fields.server.ts";
import { LetterTable } from "#app/ui/letters/letter-table.tsx";
import { LetterCounts } from "#app/ui/letters/letter-counts.tsx";
import { ProposalList } from "#app/ui/letters/proposal-list.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { decideForLetter } from "#app/usecases/decide-letter.server.ts";
import { showLetters } from "#app/usecases/show-letters.server.ts";

const words = { letters, form };

const Search = z.object({
  branch: z.uuid().nullable().default(null).catch(null),
  due: z.enum(["overdue", "soon"]).nullable().default(null).catch(null),
  state: z.enum([...LETTER_STATES, "pending"]).nullable().default(null).catch(null),
  kind: z.enum(LETTER_KINDS).nullable().default(null).catch(null),
  mine: z.string().optional().transform((value) => value === "1"),
  code: z.string().max(20).nullable().default(null).catch(null).transform((value) => value?.trim() || null),
  page: integer(1, 10_000).catch(1),
});

export const loader = query({ access: { anyView: ["letters", "letterCounts"] }, search: Search }, (errand, { search }) => showLetters(errand, search));

export const action = command(
  { access: { deed: "letter.decide" }, once: true, form: z.object({ proposalId: id(), decision: oneOf(["approved", "refused"]) }) },
  (errand, { input }) => decideForLetter(errand, input),
  () => "/letters?notice=letterDecided",
);

export default function Register() {
  const { officer, secretary } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { letters });
  const [params] = useSearchParams();
  const t = useT(words);
  const { overdue = 0, pending = 0, soon = 0 } = officer?.counts ?? {};
  const title =
    officer === null
      ? secretary !== null && secretary.proposals.length > 0
        ? t("letters.decide.waiting", { count: secretary.proposals.length })
        : t("letters.counts.title")
      : overdue > 0
        ? t("letters.register.titleOverdue", { count: overdue })
        : pending > 0
          ? t("letters.register.titlePending", { count: pending })
          : t("letters.register.titleNone");
  const pageHref = (page: number): string => {
    const next = new URLSearchParams(params);
    next.set("page", String(page));
    return `?${next}`;
  };
  return (
    <Page
      title={title}
      lead={officer === null ? undefined : t("letters.register.lead", { soon })}
      actions={
        officer?.registers ? (
          <Link className="button primary" to="/letters/new">
            {t("letters.register.add")}
          </Link>
        ) : null
      }
    >
      <ErrorSummary errors={refused.errors} />
      {secretary === null ? null : <ProposalList proposals={secretary.proposals} />}
      {officer === null ? null : (
        <>
          <FilterBar label={t("letters.filterLabel")} clearHref="/letters">
            <SelectField
              name="due"
              blank={t("form.all")}
              label={t("letters.filterDue")}
              defaultValue={params.get("due") ?? ""}
              options={[
                { value: "overdue", label: t("letters.overdue") },
                { value: "soon", label: t("letters.dueSoon") },
              ]}
            />
            <SelectField
              name="state"
              blank={t("form.all")}
              label={t("letters.state")}
              defaultValue={params.get("state") ?? ""}
              options={[{ value: "pending", label: t("letters.pending") }, ...LETTER_STATES.map((state) => ({ value: state, label: t(`letters.state.${state}`) }))]}
            />
            <SelectField
              name="kind"
              blank={t("form.all")}
              label={t("letters.kind")}
              defaultValue={params.get("kind") ?? ""}
              options={LETTER_KINDS.map((kind) => ({ value: kind, label: t(`letters.kind.${kind}`) }))}
            />
            <SelectField name="mine" blank={t("form.all")} label={t("letters.mine")} defaultValue={params.get("mine") ?? ""} options={[{ value: "1", label: t("letters.mine") }]} />
            <TextField name="code" label={t("letters.caseCode")} defaultValue={params.get("code") ?? ""} size="short" />
          </FilterBar>
          <LetterTable rows={officer.rows} today={officer.today} />
          <Pager
            page={officer.page}
            pages={officer.pages}
            previousHref={officer.page > 1 ? pageHref(officer.page - 1) : undefined}
            nextHref={officer.page < officer.pages ? pageHref(officer.page + 1) : undefined}
          />
        </>
      )}
      {secretary === null ? null : <LetterCounts cells={secretary.cells} total={secretary.total} />}
    </Page>
  );
}
