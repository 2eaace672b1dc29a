import type { Level } from "#app/core/organisation/level.ts";
import type { Certainty, Words } from "./certainty.ts";
import type { Contents } from "./edition.ts";
import type { Lead } from "./lead.ts";

/** What the system knows by itself; a line derived from it is answered without a tick. */
export type DerivedFact =
  | "dateApproved"
  | "conveningNoticeRecorded"
  | "slateComplete"
  | "checksClosed"
  | "lettersBeforeCutoffClosed"
  | "childrenClosed"
  | "outcomeReported"
  | "ratified";

/** When a line has to be done: so long before the opening or after the closing. 0: on the day itself. */
export type ChecklistLead = Pick<Lead, "amount" | "unit"> & { readonly from: "opening" | "closing" };

export type ChecklistItem = {
  /** Letter of the group and number ("A01"); see `CHECKLIST_GROUPS`. */
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  readonly levels: readonly Level[];
  readonly contents: readonly Contents[];
  readonly lead: ChecklistLead;
  /** Asked again every week until the lead is reached. */
  readonly weekly: boolean;
  readonly owner: Words;
  readonly evidence: Words;
  /** While it is open, the congress is never green. */
  readonly blocking: boolean;
  readonly source: string;
  /** Of the line itself; leads without a rule behind them are defaults of the software. */
  readonly certainty: Certainty;
  readonly derivedFrom?: DerivedFact;
};

export const CHECKLIST_GROUPS: Readonly<Record<string, Words>> = {
  A: { vi: "Chỉ đạo và kế hoạch", en: "Direction and plan" },
  B: { vi: "Văn kiện", en: "Congress documents" },
  C: { vi: "Nhân sự", en: "Personnel" },
  D: { vi: "Đại biểu", en: "Delegates" },
  E: { vi: "Đơn thư", en: "Letters" },
  F: { vi: "Tuyên truyền, khánh tiết", en: "Publicity and decoration" },
  G: { vi: "Hậu cần", en: "Logistics" },
  H: { vi: "An ninh, an toàn", en: "Security and safety" },
  I: { vi: "Công nghệ", en: "Technology" },
  J: { vi: "Điều hành đại hội", en: "Running the congress" },
  K: { vi: "Sau đại hội", en: "After the congress" },
};

// A sectional organisation sits like a cell: the catalogue of the sources does not name it.
const all: readonly Level[] = ["cell", "sectional", "grassroots", "directSuperior", "province"];
const fromGrassroots: readonly Level[] = ["grassroots", "directSuperior", "province"];
const fromSuperior: readonly Level[] = ["directSuperior", "province"];

const everyKind: readonly Contents[] = [2, 3, 4];
const electing: readonly Contents[] = [3, 4];
const committee: readonly Contents[] = [4];
const appointed: readonly Contents[] = [2];
const approved: readonly Contents[] = [2, 4];

const days = (amount: number): ChecklistLead => ({ amount, unit: "calendarDays", from: "opening" });
const workingDays = (amount: number): ChecklistLead => ({ amount, unit: "workingDays", from: "opening" });
const daysAfter = (amount: number): ChecklistLead => ({ amount, unit: "calendarDays", from: "closing" });
const workingDaysAfter = (amount: number): ChecklistLead => ({ amount, unit: "workingDays", from: "closing" });

const owners = {
  standing: { vi: "Ban Thường vụ", en: "Standing committee" },
  superiorStanding: { vi: "Ban Thường vụ cấp trên", en: "Superior standing committee" },
  superior: { vi: "Cấp ủy cấp trên", en: "Superior committee" },
  province: { vi: "Tỉnh ủy", en: "Provincial committee" },
  executive: { vi: "Ban Chấp hành", en: "Executive committee" },
  committee: { vi: "Cấp ủy", en: "Committee" },
  convening: { vi: "Cấp ủy triệu tập", en: "Convening committee" },
  newCommittee: { vi: "Cấp ủy mới", en: "New committee" },
  organisation: { vi: "Ban Tổ chức", en: "Organisation board" },
  office: { vi: "Văn phòng cấp ủy", en: "Committee office" },
  inspection: { vi: "Ủy ban Kiểm tra", en: "Inspection committee" },
  newInspection: { vi: "Ủy ban Kiểm tra khóa mới", en: "New inspection committee" },
  documents: { vi: "Tiểu ban Văn kiện", en: "Documents subcommittee" },
  personnel: { vi: "Tiểu ban Nhân sự", en: "Personnel subcommittee" },
  propaganda: { vi: "Ban Tuyên giáo", en: "Propaganda board" },
  publicity: { vi: "Tiểu ban Tuyên truyền", en: "Publicity subcommittee" },
  logistics: { vi: "Tiểu ban Hậu cần", en: "Logistics subcommittee" },
  police: { vi: "Công an", en: "Police" },
  healthAndPolice: { vi: "Y tế, Công an", en: "Health service and police" },
  presidium: { vi: "Đoàn chủ tịch", en: "Presidium" },
} as const satisfies Record<string, Words>;

const evidence = {
  decision: { vi: "Quyết định", en: "Decision" },
  plan: { vi: "Kế hoạch", en: "Plan" },
  notice: { vi: "Thông báo", en: "Notice" },
  report: { vi: "Báo cáo", en: "Report" },
  synthesis: { vi: "Bản tổng hợp", en: "Synthesis" },
  draft: { vi: "Dự thảo", en: "Draft" },
  list: { vi: "Danh sách", en: "List" },
  catalogue: { vi: "Danh mục", en: "Index" },
  minutes: { vi: "Biên bản", en: "Minutes" },
  resolution: { vi: "Nghị quyết", en: "Resolution" },
  scheme: { vi: "Đề án", en: "Scheme" },
  submission: { vi: "Tờ trình", en: "Submission" },
  officialLetter: { vi: "Công văn", en: "Official letter" },
  script: { vi: "Kịch bản", en: "Script" },
  rules: { vi: "Quy chế", en: "Rules" },
  acceptance: { vi: "Biên bản nghiệm thu", en: "Acceptance record" },
  conclusion: { vi: "Kết luận", en: "Conclusion" },
  option: { vi: "Phương án", en: "Arrangement" },
} as const satisfies Record<string, Words>;

const one = (vi: string, en: string): Words => ({ vi, en });

const OWN_DEFAULT = "Mặc định của phần mềm";
const PLANS = "Kế hoạch đại hội năm 2025 của các tỉnh, huyện, xã";

type Known = Pick<ChecklistItem, "source" | "certainty">;
const known = (certainty: Certainty, source: string): Known => ({ certainty, source });
const unmarked = known("assumed", OWN_DEFAULT);

type Extra = Partial<Pick<ChecklistItem, "weekly" | "blocking" | "derivedFrom">> & { readonly rule?: Known };

function line(
  code: string,
  text: readonly [vi: string, en: string],
  applies: readonly [levels: readonly Level[], contents: readonly Contents[], lead: ChecklistLead],
  answer: readonly [owner: Words, evidence: Words],
  { rule = unmarked, ...extra }: Extra = {},
): ChecklistItem {
  return {
    code,
    vi: text[0],
    en: text[1],
    levels: applies[0],
    contents: applies[1],
    lead: applies[2],
    weekly: false,
    owner: answer[0],
    evidence: answer[1],
    blocking: false,
    ...rule,
    ...extra,
  };
}

/** The whole catalogue, in the order of the codes, with what holds where no level says otherwise. */
export const CHECKLIST: readonly ChecklistItem[] = [
  line("A01", ["Quyết định thành lập ban chỉ đạo và các tiểu ban", "Set up the steering committee and the subcommittees"], [fromGrassroots, everyKind, days(120)], [owners.standing, evidence.decision], { rule: known("reported", PLANS) }),
  line("A02", ["Kế hoạch tổ chức đại hội", "Plan of the congress"], [fromGrassroots, everyKind, days(110)], [owners.organisation, evidence.plan]),
  line("A03", ["Hội nghị quán triệt, hướng dẫn", "Conference that explains the directives"], [fromGrassroots, everyKind, days(100)], [owners.standing, evidence.notice]),
  line("A04", ["Phân công cấp ủy viên phụ trách từng đơn vị", "Assign a committee member to each unit"], [fromSuperior, everyKind, days(100)], [owners.standing, one("Quyết định phân công", "Decision of assignment")], { rule: known("reported", PLANS) }),
  line("A05", ["Lịch đại hội các đơn vị trực thuộc", "Schedule of the subordinate congresses"], [fromSuperior, everyKind, days(90)], [owners.organisation, one("Lịch đại hội trong phần mềm này", "The calendar of this software")]),
  line("A06", ["Chọn và chỉ đạo đại hội điểm", "Choose and guide the pilot congresses"], [fromSuperior, everyKind, days(90)], [owners.standing, evidence.notice]),
  line("A07", ["Đăng ký ngày mở đại hội với cấp trên", "Register the day of the congress with the superior"], [all, everyKind, workingDays(50)], [owners.committee, evidence.officialLetter], { derivedFrom: "dateApproved" }),
  line("A08", ["Chương trình tổng thể và phân vai", "Overall programme and who does what"], [fromGrassroots, everyKind, workingDays(30)], [owners.office, one("Chương trình", "Programme")]),
  line("A09", ["Dự toán kinh phí", "Budget"], [fromGrassroots, everyKind, workingDays(45)], [owners.office, one("Dự toán", "Budget estimate")], { rule: known("reported", PLANS) }),
  line("A10", ["Thông báo ngày khai mạc, số lượng và phân bổ đại biểu", "Announce the opening day, the number of delegates and their allocation"], [all, everyKind, workingDays(30)], [owners.convening, evidence.notice], { blocking: true, derivedFrom: "conveningNoticeRecorded", rule: known("confirmed", "24-QĐ/TW, khoản 11.1") }),
  line("A11", ["Giao ban, kiểm tra tiến độ các đơn vị trực thuộc", "Check the progress of the subordinate units"], [fromSuperior, everyKind, days(1)], [owners.organisation, evidence.report], { weekly: true, derivedFrom: "childrenClosed" }),

  line("B01", ["Đề cương báo cáo chính trị", "Outline of the political report"], [fromGrassroots, everyKind, days(120)], [owners.documents, one("Đề cương", "Outline")]),
  line("B02", ["Dự thảo báo cáo chính trị (lần 1 đến lần 3)", "Drafts 1 to 3 of the political report"], [fromGrassroots, everyKind, days(100)], [owners.documents, evidence.draft], { rule: known("reported", PLANS) }),
  line("B03", ["Báo cáo kiểm điểm của ban chấp hành", "Review report of the executive committee"], [fromGrassroots, everyKind, days(60)], [owners.documents, evidence.report], { rule: known("reported", PLANS) }),
  line("B04", ["Lấy ý kiến nhân dân, cơ quan, chi bộ vào dự thảo", "Consult people, agencies and cells on the drafts"], [fromGrassroots, everyKind, days(60)], [owners.documents, evidence.synthesis]),
  line("B05", ["Tổng hợp ý kiến vào dự thảo văn kiện cấp trên và Đại hội XIV", "Comments on the drafts of the superior congress and of Congress XIV"], [all, everyKind, days(45)], [owners.documents, one("Báo cáo tổng hợp", "Synthesis report")]),
  line("B06", ["Dự thảo nghị quyết đại hội", "Draft resolution of the congress"], [fromGrassroots, everyKind, days(30)], [owners.documents, evidence.draft]),
  line("B07", ["Dự thảo chương trình hành động thực hiện nghị quyết", "Draft action programme for the resolution"], [fromGrassroots, everyKind, days(30)], [owners.documents, evidence.draft], { rule: known("reported", PLANS) }),
  line("B08", ["Trình và được duyệt nội dung văn kiện", "Documents submitted to and approved by the superior"], [fromGrassroots, everyKind, workingDays(45)], [owners.superiorStanding, one("Thông báo ý kiến duyệt", "Notice of approval")], { blocking: true, rule: known("reported", "Kế hoạch của Tỉnh ủy Hà Tĩnh thực hiện 35-CT/TW") }),
  line("B09", ["Phân công và thẩm định tham luận", "Assign and review the speeches"], [fromGrassroots, everyKind, days(20)], [owners.documents, evidence.catalogue]),
  line("B10", ["In, đóng tài liệu; bộ tài liệu điện tử", "Print and bind the papers; electronic set"], [fromGrassroots, everyKind, days(10)], [owners.office, one("Bộ tài liệu", "Set of papers")]),

  line("C01", ["Rà soát, bổ sung quy hoạch", "Review and add to the planning list"], [fromGrassroots, committee, days(180)], [owners.organisation, evidence.list]),
  line("C02", ["Phương hướng nhân sự được cấp ủy thông qua", "Personnel direction passed by the committee"], [fromGrassroots, committee, days(150)], [owners.executive, evidence.resolution]),
  line("C03", ["Quy trình 5 bước: nhân sự tái cử", "Five steps for those standing again"], [fromGrassroots, committee, days(120)], [owners.personnel, evidence.minutes], { rule: known("reported", "Chỉ thị 35-CT/TW (2019), Phụ lục") }),
  line("C04", ["Quy trình 5 bước: nhân sự lần đầu", "Five steps for those standing for the first time"], [fromGrassroots, committee, days(90)], [owners.personnel, evidence.minutes]),
  line("C05", ["Phương án chỉ định cấp ủy (đại hội 2 nội dung)", "Arrangement for appointing the committee (two contents)"], [["directSuperior"], appointed, days(60)], [owners.province, evidence.submission], { rule: known("reported", "8548-CV/BTCTW") }),
  line("C06", ["Hoàn thiện hồ sơ nhân sự (18 loại)", "Complete the personnel dossiers (18 papers)"], [fromGrassroots, everyKind, days(60)], [owners.organisation, one("Danh mục hồ sơ", "Index of dossiers")]),
  line("C07", ["Lấy ý kiến Ủy ban Kiểm tra, Ban Nội chính, Công an, Thanh tra", "Opinions of the inspection committee, internal affairs, police and inspectorate"], [fromSuperior, everyKind, days(60)], [owners.organisation, one("Công văn trả lời", "Letters of answer")], { derivedFrom: "checksClosed" }),
  line("C08", ["Kết luận tiêu chuẩn chính trị", "Political-standard conclusions"], [fromGrassroots, everyKind, days(60)], [owners.organisation, evidence.conclusion], { blocking: true, derivedFrom: "checksClosed" }),
  line("C09", ["Kiểm tra cơ cấu, tỷ lệ (nữ, trẻ, dân tộc thiểu số, khoa học công nghệ)", "Check structure and ratios (women, young, minorities, science)"], [fromGrassroots, approved, days(50)], [owners.organisation, one("Bảng phân tích", "Table of analysis")]),
  line("C10", ["Đề án nhân sự ban chấp hành, ban thường vụ, bí thư, phó bí thư", "Scheme for the executive and standing committees, secretary and deputies"], [fromGrassroots, committee, days(50)], [owners.personnel, evidence.scheme]),
  line("C11", ["Đề án nhân sự ủy ban kiểm tra", "Scheme for the inspection committee"], [fromGrassroots, committee, days(50)], [owners.inspection, evidence.scheme]),
  line("C12", ["Đề án đoàn đại biểu dự đại hội cấp trên", "Scheme for the delegation to the superior congress"], [fromGrassroots, everyKind, days(50)], [owners.personnel, one("Đề án (2 nội dung: danh sách chỉ định)", "Scheme (two contents: list of those designated)")]),
  line("C13", ["Được duyệt nhân sự ở cấp trên", "Personnel approved by the superior"], [fromGrassroots, approved, workingDays(45)], [owners.superiorStanding, one("Thông báo duyệt", "Notice of approval")], { blocking: true, rule: known("reported", "Kế hoạch của Tỉnh ủy Hà Tĩnh thực hiện 35-CT/TW") }),
  line("C14", ["Quyết định chỉ định cấp ủy (đại hội 2 nội dung)", "Decision that appoints the committee (two contents)"], [fromSuperior, appointed, days(15)], [owners.superiorStanding, evidence.decision], { blocking: true, rule: known("confirmed", "163-KL/TW") }),
  line("C15", ["Danh sách bầu cử, trích ngang ứng viên, số dư 10–15%", "Election list, short biographies, surplus of 10–15 %"], [all, electing, days(15)], [owners.personnel, evidence.list], { derivedFrom: "slateComplete" }),
  line("C16", ["Phương án bố trí công tác cho cán bộ không tái cử", "Arrangement of posts for those who do not stand again"], [fromGrassroots, electing, days(15)], [owners.organisation, evidence.option], { rule: known("reported", PLANS) }),

  line("D01", ["Phân bổ đại biểu cho đơn vị trực thuộc", "Allocate delegates to the subordinate units"], [fromGrassroots, everyKind, days(60)], [owners.organisation, evidence.notice]),
  line("D02", ["Danh sách đại biểu (đương nhiên, bầu, chỉ định, dự khuyết)", "List of delegates (incumbent, elected, designated, alternate)"], [all, everyKind, days(20)], [owners.organisation, evidence.list], { blocking: true }),
  line("D03", ["Chuẩn bị thẩm tra tư cách đại biểu", "Prepare the check of the delegates' credentials"], [fromGrassroots, everyKind, days(15)], [owners.inspection, one("Dự thảo báo cáo", "Draft report")], { rule: known("confirmed", "190-QĐ/TW, Điều 7") }),
  line("D04", ["Giấy triệu tập, thẻ đại biểu, phù hiệu", "Summons, delegates' cards and badges"], [fromGrassroots, everyKind, days(15)], [owners.office, one("Giấy triệu tập", "Summons")]),
  line("D05", ["Danh sách khách mời, đại biểu cấp trên dự chỉ đạo", "List of guests and of attending superior leaders"], [fromGrassroots, everyKind, days(15)], [owners.office, evidence.list]),
  line("D06", ["Thống kê đại biểu (nữ, trẻ, dân tộc thiểu số, trình độ, lý luận chính trị)", "Statistics of delegates (women, young, minorities, education, political theory)"], [fromGrassroots, everyKind, days(5)], [owners.inspection, evidence.report]),

  line("E01", ["Rà soát đơn thư còn tồn đọng liên quan đến nhân sự", "Review letters about personnel that are still open"], [all, everyKind, days(60)], [owners.inspection, evidence.report]),
  line("E02", ["Giải quyết dứt điểm đơn thư nhận trước ngưỡng cắt", "Settle the letters received before the cut-off"], [fromGrassroots, everyKind, workingDays(45)], [owners.inspection, evidence.conclusion], { blocking: true, derivedFrom: "lettersBeforeCutoffClosed" }),
  line("E03", ["Chốt ngưỡng cắt 25/30 ngày làm việc và bàn giao đơn thư sau ngưỡng", "Fix the cut-off (25 or 30 working days) and hand over later letters"], [fromGrassroots, everyKind, workingDays(30)], [owners.inspection, one("Biên bản bàn giao", "Hand-over record")], { rule: known("reported", "07-HD/UBKTTW") }),
  line("E04", ["Bố trí cán bộ tiếp nhận đơn thư tại đại hội", "Assign officers who receive letters at the congress"], [fromGrassroots, everyKind, days(5)], [owners.inspection, one("Phân công", "Assignment")]),
  line("E05", ["Báo cáo tình hình đơn thư cho ban thường vụ và cấp trên", "Report on letters to the standing committee and the superior"], [fromGrassroots, everyKind, workingDays(10)], [owners.inspection, evidence.report]),

  line("F01", ["Kế hoạch tuyên truyền; chuyên mục báo, đài", "Publicity plan; columns in press and radio"], [fromGrassroots, everyKind, days(60)], [owners.propaganda, evidence.plan]),
  line("F02", ["Trang trí khánh tiết, cờ, pa-nô, ảnh", "Decoration, flags, panels and portraits"], [fromGrassroots, everyKind, days(10)], [owners.publicity, one("Hợp đồng, ảnh", "Contract, photographs")]),
  line("F03", ["Phóng sự, triển lãm, gian trưng bày", "Documentary film, exhibition, display"], [fromSuperior, everyKind, days(15)], [owners.publicity, one("Sản phẩm", "Finished work")]),
  line("F04", ["Thông cáo báo chí, phân công phát ngôn", "Press release, who speaks to the press"], [fromSuperior, everyKind, days(7)], [owners.propaganda, one("Thông cáo", "Press release")]),
  line("F05", ["Văn nghệ chào mừng", "Artistic performance of welcome"], [fromSuperior, everyKind, days(7)], [owners.publicity, evidence.script]),

  line("G01", ["Địa điểm, hội trường, phòng họp tổ", "Venue, hall and group rooms"], [fromGrassroots, everyKind, days(60)], [owners.office, one("Hợp đồng", "Contract")]),
  line("G02", ["Bàn ghế, sơ đồ chỗ ngồi, bục, phông", "Furniture, seating plan, rostrum and backdrop"], [fromGrassroots, everyKind, days(7)], [owners.logistics, one("Sơ đồ", "Seating plan")]),
  line("G03", ["Âm thanh, ánh sáng, máy chiếu, ghi âm, chụp ảnh", "Sound, light, projector, recording and photography"], [fromGrassroots, everyKind, days(7)], [owners.logistics, evidence.acceptance]),
  line("G04", ["Ăn nghỉ, xe đưa đón đại biểu", "Meals, rooms and transport of delegates"], [fromSuperior, everyKind, days(15)], [owners.logistics, one("Danh sách phòng", "Room list")]),
  line("G05", ["Tài liệu, cặp, bút, quà lưu niệm", "Folders, pens and keepsakes"], [fromGrassroots, everyKind, days(7)], [owners.logistics, one("Phiếu xuất", "Issue slip")]),
  line("G06", ["Nước uống, phục vụ hội nghị, phục vụ buổi tối", "Drinks, service during sessions and in the evening"], [fromGrassroots, everyKind, days(3)], [owners.logistics, one("Dự trù", "Estimate")]),

  line("H01", ["Phương án bảo vệ, an ninh", "Security plan"], [fromGrassroots, everyKind, days(15)], [owners.police, evidence.plan]),
  line("H02", ["Phòng cháy, y tế, vệ sinh thực phẩm", "Fire safety, medical cover and food safety"], [fromGrassroots, everyKind, days(10)], [owners.healthAndPolice, evidence.minutes]),
  line("H03", ["Kiểm tra điện, mạng, phương án dự phòng", "Check power and network, and the fallback"], [fromGrassroots, everyKind, days(5)], [owners.office, evidence.acceptance]),
  line("H04", ["Bảo vệ bí mật nhà nước, kiểm soát thiết bị", "Protect State secrets, control devices"], [fromSuperior, everyKind, days(5)], [owners.office, evidence.rules]),

  line("I01", ["Phòng họp không giấy: cài đặt và tập huấn", "Paperless meeting room: installed and taught"], [fromSuperior, everyKind, days(15)], [owners.office, evidence.minutes], { rule: known("reported", PLANS) }),
  line("I02", ["Điểm danh bằng mã QR hoặc nhận diện khuôn mặt", "Attendance by QR code or face recognition"], [fromSuperior, everyKind, days(7)], [owners.office, evidence.acceptance], { rule: known("reported", PLANS) }),
  line("I03", ["Chạy thử phần mềm kiểm phiếu", "Try out the ballot-counting software"], [fromSuperior, electing, days(5)], [owners.office, one("Biên bản thử", "Trial record")], { rule: known("confirmed", "04-HD/TW") }),
  line("I04", ["Sao lưu, ghi âm, ghi hình theo quy định", "Back-up and recording as prescribed"], [fromGrassroots, everyKind, days(3)], [owners.office, evidence.minutes]),

  line("J01", ["Kịch bản điều hành phiên trù bị", "Chairing script of the preparatory session"], [fromGrassroots, everyKind, days(5)], [owners.office, evidence.script]),
  line("J02", ["Kịch bản điều hành phiên chính thức", "Chairing script of the official session"], [all, everyKind, days(5)], [owners.office, evidence.script]),
  line("J03", ["Danh sách đoàn chủ tịch, thư ký, ban thẩm tra tư cách", "List of presidium, secretariat and credentials board"], [fromGrassroots, everyKind, days(20)], [owners.committee, evidence.list], { rule: known("confirmed", "190-QĐ/TW, Điều 7") }),
  line("J04", ["Nội quy, quy chế làm việc của đại hội", "House rules and working rules of the congress"], [fromGrassroots, everyKind, days(20)], [owners.committee, evidence.rules]),
  line("J05", ["Diễn văn khai mạc, bế mạc; phát biểu của cấp trên", "Opening and closing addresses; speech of the superior"], [fromGrassroots, everyKind, days(5)], [owners.office, one("Văn bản", "Texts")]),
  line("J06", ["Phiếu bầu, hòm phiếu, ban kiểm phiếu", "Ballots, ballot boxes and counting board"], [all, electing, days(3)], [owners.personnel, one("Mẫu phiếu", "Ballot form")], { blocking: true }),
  line("J07", ["Phương án bầu lại, bầu thiếu", "What to do when too few are elected"], [fromGrassroots, electing, days(3)], [owners.personnel, evidence.script]),
  line("J08", ["Phương án khi có mặt không đủ 2/3 đại biểu", "What to do when fewer than two thirds are present"], [fromGrassroots, everyKind, days(3)], [owners.office, evidence.script]),
  line("J09", ["Tổng duyệt", "Dress rehearsal"], [fromGrassroots, everyKind, days(1)], [owners.office, evidence.minutes]),
  line("J10", ["Bầu đoàn đại biểu; kết quả kiểm phiếu", "Election of the delegation; result of the count"], [fromGrassroots, electing, days(0)], [owners.presidium, one("Biên bản kiểm phiếu", "Counting record")]),
  line("J11", ["Công bố quyết định chỉ định (đại hội 2 nội dung)", "Announce the decision of appointment (two contents)"], [fromSuperior, appointed, days(0)], [owners.superior, evidence.decision]),
  line("J12", ["Hội nghị ban chấp hành lần thứ nhất: bầu ban thường vụ, bí thư, ủy ban kiểm tra", "First meeting of the committee: standing committee, secretary, inspection committee elected"], [fromGrassroots, committee, days(0)], [owners.executive, evidence.minutes]),

  line("K01", ["Báo cáo kết quả, biên bản bầu cử, trích ngang", "Report of the result, election records and short biographies"], [all, electing, workingDaysAfter(7)], [owners.newCommittee, evidence.report], { derivedFrom: "outcomeReported", rule: known("confirmed", "24-QĐ/TW, khoản 16.1.1") }),
  line("K02", ["Tờ trình đề nghị chuẩn y", "Submission that asks for ratification"], [all, electing, workingDaysAfter(7)], [owners.newCommittee, evidence.submission]),
  // 7 working days for the report, and 15 from the day on which the superior receives it.
  line("K03", ["Chuẩn y kết quả bầu cử", "Ratification of the election"], [fromGrassroots, electing, workingDaysAfter(22)], [owners.superior, evidence.decision], { derivedFrom: "ratified", rule: known("confirmed", "24-QĐ/TW, khoản 16.1.2") }),
  line("K04", ["Bàn giao giữa cấp ủy cũ và mới", "Hand-over from the old to the new committee"], [fromGrassroots, everyKind, daysAfter(10)], [owners.committee, evidence.minutes]),
  line("K05", ["Ban hành nghị quyết, chương trình hành động", "Issue the resolution and the action programme"], [fromGrassroots, everyKind, daysAfter(30)], [owners.executive, evidence.resolution]),
  line("K06", ["Quy chế làm việc của ban chấp hành, ban thường vụ khóa mới", "Working rules of the new executive and standing committees"], [fromGrassroots, everyKind, daysAfter(30)], [owners.executive, evidence.rules]),
  line("K07", ["Phân công nhiệm vụ cấp ủy viên", "Assign tasks to the committee members"], [fromGrassroots, everyKind, daysAfter(10)], [owners.standing, evidence.notice]),
  line("K08", ["Nộp lưu hồ sơ đại hội", "Hand the congress dossiers to the archive"], [fromGrassroots, everyKind, daysAfter(30)], [owners.office, one("Biên bản giao nộp", "Deposit record")], { rule: known("confirmed", "62-HD/VPTW") }),
  line("K09", ["Quyết toán kinh phí", "Settle the accounts"], [fromGrassroots, everyKind, daysAfter(30)], [owners.office, one("Quyết toán", "Final account")]),
  line("K10", ["Rút kinh nghiệm (đại hội điểm)", "Lessons learned (pilot congress)"], [fromSuperior, everyKind, daysAfter(7)], [owners.organisation, evidence.report]),
  // The sources give no day; the clock of a denunciation in the Party is taken.
  line("K11", ["Giải quyết tiếp đơn thư được bàn giao", "Settle the letters that were handed over"], [fromGrassroots, everyKind, workingDaysAfter(90)], [owners.newInspection, evidence.conclusion]),
  line("K12", ["Bố trí, chính sách đối với cán bộ không tái cử", "Posts and benefits of those who did not stand again"], [fromGrassroots, electing, daysAfter(30)], [owners.organisation, evidence.decision], { rule: known("reported", PLANS) }),
  line("K13", ["Cập nhật cơ sở dữ liệu đảng viên, cán bộ", "Update the databases of members and cadres"], [fromGrassroots, everyKind, daysAfter(15)], [owners.organisation, one("Bản ghi", "Record")]),
];

type AtLevel = Partial<Record<Level, Partial<Pick<ChecklistItem, "lead" | "blocking" | "derivedFrom">>>>;

const lettersAnswered = { blocking: true, derivedFrom: "lettersBeforeCutoffClosed" } as const;

/** Where a level differs. A cell has no E02, so that E01 answers for its letters. */
const AT_LEVEL: Readonly<Record<string, AtLevel>> = {
  E01: { cell: lettersAnswered, sectional: lettersAnswered },
  E03: { grassroots: { lead: workingDays(25) } },
};

/** The lines of a congress of this level with so many contents, in the order of the codes. */
export function checklistFor(level: Level, contents: Contents): readonly ChecklistItem[] {
  return LISTS[level][contents];
}

function listFor(level: Level, contents: Contents): readonly ChecklistItem[] {
  return CHECKLIST.filter((item) => item.levels.includes(level) && item.contents.includes(contents)).map((item) => ({
    ...item,
    ...AT_LEVEL[item.code]?.[level],
  }));
}

function listsFor(level: Level): Readonly<Record<Contents, readonly ChecklistItem[]>> {
  return { 2: listFor(level, 2), 3: listFor(level, 3), 4: listFor(level, 4) };
}

// Readiness asks for the list of every congress, so each is made once.
const LISTS: Readonly<Record<Level, Readonly<Record<Contents, readonly ChecklistItem[]>>>> = {
  cell: listsFor("cell"),
  sectional: listsFor("sectional"),
  grassroots: listsFor("grassroots"),
  directSuperior: listsFor("directSuperior"),
  province: listsFor("province"),
};

/** The line of that code, or null. */
export function checklistItem(code: string): ChecklistItem | null {
  return CHECKLIST.find((item) => item.code === code) ?? null;
}
