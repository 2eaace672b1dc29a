import { fold } from "#app/core/organisation/names.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";

/** What may not stand in a text while identities are kept on paper. */
export const IDENTITY_PATTERNS = ["email", "telephone", "identityNumber", "address"] as const;
export type IdentityPattern = (typeof IDENTITY_PATTERNS)[number];

const EMAIL = /[^\s@<>()]{1,64} ?(@|\(at\)|\[at\]) ?[^\s@<>()]{1,64}\.[a-z]{2,}/;
const ADDRESSES = [
  /\bso nha\b/,
  /\bso \d+[a-z]?( ?\/ ?\d+)*,? (duong|pho|ngo|ngach|hem|kiet|thon|xom|ap)\b/,
  /\b(ngo|ngach|hem|kiet) (so )?\d+/,
  /\b\d+[a-z]?( ?\/ ?\d+)+[a-z]?,? (duong|pho|ngo|ngach|hem|kiet)\b/,
  /\b(thuong tru|tam tru|cu tru|tru|ngu|sinh song) (tai|o|so)\b/,
  /\b(dia chi|noi o|cho o|nha rieng|ho khau)( thuong tru| hien nay| lien he)? ?:/,
  /\bdia chi (tai|o|so|nha|la)\b/,
];

/** Days are no numbers of persons. */
const DATES = /\b(0?[1-9]|[12]\d|3[01]) ?[/.-] ?(0?[1-9]|1[0-2]) ?[/.-] ?(19|20)\d\d\b|\b(19|20)\d\d-\d\d-\d\d\b/g;
/** A sum of money, by what follows it; one that starts with a zero is none. */
const MONEY = /(?<!\d[ .,\-()]{0,2})[1-9]\d*([ .,]\d{3})* ?(trieu |ty |nghin |ngan )?(dong|vnd|usd|d)\b/g;
const DIGIT_RUN = /\+?\d+(?:[ .\-()]{1,2}\d+)*/g;
const YEAR = /^(19|20)\d\d$/;
/** A number of fourteen digits (0084 and ten) written digit by digit; longer stretches need no look. */
const MOST_GROUPS = 14;
/** The post of a deputy, which folds to the same letters as a street. */
const DEPUTY = /phó/gi;

function kindOfNumber(groups: readonly string[]): IdentityPattern | null {
  if (groups.every((group) => YEAR.test(group))) return null;
  const digits = groups.join("");
  const national = digits.replace(/^(00)?84(?=\d{9,10}$)/, "0");
  if (/^0\d{9,10}$/.test(national)) return "telephone";
  return digits.length === 9 || digits.length === 12 ? "identityNumber" : null;
}

/** The kinds of numbers that any stretch of neighbouring digit groups makes. */
function numbersIn(run: string): IdentityPattern[] {
  const groups = run.split(/\D+/).filter(Boolean);
  return groups.flatMap((_, from) =>
    groups.slice(from, from + MOST_GROUPS).flatMap((__, length) => kindOfNumber(groups.slice(from, from + length + 1)) ?? []),
  );
}

/**
 * Which patterns of a person's identity stand in a text: telephone numbers, identity numbers of 9 or 12 digits, e-mail
 * and home addresses, with or without Vietnamese marks. Answers with the kinds only, never with what was found.
 */
export function identityPatterns(text: string): readonly IdentityPattern[] {
  const folded = fold(text.normalize("NFC").replace(DEPUTY, "deputy"));
  const numbers = folded.replace(DATES, " , ").replace(MONEY, " , ");
  const found = new Set<IdentityPattern>(Array.from(numbers.matchAll(DIGIT_RUN), ([run]) => numbersIn(run)).flat());
  if (EMAIL.test(folded)) found.add("email");
  if (ADDRESSES.some((pattern) => pattern.test(folded))) found.add("address");
  return IDENTITY_PATTERNS.filter((pattern) => found.has(pattern));
}

/** Refuses texts that could tell who wrote a letter: names the field and the pattern, not the words. */
export function guardTexts<Texts extends Readonly<Record<string, string | null>>>(texts: Texts): Verdict<Texts, "identityInText"> {
  for (const [field, text] of Object.entries(texts)) {
    const [pattern] = identityPatterns(text ?? "");
    if (pattern !== undefined) return refuse("identityInText", { field, pattern });
  }
  return accept(texts);
}
