import { day, month, windowOf } from "#app/core/time/day.ts";
import type { Words } from "./certainty.ts";
import type { CommitteeSize, Edition, Range } from "./edition.ts";
import { kl127 } from "./kl127.ts";
import { assumed, confirmed, everyLevel, reported } from "./rule.ts";

const BEFORE: Words = {
  vi: "\"Trước ngày\" được hiểu là ngày cuối cùng là ngày liền trước; ngày bắt đầu là mặc định của phần mềm.",
  en: "\"Before\" is read literally: the last day is the one before. The first day is a default of the software.",
};
const CELL_ORDER: Words = {
  vi: "Không quy định lại; phần mềm cho đến hạn của cấp trên trực tiếp, thứ tự dưới trước trên sau vẫn áp dụng.",
  en: "Not set anew; the software allows until the deadline of the direct superior, and lower-before-upper holds.",
};
const SECTIONAL_ORDER: Words = {
  vi: "Trước đại hội đảng bộ cơ sở; ngày cụ thể là mặc định của phần mềm.",
  en: "Before the grassroots congress; the days themselves are a default of the software.",
};
const AS_DESIGNATED: Words = {
  vi: "Giữ số lượng được chỉ định khi hợp nhất, giảm dần trong 5 năm.",
  en: "Keeps the number designated at the merger, to be cut within five years.",
};
const AS_BEFORE: Words = {
  vi: "Như nhiệm kỳ trước.",
  en: "As in the term before.",
};

const exactly = (n: number): Range => ({ min: n, max: n });
const appendix = "45-CT/TW, Phụ lục 3";

function commune(max: number): CommitteeSize {
  return {
    ...kl127.committee.communeUnmerged,
    members: confirmed({ min: null, max }, appendix, {
      vi: "Khung chung 27–33; tối đa 27 nếu không sắp xếp hoặc nhập từ 2 đơn vị, 33 nếu nhập từ 3 đơn vị trở lên.",
      en: "27–33 overall; at most 27 when unmerged or merged from 2 units, 33 when merged from 3 or more.",
    }),
    standing: confirmed({ min: 9, max: 11 }, appendix),
    deputies: confirmed(exactly(2), appendix),
  };
}

/** The directive under which the season was held; appointment takes the place of election after a merger. */
export const ct45: Edition = {
  ...kl127,
  code: "CT45",
  title: {
    vi: "Chỉ thị 45-CT/TW ngày 14/4/2025 và Kết luận 150-KL/TW",
    en: "Directive 45-CT/TW of 14 April 2025 with Conclusion 150-KL/TW",
  },
  from: day("2025-04-14"),
  extends: "KL127",
  documents: [
    "45-CT/TW",
    "150-KL/TW",
    "31-HD/BTCTW",
    "8548-CV/BTCTW",
    "27-HD/BTCTW",
    "190-QĐ/TW",
    "08-HD/UBKTTW",
    "04-HD/TW",
  ],
  window: {
    cell: assumed(windowOf("2024-10-01", "2025-08-31"), "45-CT/TW", CELL_ORDER),
    sectional: assumed(windowOf("2024-10-01", "2025-06-30"), "45-CT/TW", SECTIONAL_ORDER),
    grassroots: confirmed(windowOf("2025-04-01", "2025-06-30"), "45-CT/TW", BEFORE),
    directSuperior: reported(windowOf("2025-06-01", "2025-08-31"), "45-CT/TW", BEFORE),
    province: reported(windowOf("2025-09-01", "2025-10-31"), "45-CT/TW", BEFORE),
  },
  suspension: everyLevel(confirmed(null, "45-CT/TW")),
  maxHalfDays: {
    ...kl127.maxHalfDays,
    grassroots: confirmed(4, "45-CT/TW"),
    directSuperior: reported(4, "45-CT/TW"),
    province: reported(8, "45-CT/TW", {
      vi: "Có thể ngắn hơn nếu đại hội chỉ có 2 nội dung.",
      en: "May be shorter for a congress of two contents.",
    }),
  },
  preparatoryHalfDays: {
    ...kl127.preparatoryHalfDays,
    directSuperior: reported(1, "45-CT/TW"),
    province: reported(1, "45-CT/TW"),
  },
  contents: {
    unaffected: confirmed([4], "45-CT/TW"),
    personnelDifficulty: confirmed([3, 4], "45-CT/TW", {
      vi: "Phải được cấp ủy có thẩm quyền đồng ý.",
      en: "With the consent of the competent committee.",
    }),
    merged: confirmed([2], "45-CT/TW"),
    founded: confirmed([2], "45-CT/TW"),
    commune: reported([2], "45-CT/TW", {
      vi: "Kể cả xã không sắp xếp, theo cách ghi của Tỉnh ủy Nghệ An.",
      en: "Unmerged communes as well, in the wording of Nghệ An.",
    }),
  },
  ageMonth: {
    ...kl127.ageMonth,
    grassroots: confirmed(month("2025-04"), "45-CT/TW"),
    directSuperior: confirmed(month("2025-06"), "45-CT/TW"),
    commune: confirmed(month("2025-07"), "45-CT/TW"),
    province: confirmed(month("2025-09"), "45-CT/TW"),
    statePosts: confirmed(month("2026-03"), "45-CT/TW"),
  },
  serviceMonths: {
    firstTime: confirmed(60, "45-CT/TW"),
    reElected: confirmed(48, "45-CT/TW"),
    reElectedProvincialDeputy: confirmed(42, "45-CT/TW"),
  },
  committee: {
    ...kl127.committee,
    communeUnmerged: commune(27),
    communeFromTwo: commune(27),
    communeFromThree: commune(33),
    provinceUnmerged: {
      ...kl127.committee.provinceUnmerged,
      members: confirmed<Range | null>(null, appendix, AS_BEFORE),
      standing: confirmed<Range | null>(null, appendix, AS_BEFORE),
      deputies: confirmed<Range | null>(null, "Kết luận 102-KL/TW (30/11/2024)", AS_BEFORE),
    },
    provinceMerged: {
      ...kl127.committee.provinceMerged,
      members: confirmed<Range | null>(null, appendix, AS_DESIGNATED),
      standing: confirmed<Range | null>(null, appendix, AS_DESIGNATED),
      deputies: confirmed<Range | null>(null, appendix, AS_DESIGNATED),
    },
  },
  delegates: {
    grassroots: confirmed(250, "45-CT/TW"),
    commune: confirmed(250, "45-CT/TW"),
    directSuperior: confirmed(300, "45-CT/TW"),
    provinceUnmerged: confirmed(400, "45-CT/TW", {
      vi: "Nghệ An, Thanh Hóa không quá 500; Hà Nội, TP. Hồ Chí Minh không quá 550.",
      en: "Nghệ An and Thanh Hóa at most 500; Hà Nội and Hồ Chí Minh City at most 550.",
    }),
    provinceFromTwo: confirmed(450, "45-CT/TW"),
    provinceFromThree: confirmed(500, "45-CT/TW", {
      vi: "TP. Hồ Chí Minh không quá 550.",
      en: "Hồ Chí Minh City at most 550.",
    }),
  },
  ratios: {
    ...kl127.ratios,
    youngUnderAge: {
      ...everyLevel(
        assumed(40, "45-CT/TW", {
          vi: "Giữ theo nhiệm kỳ trước; chưa có nguồn cho cấp này.",
          en: "Kept from the former term; no source for this level.",
        }),
      ),
      province: reported(42, "45-CT/TW"),
    },
    sciencePercent: reported<number | null>(5, "45-CT/TW"),
    middleAgePercent: assumed<Range | null>(null, "45-CT/TW", {
      vi: "Ba độ tuổi vẫn bắt buộc; tỷ lệ năm 2025 chưa tìm thấy.",
      en: "Three age bands are still required; their shares of 2025 were not found.",
    }),
  },
  cellRounds: {
    ...kl127.cellRounds,
    firstWindow: assumed(windowOf("2024-10-01", "2025-08-31"), "45-CT/TW", CELL_ORDER),
  },
};
