import { mayAnywhere, permit, type Scope } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { countProposed, type DateProposal, pageOfProposed, type ProposedCongress, proposalsOf } from "#app/db/proposals.server.ts";
import { assessMove, blocking } from "./assess-move.server.ts";
import type { Errand } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { type NamedFinding, nameFindings } from "./name-findings.server.ts";
import { isOpenToProposals } from "./propose-dates.server.ts";

export type TriedDay = {
  readonly opensOn: Day;
  readonly session: Session;
  /** Nothing stands in the way of saving it. */
  readonly allowed: boolean;
  readonly clashes: readonly NamedFinding[];
  readonly milestones: number;
};

export type ProposalsPage = {
  readonly congress: Pick<CongressFacts, "id" | "version" | "unitName" | "state" | "date">;
  readonly today: Day;
  readonly proposals: readonly (Omit<DateProposal, "proposedById"> & { readonly tried: TriedDay | null })[];
  /** The days in the form, judged before they are proposed. */
  readonly tried: readonly TriedDay[];
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
};

type Question = { readonly opensOn: Day; readonly session: Session };

/** The days proposed for a congress, each with what it would bring as the date form says it. Nothing is written. */
export async function showProposals(errand: Errand, scope: Scope, congressId: string, asked: readonly Question[]): Promise<ProposalsPage> {
  const congress = await congressFor(errand, congressId, scope);
  const has = (deed: "congress.date" | "congress.propose"): boolean => permit(errand.actor, deed, congress.unitPath, errand.realDay) !== null;
  const open = isOpenToProposals(congress);
  const [mayPropose, mayDecide] = [open && has("congress.propose"), open && has("congress.date")];
  const proposals = [];
  for (const { proposedById: _, ...proposal } of await proposalsOf(errand.tx, congress.id))
    proposals.push({ ...proposal, tried: open && proposal.state === "open" ? await tryDay(errand, scope, congress, proposal) : null });
  const tried = [];
  if (mayPropose) for (const question of asked) tried.push(await tryDay(errand, scope, congress, question));
  const { id, version, unitName, state, date } = congress;
  return { congress: { id, version, unitName, state, date }, today: errand.today, proposals, tried, mayPropose, mayDecide };
}

async function tryDay(errand: Errand, scope: Scope, congress: CongressFacts, { opensOn, session }: Question): Promise<TriedDay> {
  const { impact, clashes } = await assessMove(errand, congress, { opensOn, session, leaderIds: congress.leaderIds, venueId: congress.date?.venueId ?? null });
  return { opensOn, session, allowed: blocking(clashes).length === 0, clashes: await nameFindings(errand, scope, clashes), milestones: impact.milestones.length };
}

const SIZE = 50;

export type ProposedList = { readonly rows: readonly ProposedCongress[]; readonly total: number; readonly page: number; readonly pages: number; readonly mayDecide: boolean };

/** Where days are proposed and wait for somebody to pick one. */
export async function showProposed(errand: Errand, scope: Scope, page: number): Promise<ProposedList> {
  const total = await countProposed(errand.tx, scope, errand.today);
  const rows = await pageOfProposed(errand.tx, scope, errand.today, { skip: (page - 1) * SIZE, take: SIZE });
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / SIZE)), mayDecide: mayAnywhere(errand.actor, "congress.date", errand.realDay) };
}
