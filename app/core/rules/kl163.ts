import { day, windowOf } from "#app/core/time/day.ts";
import type { Words } from "./certainty.ts";
import { ct45 } from "./ct45.ts";
import type { CommitteeSize, Edition } from "./edition.ts";
import { assumed, confirmed, everyLevel, reported } from "./rule.ts";

const NOT_COMPARED: Words = {
  vi: "Theo 24-QĐ/TW; 294-QĐ/TW (26/5/2025) đã thay thế, giả định giữ nguyên.",
  en: "From 24-QĐ/TW, which 294-QĐ/TW (26/5/2025) replaced; assumed to be kept.",
};
const BEFORE: Words = {
  vi: "\"Trước ngày\" được hiểu là ngày cuối cùng là ngày liền trước; ngày bắt đầu là mặc định của phần mềm.",
  en: "\"Before\" is read literally: the last day is the one before. The first day is a default of the software.",
};
const inspectionGuidance = "UBKTTW-6/2025";

function withInspection(size: CommitteeSize, members: [number, number], deputies: [number, number]): CommitteeSize {
  return {
    ...size,
    inspection: reported({ min: members[0], max: members[1] }, inspectionGuidance),
    inspectionDeputies: reported({ min: deputies[0], max: deputies[1] }, inspectionGuidance),
  };
}

/** Merged units hold congresses of two contents, and the former committee runs them until one is appointed. */
export const kl163: Edition = {
  ...ct45,
  code: "KL163",
  title: {
    vi: "Kết luận 163-KL/TW ngày 6/6/2025",
    en: "Conclusion 163-KL/TW of 6 June 2025",
  },
  from: day("2025-06-06"),
  extends: "CT45",
  documents: [...ct45.documents, "163-KL/TW", "294-QĐ/TW", "296-QĐ/TW"],
  window: {
    ...ct45.window,
    grassroots: confirmed(windowOf("2025-04-01", "2025-06-30"), "163-KL/TW", BEFORE),
  },
  contents: {
    ...ct45.contents,
    merged: confirmed([2], "163-KL/TW"),
  },
  committee: {
    ...ct45.committee,
    communeUnmerged: withInspection(ct45.committee.communeUnmerged, [3, 5], [1, 2]),
    communeFromTwo: withInspection(ct45.committee.communeFromTwo, [5, 7], [1, 2]),
    communeFromThree: withInspection(ct45.committee.communeFromThree, [5, 7], [1, 2]),
    provinceUnmerged: withInspection(ct45.committee.provinceUnmerged, [11, 13], [3, 4]),
    provinceMerged: withInspection(ct45.committee.provinceMerged, [11, 13], [3, 4]),
  },
  leads: {
    ...ct45.leads,
    conveningNotice: everyLevel(assumed(ct45.leads.conveningNotice.cell.value, "294-QĐ/TW", NOT_COMPARED)),
    resultReport: everyLevel(assumed(ct45.leads.resultReport.cell.value, "294-QĐ/TW", NOT_COMPARED)),
    ratification: everyLevel(assumed(ct45.leads.ratification.cell.value, "294-QĐ/TW", NOT_COMPARED)),
  },
  clocks: {
    ...ct45.clocks,
    partyDenunciation: reported(ct45.clocks.partyDenunciation.value, "296-QĐ/TW", {
      vi: "Theo văn bản trước; câu chữ của 296-QĐ/TW chưa đối chiếu được.",
      en: "From the text before; the wording of 296-QĐ/TW was not compared.",
    }),
    partyDenunciationExtension: reported(ct45.clocks.partyDenunciationExtension.value, "296-QĐ/TW"),
    disciplineComplaintLodging: confirmed(ct45.clocks.disciplineComplaintLodging.value, "296-QĐ/TW, Điều 23"),
  },
  personnel: {
    ...ct45.personnel,
    caretaker: confirmed("untilAppointment", "163-KL/TW"),
  },
};
