import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import { assumed, everyLevel } from "#app/core/rules/rule.ts";
import { day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { accept, refuse } from "#app/core/verdict.ts";
import type { Placement } from "./congress.ts";
import { impactOfMove, type AffectedFacts } from "./impact.ts";
import { withChange, type PlannedCongress, type PlanView, type Setting } from "./plan.ts";

const setting: Setting = { edition: edition("CT45"), calendar: workingCalendar(NATIONAL_DAYS), planningDay: day("2025-04-15") };
const on = (opensOn: string): Placement => ({ opensOn: day(opensOn), session: "morning", lengthHalfDays: 2 });
const commune: PlannedCongress = {
  id: "a",
  path: "/p/a/",
  level: "grassroots",
  kind: "commune",
  inForce: { from: day("2000-01-01"), until: null },
  round: 1,
  parentCongressId: null,
  orderExemption: null,
  state: "draft",
  lengthHalfDays: 2,
  placement: on("2025-06-16"),
  leaders: ["l1"],
  venueId: null,
  approvalRecordedOn: day("2024-11-01"),
  noticeRecordedOn: day("2024-11-01"),
  preparation: null,
  exceptions: [],
};
const plan: PlanView = { congresses: [commune, { ...commune, id: "b", placement: on("2025-06-20") }], ceilings: [], absences: [] };
const none: AffectedFacts = { contents: 2, conclusions: [], lettersReceivedOn: null };
const move = (placement: Placement | null, facts: Partial<AffectedFacts> = {}, before: PlanView = plan) =>
  impactOfMove(before, withChange(before, "a", { placement }), "a", { ...none, ...facts }, setting);

test("An Giang's inspection head (domain 8.3): moving onto the leader's other congress appears, moving off disappears", () => {
  const onto = move(on("2025-06-20"));
  expect(onto.findings.appear).toMatchObject([{ code: "leaderTwice", congressId: "a", otherId: "b" }]);
  expect([onto.findings.disappear, onto.findings.stay]).toEqual([[], []]);
  const off = move(on("2025-06-16"), {}, withChange(plan, "a", { placement: on("2025-06-20") }));
  expect(off.findings.disappear).toMatchObject([{ code: "leaderTwice" }]);
});

test("a clash that both dates have stays, with its new day", () => {
  const late = withChange(plan, "a", { placement: on("2025-07-01") });
  expect(move(on("2025-07-02"), {}, late).findings.stay).toMatchObject([{ code: "outsideWindow", day: "2025-07-02" }]);
});

test("the milestones that fall on another day are listed in the order of their new days", () => {
  expect(move(on("2025-06-17")).milestones).toEqual([
    { code: "superiorApproval", from: "2025-04-10", to: "2025-04-11" },
    { code: "conveningNotice", from: "2025-05-05", to: "2025-05-06" },
    { code: "letterCutOff", from: "2025-05-12", to: "2025-05-13" },
    { code: "sendingDocuments", from: "2025-06-06", to: "2025-06-07" },
  ]);
  expect(move(on("2025-06-16")).milestones).toEqual([]);
});

test("a first date brings its milestones, a date taken away loses them", () => {
  expect(move(on("2025-06-17"), {}, withChange(plan, "a", { placement: null })).milestones[0]).toEqual({ code: "superiorApproval", from: null, to: "2025-04-11" });
  const away = move(null, { conclusions: [{ kind: "politicalStandard", validUntil: day("2025-01-01"), count: 1 }] });
  expect(away.milestones[0]).toEqual({ code: "superiorApproval", from: "2025-04-10", to: null });
  expect(away.window).toEqual(refuse("undated"));
  expect(away.expiring).toEqual([]);
});

test("the window of the edition answers for the new date", () => {
  expect(move(on("2025-06-17")).window).toEqual(accept("2025-06-17"));
  expect(move(on("2025-06-30")).window).toEqual(refuse("outsideWindow", { from: "2025-04-01", lastDay: "2025-06-29" }));
});

test("conclusions that no longer hold on the opening are named, and whether the move is the reason", () => {
  const conclusions = ["2025-06-10", "2025-06-18", "2025-06-20"].map((validUntil) => ({ kind: "healthCertificate", validUntil: day(validUntil), count: 2 }));
  expect(move(on("2025-06-18"), { conclusions }).expiring).toEqual([
    { kind: "healthCertificate", validUntil: "2025-06-10", count: 2, newly: false },
    { kind: "healthCertificate", validUntil: "2025-06-18", count: 2, newly: true },
  ]);
  expect(move(on("2025-06-18"), { conclusions }, withChange(plan, "a", { placement: null })).expiring.every((each) => each.newly)).toBe(true);
});

test("07-HD/UBKTTW: a letter received on the cut-off day or later is handed over, an earlier one settled", () => {
  // The cut-off of 16 June is 12 May, that of 19 June is 15 May.
  const lettersReceivedOn = ["2025-05-11", "2025-05-12", "2025-05-14", "2025-05-15"].map(day);
  expect(move(on("2025-06-19"), { lettersReceivedOn }).letters).toEqual({ toSettle: 2, toHandOver: 0 });
  const back = withChange(plan, "a", { placement: on("2025-06-19") });
  expect(move(on("2025-06-16"), { lettersReceivedOn }, back).letters).toEqual({ toSettle: 0, toHandOver: 2 });
  expect(move(on("2025-06-19")).letters).toBeNull();
});

test("without a cut-off every letter has to be settled before and after", () => {
  const leads = { ...setting.edition.leads, letterCutOff: everyLevel(assumed(null, "07-HD/UBKTTW (12/12/2019)")) };
  const impact = impactOfMove(plan, withChange(plan, "a", { placement: on("2025-06-19") }), "a", { ...none, lettersReceivedOn: [day("2025-06-01")] }, { ...setting, edition: { ...setting.edition, leads } });
  expect(impact.letters).toEqual({ toSettle: 0, toHandOver: 0 });
});

test("a congress that is not in the view has no impact", () => {
  const impact = impactOfMove(plan, plan, "unknown", none, setting);
  expect(impact).toMatchObject({ milestones: [], expiring: [], findings: { appear: [], disappear: [], stay: [] } });
});
