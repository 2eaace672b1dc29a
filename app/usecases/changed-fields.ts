type Plain = string | number | boolean | null;

/** The fields of an edit that differ from what stood there, before and after, for the log. */
export function changedFields<E extends Readonly<Record<string, Plain>>>(
  old: { readonly [K in keyof E]: Plain },
  edit: E,
): { before: Record<string, Plain>; after: Record<string, Plain> } {
  const before: Record<string, Plain> = {};
  const after: Record<string, Plain> = {};
  for (const [field, value] of Object.entries(edit)) {
    const was = old[field] ?? null;
    if (was === value) continue;
    before[field] = was;
    after[field] = value;
  }
  return { before, after };
}
