import type { Level } from "#app/core/organisation/level.ts";
import { fold } from "#app/core/organisation/names.ts";
import { partyNameOf } from "#app/core/organisation/party-name.ts";
import { childPath, keyFrom } from "#app/core/organisation/path.ts";
import type { UnitKind } from "#app/core/organisation/unit-kind.ts";
import type { Rows } from "#app/db/bulk.server.ts";
import { COMMUNE_BEGINNINGS, COMMUNE_ENDINGS, VILLAGES } from "./names.ts";
import { bytesFrom, idFrom, randomFrom, type Random } from "./random.ts";
import { BLOCKS, DISTRICTS, type District, PROVINCE, type Shape } from "./shape.ts";

/** A unit of the generated tree. `parent` is its place in the list, which has parents before children. */
export type TreeUnit = {
  readonly index: number;
  readonly parent: TreeUnit | null;
  readonly id: string;
  readonly key: string;
  readonly path: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly members: number | null;
};

type Sketch = { readonly name: string; readonly kind: UnitKind; readonly level: Level };

/** The whole tree, parents first, the same for the same size every time. */
export function makeTree(shape: Shape): readonly TreeUnit[] {
  const units: TreeUnit[] = [];
  const grow = (parent: TreeUnit | null, sketches: readonly Sketch[]): TreeUnit[] =>
    sketches.flatMap((sketch, position) => {
      if (units.length >= shape.units) return [];
      const unit = planted(shape, units.length, parent, sketch, position);
      units.push(unit);
      return [unit];
    });
  const [root] = grow(null, [{ name: PROVINCE.name, kind: "province", level: "province" }]);
  if (root === undefined) return units;
  if (shape.size === "S") growProvince(root, grow);
  else growTiers(shape, [root], grow);
  return units;
}

type Grow = (parent: TreeUnit | null, sketches: readonly Sketch[]) => TreeUnit[];

function planted(shape: Shape, index: number, parent: TreeUnit | null, sketch: Sketch, position: number): TreeUnit {
  const seed = `${shape.size}/unit/${index}`;
  const key = keyFrom(bytesFrom(seed));
  const members = randomFrom(`${seed}/members`);
  return {
    index,
    parent,
    id: idFrom(seed),
    key,
    path: childPath(parent?.path ?? null, key),
    code: parent === null ? PROVINCE.code : `${parent.code}.${String(position + 1).padStart(sketch.level === "cell" ? 2 : 3, "0")}`,
    ...sketch,
    members: members.chance(0.03) ? null : headCount(sketch.level, members),
  };
}

function headCount(level: Level, random: Random): number {
  switch (level) {
    case "cell":
      return random.int(7, 42);
    case "sectional":
      return random.int(40, 160);
    case "grassroots":
      return random.int(110, 420);
    case "directSuperior":
      return random.int(2_500, 14_000);
    case "province":
      return random.int(90_000, 110_000);
  }
}

/** The drawn province: districts and blocks, communes and bodies, cells under the communes. */
function growProvince(root: TreeUnit, grow: Grow): void {
  const upper = grow(root, [
    ...DISTRICTS.map(({ name, kind }): Sketch => ({ name, kind, level: "directSuperior" })),
    ...BLOCKS.map(({ name, kind }): Sketch => ({ name, kind, level: "directSuperior" })),
  ]);
  const communes: TreeUnit[] = [];
  for (const [i, district] of DISTRICTS.entries()) {
    const parent = upper[i];
    if (parent === undefined) continue;
    communes.push(...grow(parent, [...communesOf(district), ...bodiesOf(district)]).filter(isCommune));
  }
  for (const [i, block] of BLOCKS.entries()) {
    const parent = upper[DISTRICTS.length + i];
    if (parent !== undefined)
      grow(parent, block.below.map((name): Sketch => ({ name, kind: block.kind, level: "grassroots" })));
  }
  // 1,250 cells in 242 communes: five each, and a sixth in the first forty.
  for (const [i, commune] of communes.entries()) grow(commune, cellsOf(commune, i < 40 ? 6 : 5));
}

/** Kinds of the administrative units of the lowest level. */
export const isCommune = ({ kind }: Pick<TreeUnit, "kind">): boolean => kind === "commune" || kind === "ward" || kind === "township";

function communesOf(district: District): Sketch[] {
  const names = district.beginnings.flatMap((beginning) => COMMUNE_ENDINGS.map((ending) => `${beginning} ${ending}`));
  const drawn = shuffled(names, randomFrom(`communes/${district.name}`));
  const kinds: readonly (readonly [UnitKind, string, number])[] = [
    ["ward", "Phường", district.wards],
    ["township", "Thị trấn", district.townships],
    ["commune", "Xã", district.communes],
  ];
  return kinds.flatMap(([kind, word, count]) =>
    drawn.splice(0, count).map((name): Sketch => ({ name: `${word} ${name}`, kind, level: "grassroots" })),
  );
}

function bodiesOf({ name, kind }: District): Sketch[] {
  const place = `${kind === "city" ? "thành phố" : "huyện"} ${name.replace(/^(Thành phố|Huyện) /, "")}`;
  return [
    { name: `Ban Chỉ huy Quân sự ${place}`, kind: "army", level: "grassroots" },
    { name: `Cơ quan Ủy ban nhân dân ${place}`, kind: "agency", level: "grassroots" },
  ];
}

function cellsOf(commune: TreeUnit, count: number): Sketch[] {
  const word = commune.kind === "commune" ? "Thôn" : "Tổ dân phố";
  const villages = shuffled(VILLAGES, randomFrom(`villages/${commune.code}`)).slice(0, count - 2);
  return [
    ...villages.map((name): Sketch => ({ name: `${word} ${name}`, kind: "village", level: "cell" })),
    { name: "Công an xã".replace("xã", placeWord(commune)), kind: "police", level: "cell" },
    { name: "Trường Trung học cơ sở", kind: "school", level: "cell" },
  ];
}

const placeWord = ({ kind }: TreeUnit): string => (kind === "ward" ? "phường" : kind === "township" ? "thị trấn" : "xã");

/** Larger sizes are regular: so many children under every unit, level by level. */
const TIERS: Readonly<Record<"M" | "L", readonly (Sketch & { readonly perParent: number })[]>> = {
  M: [
    { name: "Xã", kind: "commune", level: "directSuperior", perParent: 104 },
    { name: "Cơ quan", kind: "agency", level: "grassroots", perParent: 12 },
    { name: "Thôn", kind: "village", level: "cell", perParent: 11 },
  ],
  L: [
    { name: "Thành phố", kind: "city", level: "directSuperior", perParent: 34 },
    { name: "Xã", kind: "commune", level: "grassroots", perParent: 98 },
    { name: "Khu", kind: "other", level: "sectional", perParent: 15 },
    { name: "Thôn", kind: "village", level: "cell", perParent: 5 },
  ],
};

function growTiers(shape: Shape, roots: readonly TreeUnit[], grow: Grow): void {
  const tiers = TIERS[shape.size === "L" ? "L" : "M"];
  let parents = roots;
  for (const { perParent, name, ...sketch } of tiers) {
    parents = parents.flatMap((parent) =>
      grow(parent, Array.from({ length: perParent }, (_, i) => ({ ...sketch, name: `${name} ${tierName(parent, i)}` }))),
    );
  }
}

/** Distinct within the parent: beginnings and endings are combined, and numbered where they run out. */
function tierName(parent: TreeUnit, i: number): string {
  const start = randomFrom(`names/${parent.code}`).int(0, COMMUNE_BEGINNINGS.length * COMMUNE_ENDINGS.length - 1);
  const at = (start + i * 29) % (COMMUNE_BEGINNINGS.length * COMMUNE_ENDINGS.length);
  const beginning = COMMUNE_BEGINNINGS[Math.floor(at / COMMUNE_ENDINGS.length)] ?? "";
  return `${beginning} ${COMMUNE_ENDINGS[at % COMMUNE_ENDINGS.length] ?? ""}`;
}

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    const [a, b] = [out[i], out[j]];
    if (a === undefined || b === undefined) continue;
    out[i] = b;
    out[j] = a;
  }
  return out;
}

const FOUNDED = "2010-01-01";
const MOVED = "2020-02-01";
export const CREATED_AT = "2025-05-01T01:00:00.000Z";

export function* unitRows(units: readonly TreeUnit[]): Generator<Rows["unit"]> {
  for (const { id, key, path, code, name, kind, level, members, parent } of units) {
    yield {
      id,
      key,
      code,
      name,
      foldedName: fold(name),
      kind,
      level,
      partyName: partyNameOf({ kind, name, level }),
      partyNameEdited: false,
      members,
      parentId: parent?.id ?? null,
      path,
      validFrom: FOUNDED,
      validUntil: null,
      version: 1,
      createdAt: CREATED_AT,
    };
  }
}

/** Where each unit stood. A few communes once belonged to the neighbouring district. */
export function* placementRows(units: readonly TreeUnit[]): Generator<Rows["unitPlacement"]> {
  const uppers = units.filter((unit) => unit.level === "directSuperior");
  for (const unit of units) {
    const row = { id: idFrom(`${unit.id}/placement`), unitId: unit.id, parentId: unit.parent?.id ?? null, path: unit.path, validUntil: null };
    const former = unit.level === "grassroots" && unit.index % 97 === 0 ? uppers.find((upper) => upper.id !== unit.parent?.id) : undefined;
    if (former === undefined) {
      yield { ...row, validFrom: FOUNDED };
      continue;
    }
    yield { ...row, id: idFrom(`${unit.id}/former`), parentId: former.id, path: childPath(former.path, unit.key), validFrom: FOUNDED, validUntil: MOVED };
    yield { ...row, validFrom: MOVED };
  }
}
