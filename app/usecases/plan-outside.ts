import type { PlanFileRow } from "#app/core/intake/plan-file.ts";
import { answerOf, type Dated, type Undated } from "#app/core/planning/explain.ts";
import { instanceOf, type AttendingLeader, type Keeping, type Wish } from "#app/core/planning/instance.ts";
import { solve } from "#app/core/planning/solve.ts";
import { LEVELS } from "#app/core/organisation/level.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { edition, windowFor } from "#app/core/rules/editions.ts";
import { findings, type Finding } from "#app/core/scheduling/conflicts.ts";
import type { PlannedCongress, PlanView, Setting } from "#app/core/scheduling/plan.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";

/** What a plan from outside is judged by: national working days, and what is said with it. */
export type OutsideRules = {
  readonly editionCode: EditionCode;
  readonly today: Day;
  readonly saturdays: boolean;
  /** The most congresses on a day, or null for no ceiling. */
  readonly perDay: number | null;
  readonly gapWorkingDays: number;
  /** Leaders that each congress needs, from those whom the rows of its parent's children name. */
  readonly leadersPerCongress: number;
  readonly keeping: Keeping;
};

/** Above all units of the file, which may have several roots. */
const ROOT = "/all/";

/** The plan that the rows describe. An approved date stands; any other is the day wished for, until it is planned. */
export function outsidePlan(rows: readonly PlanFileRow[], rules: OutsideRules): { readonly plan: PlanView; readonly setting: Setting } {
  const parentOf = new Map(rows.map((row) => [row.code, row.parentCode]));
  const held = new Set(rows.filter((row) => row.round === 1).map((row) => row.code));
  const pathOf = (code: string): string => {
    const above = parentOf.get(code);
    return `${above === undefined || above === null || !parentOf.has(above) ? ROOT : pathOf(above)}${code}/`;
  };
  const congresses = rows.map((row): PlannedCongress => ({
    id: idOf(row),
    path: pathOf(row.code),
    level: row.level,
    kind: row.kind,
    inForce: { from: day("1930-02-03"), until: null },
    round: row.round,
    parentCongressId: row.parentCode !== null && held.has(row.parentCode) && row.round === 1 ? row.parentCode : null,
    orderExemption: null,
    state: row.opensOn === null ? "undated" : row.approvedOn === null ? "draft" : "approved",
    lengthHalfDays: row.lengthHalfDays ?? edition(rules.editionCode).maxHalfDays[row.level].value,
    placement: row.opensOn === null ? null : { opensOn: row.opensOn, session: row.session, lengthHalfDays: row.lengthHalfDays ?? edition(rules.editionCode).maxHalfDays[row.level].value },
    leaders: row.leaderCodes,
    venueId: row.venueCode,
    approvalRecordedOn: row.approvedOn,
    noticeRecordedOn: row.noticeOn,
    preparation: null,
    exceptions: [],
  }));
  const ceilings = rules.perDay === null ? [] : [{ unitId: "all", path: ROOT, perDay: rules.perDay, levels: null }];
  return {
    plan: { congresses, ceilings, absences: [], order: { gapWorkingDays: rules.gapWorkingDays, lessonWorkingDays: 0, pilots: "soft" } },
    setting: { edition: edition(rules.editionCode), calendar: workingCalendar(NATIONAL_DAYS, { saturdays: rules.saturdays }), planningDay: rules.today },
  };
}

/** A congress of the file: the code of its unit, and "#2" for the second round of a cell. */
export const idOf = ({ code, round }: Pick<PlanFileRow, "code" | "round">): string => (round === 2 ? `${code}#2` : code);

/** Every clash of a finished plan, whoever made it. */
export function checkOutside(rows: readonly PlanFileRow[], rules: OutsideRules): Finding[] {
  const { plan, setting } = outsidePlan(rows, rules);
  return findings(plan, setting);
}

export type OutsideAnswer = { readonly dated: readonly Dated[]; readonly undated: readonly Undated[] };

/** Plans the congresses of a file. Null when every window of the edition has passed. */
export function planOutside(rows: readonly PlanFileRow[], rules: OutsideRules): OutsideAnswer | null {
  const { plan, setting } = outsidePlan(rows, rules);
  const ends = LEVELS.flatMap((level) => ([1, 2] as const).flatMap((round) => windowFor(setting.edition, level, round).value?.until ?? [])).toSorted();
  const [from, until] = [addDays(rules.today, 1), ends.at(-1)];
  if (until === undefined || until <= from) return null;
  const wishes = rows.flatMap((row): Wish[] => (row.opensOn === null ? [] : [{ congressId: idOf(row), on: row.opensOn, weight: 1 }]));
  const leaders = new Map(rows.flatMap((row) => (row.parentCode === null ? [] : row.leaderCodes.map((id): [string, AttendingLeader] => [`${row.parentCode} ${id}`, { id, congressId: row.parentCode ?? "" }]))));
  const work = solve(instanceOf({ plan, setting, horizon: { from, until }, asked: () => true, keeping: rules.keeping, leaders: [...leaders.values()], leadersPerCongress: rules.leadersPerCongress, wishes }));
  let next = work.next();
  while (next.done !== true) next = work.next();
  return answerOf(next.value);
}
