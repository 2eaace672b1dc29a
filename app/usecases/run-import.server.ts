import type { ImportKind } from "#app/core/intake/columns.ts";
import { type Intake, type RowsOf, takeIn } from "#app/core/intake/intake.ts";
import type { ImportReport, Table } from "#app/core/intake/table.ts";
import type { Verdict } from "#app/core/verdict.ts";
import type { Errand } from "./errand.ts";
import { importDatePlan } from "./import-date-plan.server.ts";
import { importLeaders } from "./import-leaders.server.ts";
import { importUnits } from "./import-units.server.ts";
import { importVenues } from "./import-venues.server.ts";

/** A file that was read, with its kind: what a draft keeps instead of the file. */
export type Taken = { readonly [K in ImportKind]: { readonly kind: K; readonly intake: Intake<RowsOf[K]> } }[ImportKind];

export function taken(kind: ImportKind, table: Table): Taken {
  switch (kind) {
    case "units":
    case "organisations":
      return { kind, intake: takeIn(kind, table) };
    case "datePlan":
      return { kind, intake: takeIn(kind, table) };
    case "leaders":
      return { kind, intake: takeIn(kind, table) };
    case "venues":
      return { kind, intake: takeIn(kind, table) };
  }
}

export type ImportCode = "noCampaign" | "movedMeanwhile";

/** The dry run and the real run of any kind of file: one and the same, but for the writing. */
export function runImport(errand: Errand, unitId: string, { kind, intake }: Taken, dryRun: boolean): Promise<Verdict<ImportReport, ImportCode>> {
  switch (kind) {
    case "units":
    case "organisations":
      return importUnits(errand, { unitId, intake, dryRun });
    case "datePlan":
      return importDatePlan(errand, { unitId, intake, dryRun });
    case "leaders":
      return importLeaders(errand, { unitId, intake, dryRun });
    case "venues":
      return importVenues(errand, { unitId, intake, dryRun });
  }
}
