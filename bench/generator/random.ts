/** Chance that comes out the same on every machine and every run: the generated provinces must not change by themselves. */
export type Random = {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number;
  readonly chance: (part: number) => boolean;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
};

type Words = readonly [number, number, number, number];

/** 128 bits that depend on every character of the text. */
function mixed(text: string): Words {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** Small fast counting generator (sfc32), started from the text. */
export function randomFrom(seed: string): Random {
  let [a, b, c, d] = mixed(seed);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 8; i++) next();
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (part) => next() < part,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
  };
}

const hex = (word: number): string => word.toString(16).padStart(8, "0");

/** A UUID (version 4 in form) that the text determines. */
export function idFrom(seed: string): string {
  const digits = mixed(seed).map(hex).join("");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Ten bytes that the text determines, for a unit's key. */
export function bytesFrom(seed: string): Uint8Array {
  const random = randomFrom(seed);
  return Uint8Array.from({ length: 10 }, () => random.int(0, 255));
}
