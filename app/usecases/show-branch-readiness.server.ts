import type { Scope } from "#app/core/access/scope.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Words } from "#app/core/rules/certainty.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import type { Errand } from "./errand.ts";
import { showReadiness } from "./show-readiness.server.ts";

type Counts = { readonly red: number; readonly amber: number; readonly green: number; readonly grey: number; readonly held: number; readonly total: number };

/** The stable shape that scripts read; days as yyyy-mm-dd. */
export type BranchReadiness = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly day: Day;
  readonly term: string;
  readonly edition: string;
  readonly counts: Counts;
  readonly worst: readonly { readonly unitId: string; readonly name: string; readonly counts: Counts }[];
  readonly blockers: readonly {
    readonly congressId: string;
    readonly unit: string;
    readonly level: Level;
    readonly round: number;
    readonly state: CongressState;
    readonly opensOn: Day | null;
    readonly light: Light;
    readonly percent: number;
    readonly causes: readonly {
      readonly code: string;
      readonly severity: "blocks" | "warns" | "notes";
      readonly line: string | null;
      readonly finding: string | null;
      readonly text: Words | null;
      readonly owner: Words | null;
      readonly dueOn: Day | null;
      readonly certainty: string | null;
    }[];
  }[];
  readonly more: boolean;
};

/** How a branch stands, what is worst in it and what blocks, by days to opening: for the command line. */
export async function showBranchReadiness(
  errand: Errand,
  scope: Scope,
  asked: { readonly branch?: string | null; readonly light?: Light | "all"; readonly level?: Level | null; readonly page?: number },
): Promise<Verdict<BranchReadiness, "noSeason">> {
  const { branch, today, season } = await showReadiness(errand, scope, {
    branch: asked.branch ?? null,
    light: asked.light ?? "red",
    level: asked.level ?? null,
    state: null,
    page: asked.page ?? 1,
    children: 1,
  });
  if (season === null) return refuse("noSeason", { branch: branch.name });
  return accept({
    branch: { unitId: branch.unitId, name: branch.name },
    day: today,
    term: season.term,
    edition: season.editionCode,
    counts: season.counts,
    worst: season.children.map(({ unitId, name, counts }) => ({ unitId, name, counts })),
    blockers: season.rows.map((row) => ({
      congressId: row.congressId,
      unit: row.unitName,
      level: row.level,
      round: row.round,
      state: row.state,
      opensOn: row.opensOn,
      light: row.light,
      percent: row.percent,
      causes: row.causes.map(({ code, severity, lineCode, finding, text, owner, dueOn, certainty }) => ({
        code,
        severity,
        line: lineCode,
        finding,
        text,
        owner,
        dueOn,
        certainty,
      })),
    })),
    more: season.more,
  });
}
