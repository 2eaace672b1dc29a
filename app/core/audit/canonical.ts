/** What the log can hold: JSON without surprises. Members that are undefined are left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one way to write a value: members sorted by code unit, no blanks, numbers as ECMAScript writes them (RFC 8785).
 * A number that JSON cannot hold is a mistake of the caller and throws.
 */
export function canonical(value: Json): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`not a JSON number: ${value}`);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  // A loop, not a chain of lists: a million entries are verified at a time.
  let members = "";
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member !== undefined) members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
