import { Form, Link } from "@remix-run/react";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { type CellCode, type Cells, type RowCode, SHEET_FIELDS, type SheetField } from "#app/core/scheduling/sheet.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Diff } from "#app/ui/parts/diff.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { grid } from "#app/ui/words/grid.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { ClashList, type Clashes, sayCell, StateChange } from "./grid-clashes.tsx";
import "./grid.css";

const words = { campaign, grid };

type Change = {
  readonly id: string;
  readonly name: string;
  readonly was: string;
  readonly cells: Cells;
  readonly fields: readonly { readonly field: SheetField; readonly before: string; readonly after: string }[];
  readonly state: { readonly from: CongressState; readonly to: CongressState } | null;
  readonly bar: RowCode | null;
  readonly problems: readonly { readonly field: SheetField; readonly code: CellCode }[];
  readonly races: readonly { readonly field: SheetField; readonly before: string; readonly theirs: string; readonly mine: string }[];
  readonly clashes: Clashes;
  readonly blocks: number;
};

export type SheetPreviewProps = {
  readonly kind: "preview";
  readonly changes: readonly Change[];
  readonly savable: boolean;
  readonly unsaved: "reasonMissing" | "movedMeanwhile" | "notSavable" | null;
};

const isHeldBack = ({ bar, problems, blocks }: Change): boolean => bar !== null || problems.length > 0 || blocks > 0;

/** Old and new of each changed row with what it clashes with, before anything is written. */
export function SheetPreview({ changes, savable, unsaved }: SheetPreviewProps) {
  const t = useT(words);
  const wrong = changes.filter(isHeldBack).length;
  const races = changes.some((each) => each.races.length > 0);
  const columns: Column<Change>[] = [
    { key: "name", title: t("grid.congress"), heading: true, cell: (row) => <Link to={`/congresses/${row.id}`}>{row.name}</Link> },
    { key: "what", title: t("grid.what"), cell: (row) => <Changed row={row} /> },
    { key: "clashes", title: t("grid.clashes"), cell: (row) => (row.bar !== null || row.problems.length > 0 ? <HeldBack row={row} /> : <ClashList clashes={row.clashes} />) },
  ];
  return (
    <Page title={wrong > 0 ? t("grid.previewStuck", { wrong, count: changes.length }) : t("grid.previewTitle", { count: changes.length })} lead={t("grid.previewLead")}>
      {unsaved === null ? null : <Notice kind="error" title={t(`grid.unsaved.${unsaved}`)} />}
      <Form method="post" className="stack">
        <KeyField />
        <Kept changes={changes} />
        <Card flush>
          <DataTable
            caption={t("grid.what")}
            hideCaption
            rows={changes.toSorted((a, b) => Number(isHeldBack(b)) - Number(isHeldBack(a)))}
            rowKey={(row) => row.id}
            columns={columns}
          />
        </Card>
        {wrong === 0 ? (
          <Card title={t("grid.saveTitle")}>
            <div className="form">
              <TextArea name="reason" label={t("grid.reason")} hint={t("grid.reasonHint")} required rows={2} maxLength={500} error={unsaved === "reasonMissing" ? t("grid.unsaved.reasonMissing") : undefined} />
              <FormActions>
                {savable || races ? (
                  <SubmitButton name="intent" value="save">
                    {t("grid.save", { count: changes.length })}
                  </SubmitButton>
                ) : null}
                <Back />
              </FormActions>
            </div>
          </Card>
        ) : (
          <FormActions>
            <Back primary />
          </FormActions>
        )}
      </Form>
    </Page>
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

/** The changed rows, so that the next form holds them again. */
function Kept({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      {changes.map(({ id, was, cells, races }) => (
        <span key={id} hidden>
          <input type="hidden" name={`${id}.was`} value={was} />
          {SHEET_FIELDS.map((field) => (
            <input key={field} type="hidden" name={`${id}.${field}`} value={cells[field]} />
          ))}
          {races.map(({ field, theirs }) => (
            <input key={field} type="hidden" name={`theirs.${id}.${field}`} value={theirs} />
          ))}
        </span>
      ))}
    </>
  );
}

function Changed({ row: { id, fields, state, races } }: { row: Change }) {
  const t = useT(words);
  const say = (field: SheetField, value: string): string => sayCell(t, field, value);
  const shown = (field: SheetField, value: string): string => say(field, value) || t("grid.nothing");
  return (
    <>
      <ul className="plain-list">
        {fields.map(({ field, before, after }) => (
          <li key={field}>
            <span className="muted">{t(`grid.field.${field}`)}:</span> <del>{shown(field, before)}</del> → <strong>{shown(field, after)}</strong>
          </li>
        ))}
      </ul>
      {state ? <StateChange {...state} /> : null}
      {races.length === 0 ? null : (
        <>
          <p className="small">{t("grid.meanwhile")}</p>
          <Diff
            differences={races.map(({ field, before, theirs, mine }) => ({ field: `${id}.${field}`, label: t(`grid.field.${field}`), before: say(field, before), theirs: say(field, theirs), mine: say(field, mine) }))}
          />
        </>
      )}
    </>
  );
}

function HeldBack({ row: { bar, problems, cells } }: { row: Change }) {
  const t = useT(words);
  return (
    <ul className="plain-list error-list">
      {bar === null ? null : <li>{t(`grid.bar.${bar}`)}</li>}
      {problems.map(({ field, code }) => (
        <li key={`${field} ${code}`}>{t(`grid.problem.${code}`, { field: t(`grid.field.${field}`), found: cells[field] })}</li>
      ))}
    </ul>
  );
}
