import { insertRows, type Rows, type Table } from "#app/db/bulk.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { absenceRows, disciplineRows, headRows, leaderRows, makePeople, personRows, relationRows, venueRows } from "./people.ts";
import { attendanceRows, campaignRows, congressRows, dateRows, lineRows, makeSeason, outcomeRows, planRows, recordRows, type Season, settingRows } from "./season.ts";
import { SHAPES, type Size } from "./shape.ts";
import { makeTree, placementRows, unitRows } from "./tree.ts";

type Step = { readonly table: Table; readonly rows: (season: Season) => Iterable<Rows[Table]> };
const step = <T extends Table>(table: T, rows: (season: Season) => Iterable<Rows[T]>): Step => ({ table, rows });

/** Tables in the order in which they refer to one another. */
const STEPS: readonly Step[] = [
  step("unit", ({ people }) => unitRows(people.units)),
  step("unitPlacement", ({ people }) => placementRows(people.units)),
  step("branchSetting", settingRows),
  step("person", ({ people }) => personRows(people)),
  step("personRelation", ({ people }) => relationRows(people)),
  step("personDiscipline", ({ people }) => disciplineRows(people)),
  step("unitHead", ({ people }) => headRows(people)),
  step("leader", ({ people }) => leaderRows(people)),
  step("leaderAbsence", ({ people }) => absenceRows(people)),
  step("venue", ({ people }) => venueRows(people)),
  step("campaign", campaignRows),
  step("planVersion", planRows),
  step("congress", congressRows),
  step("plannedDate", dateRows),
  step("congressLeader", attendanceRows),
  step("congressRecord", recordRows),
  step("outcome", outcomeRows),
  step("checklistLine", lineRows),
];

/** Fills an empty database with the province of a size. */
export async function loadProvince(tx: Tx, size: Size, say: (text: string) => void = () => undefined): Promise<Season> {
  const shape = SHAPES[size];
  const season = makeSeason(makePeople(shape, makeTree(shape)));
  for (const { table, rows } of STEPS) {
    const began = performance.now();
    const count = await insertRows(tx, table, rows(season));
    say(`${table}: ${count} rows in ${Math.round(performance.now() - began)} ms`);
  }
  return season;
}
