/** Crockford's letters: no I, L, O, U, so that a code survives being read out and typed. */
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_SYMBOLS = 9;
const FORM = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;

/** Both groups begin with a letter, so that no code holds the nine digits of an identity or telephone number. */
const LETTER_OFFSET = 10;
const LETTER_PLACES = [0, 5];

function checkSymbol(symbols: string): string {
  const sum = Array.from(symbols).reduce((total, symbol) => (total * 7 + SYMBOLS.indexOf(symbol)) % 32, 0);
  return SYMBOLS.charAt(sum);
}

/**
 * A case code ("K7Q2M-9XR4C") from nine random bytes that the caller draws: it tells neither how many cases there are
 * nor when one came in. The last symbol is a check on typing errors.
 */
export function caseCode(bytes: Uint8Array): string {
  if (bytes.length < RANDOM_SYMBOLS) throw new RangeError(`a case code needs ${RANDOM_SYMBOLS} random bytes`);
  const symbols = Array.from(bytes.subarray(0, RANDOM_SYMBOLS), (byte, place) =>
    SYMBOLS.charAt(LETTER_PLACES.includes(place) ? LETTER_OFFSET + (byte % 22) : byte & 31),
  ).join("");
  const code = symbols + checkSymbol(symbols);
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** The case code a person typed: any case, O for 0, I or L for 1, with or without the hyphen; null when it is none. */
export function parseCaseCode(text: string): string | null {
  const typed = text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const code = `${typed.slice(0, 5)}-${typed.slice(5)}`;
  return FORM.test(code) && checkSymbol(typed.slice(0, 9)) === typed.slice(9) ? code : null;
}
