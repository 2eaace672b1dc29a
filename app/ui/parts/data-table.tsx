import type { ReactNode } from "react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { SortHeader, type Sort } from "./sort-header.tsx";

const words = { parts };

export type Column<Row> = {
  readonly key: string;
  /** Title of the column; on a phone it stands before the value. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers and days line up at the end. */
  readonly align?: "end" | undefined;
  /** The cell that names its row; on a phone it becomes the heading of the card. */
  readonly heading?: boolean | undefined;
  /** Left out where there is little room. */
  readonly wide?: boolean | undefined;
  /** No title before the value on a phone, and none in the head for the eye (a column of buttons). */
  readonly quiet?: boolean | undefined;
  /** Of no use on paper (a column of boxes or buttons). */
  readonly screenOnly?: boolean | undefined;
  readonly sort?: Sort | undefined;
};

/** A table with a caption, a sticky head and an empty state; on a phone each row becomes a card. */
export function DataTable<Row>(props: {
  caption: string;
  /** The caption is read aloud only, where a card's title already says it. */
  hideCaption?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row, as red for a blocked one. */
  rowTone?: ((row: Row) => "red" | "amber" | "chosen" | undefined) | undefined;
  /** What to do next when there is nothing; an EmptyState. */
  empty?: ReactNode;
}) {
  const t = useT(words);
  if (props.rows.length === 0) return <div className="table-empty">{props.empty ?? <p className="muted">{t("parts.table.empty")}</p>}</div>;
  return (
    <table className="table">
      <caption className={props.hideCaption ? "visually-hidden" : undefined}>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column.key} scope="col" className={classOf(column)} aria-sort={column.sort?.direction}>
              <Head column={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.rowKey(row)} data-tone={props.rowTone?.(row)}>
            {props.columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head<Row>({ column }: { column: Column<Row> }) {
  if (column.sort) return <SortHeader sort={column.sort}>{column.title}</SortHeader>;
  return column.quiet ? <span className="visually-hidden">{column.title}</span> : column.title;
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.heading) {
    return (
      <th scope="row" className={classOf(column)}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td className={classOf(column)} data-title={column.quiet ? undefined : column.title}>
      <div className="cell">{column.cell(row)}</div>
    </td>
  );
}

function classOf<Row>(column: Column<Row>): string | undefined {
  return [column.align === "end" ? "end" : "", column.wide ? "wide" : "", column.screenOnly ? "no-print" : ""].filter(Boolean).join(" ") || undefined;
}
