import { createContext, useContext } from "react";

const NonceContext = createContext("");

/** The nonce of this answer; only the server knows it, the browser hides it from scripts. */
export const NonceProvider = NonceContext.Provider;
export const useNonce = (): string => useContext(NonceContext);
