/**
 * How well a rule is known: "confirmed" when a published copy of the governing text says it,
 * "reported" when only the press, one province's plan or the former term says it, "assumed" when
 * a domain officer still has to check it.
 */
export type Certainty = "confirmed" | "reported" | "assumed";

/** What a breach does: stops the deed, stops the approval only, or is shown as a warning. */
export type Severity = "blocks" | "blocksApproval" | "warns";

/** A text in both languages of the product. */
export type Words = { readonly vi: string; readonly en: string };

/** A dated parameter with the document and clause it comes from. */
export type Rule<T> = {
  readonly value: T;
  /** Code of a document of the registry, with the clause where it is known. */
  readonly source: string;
  readonly certainty: Certainty;
  readonly note?: Words;
};

/** Only a confirmed rule may block: a reported or assumed one warns whatever severity was wanted. */
export function severityOf(certainty: Certainty, wanted: Severity): Severity {
  return certainty === "confirmed" ? wanted : "warns";
}
