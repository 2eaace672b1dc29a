import { permit, scopeFor } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { createLeader } from "#app/db/leaders.server.ts";
import { findUnit } from "#app/db/organisation.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

export async function addLeader(
  errand: Errand,
  input: { readonly unitId: string; readonly code: string; readonly name: string; readonly post: string },
): Promise<Verdict<{ leaderId: string }, "codeTaken">> {
  const { tx, actor, realDay } = errand;
  const unit = await findUnit(tx, scopeFor(actor, "organisation", realDay), input.unitId);
  if (unit === null) throw new NotFound();
  const leave = permit(actor, "organisation.edit", unit.path, realDay);
  if (!leave) throw new Forbidden("organisation.edit");
  const leaderId = await createLeader(tx, leave, input);
  if (leaderId === null) return refuse("codeTaken", { field: "code", found: input.code });
  await recordDeed(tx, { now: errand.now, actor, deed: "leader.edit", subject: { kind: "leader", id: leaderId }, unitPath: unit.path, after: { ...input } });
  return accept({ leaderId });
}
