import type { Actor } from "#app/core/access/actor.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";

/**
 * What every use-case is given: the transaction, who acts, and the two days. `today` is the planning day, which a
 * demo or a training may set; `realDay` is the real clock's day, by which grants and the log go.
 */
export type Errand = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly today: Day;
  readonly realDay: Day;
  /** Instant of the request, for the log. */
  readonly now: Date;
  /** Key of the digests that stand for confidential values in the log. */
  readonly digestKey: string;
};

/** Not there, or not yours: the two look the same. */
export class NotFound extends Error {
  constructor() {
    super("not found");
  }
}

/** Visible, but not allowed. */
export class Forbidden extends Error {
  readonly deed: string;
  constructor(deed: string) {
    super(`forbidden: ${deed}`);
    this.deed = deed;
  }
}
