import { installationPermit, type Permit, permit } from "#app/core/access/scope.ts";
import type { Scope } from "#app/core/access/scope.ts";
import { isLevel, type Level } from "#app/core/organisation/level.ts";
import type { Circumstance, Edition } from "#app/core/rules/edition.ts";
import { edition } from "#app/core/rules/editions.ts";
import { type CongressForm, defaultForm } from "#app/core/scheduling/congress.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type LogFields, recordDeeds } from "#app/db/audit.server.ts";
import { campaignOver, type CampaignFacts, campaignsOver, type JoiningUnit, unitsWithoutCongress } from "#app/db/campaigns.server.ts";
import { insertCongresses, type NewCongress } from "#app/db/congresses.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { refreshNew } from "./refresh-branch.server.ts";
import { resolveBranch } from "./resolve-branch.server.ts";
import { seedReadiness } from "./seed-readiness.server.ts";

/** Gives every unit of a branch that has no congress yet one in the branch's campaign. */
export async function joinUnits(
  errand: Errand,
  scope: Scope,
  input: { readonly unitId: string },
): Promise<Verdict<{ unitId: string; joined: number }, "noCampaign">> {
  const branch = await resolveBranch(errand, scope, input.unitId);
  const leave = permit(errand.actor, "campaign.open", branch.path, errand.realDay);
  if (!leave) throw new Forbidden("campaign.open");
  const campaign = await campaignOver(errand.tx, branch.path);
  if (campaign === null) return refuse("noCampaign");
  const joined = await callCongresses(errand, leave, campaign);
  if (joined > 0) {
    await seedReadiness(errand, campaign.id);
    await refreshNew(errand, branch.path);
  }
  return accept({ unitId: branch.unitId, joined });
}

/**
 * Lets units that have just come into being join the campaigns above them. It follows from the deed that made the
 * units, which had its own permit, so it asks for none.
 */
export async function joinCampaign(errand: Errand, unitIds: readonly string[]): Promise<number> {
  const wanted = new Set(unitIds);
  let joined = 0;
  for (const campaign of await campaignsOver(errand.tx, unitIds)) {
    const leave = installationPermit("campaign.open", campaign.unitPath);
    const called = await callCongresses(errand, leave, campaign, (unit) => wanted.has(unit.unitId));
    if (called > 0) await seedReadiness(errand, campaign.id);
    joined += called;
  }
  return joined;
}

const LOGGED_TOGETHER = 500;

/** Makes the congresses of the units under the permit's path that have none; answers how many. */
export async function callCongresses(
  errand: Errand,
  leave: Permit<"campaign.open">,
  campaign: CampaignFacts,
  whichever: (unit: JoiningUnit) => boolean = () => true,
): Promise<number> {
  const rules = edition(campaign.editionCode);
  // A superior's campaign reaches a branch; a branch above its units' campaign reaches only into that campaign.
  const under = leave.unitPath.startsWith(campaign.unitPath) ? leave.unitPath : campaign.unitPath;
  const units = (await unitsWithoutCongress(errand.tx, campaign.id, under, errand.today)).filter(whichever);
  const list = units.flatMap((unit) => congressesOf(rules, campaign, unit));
  const made = await insertCongresses(errand.tx, leave, campaign.id, list);
  const pages = Array.from({ length: Math.ceil(made.length / LOGGED_TOGETHER) }, (_, page) => page * LOGGED_TOGETHER);
  await recordDeeds(
    errand.tx,
    pages.map((from) => ({
      now: errand.now,
      actor: errand.actor,
      deed: "campaign.open",
      subject: { kind: "campaign", id: campaign.id },
      unitPath: leave.unitPath,
      after: { congresses: made.slice(from, from + LOGGED_TOGETHER).map(logged) },
    })),
  );
  return made.length;
}

const logged = (congress: NewCongress & { id: string }): LogFields => ({
  id: congress.id,
  unitId: congress.unitId,
  round: congress.round,
  form: congress.form,
  contents: congress.contents,
  lengthHalfDays: congress.lengthHalfDays,
});

/** One congress for a unit; two, in two rounds, for a cell. */
function congressesOf(rules: Edition, campaign: CampaignFacts, unit: JoiningUnit): NewCongress[] {
  const level = isLevel(unit.level) ? unit.level : "grassroots";
  const congress = {
    unitId: unit.unitId,
    form: initialForm(rules, level, unit.members),
    contents: rules.contents[circumstanceOf(campaign, level, unit)].value[0] ?? 4,
    lengthHalfDays: rules.maxHalfDays[level].value,
  };
  return level === "cell" ? [{ ...congress, round: 1 }, { ...congress, round: 2, contents: 4 }] : [{ ...congress, round: 1 }];
}

/** A committee whose members nobody has counted is more often a large one; a cell is small. */
function initialForm(rules: Edition, level: Level, members: number | null): CongressForm {
  if (members === null && level !== "cell" && level !== "sectional") return "delegate";
  return defaultForm(level, members, rules);
}

const COMMUNES = ["commune", "ward", "township", "specialZone"];

function circumstanceOf(campaign: CampaignFacts, level: Level, unit: JoiningUnit): Circumstance {
  if (unit.validFrom > campaign.openedOn) return "founded";
  return level === "directSuperior" && COMMUNES.includes(unit.kind) ? "commune" : "unaffected";
}
