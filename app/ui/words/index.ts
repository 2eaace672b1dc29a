import { access } from "./access.ts";
import { audit } from "./audit.ts";
import { calendar } from "./calendar.ts";
import { campaign } from "./campaign.ts";
import { form } from "./form.ts";
import { intake } from "./intake.ts";
import { letters } from "./letters.ts";
import { organisation } from "./organisation.ts";
import { parts } from "./parts.ts";
import { readiness } from "./readiness.ts";
import { rules } from "./rules.ts";
import { scheduling } from "./scheduling.ts";
import { shell } from "./shell.ts";
import { vetting } from "./vetting.ts";

/**
 * Every subject under its namespace, for the command line, exports and the test that reads all sentences. Pages import
 * the subjects they speak of instead, so that the others do not travel (see words.ts).
 */
export const words = {
  access,
  audit,
  calendar,
  campaign,
  form,
  intake,
  letters,
  organisation,
  parts,
  readiness,
  rules,
  scheduling,
  shell,
  vetting,
} as const;
