/** An address of this place; empty parameters are left out, lists are repeated. */
export function address(path: string, parameters: Readonly<Record<string, string | number | readonly string[] | null | undefined>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === "") continue;
    if (typeof value === "object") for (const each of value) query.append(name, each);
    else query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

export const unitAddress = (unitId: string): string => `/organisation/units/${unitId}`;
