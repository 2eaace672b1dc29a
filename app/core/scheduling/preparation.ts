import type { Level } from "#app/core/organisation/level.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import { EDITIONS } from "#app/core/rules/editions.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Preparation } from "./plan.ts";

export type PreparingUnit = { readonly level: Level; readonly kind: string; readonly validFrom: Day };

/**
 * Why a unit could not prepare its congress from the start: it was founded after the campaign had opened, or an edition
 * up to the present one had suspended its congress (KL 127). The later of the two days counts.
 */
export function preparationOf(
  unit: PreparingUnit,
  campaign: { readonly openedOn: Day; readonly edition: Pick<Edition, "from"> },
): Preparation | null {
  const founded: Preparation | null = unit.validFrom > campaign.openedOn ? { startsOn: unit.validFrom, reason: "founded" } : null;
  const until = releasedOn(unit, campaign.edition);
  if (until === null || (founded !== null && founded.startsOn >= until)) return founded;
  return { startsOn: until, reason: "released" };
}

function releasedOn({ level, kind }: PreparingUnit, edition: Pick<Edition, "from">): Day | null {
  const ends = EDITIONS.filter((each) => each.from <= edition.from)
    .map((each) => each.suspension[level].value)
    .flatMap((suspension) => (suspension?.kinds.includes(kind) ? [suspension.until] : []));
  return ends.toSorted().at(-1) ?? null;
}
