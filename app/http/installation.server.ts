import type { Day } from "#app/core/time/day.ts";
import type { Database } from "#app/db/client.server.ts";
import type { Settings } from "#app/env.server.ts";

/** What the process owns and hands to each request: made once in serve.ts, ended there. */
export type Installation = {
  readonly database: Database;
  readonly settings: Settings;
  /** Key of the digests in the log; a file of the data folder. */
  readonly digestKey: string;
  /** The real clock. Only the planning day can be set (TODAY). */
  readonly now: () => Date;
  readonly planningDay: (now: Date) => Day;
};

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly installation: Installation;
    readonly nonce: string;
    /** The client's address as far as it can be trusted, for the slow-down of sign-ins. */
    readonly address: string;
    /** The address that was asked for cannot be read. */
    readonly malformed: boolean;
  }
}
