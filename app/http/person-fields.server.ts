import { z } from "zod";
import { optionalDay, optionalText, text } from "./fields.server.ts";

const emptyToNull = (value: unknown): unknown => (value === "" || value === undefined ? null : value);

/** Yes, no, or not known. */
export const optionalYesNo = () => z.preprocess(emptyToNull, z.enum(["yes", "no"], "notOffered").nullable()).transform((value) => (value === null ? null : value === "yes"));

/** A person's data as the forms of a new and of an edited file send them. */
export const personFields = {
  fullName: text(120),
  sex: z.preprocess(emptyToNull, z.enum(["male", "female"], "notOffered").nullable()),
  bornOn: optionalDay(),
  joinedOn: optionalDay(),
  officialOn: optionalDay(),
  presentPost: optionalText(200),
  inPostSince: optionalDay(),
  onPlanningList: optionalYesNo(),
};
