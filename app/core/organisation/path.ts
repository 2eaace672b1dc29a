/** Letters and digits of a unit's key, without those that look alike; 32 of them, five bits each. */
export const KEY_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
export const KEY_LENGTH = 10;

const PATH = new RegExp(`^/([${KEY_ALPHABET}]{${KEY_LENGTH}}/)+$`);
const STEP = KEY_LENGTH + 1;

/** A unit's key from random bytes (at least ten; the caller draws them). */
export function keyFrom(bytes: Uint8Array): string {
  if (bytes.length < KEY_LENGTH) throw new RangeError(`a unit key needs ${KEY_LENGTH} random bytes`);
  return Array.from(bytes.subarray(0, KEY_LENGTH), (byte) => KEY_ALPHABET.charAt(byte & 31)).join("");
}

/** Whether a text is a materialised path: "/k1/" or "/k1/k2/…/". */
export const isPath = (text: string): boolean => PATH.test(text);

/** The path of a unit under `parent`, or of a root when there is none. */
export const childPath = (parent: string | null, key: string): string => `${parent ?? "/"}${key}/`;

/** Whether `path` is `prefix` itself or below it. */
export const isWithin = (path: string, prefix: string): boolean => path.startsWith(prefix);

/** Steps from the top; a root has 1. */
export const depthOf = (path: string): number => (path.length - 1) / STEP;

/** The paths above, root first, without the path itself. */
export function ancestorsOf(path: string): readonly string[] {
  return Array.from({ length: depthOf(path) - 1 }, (_, index) => path.slice(0, (index + 1) * STEP + 1));
}

/** The path of the unit directly above; null at the top. */
export const parentPathOf = (path: string): string | null => (depthOf(path) > 1 ? path.slice(0, -STEP) : null);
