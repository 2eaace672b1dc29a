import { day, month, windowOf } from "#app/core/time/day.ts";
import type { Words } from "./certainty.ts";
import type { CommitteeSize, Edition, Range } from "./edition.ts";
import type { Clock, Lead } from "./lead.ts";
import { assumed, confirmed, everyLevel, reported } from "./rule.ts";

const NOT_FOUND: Words = {
  vi: "Chưa tìm thấy trong nguồn nào; cần cán bộ nghiệp vụ xác nhận.",
  en: "Not found in any source; a domain officer has to confirm it.",
};
const ONE_PROVINCE: Words = {
  vi: "Theo kế hoạch của một tỉnh; tỉnh khác có thể quy định khác.",
  en: "From one province's plan; other provinces may differ.",
};
const FORMER_TERM: Words = {
  vi: "Theo văn bản của nhiệm kỳ trước; chưa đối chiếu được văn bản mới.",
  en: "From a text of the former term; not compared with the new one yet.",
};
const BEFORE: Words = {
  vi: "\"Trước ngày\" được hiểu là ngày cuối cùng là ngày liền trước; ngày bắt đầu là mặc định của phần mềm.",
  en: "\"Before\" is read literally: the last day is the one before. The first day is a default of the software.",
};
const IN_ORDER: Words = {
  vi: "Trước đại hội đảng bộ cơ sở; ngày cụ thể là mặc định của phần mềm.",
  en: "Before the grassroots congress; the days themselves are a default of the software.",
};

const unknownSize: CommitteeSize = {
  members: assumed<Range | null>(null, "35-CT/TW", NOT_FOUND),
  standing: assumed<Range | null>(null, "35-CT/TW", NOT_FOUND),
  deputies: assumed<Range | null>(null, "35-CT/TW", NOT_FOUND),
  inspection: assumed<Range | null>(null, "35-CT/TW", NOT_FOUND),
  inspectionDeputies: assumed<Range | null>(null, "35-CT/TW", NOT_FOUND),
};
const atMost = (max: number): Range => ({ min: null, max });

const days = (amount: number): Omit<Lead, "from" | "wanted"> => ({ amount, unit: "calendarDays" });
const workingDays = (amount: number): Omit<Lead, "from" | "wanted"> => ({ amount, unit: "workingDays" });
const before = (span: Omit<Lead, "from" | "wanted">, wanted: Lead["wanted"]): Lead | null => ({ ...span, from: "opening", wanted });

const approval = before(workingDays(45), "blocks");
const approvalBelow = assumed(approval, "Kế hoạch của Tỉnh ủy Hà Tĩnh thực hiện 35-CT/TW", ONE_PROVINCE);
const approvalFrom = reported(approval, "Kế hoạch của Tỉnh ủy Hà Tĩnh thực hiện 35-CT/TW", ONE_PROVINCE);
const cutOffAbove = reported(before(workingDays(30), "warns"), "07-HD/UBKTTW", FORMER_TERM);
const cutOffGrassroots = reported(before(workingDays(25), "warns"), "07-HD/UBKTTW", FORMER_TERM);
const cutOffBelow = assumed(before(workingDays(25), "warns"), "07-HD/UBKTTW", {
  vi: "Nguồn chỉ nêu cấp cơ sở; lấy bằng cấp cơ sở.",
  en: "The source names the grassroots level only; its value is taken.",
});
const candidacy = confirmed(before(workingDays(15), "blocksApproval"), "190-QĐ/TW");
const noCandidacy = confirmed<Lead | null>(null, "190-QĐ/TW", {
  vi: "Chỉ áp dụng từ cấp huyện và tương đương trở lên.",
  en: "Applies from the district level and its equivalents upwards only.",
});

const clock = (amount: number, unit: Clock["unit"], from: Clock["from"]): Clock => ({ amount, unit, from });

/** The first regime of the season: windows as provinces carried them out in their plans. */
export const ct35: Edition = {
  code: "CT35",
  title: {
    vi: "Chỉ thị 35-CT/TW ngày 14/6/2024",
    en: "Directive 35-CT/TW of 14 June 2024",
  },
  from: day("2024-06-14"),
  extends: null,
  documents: ["35-CT/TW", "27-HD/BTCTW", "190-QĐ/TW", "08-HD/UBKTTW", "04-HD/TW"],
  window: {
    cell: reported(windowOf("2024-10-01", "2025-04-01"), "35-CT/TW, kế hoạch các tỉnh", {
      vi: "Các kế hoạch tìm được khác nhau: trước 28/2/2025 (Hà Tĩnh), tháng 2–31/3/2025 (Lào Cai), tháng 1–31/3/2025 (Hải Dương).",
      en: "The plans found differ: before 28/2/2025 (Hà Tĩnh), February to 31/3/2025 (Lào Cai), January to 31/3/2025 (Hải Dương).",
    }),
    sectional: assumed(windowOf("2024-10-01", "2025-06-30"), "35-CT/TW, kế hoạch các tỉnh", IN_ORDER),
    grassroots: reported(windowOf("2025-04-01", "2025-06-30"), "35-CT/TW, kế hoạch các tỉnh", BEFORE),
    directSuperior: reported(windowOf("2025-06-01", "2025-08-31"), "35-CT/TW, kế hoạch các tỉnh", {
      vi: "Các kế hoạch tìm được khác nhau: trước 25/8 (Hà Tĩnh), 30/8 (Lào Cai), 31/8/2025 (TP. Hồ Chí Minh).",
      en: "The plans found differ: before 25/8 (Hà Tĩnh), 30/8 (Lào Cai), 31/8/2025 (Hồ Chí Minh City).",
    }),
    province: reported(windowOf("2025-09-01", "2025-10-31"), "35-CT/TW, kế hoạch các tỉnh", BEFORE),
  },
  suspension: everyLevel(confirmed(null, "35-CT/TW")),
  maxHalfDays: {
    cell: reported(2, "35-CT/TW, kế hoạch các tỉnh", {
      vi: "Không quá 1 ngày (Hà Tĩnh); nơi khác không quá nửa ngày.",
      en: "At most 1 day (Hà Tĩnh); elsewhere at most half a day.",
    }),
    sectional: reported(2, "35-CT/TW, kế hoạch các tỉnh"),
    grassroots: reported(4, "35-CT/TW, kế hoạch các tỉnh"),
    directSuperior: reported(6, "35-CT/TW, kế hoạch các tỉnh"),
    province: reported(8, "35-CT/TW, kế hoạch các tỉnh"),
  },
  preparatoryHalfDays: {
    cell: assumed(0, "35-CT/TW"),
    sectional: assumed(0, "35-CT/TW"),
    grassroots: assumed(1, "35-CT/TW"),
    directSuperior: reported(1, "35-CT/TW, kế hoạch các tỉnh"),
    province: reported(1, "35-CT/TW, kế hoạch các tỉnh"),
  },
  contents: {
    unaffected: reported([4], "35-CT/TW"),
    personnelDifficulty: assumed([3, 4], "35-CT/TW"),
    merged: assumed([4], "35-CT/TW"),
    founded: assumed([4], "35-CT/TW"),
    commune: assumed([4], "35-CT/TW"),
  },
  ageMonth: {
    cell: assumed(month("2025-04"), "35-CT/TW", IN_ORDER),
    sectional: assumed(month("2025-04"), "35-CT/TW", IN_ORDER),
    grassroots: reported(month("2025-04"), "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW"),
    directSuperior: reported(month("2025-06"), "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW"),
    commune: confirmed(null, "35-CT/TW", {
      vi: "Xã chưa trực thuộc tỉnh.",
      en: "Communes do not stand directly under the province yet.",
    }),
    province: reported(month("2025-09"), "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW"),
    statePosts: reported(month("2026-05"), "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW"),
  },
  serviceMonths: {
    firstTime: reported(60, "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW"),
    reElected: reported(30, "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW"),
    reElectedProvincialDeputy: reported(30, "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW"),
  },
  committee: {
    cell: unknownSize,
    sectional: { ...unknownSize, members: reported(atMost(7), "Bộ tài liệu đại hội mẫu") },
    grassroots: {
      ...unknownSize,
      members: assumed(atMost(15), "35-CT/TW"),
      standing: assumed(atMost(5), "35-CT/TW"),
      deputies: assumed({ min: 1, max: 2 }, "35-CT/TW"),
    },
    communeUnmerged: unknownSize,
    communeFromTwo: unknownSize,
    communeFromThree: unknownSize,
    directSuperior: unknownSize,
    provinceUnmerged: unknownSize,
    provinceMerged: unknownSize,
  },
  delegates: {
    grassroots: assumed<number | null>(null, "35-CT/TW", NOT_FOUND),
    commune: assumed<number | null>(null, "35-CT/TW", NOT_FOUND),
    directSuperior: assumed<number | null>(null, "35-CT/TW", NOT_FOUND),
    provinceUnmerged: assumed<number | null>(null, "35-CT/TW", NOT_FOUND),
    provinceFromTwo: assumed<number | null>(null, "35-CT/TW", NOT_FOUND),
    provinceFromThree: assumed<number | null>(null, "35-CT/TW", NOT_FOUND),
  },
  attendance: {
    allMemberBelow: reported(200, "Thông tri của Tỉnh ủy Nghệ An thực hiện 35-CT/TW", FORMER_TERM),
    cellCommitteeFrom: reported(9, "Bộ tài liệu đại hội mẫu"),
    quorumPart: assumed(2 / 3, "Điều lệ Đảng, Điều 11"),
  },
  surplus: {
    slateMinPercent: confirmed(10, "190-QĐ/TW, Điều 14"),
    slateMaxPercent: confirmed(15, "190-QĐ/TW, Điều 14"),
    totalMaxPercent: confirmed(30, "190-QĐ/TW, Điều 14"),
    offSlateSupportPercent: confirmed(30, "190-QĐ/TW, Điều 14"),
  },
  ratios: {
    womenPercent: reported(15, "35-CT/TW", FORMER_TERM),
    youngPercent: reported(10, "35-CT/TW", FORMER_TERM),
    youngUnderAge: everyLevel(reported(40, "Chỉ thị 35-CT/TW (2019)", FORMER_TERM)),
    sciencePercent: assumed<number | null>(null, "35-CT/TW", NOT_FOUND),
    middleAgePercent: reported<Range | null>({ min: 40, max: 50 }, "Chỉ thị 35-CT/TW (2019)", FORMER_TERM),
    renewalPart: reported(1 / 3, "Chỉ thị 35-CT/TW (2019)", FORMER_TERM),
  },
  leads: {
    superiorApproval: {
      cell: approvalBelow,
      sectional: approvalBelow,
      grassroots: approvalFrom,
      directSuperior: approvalFrom,
      province: approvalFrom,
    },
    conveningNotice: everyLevel(confirmed(before(workingDays(30), "blocks"), "24-QĐ/TW, khoản 11.1")),
    letterCutOff: {
      cell: cutOffBelow,
      sectional: cutOffBelow,
      grassroots: cutOffGrassroots,
      directSuperior: cutOffAbove,
      province: cutOffAbove,
    },
    candidacyDossier: {
      cell: noCandidacy,
      sectional: noCandidacy,
      grassroots: noCandidacy,
      directSuperior: candidacy,
      province: candidacy,
    },
    sendingDocuments: everyLevel(assumed(before(days(10), "warns"), "Mặc định của phần mềm", NOT_FOUND)),
    assetDeclaration: everyLevel(
      assumed(before(days(10), "blocksApproval"), "Luật Phòng, chống tham nhũng 2018, Điều 36", {
        vi: "Loại kê khai này có trong luật; con số 10 ngày chưa được xác nhận.",
        en: "The law knows this kind of declaration; the 10 days are not confirmed.",
      }),
    ),
    resultReport: everyLevel(
      confirmed<Lead | null>({ ...workingDays(7), from: "closing", wanted: "warns" }, "24-QĐ/TW, khoản 16.1.1"),
    ),
    ratification: everyLevel(
      confirmed<Lead | null>({ ...workingDays(15), from: "receipt", wanted: "warns" }, "24-QĐ/TW, khoản 16.1.2"),
    ),
    bodyResponse: everyLevel(
      assumed<Lead | null>({ ...workingDays(15), from: "receipt", wanted: "warns" }, "Mặc định của phần mềm", NOT_FOUND),
    ),
  },
  validity: {
    healthCertificate: assumed({ amount: 6, unit: "months" }, "190-QĐ/TW", NOT_FOUND),
    residenceComments: assumed({ amount: 6, unit: "months" }, "190-QĐ/TW", {
      vi: "Nguồn chỉ nói \"gần nhất\"; 6 tháng là mặc định của phần mềm.",
      en: "The sources say \"recent\" only; 6 months is a default of the software.",
    }),
    photo: confirmed({ amount: 6, unit: "months" }, "Hướng dẫn hồ sơ nhân sự đại hội"),
  },
  clocks: {
    partyDenunciation: reported(clock(90, "workingDays", "receipt"), "22-QĐ/TW", FORMER_TERM),
    partyDenunciationExtension: reported(clock(30, "workingDays", "expiry"), "22-QĐ/TW", FORMER_TERM),
    centrallyManaged: confirmed(clock(180, "calendarDays", "decision"), "164-QĐ/TW"),
    centrallyManagedExtension: confirmed(clock(60, "calendarDays", "expiry"), "164-QĐ/TW"),
    denunciationCheck: assumed(clock(7, "workingDays", "receipt"), "25/2018/QH14"),
    denunciationCheckElsewhere: assumed(clock(10, "workingDays", "receipt"), "25/2018/QH14"),
    stateDenunciation: confirmed(clock(30, "calendarDays", "acceptance"), "25/2018/QH14"),
    stateDenunciationExtension: confirmed(clock(30, "calendarDays", "expiry"), "25/2018/QH14"),
    complaintAcceptance: confirmed(clock(10, "calendarDays", "receipt"), "02/2011/QH13"),
    complaint: confirmed(clock(30, "calendarDays", "acceptance"), "02/2011/QH13"),
    complaintComplex: confirmed(clock(45, "calendarDays", "acceptance"), "02/2011/QH13"),
    complaintRemote: confirmed(clock(45, "calendarDays", "acceptance"), "02/2011/QH13"),
    complaintRemoteComplex: confirmed(clock(60, "calendarDays", "acceptance"), "02/2011/QH13"),
    disciplineComplaintLodging: confirmed(clock(30, "workingDays", "decision"), "22-QĐ/TW"),
    notification: assumed(clock(5, "workingDays", "acceptance"), "25/2018/QH14"),
  },
  cellRounds: {
    firstTerm: confirmed("2025–2027", "24-QĐ/TW"),
    firstWindow: reported(windowOf("2024-10-01", "2025-04-01"), "35-CT/TW, kế hoạch các tỉnh"),
    secondTerm: assumed("2027–2030", "24-QĐ/TW"),
    secondWindow: assumed(windowOf("2027-01-01", "2028-01-01"), "24-QĐ/TW", {
      vi: "Hai lần đại hội trong năm năm; các tháng là mặc định của phần mềm.",
      en: "Two congresses in five years; the months are a default of the software.",
    }),
    shiftMonths: confirmed(6, "24-QĐ/TW"),
  },
  personnel: {
    standingTopUp: assumed("allowed", "35-CT/TW"),
    caretaker: assumed("untilCongress", "35-CT/TW"),
  },
};
