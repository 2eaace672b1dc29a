import { z } from "zod";
import { type Day, parseDay } from "#app/core/time/day.ts";

// Fields as forms send them: strings. Messages are codes; ui/words has their sentences (form.<code>).

const trimmed = z.string({ error: "required" }).transform((value) => value.normalize("NFC").trim());

/** A line or a paragraph that must not be empty. */
export const text = (longest = 300) => trimmed.pipe(z.string().min(1, "required").max(longest, "tooLong"));

/** Empty or absent counts as null. */
export const optionalText = (longest = 300) =>
  z
    .string()
    .optional()
    .transform((value) => value?.normalize("NFC").trim() || null)
    .pipe(z.string().max(longest, "tooLong").nullable());

const toDay = (value: string, context: z.RefinementCtx): Day => {
  const parsed = parseDay(value);
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: "notADay" });
  return z.NEVER;
};

/** dd/mm/yyyy as people type it, or ISO as date inputs send it. */
export const dayField = () => text(20).transform(toDay);

export const optionalDay = () =>
  optionalText(20).transform((value, context): Day | null => (value === null ? null : toDay(value, context)));

const toInt = (min: number, max: number) => (value: string, context: z.RefinementCtx): number => {
  const parsed = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isNaN(parsed) && parsed >= min && parsed <= max) return parsed;
  context.addIssue({ code: "custom", message: Number.isNaN(parsed) ? "notANumber" : "outOfRange" });
  return z.NEVER;
};

export const integer = (min: number, max: number) => text(12).transform(toInt(min, max));

export const optionalInteger = (min: number, max: number) =>
  optionalText(12).transform((value, context) => (value === null ? null : toInt(min, max)(value, context)));

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: (issue) => (issue.input === undefined || issue.input === "" ? "required" : "notOffered") });

export const checkbox = () => z.string().optional().transform((value) => value !== undefined && value !== "");

export const id = () => z.uuid("notOffered");

export const optionalId = () =>
  z
    .string()
    .optional()
    .transform((value) => (value === undefined || value === "" ? null : value))
    .pipe(z.uuid("notOffered").nullable());

/** A field that may be sent several times (checkbox groups). */
export const many = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item).max(1000, "tooMany"));

/** A version number that an edit was decided on. */
export const version = () => integer(1, 1_000_000_000);

export const loginField = () => trimmed.pipe(z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]{2,39}$/, "badLogin"));

/** As typed: blanks at the ends are part of a password. */
export const passwordField = () => z.string({ error: "required" }).min(1, "required").max(400, "tooLong");
