/**
 * Red: something blocks. Amber: something is late or soon due. Green: on course. Grey: not reporting
 * yet (no date, and still time to set one).
 */
export const LIGHTS = ["red", "amber", "grey", "green"] as const;
export type Light = (typeof LIGHTS)[number];

/** How many congresses of a branch show each light; `total` is their sum. */
export type Counts = {
  readonly red: number;
  readonly amber: number;
  readonly green: number;
  readonly grey: number;
  readonly total: number;
};

export const NONE: Counts = { red: 0, amber: 0, green: 0, grey: 0, total: 0 };

/** The counts of one congress. */
export function countOf(light: Light): Counts {
  return { ...NONE, [light]: 1, total: 1 };
}

export function add(a: Counts, b: Counts): Counts {
  return combine(a, b, 1);
}

/** What is left of `a` without `b`, as when a congress changes its light or a unit its branch. */
export function subtract(a: Counts, b: Counts): Counts {
  return combine(a, b, -1);
}

function combine(a: Counts, b: Counts, sign: 1 | -1): Counts {
  return {
    red: a.red + sign * b.red,
    amber: a.amber + sign * b.amber,
    green: a.green + sign * b.green,
    grey: a.grey + sign * b.grey,
    total: a.total + sign * b.total,
  };
}

/** The worst light that anything in the branch shows; grey when there is nothing. */
export function worst(counts: Counts): Light {
  return LIGHTS.find((light) => counts[light] > 0) ?? "grey";
}

/** Below zero when `a` is in the worse state: more red, then more amber, then more grey. Sorts worst first. */
export function compareWorst(a: Counts, b: Counts): number {
  return b.red - a.red || b.amber - a.amber || b.grey - a.grey;
}
