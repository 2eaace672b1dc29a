import { isEmptyScope, mayAnywhere, narrowed, type Scope } from "#app/core/access/scope.ts";
import { addDays } from "#app/core/time/day.ts";
import { countQueue, listQueue, listUnassigned, type Vetter } from "#app/db/checks.server.ts";
import { countConclusions, listConclusions } from "#app/db/conclusions.server.ts";
import { countSlates, listSlates, type SlateFilter } from "#app/db/slates.server.ts";
import type { Errand } from "./errand.ts";
import { vetterOf } from "./find-nominee.server.ts";
import { SOON_DAYS } from "./inbox-vetting.server.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

export const PERSONNEL_SHOWS = ["mine", "overdue", "soon", "expired", "returned", "unassigned", "decide", "slates"] as const;
export type PersonnelShow = (typeof PERSONNEL_SHOWS)[number];

export type PersonnelAsked = {
  readonly branch: string | null;
  readonly show: PersonnelShow | null;
  readonly kind: string | null;
  readonly slates: SlateFilter;
  readonly text: string;
  readonly page: number;
};

const PAGE = 50;

/** An officer's queue, a lead's proposals, everybody's slates: one list at a time, the counts of the others as tabs. */
export async function showPersonnel(errand: Errand, scope: Scope, asked: PersonnelAsked) {
  const { tx, actor, realDay, today } = errand;
  const branch = asked.branch === null ? null : await resolveBranch(errand, scope, asked.branch);
  const cut = (vetter: Vetter): Vetter => (branch === null ? vetter : { ...vetter, scope: narrowed(vetter.scope, branch.path) });
  const checks = cut(vetterOf(errand, "checks"));
  const conclusions = cut(vetterOf(errand, "conclusions"));
  const logs = mayAnywhere(actor, "check.log", realDay) && !isEmptyScope(checks.scope);
  const decides = mayAnywhere(actor, "conclusion.decide", realDay) && !isEmptyScope(conclusions.scope);
  const soonUntil = addDays(today, SOON_DAYS);
  const counts = {
    queue: logs ? await countQueue(tx, checks, { today, soonUntil }) : null,
    returned: logs ? await countConclusions(tx, conclusions, "returned") : null,
    toDecide: decides ? await countConclusions(tx, conclusions, "toDecide") : null,
    slates: await countSlates(tx, branch?.inside ?? scope),
  };
  const show = shownOf(asked.show, logs, decides);
  const skip = (asked.page - 1) * PAGE;
  const list = await listOf();
  return {
    today,
    show,
    counts,
    list,
    page: asked.page,
    branch: branch === null ? null : { unitId: branch.unitId, name: branch.name },
    mayEdit: mayAnywhere(actor, "slate.edit", realDay),
  };

  async function listOf() {
    switch (show) {
      case "mine":
      case "overdue":
      case "soon":
      case "expired":
        return { of: "checks", ...onePage(await listQueue(tx, checks, { show, kind: asked.kind, today, soonUntil }, skip, PAGE + 1)) } as const;
      case "unassigned":
        return { of: "unassigned", ...onePage(await listUnassigned(tx, checks, skip, PAGE + 1)) } as const;
      case "returned":
      case "decide":
        return { of: "conclusions", ...onePage(await listConclusions(tx, conclusions, show === "decide" ? "toDecide" : "returned", skip, PAGE + 1)) } as const;
      case "slates":
        return { of: "slates", ...onePage(await listSlates(tx, branch?.inside ?? scope, { show: asked.slates, text: asked.text, walled: isEmptyScope(checks.scope) ? [] : actor.walledPersons }, skip, PAGE + 1)) } as const;
    }
  }
}

const onePage = <Row>(rows: readonly Row[]): { rows: readonly Row[]; more: boolean } => ({ rows: rows.slice(0, PAGE), more: rows.length > PAGE });

/** What was asked for if the role has it, else the list that the role comes for. */
function shownOf(asked: PersonnelShow | null, logs: boolean, decides: boolean): PersonnelShow {
  const offered: PersonnelShow[] = [...(logs ? (["mine", "overdue", "soon", "expired", "returned", "unassigned"] as const) : []), ...(decides ? (["decide"] as const) : []), "slates"];
  return offered.find((show) => show === asked) ?? offered[0] ?? "slates";
}
