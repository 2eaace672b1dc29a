import type { Level } from "#app/core/organisation/level.ts";
import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import type { Span } from "#app/core/rules/lead.ts";
import type { SlatePost } from "./slate.ts";

/**
 * What has to be found out about a nominee. Letters are not among the checks: who vets sees their flag only, and a
 * check would be a second way to them.
 */
export const CHECK_CODES = [
  "curriculumVitae",
  "membership",
  "annualRatings",
  "selfReview",
  "workplaceComment",
  "residenceComment",
  "politicalStandard",
  "assetDeclaration",
  "healthCertificate",
  "qualifications",
  "politicalTheory",
  "planningList",
  "conflictOfInterest",
  "inspectionOpinion",
  "internalAffairsOpinion",
  "policeOpinion",
  "inspectorateOpinion",
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

export type CheckKind = {
  readonly code: CheckCode;
  readonly name: Words;
  /** Who issues or answers it. */
  readonly body: Words;
  /** How old the answer may be on the opening day, as a parameter of the edition; null where it does not age. */
  readonly validity: keyof Edition["validity"] | null;
  readonly levels: readonly Level[];
  readonly posts: readonly SlatePost[];
  readonly source: string;
  readonly certainty: Certainty;
};

const EVERYWHERE: readonly Level[] = ["cell", "sectional", "grassroots", "directSuperior", "province"];
const FROM_GRASSROOTS: readonly Level[] = ["grassroots", "directSuperior", "province"];
const ABOVE: readonly Level[] = ["directSuperior", "province"];

const ALL: readonly SlatePost[] = [
  "secretary",
  "deputySecretary",
  "standingMember",
  "committeeMember",
  "inspectionHead",
  "inspectionMember",
  "delegate",
];
const COMMITTEES: readonly SlatePost[] = ALL.filter((post) => post !== "delegate");
const LEADERS: readonly SlatePost[] = ["secretary", "deputySecretary", "standingMember", "inspectionHead"];

const ORGANISATION_BODY: Words = { vi: "Ban Tổ chức cấp ủy", en: "Organisation commission" };
const NOMINEE: Words = { vi: "Nhân sự tự khai", en: "The nominee" };
const MANAGING_BODY: Words = { vi: "Cơ quan quản lý cán bộ", en: "Body that manages the cadre" };
const DEFAULT = "Mặc định của phần mềm";
const ELECTION_RULES = "190-QĐ/TW";

type Rest = Omit<CheckKind, "code" | "validity"> & { readonly validity?: CheckKind["validity"] };
const kind = (code: CheckCode, rest: Rest): CheckKind => ({ validity: null, ...rest, code });

/** The catalogue of domain sections 5.1 and 5.2, in the order in which a dossier is read. */
export const CHECK_KINDS: readonly CheckKind[] = [
  kind("curriculumVitae", {
    name: { vi: "Sơ yếu lý lịch (mẫu 2C)", en: "Curriculum vitae (form 2C)" },
    body: MANAGING_BODY,
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: ELECTION_RULES,
    certainty: "confirmed",
  }),
  kind("membership", {
    name: { vi: "Ngày vào Đảng, ngày chính thức", en: "Party membership and full-member dates" },
    body: { vi: "Cấp ủy cơ sở quản lý đảng viên", en: "Grassroots committee that keeps the member" },
    levels: EVERYWHERE,
    posts: ALL,
    source: DEFAULT,
    certainty: "assumed",
  }),
  kind("annualRatings", {
    name: { vi: "Xếp loại đảng viên, cán bộ 3 năm", en: "Ratings of the last three years" },
    body: { vi: "Cấp ủy cơ sở quản lý đảng viên", en: "Grassroots committee that keeps the member" },
    levels: EVERYWHERE,
    posts: COMMITTEES,
    source: DEFAULT,
    certainty: "assumed",
  }),
  kind("selfReview", {
    name: { vi: "Bản tự kiểm điểm 3 năm gần nhất", en: "Self-review of the last three years" },
    body: NOMINEE,
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: "Hướng dẫn hồ sơ nhân sự đại hội",
    certainty: "confirmed",
  }),
  kind("workplaceComment", {
    name: { vi: "Nhận xét của cấp ủy, tập thể lãnh đạo nơi công tác", en: "Comments from the workplace" },
    body: { vi: "Tập thể lãnh đạo và cấp ủy nơi công tác", en: "Leadership and committee of the workplace" },
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: ELECTION_RULES,
    certainty: "confirmed",
  }),
  kind("residenceComment", {
    name: { vi: "Nhận xét của cấp ủy nơi cư trú", en: "Comments from the residence" },
    body: { vi: "Chi bộ, cấp ủy nơi cư trú", en: "Cell or committee of the residence" },
    validity: "residenceComments",
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: ELECTION_RULES,
    certainty: "confirmed",
  }),
  kind("politicalStandard", {
    name: { vi: "Kết luận tiêu chuẩn chính trị", en: "Political-standard conclusion" },
    body: { vi: "Cấp ủy có thẩm quyền (bảo vệ chính trị nội bộ)", en: "Competent committee (internal political protection)" },
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: ELECTION_RULES,
    certainty: "confirmed",
  }),
  kind("assetDeclaration", {
    name: { vi: "Bản kê khai tài sản, thu nhập", en: "Asset and income declaration" },
    body: NOMINEE,
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: ELECTION_RULES,
    certainty: "confirmed",
  }),
  kind("healthCertificate", {
    name: { vi: "Giấy chứng nhận sức khỏe", en: "Health certificate" },
    body: { vi: "Cơ sở y tế có thẩm quyền", en: "Competent medical facility" },
    validity: "healthCertificate",
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: ELECTION_RULES,
    certainty: "confirmed",
  }),
  kind("qualifications", {
    name: { vi: "Bản sao văn bằng, chứng chỉ có xác nhận", en: "Certified copies of diplomas" },
    body: MANAGING_BODY,
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: ELECTION_RULES,
    certainty: "confirmed",
  }),
  kind("politicalTheory", {
    name: { vi: "Trình độ lý luận chính trị theo chức danh", en: "Political theory level for the post" },
    body: MANAGING_BODY,
    levels: FROM_GRASSROOTS,
    posts: LEADERS,
    source: DEFAULT,
    certainty: "assumed",
  }),
  kind("planningList", {
    name: { vi: "Xác nhận quy hoạch", en: "Planning list confirmed" },
    body: ORGANISATION_BODY,
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: "80-QĐ/TW, Điều 18",
    certainty: "confirmed",
  }),
  kind("conflictOfInterest", {
    name: { vi: "Rà soát xung đột lợi ích trong công tác cán bộ", en: "Conflict of interest in personnel work" },
    body: ORGANISATION_BODY,
    levels: FROM_GRASSROOTS,
    posts: LEADERS,
    source: "114-QĐ/TW",
    certainty: "confirmed",
  }),
  kind("inspectionOpinion", {
    name: { vi: "Ý kiến của Ủy ban Kiểm tra", en: "Opinion of the inspection committee" },
    body: { vi: "Ủy ban Kiểm tra", en: "Inspection committee" },
    levels: FROM_GRASSROOTS,
    posts: COMMITTEES,
    source: "08-HD/UBKTTW",
    certainty: "confirmed",
  }),
  kind("internalAffairsOpinion", {
    name: { vi: "Ý kiến của Ban Nội chính", en: "Opinion of the internal affairs commission" },
    body: { vi: "Ban Nội chính", en: "Internal affairs commission" },
    levels: ABOVE,
    posts: COMMITTEES,
    source: "8548-CV/BTCTW",
    certainty: "reported",
  }),
  kind("policeOpinion", {
    name: { vi: "Ý kiến của Công an", en: "Opinion of the police" },
    body: { vi: "Công an", en: "Police" },
    levels: ABOVE,
    posts: LEADERS,
    source: DEFAULT,
    certainty: "assumed",
  }),
  kind("inspectorateOpinion", {
    name: { vi: "Ý kiến của Thanh tra", en: "Opinion of the inspectorate" },
    body: { vi: "Thanh tra", en: "Inspectorate" },
    levels: ABOVE,
    posts: LEADERS,
    source: DEFAULT,
    certainty: "assumed",
  }),
];

const BY_CODE: ReadonlyMap<string, CheckKind> = new Map(CHECK_KINDS.map((each) => [each.code, each]));

export const checkKind = (code: string): CheckKind | null => BY_CODE.get(code) ?? null;

/** The checks that a nominee for the post at the level has to pass. */
export function bundleFor(level: Level, post: SlatePost): readonly CheckKind[] {
  return CHECK_KINDS.filter((each) => each.levels.includes(level) && each.posts.includes(post));
}

/** How long an answer stays valid; null where it does not age. */
export function validityOf(each: Pick<CheckKind, "validity">, edition: Pick<Edition, "validity">): Span | null {
  return each.validity === null ? null : edition.validity[each.validity].value;
}
