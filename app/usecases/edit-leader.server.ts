import { permit, scopeFor } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findLeader, updateLeader } from "#app/db/leaders.server.ts";
import { changedFields } from "./changed-fields.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

export async function editLeader(
  errand: Errand,
  input: { readonly leaderId: string; readonly version: number; readonly name: string; readonly post: string },
): Promise<Verdict<{ leaderId: string }, "movedMeanwhile">> {
  const { tx, actor, realDay } = errand;
  const leader = await findLeader(tx, scopeFor(actor, "organisation", realDay), input.leaderId);
  if (leader === null) throw new NotFound();
  const leave = permit(actor, "organisation.edit", leader.unitPath, realDay);
  if (!leave) throw new Forbidden("organisation.edit");
  const { name, post, version } = input;
  if (!(await updateLeader(tx, leave, { id: leader.id, version, name, post }))) return refuse("movedMeanwhile");
  const { before, after } = changedFields(leader, { name, post });
  await recordDeed(tx, { now: errand.now, actor, deed: "leader.edit", subject: { kind: "leader", id: leader.id }, unitPath: leader.unitPath, before, after });
  return accept({ leaderId: leader.id });
}
