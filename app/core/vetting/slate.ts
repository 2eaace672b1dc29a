import type { Level } from "#app/core/organisation/level.ts";
import { type Certainty, type Severity, severityOf } from "#app/core/rules/certainty.ts";
import type { Contents, Edition } from "#app/core/rules/edition.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";

/** What a congress elects, or has appointed. */
export const SLATE_POSTS = [
  "secretary",
  "deputySecretary",
  "standingMember",
  "committeeMember",
  "inspectionHead",
  "inspectionMember",
  "delegate",
] as const;
export type SlatePost = (typeof SLATE_POSTS)[number];

export const NOMINEE_KINDS = ["reelected", "firstTime"] as const;
export type NomineeKind = (typeof NOMINEE_KINDS)[number];

/**
 * The posts that stand on a slate. With two contents nobody is elected, but the same posts are appointed and have to
 * be vetted; with three, only delegates are elected. Cells and sectional organisations have no standing committee.
 */
export function postsFor(level: Level, contents: Contents): readonly SlatePost[] {
  if (contents === 3) return ["delegate"];
  if (level === "cell" || level === "sectional") return ["secretary", "deputySecretary", "committeeMember", "delegate"];
  return SLATE_POSTS;
}

export type SlateLine = { readonly post: SlatePost; readonly seats: number; readonly nominees: number };

export type SlateFinding = {
  readonly code: "tooFew" | "tooMany" | "surplusBelow" | "surplusAbove" | "surplusOverTotal";
  readonly post: SlatePost;
  readonly seats: number;
  readonly nominees: number;
  /** The numbers of nominees that would be right. */
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly certainty: Certainty;
  readonly severity: Severity;
};

/** Posts elected from a list that has to be longer than the seats; the head of a body can stand alone. */
const WITH_SURPLUS: readonly SlatePost[] = ["committeeMember", "standingMember", "inspectionMember", "delegate"];

/**
 * What is wrong with the numbers of a slate. Surplus is counted in whole persons: at least one, 10 % rounded up to
 * 15 % rounded down on the committee's own slate, 30 % rounded down at most (190-QĐ/TW, Điều 14).
 */
export function slateFindings(lines: readonly SlateLine[], contents: Contents, edition: Pick<Edition, "surplus">): readonly SlateFinding[] {
  return lines.flatMap((line) => {
    const elected = contents === 4 || (contents === 3 && line.post === "delegate");
    const finding = elected && WITH_SURPLUS.includes(line.post) ? surplusFinding(line, edition) : plainFinding(line, elected);
    return finding ?? [];
  });
}

function plainFinding(line: SlateLine, elected: boolean): SlateFinding | null {
  const { seats, nominees } = line;
  if (nominees < seats) return { code: "tooFew", ...line, from: seats, to: seats, ...seatsRule("blocksApproval") };
  // Who is appointed takes a seat; a list for an election can be longer.
  if (!elected && nominees > seats) return { code: "tooMany", ...line, from: seats, to: seats, ...seatsRule("blocksApproval") };
  return null;
}

const seatsRule = (wanted: Severity): Pick<SlateFinding, "source" | "certainty" | "severity"> => ({
  source: "190-QĐ/TW, Điều 14",
  certainty: "confirmed",
  severity: severityOf("confirmed", wanted),
});

function surplusFinding(line: SlateLine, { surplus }: Pick<Edition, "surplus">): SlateFinding | null {
  const { seats, nominees } = line;
  const least = Math.max(1, Math.ceil((seats * surplus.slateMinPercent.value) / 100));
  const most = Math.max(least, Math.floor((seats * surplus.slateMaxPercent.value) / 100));
  const total = Math.max(most, Math.floor((seats * surplus.totalMaxPercent.value) / 100));
  const range = { from: seats + least, to: seats + most };
  if (nominees < seats) return { code: "tooFew", ...line, ...range, ...seatsRule("blocksApproval") };
  const extra = nominees - seats;
  if (extra > total) return { code: "surplusOverTotal", ...line, ...range, ...told(surplus.totalMaxPercent, "blocksApproval") };
  if (extra < least) return { code: "surplusBelow", ...line, ...range, ...told(surplus.slateMinPercent, "warns") };
  if (extra > most) return { code: "surplusAbove", ...line, ...range, ...told(surplus.slateMaxPercent, "warns") };
  return null;
}

const told = (rule: { readonly source: string; readonly certainty: Certainty }, wanted: Severity): Pick<SlateFinding, "source" | "certainty" | "severity"> => ({
  source: rule.source,
  certainty: rule.certainty,
  severity: severityOf(rule.certainty, wanted),
});

/** Whether every post that was named has at least as many nominees as seats. A slate without seats is not begun. */
export function isSlateComplete(lines: readonly SlateLine[]): boolean {
  return lines.some((line) => line.seats > 0) && lines.every((line) => line.nominees >= line.seats);
}

export type Nomination = { readonly congressId: string; readonly post: SlatePost };

/** Heads of one committee at a time; the head of inspection is a deputy or a standing member, never the secretary. */
const EXCLUSIVE_ANYWHERE: readonly SlatePost[] = ["secretary", "deputySecretary"];
const excludes = (a: SlatePost, b: SlatePost): boolean => a === "secretary" && b === "inspectionHead";

/** Whether a person who stands already for `standing` can be nominated for one more post. */
export function nominate(standing: readonly Nomination[], wanted: Nomination): Verdict<Nomination, "alreadyNominated" | "exclusivePosts"> {
  for (const { congressId, post } of standing) {
    const sameCongress = congressId === wanted.congressId;
    if (sameCongress && post === wanted.post) return refuse("alreadyNominated", { post });
    const heads = EXCLUSIVE_ANYWHERE.includes(post) && EXCLUSIVE_ANYWHERE.includes(wanted.post);
    const clash = sameCongress && (excludes(post, wanted.post) || excludes(wanted.post, post));
    if (heads || clash) return refuse("exclusivePosts", { post, wanted: wanted.post });
  }
  return accept(wanted);
}
