import { Form, Link } from "@remix-run/react";
import type { BulkDeed, StayingCode } from "#app/core/scheduling/bulk.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { CheckboxField } from "#app/ui/parts/choice-field.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { grid } from "#app/ui/words/grid.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { ClashList, type Clashes, StateChange } from "./grid-clashes.tsx";
import "./grid.css";

const words = { campaign, grid };

type Dated = { readonly opensOn: Day; readonly session: "morning" | "afternoon" };

type Listed = {
  readonly id: string;
  readonly name: string;
  readonly before: Dated | null;
  readonly after: Dated | null;
  readonly state: { readonly from: CongressState; readonly to: CongressState };
  readonly clashes: Clashes;
  readonly blocks: number;
};

export type ManyPreviewProps = {
  readonly kind: "many";
  readonly deed: BulkDeed;
  readonly days: number | null;
  readonly on: Day | null;
  readonly going: number;
  readonly clashing: number;
  readonly skipped: number;
  readonly reopened: number;
  readonly listed: readonly Listed[];
  readonly staying: readonly { readonly code: StayingCode; readonly count: number; readonly names: readonly string[] }[];
  readonly chosen: readonly { readonly id: string; readonly version: number }[];
  readonly all: boolean;
  readonly mark: string;
  readonly savable: boolean;
  readonly unsaved: "reasonMissing" | "documentMissing" | "movedMeanwhile" | "notSavable" | null;
};

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** What would be done to many congresses: how many, which would clash, which stay, before anything is written. */
export function ManyPreview(props: ManyPreviewProps & { readonly typed: Typed }) {
  const { deed, going, clashing, listed, unsaved, typed } = props;
  const t = useT(words);
  const title = useTitle(props);
  const moves = deed === "shift" || deed === "postponeAfter";
  const columns: Column<Listed>[] = [
    { key: "name", title: t("grid.congress"), heading: true, cell: (row) => <Link to={`/congresses/${row.id}`}>{row.name}</Link> },
    { key: "what", title: t("grid.what"), cell: (row) => <Moved row={row} /> },
    ...(moves || deed === "cancel" ? [{ key: "clashes", title: t("grid.clashes"), cell: (row: Listed) => <ClashList clashes={row.clashes} /> }] : []),
  ];
  return (
    <Page title={title} lead={t("grid.previewLead")}>
      {unsaved === null ? null : <Notice kind="error" title={t(`grid.unsaved.${unsaved}`)} />}
      <Form method="post" className="stack">
        <KeyField />
        <Asked {...props} />
        <Told {...props} />
        {listed.length === 0 ? null : (
          <Card flush>
            <DataTable caption={t("grid.what")} hideCaption rows={listed} rowKey={(row) => row.id} columns={columns} />
            {going > listed.length ? <p className="inset muted small">{t("grid.notListed", { count: going - listed.length })}</p> : null}
          </Card>
        )}
        {going === 0 ? (
          <FormActions>
            <Back primary />
          </FormActions>
        ) : clashing > 0 ? (
          <FormActions>
            <CheckboxField name="skipClashing" label={t("grid.skip")} defaultChecked />
            <SubmitButton name="intent" value="many">
              {t("grid.skipAgain", { count: clashing })}
            </SubmitButton>
            <Back />
          </FormActions>
        ) : (
          <Card title={title}>
            <div className="form">
              <TextArea
                name="reason"
                label={t("grid.reason")}
                hint={t("grid.reasonHint")}
                required
                rows={2}
                maxLength={500}
                defaultValue={textOf(typed["reason"])}
                error={unsaved === "reasonMissing" ? t("grid.unsaved.reasonMissing") : undefined}
              />
              <TextField
                name="document"
                label={t("grid.document")}
                size="medium"
                maxLength={100}
                required={deed === "freeze" || deed === "cancel"}
                optional={deed !== "freeze" && deed !== "cancel"}
                defaultValue={textOf(typed["document"])}
                error={unsaved === "documentMissing" ? t("grid.unsaved.documentMissing") : undefined}
              />
              <FormActions>
                <SubmitButton kind={deed === "cancel" ? "danger" : "primary"} name="intent" value="saveMany">
                  {t("grid.save", { count: going })}
                </SubmitButton>
                <Back />
              </FormActions>
            </div>
          </Card>
        )}
      </Form>
    </Page>
  );
}

const textOf = (value: string | readonly string[] | undefined): string | undefined => (typeof value === "string" ? value : undefined);

function useTitle({ deed, going, days, on, clashing }: ManyPreviewProps): string {
  const t = useT(words);
  if (going === 0) return t("grid.manyNone");
  if (clashing > 0) return t("grid.previewStuck", { wrong: clashing, count: going });
  return t(`grid.many.${deed}`, { count: going, days: days ?? 0, on: on === null ? t("grid.now") : formatDay(on) });
}

/** What was asked for and of whom, and the cells that were filled in beside, so that the next form holds them again. */
function Asked({ deed, days, on, chosen, all, mark, skipped, typed }: ManyPreviewProps & { typed: Typed }) {
  const cells = Object.entries(typed).filter(([name, value]) => /^[0-9a-f-]{36}\./u.test(name) && typeof value === "string");
  return (
    <>
      <input type="hidden" name="deed" value={deed} />
      {/* The days counted past a day are not asked for again. */}
      {deed === "shift" && days !== null ? <input type="hidden" name="days" value={days} /> : null}
      {on === null ? null : <input type="hidden" name="on" value={on} />}
      {all ? <input type="hidden" name="all" value="1" /> : chosen.map(({ id, version }) => <input key={id} type="hidden" name="chosen" value={`${id}:${version}`} />)}
      <input type="hidden" name="mark" value={mark} />
      {skipped > 0 ? <input type="hidden" name="skipClashing" value="1" /> : null}
      {cells.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
    </>
  );
}

function Told({ deed, clashing, skipped, reopened, staying, going }: ManyPreviewProps) {
  const t = useT(words);
  const notes = [
    clashing > 0 ? t("grid.clashing", { count: clashing }) : null,
    skipped > 0 ? t("grid.skipped", { count: skipped }) : null,
    reopened > 0 ? t("grid.reopened", { count: reopened }) : null,
    deed === "cancel" && going > 0 ? t("grid.cancelNote") : null,
    deed === "freeze" && going > 0 ? t("grid.freezeNote") : null,
  ].filter((each) => each !== null);
  return (
    <>
      {notes.length === 0 ? null : (
        <Notice kind={clashing > 0 || deed === "cancel" ? "warn" : "info"} title={notes[0]}>
          {notes.slice(1).map((each) => (
            <p key={each}>{each}</p>
          ))}
        </Notice>
      )}
      {staying.length === 0 ? null : (
        <Card title={t("grid.stayingTitle")}>
          <ul className="plain-list">
            {staying.map(({ code, count, names }) => (
              <li key={code}>
                {t(`grid.staying.${code}`, { count })}
                <div className="small muted">
                  {names.join("; ")}
                  {count > names.length ? "…" : ""}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Moved({ row: { before, after, state } }: { row: Listed }) {
  return (
    <>
      {before === null && after === null ? null : (
        <div>
          {before === null ? null : same(before, after) ? <When {...before} /> : <del><When {...before} /></del>}
          {same(before, after) || after === null ? null : (
            <>
              {" "}
              → <strong><When {...after} /></strong>
            </>
          )}
        </div>
      )}
      {state.from === state.to ? null : <StateChange {...state} />}
    </>
  );
}

const same = (before: Dated | null, after: Dated | null): boolean => before?.opensOn === after?.opensOn && before?.session === after?.session;

function When({ opensOn, session }: Dated) {
  const t = useT(words);
  return (
    <>
      <DayText day={opensOn} /> · {t(`campaign.session.${session}`)}
    </>
  );
}

function Back({ primary = false }: { primary?: boolean }) {
  const t = useT(words);
  return (
    <SubmitButton kind={primary ? "primary" : "plain"} name="intent" value="edit">
      {t("grid.back")}
    </SubmitButton>
  );
}
