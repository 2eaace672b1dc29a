import { fold, nameSortKey } from "#app/core/organisation/names.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import type { Rows } from "#app/db/bulk.server.ts";
import { personName } from "./names.ts";
import { idFrom, randomFrom, type Random } from "./random.ts";
import type { Shape } from "./shape.ts";
import { CREATED_AT, isCommune, type TreeUnit } from "./tree.ts";

/** Members of a committee above the cells that persons are made for, its head not counted. */
export const COMMITTEE = 15;

/** Who keeps which record: heads first (person i heads unit i), then committees, then the members of the cells. */
export type People = {
  readonly shape: Shape;
  readonly units: readonly TreeUnit[];
  readonly committees: readonly TreeUnit[];
  readonly cells: readonly TreeUnit[];
  readonly placeOf: ReadonlyMap<string, number>;
};

export function makePeople(shape: Shape, units: readonly TreeUnit[]): People {
  const committees = units.filter((unit) => unit.level !== "cell" && unit.level !== "sectional");
  return {
    shape,
    units,
    committees,
    cells: units.filter((unit) => unit.level === "cell"),
    placeOf: new Map(committees.map((unit, place) => [unit.id, place])),
  };
}

export const personId = (shape: Shape, index: number): string => idFrom(`${shape.size}/person/${index}`);
export const headIdOf = ({ shape }: People, unit: TreeUnit): string => personId(shape, unit.index);

/** The i-th member (from 0) of the committee of a unit above the cells. */
export function committeeMember(people: People, unit: TreeUnit, i: number): { readonly index: number; readonly id: string } {
  const index = people.units.length + (people.placeOf.get(unit.id) ?? 0) * COMMITTEE + i;
  return { index, id: personId(people.shape, index) };
}

function unitOf(people: People, index: number): { readonly unit: TreeUnit; readonly place: number | null } | null {
  const { units, committees, cells } = people;
  if (index < units.length) return found(units[index], 0);
  const member = index - units.length;
  if (member < committees.length * COMMITTEE) return found(committees[Math.floor(member / COMMITTEE)], (member % COMMITTEE) + 1);
  return found(cells[(member - committees.length * COMMITTEE) % cells.length], null);
}

const found = (unit: TreeUnit | undefined, place: number | null) => (unit === undefined ? null : { unit, place });

/** The person's own facts; everything about person i follows from i. */
export function personFacts(shape: Shape, index: number): { readonly fullName: string; readonly sex: "male" | "female"; readonly bornOn: Day; readonly random: Random } {
  const random = randomFrom(`${shape.size}/person/${index}/facts`);
  const name = personName(random);
  // Young enough for a term, with a few who are not: women retire earlier.
  const oldest = day(name.sex === "male" ? "1968-06-01" : "1973-02-01");
  return { ...name, bornOn: addDays(oldest, random.chance(0.012) ? -random.int(200, 1_200) : random.int(0, 365 * 24)), random };
}

export type PersonFile = {
  readonly id: string;
  readonly fullName: string;
  readonly sex: "male" | "female";
  readonly bornOn: Day;
  readonly joinedOn: Day;
  readonly officialOn: Day | null;
  readonly unit: TreeUnit;
  readonly post: string | null;
  readonly inPostSince: Day | null;
  readonly onPlanningList: boolean | null;
  readonly pendingCase: boolean | null;
  readonly disciplines: readonly { readonly kind: "reprimand" | "warning"; readonly decidedOn: Day; readonly document: string }[];
};

export function personFile(people: People, index: number): PersonFile {
  const place = unitOf(people, index);
  if (place === null) throw new RangeError(`nobody is person ${index}`);
  const { unit, place: rank } = place;
  const { fullName, sex, bornOn, random } = personFacts(people.shape, index);
  const joinedOn = addDays(bornOn, 365 * 19 + random.int(0, 365 * 9));
  return {
    id: personId(people.shape, index),
    fullName,
    sex,
    bornOn,
    joinedOn,
    officialOn: random.chance(0.97) ? addDays(joinedOn, 366) : null,
    unit,
    post: rank === null ? null : postOf(unit, rank),
    inPostSince: rank === null ? null : addDays(day("2020-05-20"), random.int(0, 1_000)),
    onPlanningList: rank === null ? null : random.chance(0.995),
    pendingCase: rank === null ? null : random.chance(0.003),
    disciplines: rank !== null && rank > 0 && random.chance(0.005) ? [disciplineOf(random)] : [],
  };
}

const disciplineOf = (random: Random): PersonFile["disciplines"][number] => ({
  kind: random.chance(0.7) ? "reprimand" : "warning",
  decidedOn: addDays(day("2021-01-05"), random.int(0, 1_500)),
  document: `${random.int(10, 240)}-QĐ/UBKT`,
});

function* files(people: People): Generator<PersonFile & { readonly index: number }> {
  for (let index = 0; index < people.shape.persons; index++) yield { ...personFile(people, index), index };
}

export function* personRows(people: People): Generator<Rows["person"]> {
  for (const { index, unit, disciplines: _elsewhere, ...file } of files(people))
    yield {
      ...file,
      foldedName: fold(file.fullName),
      sortKey: nameSortKey(file.fullName),
      cardNumber: `90.${String(100_000 + index)}`,
      unitId: unit.id,
      version: 1,
      createdAt: CREATED_AT,
    };
}

function postOf(unit: TreeUnit, place: number): string {
  const body = committeeName(unit);
  if (place === 0) return unit.level === "cell" ? "Bí thư chi bộ" : `Bí thư ${body}`;
  if (place <= 2) return `Phó Bí thư ${body}`;
  return place <= 6 ? `Ủy viên Ban Thường vụ ${body}` : `Ủy viên Ban Chấp hành Đảng bộ`;
}

function committeeName(unit: TreeUnit): string {
  if (unit.level === "province") return "Tỉnh ủy";
  if (unit.kind === "city") return "Thành ủy";
  if (unit.kind === "district") return "Huyện ủy";
  if (isCommune(unit)) return `Đảng ủy ${unit.name.toLocaleLowerCase("vi").split(" ")[0] === "thị" ? "thị trấn" : unit.name.toLocaleLowerCase("vi").split(" ")[0]}`;
  return "Đảng ủy";
}

export function* headRows(people: People): Generator<Rows["unitHead"]> {
  for (const unit of people.units)
    yield { id: idFrom(`${unit.id}/head`), unitId: unit.id, personId: headIdOf(people, unit), from: "2020-06-01", until: null };
}

/** In every tenth committee two of its people are declared relatives. */
export function* relationRows(people: People): Generator<Rows["personRelation"]> {
  for (const [i, unit] of people.committees.entries()) {
    if (i % 10 !== 0) continue;
    const [a, b] = [committeeMember(people, unit, 3).id, committeeMember(people, unit, 9).id];
    yield { personId: a, relativeId: b, kind: "spouse" };
    yield { personId: b, relativeId: a, kind: "spouse" };
  }
}

export function* disciplineRows(people: People): Generator<Rows["personDiscipline"]> {
  for (const { id, disciplines } of files(people))
    for (const [n, discipline] of disciplines.entries()) yield { id: idFrom(`${id}/discipline/${n}`), personId: id, ...discipline };
}

// Leaders who attend congresses, and halls.

const LEADERS = { province: 15, directSuperior: 9 } as const;

export const leaderCount = (unit: TreeUnit): number =>
  unit.level === "province" ? LEADERS.province : unit.level === "directSuperior" ? LEADERS.directSuperior : 0;

export const leaderId = (unit: TreeUnit, i: number): string => idFrom(`${unit.id}/leader/${i}`);

export function* leaderRows(people: People): Generator<Rows["leader"]> {
  for (const unit of people.committees) {
    for (let i = 0; i < leaderCount(unit); i++) {
      // The leaders are the unit's head and committee, under the names they have there.
      const index = i === 0 ? unit.index : committeeMember(people, unit, i - 1).index;
      const { fullName } = personFacts(people.shape, index);
      yield {
        id: leaderId(unit, i),
        code: `LD.${unit.code}.${String(i + 1).padStart(2, "0")}`,
        name: fullName,
        foldedName: fold(fullName),
        post: postOf(unit, i),
        unitId: unit.id,
        version: 1,
      };
    }
  }
}

export function* absenceRows(people: People): Generator<Rows["leaderAbsence"]> {
  for (const unit of people.committees) {
    for (let i = 0; i < leaderCount(unit); i += 4) {
      const random = randomFrom(`${unit.id}/absence/${i}`);
      const from = addDays(day("2025-05-19"), random.int(0, 70));
      yield {
        id: idFrom(`${unit.id}/absence/${i}`),
        leaderId: leaderId(unit, i),
        from,
        until: addDays(from, random.int(2, 6)),
        reason: random.pick(["Đi công tác", "Học lớp cập nhật kiến thức", "Nghỉ phép", "Họp ở Trung ương"]),
      };
    }
  }
}

const hallsOf = (unit: TreeUnit): readonly string[] => {
  if (unit.level === "province") return ["Trung tâm Hội nghị tỉnh", "Hội trường Tỉnh ủy", "Hội trường Trường Chính trị tỉnh"];
  if (unit.level === "directSuperior") return [`Trung tâm Hội nghị ${unit.name}`, `Hội trường ${unit.name}`];
  return unit.level === "grassroots" && unit.index % 5 !== 0 ? [`Hội trường ${unit.name}`] : [];
};

/** The hall that a unit's congress sits in: its own, else one of its superior's. */
export function hallOf(unit: TreeUnit, random: Random): string | null {
  for (let at: TreeUnit | null = unit; at !== null; at = at.parent) {
    const halls = hallsOf(at);
    if (halls.length > 0) return venueId(at, random.int(0, halls.length - 1));
  }
  return null;
}

export const venueId = (unit: TreeUnit, i: number): string => idFrom(`${unit.id}/hall/${i}`);

export function* venueRows(people: People): Generator<Rows["venue"]> {
  for (const unit of people.committees) {
    for (const [i, name] of hallsOf(unit).entries())
      yield {
        id: venueId(unit, i),
        code: `HT.${unit.code}.${i + 1}`,
        name,
        foldedName: fold(name),
        seats: unit.level === "grassroots" ? 180 : unit.level === "province" ? 600 : 350,
        unitId: unit.id,
        version: 1,
      };
  }
}
