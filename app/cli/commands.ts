import type { Command } from "./command.ts";
import { auditVerifyCommand } from "./commands/audit-verify.ts";
import { backupCommand } from "./commands/backup.ts";
import { checkCommand } from "./commands/check.ts";
import { importUnitsCommand } from "./commands/import-units.ts";
import { loadDemoCommand } from "./commands/load-demo.ts";
import { openCampaignCommand } from "./commands/open-campaign.ts";
import { planCommand } from "./commands/plan.ts";
import { readinessCommand } from "./commands/readiness.ts";
import { restoreCommand } from "./commands/restore.ts";

/** In the order in which a new office needs them. */
export const COMMANDS = [importUnitsCommand, openCampaignCommand, planCommand, checkCommand, readinessCommand, auditVerifyCommand, backupCommand, restoreCommand, loadDemoCommand] as const satisfies readonly Command[];
