/** An address with its parameters; empty ones are left out. */
export function address(path: string, params: Readonly<Record<string, string | number | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== null && value !== undefined && value !== "") query.append(name, String(value));
  return query.size === 0 ? path : `${path}?${query}`;
}
