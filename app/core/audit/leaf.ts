import { canonical, type Json } from "./canonical.ts";

/** One deed as the log keeps it. Confidential values stand in `before` and `after` as keyed digests only. */
export type AuditEntry = {
  readonly id: string;
  /** Instant, ISO with milliseconds and Z. */
  readonly at: string;
  /** The account; null where the installation itself acts. */
  readonly actorId: string | null;
  readonly actorLogin: string;
  readonly deed: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly unitPath: string | null;
  readonly before: Json;
  readonly after: Json;
  readonly reason: string | null;
};

/** The text whose digest is the entry's leaf. Fields are named one by one: what is stored beside them does not count. */
export function leafInput(entry: AuditEntry): string {
  const { id, at, actorId, actorLogin, deed, subjectKind, subjectId, unitPath, before, after, reason } = entry;
  return `entry/1\n${canonical({ id, at, actorId, actorLogin, deed, subjectKind, subjectId, unitPath, before, after, reason })}`;
}
