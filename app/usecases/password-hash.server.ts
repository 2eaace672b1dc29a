import { hash, verify } from "@node-rs/argon2";

// Argon2id (the library's default algorithm), 19 MiB, two passes.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At most two hashes at a time, so that a flood of sign-ins cannot starve the pages. */
const slots = { free: 2, waiting: [] as (() => void)[] };

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (slots.free > 0) slots.free -= 1;
  else await new Promise<void>((resolve) => slots.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = slots.waiting.shift();
    if (next === undefined) slots.free += 1;
    else next();
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize("NFC"), COST));

let decoy: Promise<string> | undefined;

/** With no stored hash a decoy is checked, so that an unknown login takes as long as a known one. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this one");
  const against = stored ?? (await decoy);
  const matches = await inTurn(() => verify(against, password.normalize("NFC")));
  return stored !== null && matches;
}

export type WeakPassword = "passwordTooShort" | "passwordTooLong" | "passwordTooPlain";

/** At least 12 characters, at most 200, not a repetition and not made of the login or the field's own words. */
export function weakness(password: string, login: string): WeakPassword | null {
  const plain = password.normalize("NFC").toLowerCase();
  if (plain.length < 12) return "passwordTooShort";
  if (plain.length > 200) return "passwordTooLong";
  const rest = [login.toLowerCase(), "daihoi", "đại hội", "matkhau", "password", "123456", "abcdef"].reduce(
    (text, word) => (word === "" ? text : text.replaceAll(word, "")),
    plain,
  );
  return new Set(rest).size < 5 ? "passwordTooPlain" : null;
}
