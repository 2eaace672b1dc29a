import { Form, Link } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Level } from "#app/core/organisation/level.ts";
import { BULK_DEEDS } from "#app/core/scheduling/bulk.ts";
import { CONGRESS_STATES, type CongressState } from "#app/core/scheduling/congress.ts";
import { type Cells, readCell, SHEET_FIELDS, type SheetField } from "#app/core/scheduling/sheet.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { SESSIONS } from "#app/core/time/half-days.ts";
import { NotOpenPage } from "#app/ui/campaign/not-open.tsx";
import { STATE_TONES } from "#app/ui/campaign/state-tones.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { CheckboxField } from "#app/ui/parts/choice-field.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { useHydrated } from "#app/ui/parts/hydrated.ts";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { grid } from "#app/ui/words/grid.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { sayCell } from "./grid-clashes.tsx";
import { ManyPreview, type ManyPreviewProps } from "./grid-many.tsx";
import "./calendar.css";
import "./grid.css";
import { SheetPreview, type SheetPreviewProps } from "./grid-preview.tsx";
import type { SheetNews } from "./sheet-keys.ts";
import { ViewSwitch } from "./view-switch.tsx";

const words = { campaign, grid };

type Row = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly parentName: string | null;
  readonly level: Level;
  readonly round: number;
  readonly state: CongressState;
  readonly frozenFrom: Day | null;
  readonly haltReason: string | null;
  readonly haltDocument: string | null;
  readonly cells: Cells;
  readonly was: string;
  readonly stopped: "alreadyHeld" | "cancelled" | "frozen" | null;
};

type Typed = Readonly<Record<string, string | readonly string[]>>;

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  readonly rows: readonly Row[];
  readonly halls: readonly { readonly code: string; readonly name: string }[];
  readonly total: number;
  readonly mark: string;
  readonly most: number;
  readonly page: number;
  readonly pages: number;
  readonly may: { readonly edit: boolean };
  readonly level: Level | null;
  readonly levels: readonly { readonly value: Level; readonly label: string }[];
  readonly state: CongressState | null;
  readonly refusal: Refusal | undefined;
  readonly told: SheetPreviewProps | ManyPreviewProps | { readonly kind: "edit" } | null;
  /** What the last form held; its cells are shown again. */
  readonly typed: Typed | null;
};

/** The congresses of a branch as in a sheet, or what a filled-in sheet would change. */
export function GridPage(props: Props) {
  const { told, typed, branch } = props;
  if (!props.opened) return <NotOpenPage branch={branch} />;
  if (told?.kind === "preview") return <SheetPreview {...told} />;
  if (told?.kind === "many") return <ManyPreview {...told} typed={typed ?? {}} />;
  return <Sheet {...props} />;
}

function Sheet(props: Props) {
  const { branch, rows, total, may, level, state, page, pages } = props;
  const t = useT(words);
  const refused = useRefused(props.refusal, words);
  const to = (more: Readonly<Record<string, string | number | null>>) => address("/calendar/grid", { branch: branch.unitId, level, state, ...more });
  return (
    <Page title={t("grid.title", { count: total, branch: branch.name })} lead={may.edit ? t("grid.leadEdit") : t("grid.leadRead")}>
      <ErrorSummary errors={refused.errors} />
      <div className="cal">
        <div className="cal-bar">
          <ViewSwitch current="grid" branch={branch.unitId} day={props.today} level={level} state={state} />
        </div>
        <FilterBar
          label={t("campaign.filters")}
          action="/calendar/grid"
          keep={{ branch: branch.unitId }}
          clearHref={address("/calendar/grid", { branch: branch.unitId })}
          active={[
            ...(level ? [{ label: props.levels.find((each) => each.value === level)?.label ?? level, removeHref: to({ level: null }) }] : []),
            ...(state ? [{ label: t(`campaign.state.${state}`), removeHref: to({ state: null }) }] : []),
          ]}
        >
          <SelectField
            key={`level ${level}`}
            name="level"
            label={t("campaign.level")}
            blank={t("campaign.anyLevel")}
            defaultValue={level ?? ""}
            options={props.levels}
          />
          <SelectField
            key={`state ${state}`}
            name="state"
            label={t("campaign.state")}
            blank={t("campaign.anyState")}
            defaultValue={state ?? ""}
            options={CONGRESS_STATES.map((each) => ({ value: each, label: t(`campaign.state.${each}`) }))}
          />
        </FilterBar>
        {rows.length === 0 ? (
          <EmptyState icon="calendar" title={t("grid.none")} />
        ) : may.edit ? (
          // A page that was sent again holds other fields: it is drawn anew.
          <Form method="post" className="stack" key={`${rows.map((row) => `${row.id}:${row.version}`).join()} ${props.told === null} ${props.refusal === undefined}`}>
            <Table {...props} />
            <Many {...props} refused={refused} />
          </Form>
        ) : (
          <Table {...props} />
        )}
        <Pager page={page} pages={pages} previousHref={page > 1 ? to({ page: page - 1 }) : undefined} nextHref={page < pages ? to({ page: page + 1 }) : undefined} />
      </div>
    </Page>
  );
}

function useNews(): { say: (news: SheetNews | null, rows: number) => void; text: string; changed: number } {
  const t = useT(words);
  const [{ news, rows }, set] = useState<{ news: SheetNews | null; rows: number }>({ news: null, rows: 0 });
  const [say] = useState(() => (what: SheetNews | null, count: number) => set({ news: what, rows: count }));
  return { say, text: news === null ? "" : newsText(t, news), changed: rows };
}

const TOLD = 3;

function newsText(t: ReturnType<typeof useT<typeof words>>, news: SheetNews): string {
  if (news.kind === "filled") return t("grid.filled", { count: news.count });
  if (news.kind === "undone") return t("grid.undone");
  if (news.kind === "redone") return t("grid.redone");
  const { count, bad, skipped } = news;
  const left = skipped > 0 ? ` ${t("grid.pastedSkipped", { count: skipped })}` : "";
  if (bad.length === 0) return t("grid.pasted", { count }) + left;
  const list = bad.slice(0, TOLD).map(({ row, field, found }) => t("grid.badAt", { row, field: t(`grid.field.${field}`), found: found.slice(0, 40) }));
  return t("grid.pastedBad", { count, bad: bad.length, list: `${list.join("; ")}${bad.length > TOLD ? "…" : ""}` }) + left;
}

const HALLS = "sheet-halls";

function Table(props: Props) {
  const { rows, halls, may } = props;
  const t = useT(words);
  const table = useRef<HTMLTableElement>(null);
  const hydrated = useHydrated();
  const { say, text, changed } = useNews();
  // The fields work without it, so that it is fetched after them.
  useEffect(() => {
    let off: (() => void) | null = null;
    let gone = false;
    if (may.edit)
      void import("./sheet-keys.ts").then(({ liveSheet }) => {
        if (!gone && table.current) off = liveSheet(table.current, say);
      });
    return () => {
      gone = true;
      off?.();
    };
  }, [may.edit, say]);
  return (
    <div className="stack">
      {hydrated && may.edit ? <p className="sheet-keys small muted no-print">{t("grid.keys")}</p> : null}
      <div className="sheet-scroll">
        <table className="grid-sheet" ref={table}>
          <caption className="visually-hidden">{t("grid.table")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("grid.congress")}</th>
              {SHEET_FIELDS.map((field) => (
                <th scope="col" key={field}>
                  {t(`grid.field.${field}`)}
                </th>
              ))}
              <th scope="col">{t("grid.state")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Line key={row.id} {...props} row={row} index={index} />
            ))}
          </tbody>
        </table>
      </div>
      {may.edit ? (
        <>
          <datalist id={HALLS}>
            {halls.map(({ code, name }) => (
              <option key={`${code} ${name}`} value={name}>
                {code}
              </option>
            ))}
          </datalist>
          <div className="sheet-bar no-print">
            <SubmitButton name="intent" value="preview">
              {t("grid.preview")}
            </SubmitButton>
            <output className="small muted">
              {text} {changed > 0 ? t("grid.changed", { count: changed }) : ""}
            </output>
          </div>
        </>
      ) : null}
    </div>
  );
}

/** What the row's cells hold: what was typed, where the page was sent before, else what stands. */
function cellsOfRow(row: Row, typed: Typed | null): { was: string; cells: Cells } {
  const was = typed?.[`${row.id}.was`];
  if (typeof was !== "string") return { was: row.was, cells: row.cells };
  const text = (field: SheetField): string => {
    const value = typed?.[`${row.id}.${field}`];
    return typeof value === "string" ? value : "";
  };
  return { was, cells: Object.fromEntries(SHEET_FIELDS.map((field) => [field, text(field)])) as Cells };
}

function Line({ row, index, typed, may }: Props & { row: Row; index: number }) {
  const t = useT(words);
  const { was, cells } = cellsOfRow(row, typed);
  const open = may.edit && (row.stopped === null || row.stopped === "frozen");
  const chosen = typed?.["chosen"];
  const isChosen = [chosen ?? []].flat().some((each) => each.startsWith(row.id));
  return (
    <tr data-stopped={row.stopped ?? undefined}>
      <th scope="row">
        <span className="sheet-name">
          {may.edit ? <input type="checkbox" name="chosen" value={`${row.id}:${row.version}`} data-line={index} defaultChecked={isChosen} aria-label={t("grid.choose", { name: row.name })} /> : null}
          <span>
            <Link to={`/congresses/${row.id}`}>{row.name}</Link>
            {row.parentName ? <span className="small muted"> {row.parentName}</span> : null}
            {row.round === 2 ? <span className="small muted"> {t("grid.secondRound")}</span> : null}
          </span>
        </span>
        {open ? <input type="hidden" name={`${row.id}.was`} value={was} /> : null}
      </th>
      {SHEET_FIELDS.map((field) => (
        <td key={field} className={field}>
          {open ? <Cell row={row} index={index} field={field} value={cells[field]} /> : <Text field={field} value={row.cells[field]} />}
        </td>
      ))}
      <td>
        <StateBadge tone={STATE_TONES[row.state]}>{t(`campaign.state.${row.state}`)}</StateBadge>
        {row.frozenFrom ? (
          <StateBadge tone="info" icon="lock">
            {t("grid.frozen", { day: formatDay(row.frozenFrom) })}
          </StateBadge>
        ) : null}
        {row.haltReason ? <div className="small muted">{row.haltDocument ? `${row.haltReason} (${row.haltDocument})` : row.haltReason}</div> : null}
      </td>
    </tr>
  );
}

function Text({ field, value }: { field: SheetField; value: string }) {
  const t = useT(words);
  if (value === "") return <span className="muted">–</span>;
  return <>{sayCell(t, field, value)}</>;
}

/** Days and halls of a frozen date are shown, not offered. */
const HELD: readonly SheetField[] = ["opensOn", "session", "hall", "lengthHalfDays"];

function Cell({ row, index, field, value }: { row: Row; index: number; field: SheetField; value: string }) {
  const t = useT(words);
  const bad = !readCell(field, value).ok;
  const rest = {
    name: `${row.id}.${field}`,
    "data-row": index,
    "data-field": field,
    "data-was": row.cells[field],
    "aria-label": t("grid.cellOf", { field: t(`grid.field.${field}`), name: row.name }),
    "aria-invalid": bad || undefined,
  };
  if (row.stopped === "frozen" && HELD.includes(field))
    return (
      <>
        <input type="hidden" name={rest.name} value={value} />
        <Text field={field} value={value} />
      </>
    );
  if (field === "isPilot") return <input type="checkbox" {...rest} value="1" defaultChecked={value !== ""} />;
  if (field === "session")
    return (
      <select {...rest} defaultValue={value}>
        <option value="">–</option>
        {SESSIONS.map((each) => (
          <option key={each} value={each}>
            {t(`campaign.session.${each}`)}
          </option>
        ))}
      </select>
    );
  const isDay = field === "opensOn" || field === "desiredOn";
  return (
    <input
      type="text"
      {...rest}
      defaultValue={value}
      autoComplete="off"
      inputMode={isDay || field === "lengthHalfDays" ? "numeric" : undefined}
      maxLength={field === "hall" ? 200 : 40}
      list={field === "hall" ? HALLS : undefined}
    />
  );
}

function Many({ total, pages, most, mark, refused }: Props & { refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Card title={t("grid.manyTitle")} note={t("grid.manyHint")}>
      <div className="sheet-many no-print">
        <input type="hidden" name="mark" value={mark} />
        <SelectField name="deed" label={t("grid.deed")} defaultValue={refused.value("deed", "shift")} options={BULK_DEEDS.map((deed) => ({ value: deed, label: t(`grid.deed.${deed}`) }))} error={refused.error("deed")} />
        <TextField name="days" label={t("grid.days")} hint={t("grid.daysHint")} size="short" maxLength={4} defaultValue={refused.value("days")} error={refused.error("days")} />
        <DayField name="on" label={t("grid.on")} hint={t("grid.onHint")} defaultValue={refused.value("on")} error={refused.error("on")} />
      </div>
      {pages === 1 && total <= 1 ? null : total > most ? (
        <p className="small muted">{t("grid.allTooMany", { most })}</p>
      ) : (
        <CheckboxField name="all" label={t("grid.all", { count: total })} defaultChecked={refused.value("all") !== undefined} />
      )}
      <FormActions>
        <SubmitButton kind="plain" name="intent" value="many">
          {t("grid.previewMany")}
        </SubmitButton>
      </FormActions>
    </Card>
  );
}
