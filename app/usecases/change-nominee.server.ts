import { type Permit, permit } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { nomineesOfCongress } from "#app/db/nominees.server.ts";
import { readSlate, swapNominees, takeSlate, withdrawNominee } from "#app/db/slates.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { nomineeFor, type SeenNominee } from "./find-nominee.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

async function keptNominee(errand: Errand, id: string): Promise<{ nominee: SeenNominee; leave: Permit<"slate.edit"> }> {
  const nominee = await nomineeFor(errand, id);
  const leave = permit(errand.actor, "slate.edit", nominee.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("slate.edit");
  return { nominee, leave };
}

/** Takes somebody off the slate; what was found out stays in the file. */
export async function withdraw(
  errand: Errand,
  wanted: { readonly nomineeId: string; readonly version: number; readonly reason: string },
): Promise<Verdict<{ congressId: string }, "movedMeanwhile">> {
  const { nominee, leave } = await keptNominee(errand, wanted.nomineeId);
  const slate = await readSlate(errand.tx, nominee.congressId);
  if (!(await takeSlate(errand.tx, leave, nominee.congressId, slate.version, "open"))) return refuse("movedMeanwhile");
  if (!(await withdrawNominee(errand.tx, leave, { id: nominee.id, version: wanted.version }))) return refuse("movedMeanwhile");
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "nominee.withdraw",
    subject: { kind: "nominee", id: nominee.id },
    unitPath: nominee.unitPath,
    before: { withdrawn: false },
    after: { withdrawn: true },
    reason: wanted.reason,
  });
  await refreshReadiness(errand, [nominee.congressId]);
  return accept({ congressId: nominee.congressId });
}

/** Moves somebody one place up the list of the post; who is first stays first. */
export async function moveUp(errand: Errand, wanted: { readonly nomineeId: string }): Promise<Verdict<{ congressId: string }, never>> {
  const { nominee, leave } = await keptNominee(errand, wanted.nomineeId);
  const list = (await nomineesOfCongress(errand.tx, nominee.congressId)).filter((each) => each.postId === nominee.postId && !each.withdrawn);
  const at = list.findIndex((each) => each.id === nominee.id);
  const above = list[at - 1];
  if (above !== undefined) {
    await swapNominees(errand.tx, leave, [nominee, above]);
    await recordDeed(errand.tx, {
      now: errand.now,
      actor: errand.actor,
      deed: "slate.edit",
      subject: { kind: "nominee", id: nominee.id },
      unitPath: nominee.unitPath,
      before: { position: nominee.position },
      after: { position: above.position },
    });
  }
  return accept({ congressId: nominee.congressId });
}
