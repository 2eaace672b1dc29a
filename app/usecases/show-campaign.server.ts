import { permit, type Scope } from "#app/core/access/scope.ts";
import { isLevel, LEVELS, type Level } from "#app/core/organisation/level.ts";
import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import { EDITION_CODES, type EditionCode } from "#app/core/rules/edition.ts";
import { edition, editionInForce, windowFor } from "#app/core/rules/editions.ts";
import { CONGRESS_STATES, type CongressState } from "#app/core/scheduling/congress.ts";
import { type Day, lastDayOf } from "#app/core/time/day.ts";
import { campaignOver, type CongressCount, countCongresses, countUnitsWithoutCongress } from "#app/db/campaigns.server.ts";
import { stateOf } from "#app/db/congresses.server.ts";
import { beingReckoned } from "./being-reckoned.server.ts";
import type { Errand } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

export type CampaignLine = {
  readonly level: Level;
  readonly round: number;
  readonly states: Readonly<Record<CongressState, number>>;
  readonly total: number;
  readonly window: { readonly from: Day; readonly lastDay: Day; readonly source: string; readonly certainty: Certainty } | null;
};

export type CampaignPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly campaign: {
    readonly id: string;
    readonly unitName: string;
    readonly term: string;
    readonly editionCode: EditionCode;
    readonly editionTitle: Words;
    readonly openedOn: Day;
  } | null;
  readonly lines: readonly CampaignLine[];
  /** Units that have joined the tree since and hold no congress yet. */
  readonly waiting: number;
  /** Congresses whose readiness is being reckoned. */
  readonly reckoning: number;
  readonly may: { readonly open: boolean; readonly date: boolean };
  /** For the form that opens one. */
  readonly editions: readonly { readonly code: EditionCode; readonly title: Words }[];
  readonly editionNow: EditionCode | null;
  readonly termNow: string;
};

/** The campaign that a branch belongs to: how far its dates are, level by level; or the form that opens one. */
export async function showCampaign(errand: Errand, scope: Scope, asked: { readonly branch: string | undefined }): Promise<CampaignPage> {
  const { tx, actor, today, realDay } = errand;
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(tx, branch.path);
  const counts = campaign === null ? [] : await countCongresses(tx, branch.inside, campaign.id);
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    campaign: campaign && {
      id: campaign.id,
      unitName: campaign.unitName,
      term: campaign.term,
      editionCode: campaign.editionCode,
      editionTitle: edition(campaign.editionCode).title,
      openedOn: campaign.openedOn,
    },
    lines: campaign === null ? [] : linesOf(counts, campaign.editionCode),
    reckoning: campaign === null ? 0 : await beingReckoned(errand, branch.inside, campaign.id),
    waiting: campaign === null ? 0 : await countUnitsWithoutCongress(tx, campaign.id, branch.path, today),
    may: {
      open: permit(actor, "campaign.open", branch.path, realDay) !== null,
      date: permit(actor, "congress.date", branch.path, realDay) !== null,
    },
    editions: EDITION_CODES.map((code) => ({ code, title: edition(code).title })),
    editionNow: editionInForce(today)?.code ?? null,
    termNow: termOf(today),
  };
}

/** Terms begin in 2020, 2025, 2030 …; the season of the next one starts the year before. */
function termOf(today: Day): string {
  const start = Math.floor((Number(today.slice(0, 4)) + 1) / 5) * 5;
  return `${start}-${start + 5}`;
}

function linesOf(counts: readonly CongressCount[], code: EditionCode): CampaignLine[] {
  const rules = edition(code);
  const keys = LEVELS.toReversed().flatMap((level) => (level === "cell" ? [1, 2] : [1]).map((round) => ({ level, round })));
  return keys.flatMap(({ level, round }) => {
    const own = counts.filter((count) => isLevel(count.level) && count.level === level && count.round === round);
    if (own.length === 0) return [];
    const states = Object.fromEntries(CONGRESS_STATES.map((state) => [state, own.find((count) => stateOf(count.state) === state)?.count ?? 0]));
    const { value, source, certainty } = windowFor(rules, level, round === 2 ? 2 : 1);
    return [
      {
        level,
        round,
        states: states as Record<CongressState, number>,
        total: own.reduce((sum, count) => sum + count.count, 0),
        window: value && { from: value.from, lastDay: lastDayOf(value), source, certainty },
      },
    ];
  });
}
