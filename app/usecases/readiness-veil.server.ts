import { grantsOn } from "#app/core/access/actor.ts";
import { inScope, type Scope } from "#app/core/access/scope.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import { type Shown, shown, type Sight, type Standing } from "#app/core/readiness/standing.ts";
import type { Day } from "#app/core/time/day.ts";
import { type BranchCounts, type Relit, veiledCongresses, type VeiledRow } from "#app/db/readiness-board.server.ts";
import type { Errand } from "./errand.ts";

/**
 * What this viewer must not notice of restricted matters. The statement that finds it runs for everybody, and what is
 * answered does not differ between somebody walled off from a letter and an installation without that letter.
 */
export type Veil = {
  readonly sightOf: (congressId: string) => Sight;
  /** Congresses that show this viewer another light than the stored one. */
  readonly relit: readonly Relit[];
  /** The congresses of which nothing restricted is noticed, in a campaign: the own ones. */
  readonly own: (campaignId: string) => readonly VeiledRow[];
};

export async function readinessVeil({ tx, actor, realDay }: Errand): Promise<Veil> {
  const grants = grantsOn(actor, realDay);
  const rows = await veiledCongresses(tx, {
    personId: actor.personId,
    walledPersons: actor.walledPersons,
    grantUnitIds: grants.map((grant) => grant.unitId),
    ownUnitIds: grants.filter(({ role }) => role === "secretary" || role === "unitClerk").map((grant) => grant.unitId),
  });
  const sights = new Map(rows.map((row) => [row.congressId, sightOf(row)]));
  return {
    sightOf: (congressId) => sights.get(congressId) ?? "restricted",
    relit: rows.flatMap((row) => relitBy(row, sightOf(row))),
    own: (campaignId) => rows.filter((row) => row.open && row.campaignId === campaignId),
  };
}

function sightOf({ open, hiddenLetters, standing }: VeiledRow): Sight {
  if (open) return "open";
  const before = hiddenLetters.filter((arrived) => isBefore(arrived, standing.cutOffOn)).length;
  return { withoutLetters: { before, after: hiddenLetters.length - before } };
}

const isBefore = (arrived: Day, cutOffOn: Day | null): boolean => cutOffOn === null || arrived < cutOffOn;

function relitBy({ congressId, campaignId, unitPath, standing }: VeiledRow, sight: Sight): Relit[] {
  const { light } = shown(standing, sight);
  return light === standing.light ? [] : [{ congressId, campaignId, unitPath, from: standing.light, to: light }];
}

export const seen = (veil: Veil, congressId: string, standing: Standing): Shown => shown(standing, veil.sightOf(congressId));

/** The light that this viewer sees where the stored one is known and its causes are not. */
export function lightSeen(veil: Veil, congressId: string, stored: Light): Light {
  return veil.relit.find((each) => each.congressId === congressId)?.to ?? stored;
}

/** Counts of a branch as this viewer may see them. */
export function corrected(counts: BranchCounts, relit: readonly Relit[], unitPath: string): BranchCounts {
  const lights = { red: counts.red, amber: counts.amber, green: counts.green, grey: counts.grey };
  for (const each of relit) {
    if (!each.unitPath.startsWith(unitPath)) continue;
    lights[each.from] -= 1;
    lights[each.to] += 1;
  }
  return { ...counts, ...lights };
}

/** Whether the whole branch lies in the scope, or only the unit itself. */
export const coversBranch = (scope: Scope, path: string): boolean => inScope({ ...scope, units: [] }, path);
