/** What a declared relative is to the person whose file names him. */
export const RELATION_KINDS = ["spouse", "parent", "child", "sibling", "other"] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

export const isRelationKind = (text: string): text is RelationKind => RELATION_KINDS.some((kind) => kind === text);

/** The same tie seen from the relative's side. */
export function mirrored(kind: RelationKind): RelationKind {
  return kind === "parent" ? "child" : kind === "child" ? "parent" : kind;
}
