import { permit } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { type RecordKind, recordsOf, removeRecord, saveRecord } from "#app/db/congresses.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

export type PaperInput = { readonly congressId: string; readonly kind: RecordKind; readonly recordedOn: Day; readonly document: string };

/** Keeps the day and number of a paper that the date rests on: the convening notice, the superior's approval. */
export async function recordPaper(errand: Errand, input: PaperInput): Promise<Verdict<{ congressId: string }, "inTheFuture">> {
  const { congress, leave } = await mayRecord(errand, input.congressId);
  if (input.recordedOn > errand.today) return refuse("inTheFuture", { field: "recordedOn", day: input.recordedOn });
  const former = (await recordsOf(errand.tx, congress.id)).find((each) => each.kind === input.kind);
  await saveRecord(errand.tx, leave, congress.id, input);
  await log(errand, congress, former ? logged(former) : null, logged(input));
  return accept({ congressId: congress.id });
}

/** Takes back a paper that was recorded by mistake. */
export async function withdrawPaper(
  errand: Errand,
  input: { readonly congressId: string; readonly kind: RecordKind },
): Promise<Verdict<{ congressId: string }, never>> {
  const { congress, leave } = await mayRecord(errand, input.congressId);
  const former = (await recordsOf(errand.tx, congress.id)).find((each) => each.kind === input.kind);
  if (former === undefined || !(await removeRecord(errand.tx, leave, congress.id, input.kind))) throw new NotFound();
  await log(errand, congress, logged(former), null);
  return accept({ congressId: congress.id });
}

async function mayRecord(errand: Errand, id: string) {
  const congress = await congressFor(errand, id);
  const leave = permit(errand.actor, "congress.record", congress.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("congress.record");
  return { congress, leave };
}

type Paper = { readonly kind: string; readonly recordedOn: Day; readonly document: string };
const logged = ({ kind, recordedOn, document }: Paper): Paper => ({ kind, recordedOn, document });

async function log(errand: Errand, congress: { id: string; unitPath: string }, before: Paper | null, after: Paper | null): Promise<void> {
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "congress.record",
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before,
    after,
  });
  await refreshReadiness(errand, [congress.id]);
}
