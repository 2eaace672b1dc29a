import { addDays, type Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { addAbsence as insertAbsence, absencesOf, congressesAttendedBetween } from "#app/db/leaders.server.ts";
import type { Errand } from "./errand.ts";
import { leaderToEdit } from "./find-editable.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** A leader is away from a day to a last day, both included. */
export async function addAbsence(
  errand: Errand,
  input: { readonly leaderId: string; readonly from: Day; readonly lastDay: Day; readonly reason: string },
): Promise<Verdict<{ leaderId: string }, "endsBeforeBeginning" | "absenceTwice">> {
  const { tx, actor } = errand;
  const { leader, leave } = await leaderToEdit(errand, input.leaderId);
  const { from, reason } = input;
  const until = addDays(input.lastDay, 1);
  if (until <= from) return refuse("endsBeforeBeginning", { field: "lastDay" });
  if ((await absencesOf(tx, leader.id)).some((other) => other.from < until && from < other.until)) return refuse("absenceTwice", { field: "from" });
  await insertAbsence(tx, leave, { leaderId: leader.id, from, until, reason });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "leader.edit",
    subject: { kind: "leader", id: leader.id },
    unitPath: leader.unitPath,
    after: { absence: { from, until, reason } },
  });
  await refreshReadiness(errand, await congressesAttendedBetween(tx, leader.id, from, until));
  return accept({ leaderId: leader.id });
}
