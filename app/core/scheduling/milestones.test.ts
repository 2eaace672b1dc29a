import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVELS } from "#app/core/organisation/level.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import { edition } from "#app/core/rules/editions.ts";
import { assumed, everyLevel } from "#app/core/rules/rule.ts";
import { addDays, day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { milestones, type MilestoneFacts } from "./milestones.ts";

const calendar = workingCalendar(NATIONAL_DAYS);
const ct45 = edition("CT45");
const grassroots: MilestoneFacts = {
  level: "grassroots",
  round: 1,
  contents: 4,
  placement: { opensOn: day("2025-06-16"), session: "morning", lengthHalfDays: 4 },
  preparation: null,
};
const dated = (facts: Partial<MilestoneFacts>, under: Edition = ct45) =>
  milestones({ ...grassroots, ...facts }, under, calendar).map(({ code, day: on, lead, unit }) => `${on} ${code} ${lead} ${unit}`);

test("a grassroots congress of two days that opens on Monday 16 June 2025, over 26/4 to 4/5 with its swapped days", () => {
  expect(dated({})).toEqual([
    "2025-04-10 superiorApproval 45 workingDays",
    "2025-05-05 conveningNotice 30 workingDays",
    "2025-05-12 letterCutOff 25 workingDays",
    "2025-06-06 sendingDocuments 10 calendarDays",
    "2025-06-26 resultReport 7 workingDays",
    "2025-07-17 ratification 15 workingDays",
  ]);
});

test("every milestone names its clause and how well it is known", () => {
  const notice = milestones(grassroots, ct45, calendar).find((each) => each.code === "conveningNotice");
  expect(notice).toMatchObject({ source: "24-QĐ/TW, khoản 11.1", certainty: "confirmed", exempt: null, compressed: false });
  const approval = milestones(grassroots, ct45, calendar).find((each) => each.code === "superiorApproval");
  expect(approval).toMatchObject({ certainty: "reported" });
});

test("190-QĐ/TW: candidacies are handed in 15 working days before, from the direct superior level upwards, for an election of the committee", () => {
  const commune: Partial<MilestoneFacts> = { level: "directSuperior", placement: { opensOn: day("2025-08-18"), session: "morning", lengthHalfDays: 4 } };
  expect(dated(commune)).toContain("2025-07-28 candidacyDossier 15 workingDays");
  expect(dated({ ...commune, contents: 3 }).join()).not.toContain("candidacyDossier");
});

test("KL 163: a congress of two contents elects nobody, so nothing is reported or ratified", () => {
  expect(dated({ contents: 2 }).join()).not.toMatch(/resultReport|ratification|candidacyDossier/);
});

test("the cut-off is 30 working days above the grassroots, 25 there", () => {
  expect(dated({ level: "province" })).toContain("2025-05-05 letterCutOff 30 workingDays");
});

test("without a rule for the report, ratification is counted from the closing", () => {
  const silent: Edition = { ...ct45, leads: { ...ct45.leads, resultReport: everyLevel(assumed(null, "Mặc định của phần mềm")) } };
  expect(dated({}, silent)).toContain("2025-07-08 ratification 15 workingDays");
});

test("a commune founded on 1 July 2025 is exempt from what no day of its window allows, and the rest shrinks with it", () => {
  const founded = { startsOn: day("2025-07-01"), reason: "founded" } as const;
  const commune: MilestoneFacts = {
    ...grassroots,
    level: "directSuperior",
    contents: 2,
    placement: { opensOn: day("2025-07-22"), session: "morning", lengthHalfDays: 3 },
    preparation: founded,
  };
  const found = milestones(commune, ct45, calendar);
  // 45 working days before the last day of the window, 30/8, is 27/6: before the commune was there.
  expect(found.find((each) => each.code === "superiorApproval")).toMatchObject({ day: "2025-07-01", exempt: founded, compressed: true, lead: 45 });
  // 30 working days before it is 18/7: that lead is held against the chosen day.
  expect(found.find((each) => each.code === "conveningNotice")).toMatchObject({ day: "2025-06-10", exempt: null, compressed: false });
  expect(found.find((each) => each.code === "letterCutOff")).toMatchObject({ exempt: null });
});

test("leads that shrink together keep their order and none begins before the unit does", () => {
  const founded = { startsOn: day("2025-08-04"), reason: "released" } as const;
  const commune: MilestoneFacts = {
    ...grassroots,
    level: "directSuperior",
    placement: { opensOn: day("2025-08-20"), session: "morning", lengthHalfDays: 3 },
    preparation: founded,
  };
  const exempt = milestones(commune, ct45, calendar).filter((each) => each.exempt);
  expect(exempt.map(({ code, day: on }) => [code, on])).toEqual([
    ["superiorApproval", "2025-08-05"],
    ["conveningNotice", "2025-08-11"],
  ]);
});

test("127-KL/TW: a commune that was released in April is exempt from an approval lead that its window no longer leaves", () => {
  const released = { startsOn: day("2025-05-05"), reason: "released" } as const;
  const found = milestones({ ...grassroots, placement: { opensOn: day("2025-06-23"), session: "morning", lengthHalfDays: 4 }, preparation: released }, ct45, calendar);
  expect(found.filter((each) => each.exempt).map(({ code, day: on }) => [code, on])).toEqual([["superiorApproval", "2025-05-08"]]);
});

test("a shortened lead that would run back over Tết to before the unit was there begins with the unit", () => {
  const released = { startsOn: day("2025-01-21"), reason: "released" } as const;
  const placement = { opensOn: day("2025-02-10"), session: "morning", lengthHalfDays: 1 } as const;
  const found = milestones({ ...grassroots, level: "cell", placement, preparation: released }, edition("CT35"), calendar);
  expect(found.filter((each) => each.exempt).map(({ code, day: on }) => [code, on])).toEqual([["superiorApproval", "2025-01-21"]]);
});

test("an opening before the founding itself leaves no time at all", () => {
  const late = { startsOn: day("2025-08-25"), reason: "founded" } as const;
  const placement = { opensOn: day("2025-08-20"), session: "morning", lengthHalfDays: 2 } as const;
  const found = milestones({ ...grassroots, level: "directSuperior", placement, preparation: late }, ct45, calendar);
  expect(found.filter((each) => each.exempt).every((each) => each.day === "2025-08-20")).toBe(true);
});

test("without a window nothing is exempt", () => {
  const open: Edition = { ...ct45, window: everyLevel(assumed(null, "45-CT/TW")) };
  const preparation = { startsOn: day("2025-06-10"), reason: "founded" } as const;
  expect(milestones({ ...grassroots, preparation }, open, calendar).every((each) => each.exempt === null)).toBe(true);
});

test("milestones come in the order of their days, and a later opening never brings one forward", () => {
  const aPlacement = fc.record({
    opensOn: fc.integer({ min: 0, max: 700 }).map((n) => addDays(day("2024-06-01"), n)),
    session: fc.constantFrom("morning" as const, "afternoon" as const),
    lengthHalfDays: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...LEVELS), fc.constantFrom(2 as const, 3 as const, 4 as const), aPlacement, fc.nat(60), (level, contents, placement, later) => {
      const found = milestones({ ...grassroots, level, contents, placement }, ct45, calendar);
      const after = milestones({ ...grassroots, level, contents, placement: { ...placement, opensOn: addDays(placement.opensOn, later) } }, ct45, calendar);
      expect(found.map((each) => each.day)).toEqual(found.map((each) => each.day).toSorted());
      for (const each of found) {
        const same = after.find(({ code }) => code === each.code);
        expect(same && same.day >= each.day).toBe(true);
        expect(each.day > placement.opensOn).toBe(each.code === "resultReport" || each.code === "ratification");
      }
    }),
  );
});
