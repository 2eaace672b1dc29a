/**
 * Who may see and do what: one table, default deny (design section 5). A grant never implies another and never
 * reaches the parent. Recusal is not here: it removes single records from whatever this table allows.
 */
export const ROLES = [
  "planner",
  "vettingOfficer",
  "vettingLead",
  "lettersOfficer",
  "custodian",
  "secretary",
  "unitClerk",
  "auditor",
  "administrator",
] as const;
export type Role = (typeof ROLES)[number];

/** What a person can look at. A view is a place or a kind of record, not a page. */
export const VIEWS = [
  "organisation",
  "campaign",
  "plans",
  "rules",
  "nominees",
  "checks",
  "conclusions",
  "letters",
  "letterFlags",
  "letterCounts",
  "readiness",
  "ownLog",
  "branchLog",
  "wholeLog",
  "accounts",
  "health",
] as const;
export type View = (typeof VIEWS)[number];

/** What a person can change. Each name is also the deed under which the log keeps it. */
export const DEEDS = [
  "organisation.import",
  "organisation.edit",
  "campaign.open",
  "plan.propose",
  "plan.approve",
  "congress.edit",
  "congress.date",
  "congress.propose",
  "congress.approve",
  "congress.record",
  "congress.outcome",
  "congress.override",
  "conflict.assign",
  "slate.edit",
  "person.edit",
  "check.log",
  "conclusion.propose",
  "conclusion.decide",
  "letter.register",
  "letter.step",
  "letter.propose",
  "letter.decide",
  "line.edit",
  "line.accept",
  "grant.propose",
  "grant.decide",
  "account.make",
  "account.link",
] as const;
export type Deed = (typeof DEEDS)[number];

type Powers = { readonly views: readonly View[]; readonly deeds: readonly Deed[]; readonly ownUnitOnly?: true };

export const POLICY: Readonly<Record<Role, Powers>> = {
  planner: {
    views: ["organisation", "campaign", "plans", "rules", "nominees", "readiness", "ownLog", "accounts"],
    deeds: [
      "organisation.import",
      "organisation.edit",
      "campaign.open",
      "plan.propose",
      "congress.edit",
      "congress.date",
      "congress.record",
      "congress.outcome",
      "conflict.assign",
      "slate.edit",
      "person.edit",
      "line.accept",
      "grant.propose",
      "account.link",
    ],
  },
  vettingOfficer: {
    views: ["organisation", "campaign", "rules", "nominees", "checks", "conclusions", "letterFlags", "ownLog"],
    deeds: ["check.log", "conclusion.propose"],
  },
  vettingLead: {
    views: ["organisation", "campaign", "rules", "nominees", "checks", "conclusions", "letterFlags", "ownLog"],
    deeds: ["conclusion.decide"],
  },
  lettersOfficer: {
    views: ["organisation", "campaign", "rules", "letters", "ownLog"],
    deeds: ["letter.register", "letter.step", "letter.propose"],
  },
  custodian: { views: ["ownLog"], deeds: [] },
  secretary: {
    views: ["organisation", "campaign", "plans", "rules", "nominees", "letterCounts", "readiness", "ownLog", "branchLog", "accounts"],
    deeds: ["plan.approve", "congress.approve", "congress.override", "conflict.assign", "line.accept", "letter.decide", "grant.decide"],
  },
  unitClerk: {
    views: ["organisation", "campaign", "rules", "nominees", "readiness", "ownLog"],
    deeds: ["congress.propose", "congress.record", "congress.outcome", "line.edit"],
    ownUnitOnly: true,
  },
  auditor: { views: ["wholeLog", "ownLog"], deeds: [] },
  administrator: { views: ["accounts", "health", "ownLog"], deeds: ["account.make"] },
};

/** Auditor and administrator hold no content role beside their own. */
const WITHOUT_CONTENT: readonly Role[] = ["auditor", "administrator"];

/** Whether an account that holds `held` may be given `wanted` as well. */
export function mayHoldTogether(held: readonly Role[], wanted: Role): boolean {
  return held.every((role) => role === wanted || !(WITHOUT_CONTENT.includes(role) || WITHOUT_CONTENT.includes(wanted)));
}

/** Accounts with these roles idle out after 15 minutes instead of 30. */
export const SENSITIVE_ROLES: readonly Role[] = ["vettingOfficer", "vettingLead", "lettersOfficer", "custodian"];
