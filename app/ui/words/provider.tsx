import { createContext, useContext, useMemo, type ReactNode } from "react";
import { makeT, type Dictionaries, type Locale, type Say } from "./words.ts";

const LocaleContext = createContext<Locale>("vi");

/** Sets the reader's language for everything inside; the root route knows it from the session. */
export function WordsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

/** The reader's language. */
export const useLocale = (): Locale => useContext(LocaleContext);

/** The sayer over the dictionaries that this component speaks of. Pass a constant made outside the component. */
export function useT<const D extends Dictionaries>(dictionaries: D): Say<D> {
  const locale = useLocale();
  return useMemo(() => makeT(locale, dictionaries), [locale, dictionaries]);
}
