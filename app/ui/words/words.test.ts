import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { form } from "./form.ts";
import { words } from "./index.ts";
import { parts } from "./parts.ts";
import { shell } from "./shell.ts";
import { dictionary, makeT, type Dictionary } from "./words.ts";

const subjects: [string, Dictionary][] = Object.entries(words);
const texts = subjects.flatMap(([subject, entries]) =>
  Object.entries(entries).flatMap(([key, { vi, en }]) =>
    [vi, ...(typeof en === "string" ? [en] : [en.one, en.other])].map((text) => [`${subject}.${key}`, text] as const),
  ),
);
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").toSorted((a, b) => a.localeCompare(b));

test("every sentence is there, trimmed, composed (NFC) and without typewriter dots", () => {
  const wrong = texts.filter(([, text]) => text.trim() !== text || text === "" || text !== text.normalize("NFC") || text.includes("..."));
  expect(wrong).toEqual([]);
});

test("every dictionary of this folder is in the index", () => {
  const files = Object.keys(import.meta.glob("./*.ts")).map((file) => file.slice(2, -3));
  const subjects = files.filter((file) => !["index", "words", "words.test", "finding-sentence", "suggestion-sentence"].includes(file)).map((file) => file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  expect(Object.keys(words).toSorted()).toEqual(subjects.toSorted());
});

test("every brace belongs to a placeholder", () => {
  expect(texts.filter(([, text]) => /[{}]/.test(text.replace(/\{\w+\}/g, "")))).toEqual([]);
});

test("both languages have the same placeholders", () => {
  const differing = subjects.flatMap(([subject, entries]) =>
    Object.entries(entries).flatMap(([key, { vi, en }]) => {
      const english = typeof en === "string" ? en : en.other;
      return String(slots(vi)) === String(slots(english)) ? [] : [`${subject}.${key}`];
    }),
  );
  expect(differing).toEqual([]);
});

test("what every page carries stays small", () => {
  expect(gzipSync(JSON.stringify({ form, parts, shell })).length).toBeLessThan(9_000);
});

test("no subject grows heavier than a page can carry", () => {
  const heavy = subjects.filter(([, entries]) => gzipSync(JSON.stringify(entries)).length > 14_000).map(([subject]) => subject);
  expect(heavy).toEqual([]);
});

const sample = {
  sample: dictionary({
    left: { vi: "còn {count} ngày", en: { one: "one day left", other: "{count} days left" } },
    moved: { vi: "{from} → {until}", en: "{from} to {until}" },
    plain: { vi: "Xong", en: "Done" },
  }),
};

test("a number is written in the reader's way and decides the English plural", () => {
  const vi = makeT("vi", sample);
  const en = makeT("en", sample);
  expect(vi("sample.left", { count: 1234 })).toBe("còn 1.234 ngày");
  expect(en("sample.left", { count: 1 })).toBe("one day left");
  expect(en("sample.left", { count: 1234 })).toBe("1,234 days left");
});

test("a value is never read as a pattern", () => {
  expect(makeT("vi", sample)("sample.moved", { from: "{until}", until: "$&" })).toBe("{until} → $&");
});

test("unknown keys, missing values and differing placeholders do not compile", () => {
  const t = makeT("vi", sample);
  // @ts-expect-error there is no such key
  expect(() => t("sample.nothing")).toThrow("sample.nothing");
  // @ts-expect-error the sentence needs a count
  t("sample.left");
  // @ts-expect-error one of two values is missing
  t("sample.moved", { from: "1" });
  // @ts-expect-error a plain sentence takes no values
  expect(t("sample.plain", { count: 1 })).toBe("Xong");
  // @ts-expect-error the English sentence lacks {count}
  dictionary({ wrong: { vi: "{count} việc", en: "some things" } });
  // @ts-expect-error a plural needs {count}
  dictionary({ wrong: { vi: "{name}", en: { one: "{name}", other: "{name}" } } });
});
