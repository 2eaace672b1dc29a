import { accept, refuse, type Verdict } from "#app/core/verdict.ts";

export const CONCLUSION_VERDICTS = ["eligible", "eligibleToSupplement", "notConsidered", "ineligible"] as const;
export type ConclusionVerdict = (typeof CONCLUSION_VERDICTS)[number];
/** What speaks for the nominee, and so rests on checks that are all closed and still valid on the opening day. Papers that are still to come into the dossier are no reason to leave a check open. */
export const IN_FAVOUR: readonly ConclusionVerdict[] = ["eligible", "eligibleToSupplement"];

/** Who acts: the account, the person behind it, and the persons it is walled off from (itself and relatives). */
export type Concluder = {
  readonly accountId: string;
  readonly personId: string | null;
  readonly walledPersons: readonly string[];
};

type By = Pick<Concluder, "accountId" | "personId">;
/** One version as it was proposed; never changed afterwards. `bodyHash` is the digest of `conclusionText`. */
export type ProposedVersion = { readonly event: "proposed"; readonly n: number; readonly verdict: ConclusionVerdict; readonly bodyHash: string; readonly by: By };
export type DecidedVersion = { readonly event: "confirmed" | "returned"; readonly n: number; readonly bodyHash: string; readonly by: By };
export type ConclusionEntry = ProposedVersion | DecidedVersion;

export type ConclusionStanding =
  | { readonly state: "none" }
  | { readonly state: "proposed" | "confirmed" | "returned"; readonly version: ProposedVersion };

/** Where a conclusion stands, read from its log: the newest version and what was decided on it. */
export function conclusionStanding(log: readonly ConclusionEntry[]): ConclusionStanding {
  const version = log.findLast((entry) => entry.event === "proposed");
  if (version === undefined) return { state: "none" };
  const decision = log.findLast((entry) => entry.event !== "proposed" && entry.n === version.n);
  return { state: decision?.event ?? "proposed", version };
}

/** The text that is digested: what the second person reads, and nothing else. */
export const conclusionText = (body: { readonly nomineeId: string; readonly verdict: ConclusionVerdict; readonly reasons: string }): string =>
  JSON.stringify(["conclusion/1", body.nomineeId, body.verdict, body.reasons.normalize("NFC")]);

export type ProposalRefusal = "walledOff" | "alreadyProposed";

/** Proposes the next version. One stands at a time; a returned or confirmed one is followed by a new one. */
export function proposeConclusion(
  log: readonly ConclusionEntry[],
  nomineePersonId: string,
  by: Concluder,
  body: { readonly verdict: ConclusionVerdict; readonly bodyHash: string },
): Verdict<ProposedVersion, ProposalRefusal> {
  if (isWalledOff(by, nomineePersonId)) return refuse("walledOff");
  const standing = conclusionStanding(log);
  if (standing.state === "proposed") return refuse("alreadyProposed", { n: standing.version.n });
  const n = standing.state === "none" ? 1 : standing.version.n + 1;
  return accept({ event: "proposed", n, ...body, by: { accountId: by.accountId, personId: by.personId } });
}

export type DecisionRefusal = "walledOff" | "nothingProposed" | "ownProposal" | "otherVersion" | "reasonMissing";

/** What the second person saw and decides on. */
export type Decision = {
  readonly decision: "confirmed" | "returned";
  readonly n: number;
  readonly bodyHash: string;
  readonly reason: string;
};

/**
 * Confirms or returns the version that was seen. Nobody decides on an own proposal: neither under the same account nor
 * as the same person under another one.
 */
export function decideConclusion(
  log: readonly ConclusionEntry[],
  nomineePersonId: string,
  by: Concluder,
  seen: Decision,
): Verdict<DecidedVersion, DecisionRefusal> {
  if (isWalledOff(by, nomineePersonId)) return refuse("walledOff");
  const standing = conclusionStanding(log);
  if (standing.state !== "proposed") return refuse("nothingProposed");
  const { version } = standing;
  if (isSame(version.by, by)) return refuse("ownProposal");
  if (version.n !== seen.n || version.bodyHash !== seen.bodyHash) return refuse("otherVersion", { seen: seen.n, standing: version.n });
  if (seen.decision === "returned" && seen.reason.trim() === "") return refuse("reasonMissing");
  return accept({ event: seen.decision, n: version.n, bodyHash: version.bodyHash, by: { accountId: by.accountId, personId: by.personId } });
}

const isSame = (a: By, b: By): boolean => a.accountId === b.accountId || (a.personId !== null && a.personId === b.personId);

const isWalledOff = (by: Concluder, nomineePersonId: string): boolean =>
  by.personId === nomineePersonId || by.walledPersons.includes(nomineePersonId);
