import { useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { CHECK_CODES, checkKind } from "#app/core/vetting/check-kinds.ts";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { ConclusionTable, QueueTable, SlatesTable, UnassignedTable } from "#app/ui/personnel/queue-tables.tsx";
import { form } from "#app/ui/words/form.ts";
import { vetting } from "#app/ui/words/vetting.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { PERSONNEL_SHOWS, showPersonnel } from "#app/usecases/show-personnel.server.ts";

const words = { vetting, form };
const SLATES = ["open", "complete", "none", "all"] as const;

const Search = z.object({
  branch: z.uuid().nullable().default(null).catch(null),
  show: z.enum(PERSONNEL_SHOWS).nullable().default(null).catch(null),
  kind: z.enum(CHECK_CODES).nullable().default(null).catch(null),
  slates: z.enum(SLATES).catch("all"),
  q: z.string().max(100).catch(""),
  page: integer(1, 10_000).catch(1),
});

export const loader = query({ access: { view: "nominees" }, search: Search }, (errand, { scope, search }) => showPersonnel(errand, scope, { ...search, text: search.q }));

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Personnel() {
  const data = useLoaderData<typeof loader>();
  const { list, show, page, today } = data;
  const [params] = useSearchParams();
  const href = (changes: Record<string, string>): string => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `/personnel?${next}`;
  };
  const { title, lead } = useMessage(data);
  return (
    <Page title={title} lead={lead}>
      <PersonnelTabs counts={data.counts} show={show} branch={data.branch?.unitId ?? null} />
      <PersonnelFilter show={show} params={params} />
      {list.of === "checks" ? <QueueTable rows={list.rows} today={today} /> : null}
      {list.of === "unassigned" ? <UnassignedTable rows={list.rows} /> : null}
      {list.of === "conclusions" ? <ConclusionTable rows={list.rows} /> : null}
      {list.of === "slates" ? <SlatesTable rows={list.rows} /> : null}
      <Pager page={page} previousHref={page > 1 ? href({ page: String(page - 1) }) : undefined} nextHref={list.more ? href({ page: String(page + 1) }) : undefined} />
    </Page>
  );
}

/** The page's message, from what the role comes for. */
function useMessage({ counts, show }: Shown): { title: string; lead: string } {
  const t = useT(words);
  if (show === "slates" || (counts.queue === null && counts.toDecide === null)) {
    const { open, complete } = counts.slates;
    const title = open > 0 ? t("vetting.queue.titleSlates", { count: open }) : complete > 0 ? t("vetting.queue.titleSlatesDone") : t("vetting.queue.titleSlatesNone");
    return { title, lead: t("vetting.queue.leadSlates", { complete }) };
  }
  if (show === "decide" || counts.queue === null) {
    const count = counts.toDecide ?? 0;
    return { title: count > 0 ? t("vetting.queue.titleDecide", { count }) : t("vetting.queue.titleDecideNone"), lead: t("vetting.queue.leadLead") };
  }
  const { overdue, mine, soon } = counts.queue;
  const title = overdue > 0 ? t("vetting.queue.titleOverdue", { count: overdue }) : mine > 0 ? t("vetting.queue.titleOpen", { count: mine }) : t("vetting.queue.titleNone");
  return { title, lead: t("vetting.queue.leadOfficer", { soon }) };
}

function PersonnelTabs({ counts, show, branch }: { counts: Shown["counts"]; show: Shown["show"]; branch: string | null }) {
  const t = useT(words);
  const numbers: Readonly<Partial<Record<Shown["show"], number | undefined>>> = {
    ...(counts.queue === null ? {} : { ...counts.queue, expired: undefined, returned: counts.returned ?? 0, unassigned: undefined }),
    ...(counts.toDecide === null ? {} : { decide: counts.toDecide }),
    slates: counts.slates.open + counts.slates.complete,
  };
  const offered = PERSONNEL.filter((each) => each in numbers);
  if (offered.length === 1) return null;
  return (
    <Tabs
      label={t("vetting.queue.tabs")}
      tabs={offered.map((each) => ({
        href: `/personnel?show=${each}${branch === null ? "" : `&branch=${branch}`}`,
        label: t(`vetting.show.${each}`),
        count: numbers[each],
        current: each === show,
      }))}
    />
  );
}

const PERSONNEL = ["mine", "overdue", "soon", "expired", "returned", "unassigned", "decide", "slates"] as const satisfies readonly Shown["show"][];

function PersonnelFilter({ show, params }: { show: Shown["show"]; params: URLSearchParams }) {
  const t = useT(words);
  const locale = useLocale();
  const branch = params.get("branch");
  const keep = { show, ...(branch === null ? {} : { branch }) };
  if (show === "slates") {
    return (
      <FilterBar label={t("vetting.queue.filter")} keep={keep}>
        <SelectField name="slates" blank={t("form.all")} label={t("vetting.slates.state")} defaultValue={params.get("slates") ?? ""} options={(["open", "complete", "none"] as const).map((state) => ({ value: state, label: t(`vetting.slates.${state}`) }))} />
        <TextField name="q" type="search" label={t("vetting.slates.find")} defaultValue={params.get("q") ?? ""} />
      </FilterBar>
    );
  }
  if (show === "mine" || show === "overdue" || show === "soon" || show === "expired") {
    return (
      <FilterBar label={t("vetting.queue.filter")} keep={keep}>
        <SelectField name="kind" blank={t("form.all")} label={t("vetting.kind")} defaultValue={params.get("kind") ?? ""} options={CHECK_CODES.map((code) => ({ value: code, label: checkKind(code)?.name[locale] ?? code }))} />
      </FilterBar>
    );
  }
  return null;
}
