/**
 * The form under which a Vietnamese text is searched: without marks, d for đ, lower case, single spaces. NFC and NFD,
 * "hoà" and "hòa", full-width and plain letters fold to the same text.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[đð]/g, "d")
    .replace(/\s+/g, " ")
    .trim();
}

type NameParts = { readonly given: string; readonly family: string; readonly middle: string };

function partsOf(fullName: string): NameParts {
  const words = fullName.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const given = words.splice(-1).join("");
  const family = words.splice(0, 1).join("");
  return { given, family, middle: words.join(" ") };
}

/** The 33 letters in the order of Vietnamese lists (f, j, w and z where dictionaries put them). */
const ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/** Huyền, hỏi, ngã, sắc, nặng; a syllable without a mark comes before all. */
const TONES = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];

function letterAndTone(char: string): { letter: string; tone: number } {
  const marks = char.normalize("NFD");
  const tone = TONES.find((mark) => marks.includes(mark));
  if (tone === undefined) return { letter: char, tone: 0 };
  return { letter: marks.replace(tone, "").normalize("NFC"), tone: TONES.indexOf(tone) + 1 };
}

function partKey(part: string): string {
  let letters = "";
  let tones = "";
  for (const char of part) {
    const { letter, tone } = letterAndTone(char);
    const place = ALPHABET.indexOf(letter);
    letters += place >= 0 ? String.fromCharCode(0x41 + place) : char === " " ? '"' : letter;
    tones += String(tone);
  }
  return `${letters}!${tones}!`;
}

/**
 * A key whose plain byte order (collation "C") is the order of Vietnamese lists of persons: given name, then family
 * name, then middle names; letters before tones. The database sorts and pages by it without knowing Vietnamese.
 */
export function nameSortKey(fullName: string): string {
  const { given, family, middle } = partsOf(fullName);
  return partKey(given) + partKey(family) + partKey(middle);
}

const vietnamese = new Intl.Collator("vi");

/** Orders full names as Vietnamese lists do: given name, family name, middle names. */
export function compareNames(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  return (
    vietnamese.compare(left.given, right.given) ||
    vietnamese.compare(left.family, right.family) ||
    vietnamese.compare(left.middle, right.middle)
  );
}
