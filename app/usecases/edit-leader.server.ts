import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { updateLeader } from "#app/db/leaders.server.ts";
import { changedFields } from "./changed-fields.ts";
import type { Errand } from "./errand.ts";
import { leaderToEdit } from "./find-editable.server.ts";

export async function editLeader(
  errand: Errand,
  input: { readonly leaderId: string; readonly version: number; readonly name: string; readonly post: string },
): Promise<Verdict<{ leaderId: string }, "movedMeanwhile">> {
  const { tx, actor } = errand;
  const { leader, leave } = await leaderToEdit(errand, input.leaderId);
  const { name, post, version } = input;
  if (!(await updateLeader(tx, leave, { id: leader.id, version, name, post }))) return refuse("movedMeanwhile");
  const { before, after } = changedFields(leader, { name, post });
  await recordDeed(tx, { now: errand.now, actor, deed: "leader.edit", subject: { kind: "leader", id: leader.id }, unitPath: leader.unitPath, before, after });
  return accept({ leaderId: leader.id });
}
