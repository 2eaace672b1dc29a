import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and in the first drawing, true once JavaScript runs: the moment to offer what needs it. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
