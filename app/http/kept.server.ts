/**
 * After a lost race the form brings, beside each field, what the other person saved ("theirs.<field>") and which of the
 * two is kept ("keep.<field>"). Where theirs was chosen it takes the place of what was typed.
 */
export function keepChosen(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  const fields: Record<string, unknown> = { ...body };
  for (const [name, choice] of Object.entries(fields)) {
    if (!name.startsWith("keep.") || choice !== "theirs") continue;
    const field = name.slice("keep.".length);
    fields[field] = fields[`theirs.${field}`];
  }
  return fields;
}
