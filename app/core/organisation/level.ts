/**
 * The levels of Party organisation, lowest first. "directSuperior" is the committee directly above
 * the grassroots one: the district until 2025-06-30, the commune, ward or special zone after.
 */
export const LEVELS = ["cell", "sectional", "grassroots", "directSuperior", "province"] as const;

export type Level = (typeof LEVELS)[number];

/** 0 for a cell, 4 for a province: a higher number stands higher in the tree. */
export function levelOrder(level: Level): number {
  return LEVELS.indexOf(level);
}

/** Below zero when `a` stands lower than `b`; sorts lowest first. */
export function compareLevels(a: Level, b: Level): number {
  return levelOrder(a) - levelOrder(b);
}

export function isLevel(text: unknown): text is Level {
  return LEVELS.some((level) => level === text);
}
