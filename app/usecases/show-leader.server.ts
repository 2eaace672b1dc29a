import { permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { type Absence, absencesOf, type Attendance, attendanceOf, findLeader, type Leader } from "#app/db/leaders.server.ts";
import { type Errand, NotFound } from "./errand.ts";

const SHOWN = 100;

export type LeaderPage = {
  readonly leader: Leader;
  readonly absences: readonly Absence[];
  readonly attendance: readonly Attendance[];
  readonly mayEdit: boolean;
};

/** One leader: when away, and which congresses he or she attends. */
export async function showLeader(errand: Errand, scope: Scope, leaderId: string): Promise<LeaderPage> {
  const { tx, actor, realDay } = errand;
  const leader = await findLeader(tx, scope, leaderId);
  if (leader === null) throw new NotFound();
  return {
    leader,
    absences: await absencesOf(tx, leader.id),
    attendance: await attendanceOf(tx, scopeFor(actor, "campaign", realDay), leader.id, SHOWN),
    mayEdit: permit(actor, "organisation.edit", leader.unitPath, realDay) !== null,
  };
}
