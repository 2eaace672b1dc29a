import { access } from "./access.ts";
import { attending } from "./attending.ts";
import { audit } from "./audit.ts";
import { calendar } from "./calendar.ts";
import { campaign } from "./campaign.ts";
import { cli } from "./cli.ts";
import { feeds } from "./feeds.ts";
import { exceptions } from "./exceptions.ts";
import { filling } from "./filling.ts";
import { form } from "./form.ts";
import { grid } from "./grid.ts";
import { intake } from "./intake.ts";
import { letters } from "./letters.ts";
import { moves } from "./moves.ts";
import { notice } from "./notice.ts";
import { organisation } from "./organisation.ts";
import { parts } from "./parts.ts";
import { proposals } from "./proposals.ts";
import { plans } from "./plans.ts";
import { readiness } from "./readiness.ts";
import { reckoning } from "./reckoning.ts";
import { ruleNames } from "./rule-names.ts";
import { rules } from "./rules.ts";
import { scheduling } from "./scheduling.ts";
import { season } from "./season.ts";
import { shell } from "./shell.ts";
import { vetting } from "./vetting.ts";
import { work } from "./work.ts";

/**
 * Every subject under its namespace, for the command line, exports and the test that reads all sentences. Pages import
 * the subjects they speak of instead, so that the others do not travel (see words.ts).
 */
export const words = {
  access,
  attending,
  audit,
  calendar,
  campaign,
  cli,
  feeds,
  exceptions,
  filling,
  form,
  grid,
  intake,
  letters,
  moves,
  notice,
  organisation,
  parts,
  proposals,
  plans,
  readiness,
  reckoning,
  ruleNames,
  rules,
  scheduling,
  season,
  shell,
  vetting,
  work,
} as const;
