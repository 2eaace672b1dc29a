/** The roles of core/access, as far as letters tell them apart. */
export type LetterRole =
  | "planner"
  | "vettingOfficer"
  | "vettingLead"
  | "lettersOfficer"
  | "custodian"
  | "secretary"
  | "unitClerk"
  | "auditor"
  | "administrator";

/**
 * What somebody sees of a letter, the most first: everything; the register's line; whether something is pending or
 * cleared; that something restricted blocks; nothing at all.
 */
export const SIGHTS = ["full", "register", "flag", "restricted", "nothing"] as const;
export type Sight = (typeof SIGHTS)[number];

export type Look = {
  /** The roles that reach the unit of the letter. */
  readonly roles: readonly LetterRole[];
  readonly assigned: boolean;
  readonly recused: boolean;
  /** The letter concerns the very unit from which the viewer's grant comes, so that it may concern the viewer. */
  readonly ownUnit: boolean;
};

function sightOf(role: LetterRole, look: Look): Sight {
  switch (role) {
    case "lettersOfficer":
      return look.assigned ? "full" : "register";
    case "vettingOfficer":
    case "vettingLead":
      return "flag";
    case "planner":
      return "restricted";
    case "secretary":
      return look.ownUnit ? "nothing" : "restricted";
    case "custodian":
    case "unitClerk":
    case "auditor":
    case "administrator":
      return "nothing";
  }
}

/** The most that any of the viewer's roles shows; recusal beats them all. */
export function sight(look: Look): Sight {
  if (look.recused) return "nothing";
  const seen = look.roles.map((role) => sightOf(role, look));
  return SIGHTS.find((each) => seen.includes(each)) ?? "nothing";
}

export const SMALLEST_COUNT = 5;

/** A count as it may be shown: null below five. */
export const shownCount = (count: number): number | null => (count < SMALLEST_COUNT ? null : count);

export type ShownCounts<Key extends string> = { readonly cells: Readonly<Record<Key, number | null>>; readonly total: number | null };

/**
 * A table of counts and its total, without small numbers and without differences that give one away: what is hidden
 * adds up to five at least and is spread over two cells at least, else further cells and in the end the total go.
 */
export function shownCounts<Key extends string>(counts: Readonly<Record<Key, number>>): ShownCounts<Key> {
  const cells = (Object.entries(counts) as [Key, number][]).toSorted((a, b) => a[1] - b[1]);
  const total = cells.reduce((sum, [, count]) => sum + count, 0);
  let hidden = cells.filter(([, count]) => count < SMALLEST_COUNT).length;
  const sumHidden = (): number => cells.slice(0, hidden).reduce((sum, [, count]) => sum + count, 0);
  while (hidden > 0 && hidden < cells.length && (hidden < 2 || sumHidden() < SMALLEST_COUNT)) hidden += 1;
  const telling = hidden === 1 || total < SMALLEST_COUNT;
  const shown = cells.map(([key, count], place) => [key, place < hidden ? null : count] as const);
  return { cells: Object.fromEntries(shown) as Record<Key, number | null>, total: telling ? null : total };
}
