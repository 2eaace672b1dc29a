import type { Level } from "#app/core/organisation/level.ts";
import type { Day, Month, Window } from "#app/core/time/day.ts";
import type { Rule, Words } from "./certainty.ts";
import type { Clock, Lead, Span } from "./lead.ts";

export const EDITION_CODES = ["CT35", "KL118", "KL127", "CT45", "KL163"] as const;
export type EditionCode = (typeof EDITION_CODES)[number];

export type PerLevel<T> = Readonly<Record<Level, T>>;

/** Both ends belong to the range; null where a side is open. */
export type Range = { readonly min: number | null; readonly max: number | null };

/** Congresses of these kinds of unit may not be held in the window. */
export type Suspension = Window & { readonly kinds: readonly string[] };

/** How many of the four contents a congress has; 2 means that nobody is elected. */
export type Contents = 2 | 3 | 4;

export const CIRCUMSTANCES = ["unaffected", "personnelDifficulty", "merged", "founded", "commune"] as const;
/** What happened to the unit; "commune" is any commune, ward or special zone directly under the province. */
export type Circumstance = (typeof CIRCUMSTANCES)[number];

export const COMMITTEE_KINDS = [
  "cell",
  "sectional",
  "grassroots",
  "communeUnmerged",
  "communeFromTwo",
  "communeFromThree",
  "directSuperior",
  "provinceUnmerged",
  "provinceMerged",
] as const;
export type CommitteeKind = (typeof COMMITTEE_KINDS)[number];

export const DELEGATE_BODIES = [
  "grassroots",
  "commune",
  "directSuperior",
  "provinceUnmerged",
  "provinceFromTwo",
  "provinceFromThree",
] as const;
export type DelegateBody = (typeof DELEGATE_BODIES)[number];

export const LEAD_KEYS = [
  "superiorApproval",
  "conveningNotice",
  "letterCutOff",
  "candidacyDossier",
  "sendingDocuments",
  "assetDeclaration",
  "resultReport",
  "ratification",
  "bodyResponse",
] as const;
export type LeadKey = (typeof LEAD_KEYS)[number];

export const CLOCK_KEYS = [
  "partyDenunciation",
  "partyDenunciationExtension",
  "centrallyManaged",
  "centrallyManagedExtension",
  "denunciationCheck",
  "denunciationCheckElsewhere",
  "stateDenunciation",
  "stateDenunciationExtension",
  "complaintAcceptance",
  "complaint",
  "complaintComplex",
  "complaintRemote",
  "complaintRemoteComplex",
  "disciplineComplaintLodging",
  "notification",
] as const;
export type ClockKey = (typeof CLOCK_KEYS)[number];

export type CommitteeSize = {
  readonly members: Rule<Range | null>;
  readonly standing: Rule<Range | null>;
  readonly deputies: Rule<Range | null>;
  readonly inspection: Rule<Range | null>;
  readonly inspectionDeputies: Rule<Range | null>;
};

/**
 * The dated parameters of one regime. A value of null says that the regime sets none, or that no
 * source gives it (the note says which). Lengths are half-days, service is months, ratios per cent.
 */
export type Edition = {
  readonly code: EditionCode;
  readonly title: Words;
  /** In force from this day until the next edition. */
  readonly from: Day;
  readonly extends: EditionCode | null;
  /** Codes of the registry. */
  readonly documents: readonly string[];
  /** When a congress of the level may sit; the last day is the one before `until`. */
  readonly window: PerLevel<Rule<Window | null>>;
  readonly suspension: PerLevel<Rule<Suspension | null>>;
  readonly maxHalfDays: PerLevel<Rule<number>>;
  /** The longest preparatory session, counted inside the congress; 0 where there is none. */
  readonly preparatoryHalfDays: PerLevel<Rule<number>>;
  /** The usual one first. */
  readonly contents: Readonly<Record<Circumstance, Rule<readonly Contents[]>>>;
  /** The month on which age and months of service left are reckoned. */
  readonly ageMonth: Readonly<Record<Level | "commune" | "statePosts", Rule<Month | null>>>;
  readonly serviceMonths: {
    readonly firstTime: Rule<number>;
    readonly reElected: Rule<number>;
    readonly reElectedProvincialDeputy: Rule<number>;
  };
  readonly committee: Readonly<Record<CommitteeKind, CommitteeSize>>;
  /** The most delegates, incumbents included. */
  readonly delegates: Readonly<Record<DelegateBody, Rule<number | null>>>;
  readonly attendance: {
    /** Full members: fewer than this hold a congress of all members. */
    readonly allMemberBelow: Rule<number>;
    /** Full members from which a cell elects a committee. */
    readonly cellCommitteeFrom: Rule<number>;
    /** The part of those summoned who must be present, between 0 and 1. */
    readonly quorumPart: Rule<number>;
  };
  readonly surplus: {
    readonly slateMinPercent: Rule<number>;
    readonly slateMaxPercent: Rule<number>;
    readonly totalMaxPercent: Rule<number>;
    /** A person off the slate needs more than this share of the delegates present. */
    readonly offSlateSupportPercent: Rule<number>;
  };
  readonly ratios: {
    readonly womenPercent: Rule<number>;
    readonly youngPercent: Rule<number>;
    readonly youngUnderAge: PerLevel<Rule<number>>;
    readonly sciencePercent: Rule<number | null>;
    readonly middleAgePercent: Rule<Range | null>;
    /** The part of the committee that is new, between 0 and 1. */
    readonly renewalPart: Rule<number>;
  };
  readonly leads: Readonly<Record<LeadKey, PerLevel<Rule<Lead | null>>>>;
  /** How old a paper may be on the day the congress opens. */
  readonly validity: {
    readonly healthCertificate: Rule<Span>;
    readonly residenceComments: Rule<Span>;
    readonly photo: Rule<Span>;
  };
  readonly clocks: Readonly<Record<ClockKey, Rule<Clock>>>;
  readonly cellRounds: {
    readonly firstTerm: Rule<string>;
    readonly firstWindow: Rule<Window>;
    readonly secondTerm: Rule<string>;
    readonly secondWindow: Rule<Window>;
    /** Months by which the day may be moved with the grassroots committee's consent. */
    readonly shiftMonths: Rule<number>;
  };
  readonly personnel: {
    /** Filling up standing committees of provinces and districts before the congress. */
    readonly standingTopUp: Rule<"allowed" | "stopped">;
    /** Until when the committee of a merged unit keeps running it. */
    readonly caretaker: Rule<"untilCongress" | "untilAppointment">;
  };
};

export const PARAMETER_GROUPS = [
  "window",
  "suspension",
  "maxHalfDays",
  "preparatoryHalfDays",
  "contents",
  "ageMonth",
  "serviceMonths",
  "committee",
  "delegates",
  "attendance",
  "surplus",
  "ratios",
  "leads",
  "validity",
  "clocks",
  "cellRounds",
  "personnel",
] as const satisfies readonly (keyof Edition)[];
export type ParameterGroup = (typeof PARAMETER_GROUPS)[number];
