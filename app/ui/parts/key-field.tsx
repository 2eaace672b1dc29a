import { createContext, useContext } from "react";

/** The name under which a form carries its key; the front door reads it. */
export const KEY_NAME = "formKey";

const FormKeyContext = createContext("");

/** Set by the root for each load of a page, so that reloading gives a new key. */
export const FormKeyProvider = FormKeyContext.Provider;

/** The key that makes a form sent twice create one thing. `name` tells several forms of one page apart. */
export function KeyField({ name = "form" }: { name?: string }) {
  const base = useContext(FormKeyContext);
  return <input type="hidden" name={KEY_NAME} value={`${base}-${name}`} />;
}
