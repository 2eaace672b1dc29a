import type { Shown, ShownCause } from "#app/core/readiness/standing.ts";
import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import { checklistItem, type DerivedFact } from "#app/core/rules/checklist.ts";

/** Where a cause is mended. */
export type Mend = "date" | "congress" | "slate" | "outcome" | "children" | "line" | "nowhere";

/** A cause with what the reader is told of it: the line's text, whose it is, how well its day is known. */
export type ToldCause = ShownCause & {
  readonly text: Words | null;
  readonly owner: Words | null;
  readonly certainty: Certainty | null;
  readonly mend: Mend;
};

const MENDED_AT: Readonly<Record<DerivedFact, Mend>> = {
  dateApproved: "date",
  conveningNoticeRecorded: "congress",
  slateComplete: "slate",
  checksClosed: "slate",
  lettersBeforeCutoffClosed: "nowhere",
  childrenClosed: "children",
  outcomeReported: "outcome",
  ratified: "outcome",
};

export const mendOf = (fact: DerivedFact | undefined): Mend => (fact === undefined ? "line" : MENDED_AT[fact]);

const BOARD: Words = { vi: "Ban Tổ chức", en: "Organisation board" };
const SUPERIOR: Words = { vi: "Cấp ủy cấp trên", en: "Superior committee" };
const OFFICE: Words = { vi: "Văn phòng cấp ủy", en: "Committee office" };
const INSPECTION: Words = { vi: "Ủy ban Kiểm tra", en: "Inspection committee" };

type Person = Pick<ToldCause, "owner" | "mend">;

const OF_CODE: Readonly<Record<Exclude<ShownCause["code"], "lineOverdue" | "lineReturned" | "lineDueSoon">, Person>> = {
  windowPassed: { owner: BOARD, mend: "date" },
  undated: { owner: BOARD, mend: "date" },
  outcomeMissing: { owner: OFFICE, mend: "outcome" },
  planFinding: { owner: BOARD, mend: "congress" },
  dateNotApproved: { owner: SUPERIOR, mend: "congress" },
  restricted: { owner: INSPECTION, mend: "nowhere" },
  // Shown only as "restricted".
  lettersPending: { owner: null, mend: "nowhere" },
};

/** The main causes in full, at most `take`. */
export function told({ causes }: Shown, take: number): ToldCause[] {
  return causes.slice(0, take).map((cause) => {
    const item = cause.lineCode === null ? null : checklistItem(cause.lineCode);
    if (item !== null)
      return { ...cause, text: { vi: item.vi, en: item.en }, owner: item.owner, certainty: item.certainty, mend: mendOf(item.derivedFrom) };
    if (cause.code === "lineOverdue" || cause.code === "lineReturned" || cause.code === "lineDueSoon")
      return { ...cause, text: null, owner: null, certainty: null, mend: "line" };
    return { ...cause, text: null, certainty: null, ...OF_CODE[cause.code] };
  });
}
