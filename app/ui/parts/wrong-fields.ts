import { createContext, useContext, useSyncExternalStore } from "react";

/** A field that was refused: its label, and the id of its control, which differs from its name where a page shows the name twice. */
type WrongField = { readonly id: string; readonly label: string };

/** By the field's name. */
export type WrongFields = Record<string, WrongField>;

/**
 * Filled by the fields as they are drawn. The summary stands above them, so the server draws a refused page twice: the
 * second time the summary knows them. The browser reads them from the page itself.
 */
export const WrongFieldsContext = createContext<{ readonly fields: WrongFields; readonly note: (name: string, field: WrongField) => void } | null>(null);

/** The fields that were refused on this page. */
export function useWrongFields(): Readonly<Partial<WrongFields>> {
  const drawn = useContext(WrongFieldsContext);
  // Text, since equal text is the same: React looks again after each drawing and draws anew only where something changed.
  const found = useSyncExternalStore(
    never,
    () => onThePage(),
    () => (drawn === null ? onThePage() : JSON.stringify(drawn.fields)),
  );
  return JSON.parse(found) as WrongFields;
}

const never = () => () => undefined;

function onThePage(): string {
  const fields: WrongFields = {};
  for (const { id, dataset } of document.querySelectorAll<HTMLElement>("p.error[data-field]")) {
    const { field = "", label = "" } = dataset;
    fields[field] ??= { id: id.replace(/-error$/u, ""), label };
  }
  return JSON.stringify(fields);
}
