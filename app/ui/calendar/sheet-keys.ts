import { cellsOf, pastedCells, readCell, SHEET_FIELDS, type SheetField, type SheetRow } from "#app/core/scheduling/sheet.ts";

type Cell = HTMLInputElement | HTMLSelectElement;
type Written = { readonly cell: Cell; readonly before: string; readonly after: string };

export type BadCell = { readonly row: number; readonly field: SheetField; readonly found: string };

/** What the sheet has just done, for whoever cannot see it. */
export type SheetNews =
  | { readonly kind: "pasted"; readonly count: number; readonly bad: readonly BadCell[]; readonly skipped: number }
  | { readonly kind: "filled"; readonly count: number }
  | { readonly kind: "undone" }
  | { readonly kind: "redone" };

const EMPTY: SheetRow = { opensOn: null, session: null, lengthHalfDays: 1, hall: "", desiredOn: null, isPilot: false };

/** The text as the sheet writes it; null when it means nothing in the column. */
function canonical(field: SheetField, text: string): string | null {
  const read = readCell(field, text);
  return read.ok ? cellsOf({ ...EMPTY, [field]: read.value })[field] : null;
}

const isCell = (target: EventTarget | null): target is Cell =>
  (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) && target.dataset["field"] !== undefined;
const isTick = (cell: Cell): cell is HTMLInputElement => cell instanceof HTMLInputElement && cell.type === "checkbox";
const valueOf = (cell: Cell): string => (isTick(cell) ? (cell.checked ? "1" : "") : cell.value);
const fieldOf = (cell: Cell): SheetField => SHEET_FIELDS.find((field) => field === cell.dataset["field"]) ?? "opensOn";

function put(cell: Cell, value: string): void {
  if (isTick(cell)) cell.checked = value !== "";
  else cell.value = value;
}

/**
 * Makes a table of form fields behave like a sheet: pasting rectangles, filling down, undo and redo, going from cell to
 * cell, ticking ranges of rows. The fields stay plain fields; without this they are filled in one by one. Returns how to
 * take it off again.
 */
export function liveSheet(table: HTMLTableElement, tell: (news: SheetNews | null, changedRows: number) => void): () => void {
  const undo: Written[][] = [];
  const redo: Written[][] = [];
  const settled = new WeakMap<Cell, string>();
  let lastTick: HTMLInputElement | null = null;

  const cells = (): Cell[] => [...table.querySelectorAll<Cell>("[data-field]")];
  const at = (row: number, column: number): Cell | null => table.querySelector<Cell>(`[data-row="${row}"][data-field="${SHEET_FIELDS[column] ?? ""}"]`);
  const rowOf = (cell: Cell): number => Number(cell.dataset["row"]);
  const columnOf = (cell: Cell): number => SHEET_FIELDS.indexOf(fieldOf(cell));
  const rows = Math.max(0, ...cells().map(rowOf)) + 1;

  const mark = (cell: Cell): void => {
    settled.set(cell, valueOf(cell));
    cell.classList.toggle("changed", valueOf(cell) !== (cell.dataset["was"] ?? ""));
    if (readCell(fieldOf(cell), valueOf(cell)).ok) cell.removeAttribute("aria-invalid");
    else cell.setAttribute("aria-invalid", "true");
  };
  const news = (what: SheetNews | null): void => tell(what, new Set(cells().filter((cell) => cell.classList.contains("changed")).map(rowOf)).size);
  const keep = (step: readonly Written[]): void => {
    const real = step.filter(({ before, after }) => before !== after);
    if (real.length === 0) return;
    undo.push(real);
    redo.length = 0;
  };
  const write = (cell: Cell, value: string): Written => {
    const before = settled.get(cell) ?? valueOf(cell);
    put(cell, value);
    mark(cell);
    return { cell, before, after: valueOf(cell) };
  };
  /** What was typed into a cell becomes one step that can be undone. */
  const commit = (cell: Cell): void => {
    const before = settled.get(cell);
    const after = valueOf(cell);
    if (before === undefined || before === after) return;
    mark(cell);
    keep([{ cell, before, after }]);
    news(null);
  };
  const replay = (from: Written[][], to: Written[][], side: "before" | "after"): boolean => {
    const step = from.pop();
    if (step === undefined) return false;
    for (const each of side === "before" ? step.toReversed() : step) {
      put(each.cell, each[side]);
      mark(each.cell);
    }
    to.push(step);
    step[0]?.cell.focus();
    news({ kind: side === "before" ? "undone" : "redone" });
    return true;
  };
  const go = (cell: Cell, rowStep: number, columnStep: number): void => {
    let [row, column] = [rowOf(cell) + rowStep, columnOf(cell) + columnStep];
    // Rows that cannot be changed have no cells and are stepped over.
    for (; row >= 0 && row < rows && column >= 0 && column < SHEET_FIELDS.length; row += rowStep, column += columnStep) {
      const found = at(row, column);
      if (found === null) continue;
      found.focus();
      if (found instanceof HTMLInputElement && found.type === "text") found.select();
      return;
    }
  };
  const ticked = (): number[] => [...table.querySelectorAll<HTMLInputElement>("[name=chosen]:checked")].map((box) => Number(box.dataset["line"]));

  const fill = (cell: Cell): void => {
    commit(cell);
    const column = columnOf(cell);
    const chosen = ticked();
    const wanted = chosen.length > 1 ? chosen : [rowOf(cell) - 1, rowOf(cell)];
    const [first, ...rest] = wanted.map((row) => at(row, column));
    if (!first) return;
    const step = rest.flatMap((each) => (each ? [write(each, valueOf(first))] : []));
    keep(step);
    news({ kind: "filled", count: step.length });
  };
  const onPaste = (event: ClipboardEvent): void => {
    const { target } = event;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isCell(target) || text === "") return;
    const pasted = pastedCells(text);
    // One plain value goes where the caret is, as in any field.
    if (pasted.length === 1 && pasted[0]?.length === 1 && target instanceof HTMLInputElement && target.type === "text") return;
    event.preventDefault();
    commit(target);
    const step: Written[] = [];
    const bad: BadCell[] = [];
    let skipped = 0;
    for (const [down, line] of pasted.entries())
      for (const [across, found] of line.entries()) {
        const cell = at(rowOf(target) + down, columnOf(target) + across);
        if (cell === null) {
          skipped += 1;
          continue;
        }
        const field = fieldOf(cell);
        const value = canonical(field, found);
        if (value === null) bad.push({ row: rowOf(target) + down + 1, field, found });
        // What a field of choices cannot hold stays as it was; a line of text shows what was pasted, to be mended.
        if (value !== null || cell.type === "text") step.push(write(cell, value ?? found.trim()));
      }
    keep(step);
    news({ kind: "pasted", count: step.length, bad, skipped });
  };
  const onKey = (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (!isCell(target) || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      const letter = key.toLowerCase();
      if (letter === "d") fill(target);
      else if (letter === "z" && !event.shiftKey) {
        commit(target);
        replay(undo, redo, "before");
      } else if (letter === "y" || letter === "z") replay(redo, undo, "after");
      else return;
      event.preventDefault();
      return;
    }
    if (event.altKey) return;
    const step = stepOf(event, target);
    if (step === null) return;
    event.preventDefault();
    commit(target);
    go(target, step[0], step[1]);
  };
  const onClick = (event: MouseEvent): void => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== "chosen") return;
    if (event.shiftKey && lastTick !== null) {
      const [from = 0, until = 0] = [Number(lastTick.dataset["line"]), Number(box.dataset["line"])].toSorted((a, b) => a - b);
      for (const each of table.querySelectorAll<HTMLInputElement>("[name=chosen]")) if (Number(each.dataset["line"]) >= from && Number(each.dataset["line"]) <= until) each.checked = box.checked;
    }
    lastTick = box;
  };
  const onFocus = ({ target }: FocusEvent): void => {
    if (isCell(target) && !settled.has(target)) settled.set(target, valueOf(target));
  };
  const onChange = ({ target }: Event): void => {
    if (isCell(target)) commit(target);
  };

  for (const cell of cells()) mark(cell);
  news(null);
  const off = new AbortController();
  const { signal } = off;
  table.addEventListener("paste", onPaste, { signal });
  table.addEventListener("keydown", onKey, { signal });
  table.addEventListener("click", onClick, { signal });
  table.addEventListener("focusin", onFocus, { signal });
  table.addEventListener("change", onChange, { signal });
  return () => off.abort();
}

/** Where a key leads, in rows and columns. Inside a text the caret goes first; a list of choices keeps its arrows. */
function stepOf({ key, shiftKey }: KeyboardEvent, cell: Cell): readonly [number, number] | null {
  if (key === "Enter") return [shiftKey ? -1 : 1, 0];
  if (cell instanceof HTMLSelectElement || shiftKey) return null;
  if (key === "ArrowDown") return [1, 0];
  if (key === "ArrowUp") return [-1, 0];
  const atStart = cell.type !== "text" || (cell.selectionStart === 0 && (cell.selectionEnd === 0 || cell.selectionEnd === cell.value.length));
  const atEnd = cell.type !== "text" || cell.selectionEnd === cell.value.length;
  if (key === "ArrowLeft" && atStart) return [0, -1];
  return key === "ArrowRight" && atEnd ? [0, 1] : null;
}
