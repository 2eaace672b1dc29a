import type { Role } from "#app/core/access/policy.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import type { Rows } from "#app/db/bulk.server.ts";
import { committeeMember, headIdOf, type People, personFacts } from "./people.ts";
import { idFrom, randomFrom } from "./random.ts";
import { CREATED_AT, isCommune, type TreeUnit } from "./tree.ts";

type Place = "province" | "district" | "commune";

/** Whose file the account is linked to: the unit's head, or a member of its committee by number. */
type Holder = "head" | number;

export type DemoAccount = { readonly login: string; readonly role: Role; readonly place: Place; readonly holder: Holder };

/** One account for every role, and a second one where two people are needed or a branch has its own. */
export const DEMO_ACCOUNTS = [
  { login: "planner", role: "planner", place: "province", holder: 4 },
  { login: "planner.district", role: "planner", place: "district", holder: 4 },
  { login: "vetting", role: "vettingOfficer", place: "province", holder: 7 },
  { login: "vetting.second", role: "vettingOfficer", place: "province", holder: 10 },
  { login: "vetting.lead", role: "vettingLead", place: "province", holder: 5 },
  { login: "letters", role: "lettersOfficer", place: "province", holder: 6 },
  { login: "letters.district", role: "lettersOfficer", place: "district", holder: 6 },
  { login: "custodian", role: "custodian", place: "province", holder: 11 },
  { login: "secretary", role: "secretary", place: "province", holder: "head" },
  { login: "secretary.district", role: "secretary", place: "district", holder: "head" },
  { login: "secretary.commune", role: "secretary", place: "commune", holder: "head" },
  { login: "clerk", role: "unitClerk", place: "commune", holder: 12 },
  { login: "auditor", role: "auditor", place: "province", holder: 12 },
  { login: "administrator", role: "administrator", place: "province", holder: 13 },
] as const satisfies readonly DemoAccount[];
export type DemoLogin = (typeof DEMO_ACCOUNTS)[number]["login"];

export const accountId = (login: DemoLogin): string => idFrom(`demo/account/${login}`);

const WORDS = ["song", "lua", "sen", "tre", "nang", "gio", "cau", "dong", "bien", "ngo", "khoai", "chim", "trang", "suong", "da", "mo", "hoa", "vuon", "thuyen", "luoi", "muoi", "rung", "doi", "lang"] as const;

/** Long enough for anybody, the same every time: these accounts exist in the demo only. */
export function demoPassword(login: DemoLogin): string {
  const random = randomFrom(`demo/password/${login}`);
  return [...Array.from({ length: 4 }, () => random.pick(WORDS)), String(random.int(10, 99))].join("-");
}

export function unitAt(people: People, place: Place): TreeUnit {
  const district = people.units.find((unit) => unit.code === "90.002") ?? people.units[1];
  const found =
    place === "province" ? people.units[0] : place === "district" ? district : people.units.find((unit) => unit.parent === district && (isCommune(unit) || unit.level !== "directSuperior"));
  if (found === undefined) throw new Error(`the province has no ${place}`);
  return found;
}

function holderOf(people: People, account: DemoAccount): { readonly id: string; readonly name: string } {
  const unit = unitAt(people, account.place);
  const index = account.holder === "head" ? unit.index : committeeMember(people, unit, account.holder).index;
  const id = account.holder === "head" ? headIdOf(people, unit) : committeeMember(people, unit, account.holder).id;
  return { id, name: personFacts(people.shape, index).fullName };
}

/** `hashes`: the hash of each account's password. */
export function* accountRows(people: People, hashes: ReadonlyMap<DemoLogin, string>): Generator<Rows["account"]> {
  for (const account of DEMO_ACCOUNTS) {
    const holder = holderOf(people, account);
    yield {
      id: accountId(account.login),
      login: account.login,
      displayName: holder.name,
      passwordHash: hashes.get(account.login) ?? "none",
      personId: holder.id,
      locale: "vi",
      theme: "system",
      state: "active",
      mustChangePassword: false,
      createdAt: CREATED_AT,
      version: 1,
    };
  }
}

/** The founders' grants come from the founding act; the others were proposed and decided by two of them. */
const FOUNDERS: readonly DemoLogin[] = ["administrator", "planner", "secretary"];

export function* grantRows(people: People, realDay: Day): Generator<Rows["grant"]> {
  for (const { login, role, place } of DEMO_ACCOUNTS) {
    const founding = FOUNDERS.includes(login);
    yield {
      id: idFrom(`demo/grant/${login}`),
      accountId: accountId(login),
      role,
      unitId: unitAt(people, place).id,
      validFrom: day("2024-09-16"),
      validUntil: addDays(realDay, 365),
      state: "active",
      proposedById: founding ? null : accountId("planner"),
      decidedById: founding ? null : accountId("secretary"),
      createdAt: CREATED_AT,
      version: 1,
    };
  }
}
