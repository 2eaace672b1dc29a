import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkTree } from "#app/core/organisation/tree.ts";
import { isPath } from "#app/core/organisation/path.ts";
import { SHAPES } from "./shape.ts";
import { isCommune, makeTree } from "./tree.ts";

const demo = makeTree(SHAPES.S);
const REAL = new URL("../../../shared/data/thai-binh-units-2025-03.csv", import.meta.url);

test("the demo's province has the size and shape of an old one", () => {
  const communes = demo.filter(isCommune);
  expect(demo.filter((unit) => unit.level === "directSuperior" && ["city", "district"].includes(unit.kind))).toHaveLength(8);
  expect(communes).toHaveLength(242);
  expect(demo.filter((unit) => unit.level === "cell")).toHaveLength(1_250);
  expect(new Set(demo.map((unit) => unit.code)).size).toBe(demo.length);
  expect(new Set(demo.map((unit) => unit.id)).size).toBe(demo.length);
  for (const commune of communes) expect(communes.filter((other) => other.parent === commune.parent && other.name === commune.name)).toEqual([commune]);
});

test("every size is a lawful tree with lawful paths, of the size that was asked for", () => {
  for (const size of ["S", "M"] as const) {
    const units = makeTree(SHAPES[size]);
    const listed = units.map((unit) => ({ row: unit.index, code: unit.code, parentCode: unit.parent?.code ?? null, level: unit.level }));
    expect(checkTree(listed).problems).toEqual([]);
    expect(units.every((unit) => isPath(unit.path) && unit.path.startsWith(unit.parent?.path ?? "/"))).toBe(true);
  }
  expect(makeTree(SHAPES.M)).toHaveLength(15_000);
});

test("the same province comes out every time", () => {
  expect(makeTree(SHAPES.S).at(-1)).toEqual(demo.at(-1));
});

test.skipIf(!existsSync(REAL))("no commune of the demo stands under the name of a real one", () => {
  const rows = readFileSync(REAL, "utf8").trim().split("\n").slice(1).map((line) => line.split(","));
  const nameOf = new Map(rows.map(([code, name]) => [code, name]));
  const real = new Set(rows.map(([, name, , parent]) => `${name} / ${nameOf.get(parent ?? "") ?? ""}`));
  for (const unit of demo) expect(real).not.toContain(`${unit.name} / ${unit.parent?.name ?? ""}`);
});
