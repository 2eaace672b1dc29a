import { accept, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { congressesAttendedBetween, removeAbsence as deleteAbsence } from "#app/db/leaders.server.ts";
import type { Errand } from "./errand.ts";
import { leaderToEdit } from "./find-editable.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** Takes an absence back; taking it back twice changes nothing. */
export async function removeAbsence(errand: Errand, input: { readonly leaderId: string; readonly absenceId: string }): Promise<Verdict<{ leaderId: string }, never>> {
  const { tx, actor } = errand;
  const { leader, leave } = await leaderToEdit(errand, input.leaderId);
  const removed = await deleteAbsence(tx, leave, leader.id, input.absenceId);
  if (removed === null) return accept({ leaderId: leader.id });
  const { from, until, reason } = removed;
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "leader.edit",
    subject: { kind: "leader", id: leader.id },
    unitPath: leader.unitPath,
    before: { absence: { from, until, reason } },
  });
  await refreshReadiness(errand, await congressesAttendedBetween(tx, leader.id, from, until));
  return accept({ leaderId: leader.id });
}
