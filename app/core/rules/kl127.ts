import { day, windowOf } from "#app/core/time/day.ts";
import type { Edition } from "./edition.ts";
import { kl118 } from "./kl118.ts";
import { confirmed } from "./rule.ts";

const untilCt45 = windowOf("2025-02-28", "2025-04-14");

/** Commune and district congresses stop until the restructuring is settled; cells go on. */
export const kl127: Edition = {
  ...kl118,
  code: "KL127",
  title: {
    vi: "Kết luận 127-KL/TW ngày 28/2/2025",
    en: "Conclusion 127-KL/TW of 28 February 2025",
  },
  from: day("2025-02-28"),
  extends: "KL118",
  documents: [...kl118.documents, "127-KL/TW", "128-KL/TW"],
  suspension: {
    ...kl118.suspension,
    grassroots: confirmed({ ...untilCt45, kinds: ["commune", "ward", "township"] }, "127-KL/TW", {
      vi: "Cấp xã; có nơi dừng cả tổ chức cơ sở đảng khác (TP. Hồ Chí Minh).",
      en: "Communes; some places stopped the other grassroots organisations as well (Hồ Chí Minh City).",
    }),
    directSuperior: confirmed({ ...untilCt45, kinds: ["district", "city", "districtTown", "urbanDistrict"] }, "127-KL/TW", {
      vi: "Cấp huyện: huyện, quận, thị xã, thành phố thuộc tỉnh.",
      en: "The district level: districts, towns and cities of a province.",
    }),
  },
};
