import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { createLeader } from "#app/db/leaders.server.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";

export async function addLeader(
  errand: Errand,
  input: { readonly unitId: string; readonly code: string; readonly name: string; readonly post: string },
): Promise<Verdict<{ leaderId: string }, "codeTaken">> {
  const { tx, actor } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  const leaderId = await createLeader(tx, leave, input);
  if (leaderId === null) return refuse("codeTaken", { field: "code", found: input.code });
  await recordDeed(tx, { now: errand.now, actor, deed: "leader.edit", subject: { kind: "leader", id: leaderId }, unitPath: unit.path, after: { ...input } });
  return accept({ leaderId });
}
