import fc from "fast-check";
import { expect, test } from "vitest";
import { guardTexts, identityPatterns, type IdentityPattern } from "./identity-guard.ts";

const refused: readonly [string, IdentityPattern][] = [
  ["gọi 0912345678 để hỏi", "telephone"],
  ["ĐT: 0912.345.678", "telephone"],
  ["sđt 091 234 56 78", "telephone"],
  ["+84 912 345 678", "telephone"],
  ["0084912345678", "telephone"],
  ["84912345678", "telephone"],
  ["(0227) 3 831 234", "telephone"],
  ["0 9 1 2 3 4 5 6 7 8", "telephone"],
  ["０９１２３４５６７８", "telephone"],
  ["số máy 0912345678 0987654321", "telephone"],
  ["CMND 151234567", "identityNumber"],
  ["CMND 151 234 567 cấp ngày 12/05/2010", "identityNumber"],
  ["căn cước 034185001234", "identityNumber"],
  ["0341 8500 1234", "identityNumber"],
  ["nguoi.viet+don@thu.example.vn", "email"],
  ["nguoiviet (at) example.com", "email"],
  ["số nhà 12", "address"],
  ["Số 12/5 đường Lê Lợi", "address"],
  ["so 7, ngo 3", "address"],
  ["ngách 15", "address"],
  ["12/34 phố Hàng Bún", "address"],
  ["người viết thường trú tại thôn Đoài", "address"],
  ["địa chỉ: thôn Đoài", "address"],
  ["Địa chỉ ở xã bên", "address"],
];

for (const [text, pattern] of refused)
  test(`"${text}" → ${pattern}, with marks, without, and decomposed`, () => {
    for (const form of [text, text.normalize("NFD"), text.toUpperCase(), text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d")])
      expect(identityPatterns(form)).toContain(pattern);
  });

const passed = [
  "Phản ánh việc thu chi quỹ thôn năm 2023, kèm 3 trang tài liệu",
  "Quyết định số 45-QĐ/TU ngày 12/05/2025, văn bản 1234/UBND-NV",
  "từ 12-05-2025 đến 30.05.2025 và 2025-06-01",
  "nhận 500.000.000 đồng, 1 200 000 000 đ và 150000000 VND",
  "các năm 2021 2022 2023",
  "văn bản số 5 phó chủ tịch ký",
  "Đảng bộ xã Đông Hòa, chi bộ thôn Đoài, phường Lê Hồng Phong",
  "hồ sơ K7Q2M-9XR4C, phong bì 12",
  "",
];

for (const text of passed)
  test(`"${text}" passes`, () => {
    expect(identityPatterns(text)).toEqual([]);
  });

test("a refusal names the field and the pattern, and holds nothing of the text", () => {
  const verdict = guardTexts({ summary: "việc đất đai", note: null, reason: "hỏi 0912345678" });
  expect(verdict).toEqual({ ok: false, code: "identityInText", details: { field: "reason", pattern: "telephone" } });
  expect(guardTexts({ summary: "việc đất đai", note: null })).toMatchObject({ ok: true });
});

test("a telephone number is found whatever stands around it and however it is grouped", () => {
  const digits = fc.array(fc.constantFrom(...Array.from("0123456789")), { minLength: 9, maxLength: 9 }).map((list) => `0${list.join("")}`);
  const words = fc.stringMatching(/^[a-zàđ ]{0,20}$/);
  fc.assert(
    fc.property(digits, words, words, fc.constantFrom("", " ", ".", "-"), fc.integer({ min: 1, max: 5 }), (number, before, after, separator, size) => {
      const grouped = (number.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(separator);
      // Groups that read as a day of the calendar are taken for one.
      fc.pre(!/(19|20)\d\d/.test(grouped));
      expect(identityPatterns(`${before} ${grouped} ${after}`)).toContain("telephone");
    }),
    { numRuns: 1000 },
  );
});
