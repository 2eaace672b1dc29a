import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVELS } from "#app/core/organisation/level.ts";
import { addDays, day, dayOfOrdinal, lastDayOf } from "#app/core/time/day.ts";
import { documentOfSource, governingDocument } from "./documents.ts";
import { CLOCK_KEYS, EDITION_CODES, LEAD_KEYS, PARAMETER_GROUPS } from "./edition.ts";
import {
  ageMonthFor,
  committeeFor,
  delegateCapFor,
  differences,
  edition,
  editionInForce,
  EDITIONS,
  inForceUntil,
  isEditionCode,
  parametersOf,
  suspensionOn,
  windowFor,
} from "./editions.ts";

const ct35 = edition("CT35");
const kl127 = edition("KL127");
const ct45 = edition("CT45");
const kl163 = edition("KL163");

test("the edition in force follows the days of the documents", () => {
  const inForce = (text: string) => editionInForce(day(text))?.code ?? null;
  expect(inForce("2024-06-13")).toBeNull();
  expect(inForce("2024-06-14")).toBe("CT35");
  expect(inForce("2025-01-18")).toBe("KL118");
  expect(inForce("2025-02-28")).toBe("KL127");
  expect(inForce("2025-04-13")).toBe("KL127");
  expect(inForce("2025-04-14")).toBe("CT45");
  expect(inForce("2025-05-12")).toBe("CT45");
  expect(inForce("2025-06-06")).toBe("KL163");
  expect(inForce("2030-01-01")).toBe("KL163");
});

test("exactly one edition is in force on any day since the first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 19_000, max: 22_000 }), (ordinal) => {
      const d = dayOfOrdinal(ordinal);
      const holding = EDITIONS.filter((each) => {
        const until = inForceUntil(each.code);
        return each.from <= d && (until === null || d < until);
      });
      expect(holding.map((each) => each.code)).toEqual([editionInForce(d)?.code].filter((code) => code !== undefined));
    }),
  );
});

test("each edition extends the one before and cites documents of the registry", () => {
  expect(EDITIONS.map((each) => each.code)).toEqual([...EDITION_CODES]);
  EDITIONS.forEach((each, i) => {
    expect(each.extends).toBe(EDITIONS[i - 1]?.code ?? null);
    for (const code of each.documents) expect(governingDocument(code)?.code).toBe(code);
  });
  expect(isEditionCode("CT45")).toBe(true);
  expect(isEditionCode("CT46")).toBe(false);
});

test("the windows of CT 45, with the last lawful day", () => {
  const last = (level: (typeof LEVELS)[number]) => {
    const { value } = ct45.window[level];
    return value && lastDayOf(value);
  };
  expect(last("grassroots")).toBe("2025-06-29");
  expect(last("directSuperior")).toBe("2025-08-30");
  expect(last("province")).toBe("2025-10-30");
  expect(ct45.window.grassroots.certainty).toBe("confirmed");
  expect(ct45.window.directSuperior.certainty).toBe("reported");
});

test("a lower level may always finish before the one above it has to", () => {
  for (const each of EDITIONS) {
    const [, ...uppers] = LEVELS;
    uppers.forEach((upper, i) => {
      const lower = LEVELS[i] ?? upper;
      if (upper === "sectional") return;
      const below = each.window[lower].value;
      const above = each.window[upper].value;
      expect(below !== null && above !== null && below.from < above.until).toBe(true);
    });
  }
});

test("cells have a second round in 2027, other levels none", () => {
  expect(windowFor(ct45, "cell", 2).value).toEqual({ from: "2027-01-01", until: "2028-01-01" });
  expect(windowFor(ct45, "cell").value).toEqual(ct45.window.cell.value);
  expect(windowFor(ct45, "province", 2).value).toEqual(ct45.window.province.value);
  for (const each of EDITIONS) expect(each.cellRounds.firstWindow.value).toEqual(each.window.cell.value);
});

test("KL 127 stops communes and districts, not cells and not agencies", () => {
  const first = day("2025-02-28");
  expect(suspensionOn(kl127, "grassroots", "commune", first)?.source).toBe("127-KL/TW");
  expect(suspensionOn(kl127, "directSuperior", "district", day("2025-04-13"))).not.toBeNull();
  expect(suspensionOn(kl127, "directSuperior", "district", day("2025-04-14"))).toBeNull();
  expect(suspensionOn(kl127, "grassroots", "commune", addDays(first, -1))).toBeNull();
  expect(suspensionOn(kl127, "grassroots", "agency", first)).toBeNull();
  expect(suspensionOn(kl127, "cell", "cell", first)).toBeNull();
  expect(suspensionOn(ct45, "grassroots", "commune", first)).toBeNull();
});

test("lengths are half-days", () => {
  expect(LEVELS.map((level) => ct35.maxHalfDays[level].value)).toEqual([2, 2, 4, 6, 8]);
  expect(LEVELS.map((level) => ct45.maxHalfDays[level].value)).toEqual([2, 2, 4, 4, 8]);
  expect(LEVELS.map((level) => ct45.preparatoryHalfDays[level].value)).toEqual([0, 0, 1, 1, 1]);
});

test("a merger leaves two contents", () => {
  expect(ct45.contents.unaffected.value).toEqual([4]);
  expect(ct45.contents.merged.value).toEqual([2]);
  expect(ct45.contents.personnelDifficulty.value).toContain(3);
  expect(kl163.contents.merged).toMatchObject({ value: [2], source: "163-KL/TW", certainty: "confirmed" });
});

test("age is reckoned in the month of the level", () => {
  expect(ageMonthFor(ct45, { level: "grassroots", isCommune: true }).value).toBe("2025-04");
  expect(ageMonthFor(ct45, { level: "directSuperior", isCommune: false }).value).toBe("2025-06");
  expect(ageMonthFor(ct45, { level: "directSuperior", isCommune: true }).value).toBe("2025-07");
  expect(ageMonthFor(ct45, { level: "province", isCommune: false }).value).toBe("2025-09");
  expect(ageMonthFor(ct35, { level: "directSuperior", isCommune: true }).value).toBeNull();
});

test("months of service", () => {
  expect(ct35.serviceMonths.reElected.value).toBe(30);
  expect(ct45.serviceMonths.firstTime.value).toBe(60);
  expect(ct45.serviceMonths.reElected.value).toBe(48);
  expect(ct45.serviceMonths.reElectedProvincialDeputy.value).toBe(42);
});

test("committees and delegates by the shape of the unit", () => {
  const commune = { level: "directSuperior", isCommune: true } as const;
  expect(committeeFor(ct45, { ...commune, mergedFrom: 1 }).members.value?.max).toBe(27);
  expect(committeeFor(ct45, { ...commune, mergedFrom: 2 }).members.value?.max).toBe(27);
  expect(committeeFor(ct45, { ...commune, mergedFrom: 4 }).members.value?.max).toBe(33);
  expect(committeeFor(kl163, { ...commune, mergedFrom: 1 }).inspection.value).toEqual({ min: 3, max: 5 });
  expect(committeeFor(ct45, { level: "directSuperior", isCommune: false, mergedFrom: 3 })).toBe(ct45.committee.directSuperior);
  expect(committeeFor(ct45, { level: "grassroots", isCommune: true, mergedFrom: 3 }).members.value?.max).toBe(15);
  expect(committeeFor(ct45, { level: "province", isCommune: false, mergedFrom: 2 })).toBe(ct45.committee.provinceMerged);
  expect(committeeFor(ct45, { level: "province", isCommune: false, mergedFrom: 1 })).toBe(ct45.committee.provinceUnmerged);

  expect(delegateCapFor(ct45, { level: "cell", isCommune: false, mergedFrom: 1 })).toBeNull();
  expect(delegateCapFor(ct45, { level: "sectional", isCommune: false, mergedFrom: 1 })).toBeNull();
  expect(delegateCapFor(ct45, { level: "grassroots", isCommune: true, mergedFrom: 1 })?.value).toBe(250);
  expect(delegateCapFor(ct45, { ...commune, mergedFrom: 3 })?.value).toBe(250);
  expect(delegateCapFor(ct45, { level: "directSuperior", isCommune: false, mergedFrom: 1 })?.value).toBe(300);
  expect([1, 2, 3].map((mergedFrom) => delegateCapFor(ct45, { level: "province", isCommune: false, mergedFrom })?.value)).toEqual([400, 450, 500]);
});

test("lead times and what is known of them", () => {
  expect(ct45.leads.superiorApproval.grassroots).toMatchObject({ value: { amount: 45, unit: "workingDays", from: "opening" }, certainty: "reported" });
  expect(ct45.leads.conveningNotice.grassroots).toMatchObject({ value: { amount: 30, unit: "workingDays" }, certainty: "confirmed" });
  expect(kl163.leads.conveningNotice.grassroots).toMatchObject({ value: { amount: 30 }, certainty: "assumed" });
  expect(ct45.leads.letterCutOff.directSuperior).toMatchObject({ value: { amount: 30 }, certainty: "reported" });
  expect(ct45.leads.letterCutOff.grassroots).toMatchObject({ value: { amount: 25 }, certainty: "reported" });
  expect(ct45.leads.letterCutOff.cell).toMatchObject({ value: { amount: 25 }, certainty: "assumed" });
  expect(ct45.leads.candidacyDossier.directSuperior).toMatchObject({ value: { amount: 15 }, certainty: "confirmed" });
  expect(ct45.leads.candidacyDossier.grassroots.value).toBeNull();
  expect(ct45.leads.resultReport.cell.value).toMatchObject({ amount: 7, unit: "workingDays", from: "closing" });
  expect(ct45.leads.ratification.cell.value).toMatchObject({ amount: 15, unit: "workingDays", from: "receipt" });
  expect(kl163.clocks.partyDenunciation).toMatchObject({ value: { amount: 90, unit: "workingDays" }, certainty: "reported" });
});

test("every parameter is listed once with a source, whatever its depth", () => {
  for (const each of EDITIONS) {
    const parameters = parametersOf(each);
    expect(new Set(parameters.map((parameter) => parameter.path)).size).toBe(parameters.length);
    expect(new Set(parameters.map((parameter) => parameter.group))).toEqual(new Set(PARAMETER_GROUPS));
    for (const parameter of parameters) expect(parameter.source).not.toBe("");
    expect(parameters.filter((parameter) => parameter.group === "clocks")).toHaveLength(CLOCK_KEYS.length);
    for (const key of LEAD_KEYS) expect(parameters.some((parameter) => parameter.key === key)).toBe(true);
  }
  const paths = parametersOf(ct45).map((parameter) => parameter.path);
  expect(paths).toContain("leads.conveningNotice");
  expect(paths).toContain("leads.letterCutOff.cell");
  expect(parametersOf(ct45).find((parameter) => parameter.path === "window.cell")).toMatchObject({
    group: "window",
    key: "",
    level: "cell",
    certainty: "assumed",
  });
});

test("every source that looks like a number is in the registry", () => {
  for (const each of EDITIONS) {
    for (const { source } of parametersOf(each)) {
      if (/^\d+-/.test(source)) expect(documentOfSource(source)?.code ?? source).toBe(source.split(",")[0]);
    }
  }
});

test("an edition differs from the one before in what its document changed, and from itself in nothing", () => {
  expect(differences("CT35", "KL118").map((change) => change.path)).toEqual(["personnel.standingTopUp"]);
  expect(differences("KL118", "KL127").map((change) => change.path)).toEqual(["suspension.grassroots", "suspension.directSuperior"]);
  expect(differences("KL127", "CT45").find((change) => change.path === "serviceMonths.reElected")).toMatchObject({
    before: 30,
    after: 48,
    source: "45-CT/TW",
    certainty: "confirmed",
    valueChanged: true,
  });
  expect(differences("CT45", "KL163").find((change) => change.path === "leads.conveningNotice")).toMatchObject({
    level: null,
    valueChanged: false,
    certainty: "assumed",
  });
  for (const code of EDITION_CODES) expect(differences(code, code)).toEqual([]);
});
