import fc from "fast-check";
import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import { isSlateComplete, nominate, postsFor, slateFindings, type SlateLine, type SlatePost } from "./slate.ts";

const ct45 = edition("CT45");
const line = (post: SlatePost, seats: number, nominees: number): SlateLine => ({ post, seats, nominees });
const codes = (lines: SlateLine[], contents: 2 | 3 | 4 = 4): string[] => slateFindings(lines, contents, ct45).map((finding) => `${finding.post}: ${finding.code} ${finding.severity}`);

test("the posts of a slate follow level and contents", () => {
  expect(postsFor("cell", 4)).toEqual(["secretary", "deputySecretary", "committeeMember", "delegate"]);
  expect(postsFor("sectional", 2)).toEqual(postsFor("cell", 2));
  expect(postsFor("grassroots", 2)).toContain("inspectionHead");
  expect(postsFor("province", 3)).toEqual(["delegate"]);
});

const surplus: readonly [number, number, string | null][] = [
  [27, 26, "tooFew"],
  [27, 27, "surplusBelow"],
  [27, 29, "surplusBelow"],
  [27, 30, null],
  [27, 31, null],
  [27, 32, "surplusAbove"],
  [27, 35, "surplusAbove"],
  [27, 36, "surplusOverTotal"],
  [3, 4, null],
  [3, 5, "surplusOverTotal"],
];

for (const [seats, nominees, code] of surplus)
  test(`190-QĐ/TW Điều 14: ${nominees} nominees for ${seats} seats → ${code ?? "right"}`, () => {
    expect(slateFindings([line("committeeMember", seats, nominees)], 4, ct45).at(0)?.code ?? null).toBe(code);
  });

test("190-QĐ/TW Điều 14: more than 30 % blocks approval, leaving 10–15 % warns, and the right numbers are said", () => {
  expect(codes([line("committeeMember", 27, 36), line("standingMember", 9, 9)])).toEqual(["committeeMember: surplusOverTotal blocksApproval", "standingMember: surplusBelow warns"]);
  expect(slateFindings([line("committeeMember", 27, 27)], 4, ct45)).toMatchObject([{ from: 30, to: 31, source: "190-QĐ/TW, Điều 14", certainty: "confirmed" }]);
});

test("a secretary can stand alone; with fewer nominees than seats nothing can be approved", () => {
  expect(codes([line("secretary", 1, 1), line("deputySecretary", 2, 1)])).toEqual(["deputySecretary: tooFew blocksApproval"]);
  expect(codes([line("secretary", 1, 2)])).toEqual([]);
});

test("with two contents the committee is appointed: as many as seats, without surplus", () => {
  expect(codes([line("committeeMember", 27, 27)], 2)).toEqual([]);
  expect(codes([line("committeeMember", 27, 28), line("secretary", 1, 0)], 2)).toEqual(["committeeMember: tooMany blocksApproval", "secretary: tooFew blocksApproval"]);
});

test("with three contents only delegates are elected", () => {
  expect(codes([line("delegate", 10, 10)], 3)).toEqual(["delegate: surplusBelow warns"]);
  expect(codes([line("committeeMember", 27, 27)], 3)).toEqual([]);
});

test("whatever the seats, the numbers that are said to be right are right", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), (seats) => {
      const [finding] = slateFindings([line("committeeMember", seats, seats)], 4, ct45);
      const { from = 0, to = 0 } = finding ?? {};
      expect(from).toBeGreaterThan(seats);
      for (const nominees of [from, to]) expect(slateFindings([line("committeeMember", seats, nominees)], 4, ct45)).toEqual([]);
      for (const nominees of [from - 1, to + 1]) expect(slateFindings([line("committeeMember", seats, nominees)], 4, ct45)).not.toEqual([]);
    }),
  );
});

test("a slate is complete when every post has as many nominees as seats; an empty one is not", () => {
  expect(isSlateComplete([])).toBe(false);
  expect(isSlateComplete([line("secretary", 0, 0)])).toBe(false);
  expect(isSlateComplete([line("secretary", 1, 1), line("committeeMember", 15, 14)])).toBe(false);
  expect(isSlateComplete([line("secretary", 1, 1), line("committeeMember", 15, 17)])).toBe(true);
});

const at = (congressId: string, post: SlatePost): { congressId: string; post: SlatePost } => ({ congressId, post });
const nominated = (standing: { congressId: string; post: SlatePost }[], wanted: { congressId: string; post: SlatePost }): string => {
  const verdict = nominate(standing, wanted);
  return verdict.ok ? "accepted" : verdict.code;
};

test("a secretary is a committee member too, and may be a delegate to another congress", () => {
  expect(nominated([at("c1", "secretary")], at("c1", "committeeMember"))).toBe("accepted");
  expect(nominated([at("c1", "secretary"), at("c1", "standingMember")], at("c2", "delegate"))).toBe("accepted");
});

test("nobody stands twice for one post, for two headships, or as secretary and head of inspection at once", () => {
  expect(nominated([at("c1", "delegate")], at("c1", "delegate"))).toBe("alreadyNominated");
  expect(nominated([at("c1", "secretary")], at("c1", "deputySecretary"))).toBe("exclusivePosts");
  expect(nominated([at("c1", "secretary")], at("c2", "secretary"))).toBe("exclusivePosts");
  expect(nominated([at("c1", "inspectionHead")], at("c1", "secretary"))).toBe("exclusivePosts");
  expect(nominated([at("c1", "secretary")], at("c1", "inspectionHead"))).toBe("exclusivePosts");
  expect(nominated([at("c1", "deputySecretary")], at("c1", "inspectionHead"))).toBe("accepted");
});
