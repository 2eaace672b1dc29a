import { type Permit, permit } from "#app/core/access/scope.ts";
import { edition } from "#app/core/rules/editions.ts";
import { type Day, formatDay } from "#app/core/time/day.ts";
import { accept, type Details, refuse, type Verdict } from "#app/core/verdict.ts";
import { checkKind } from "#app/core/vetting/check-kinds.ts";
import { type CheckEvent, type CheckRefusal, logCheck, stateOn } from "#app/core/vetting/checks.ts";
import { digest, recordDeed } from "#app/db/audit.server.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import { checksOf, saveCheck, takeCharge } from "#app/db/checks.server.ts";
import { holdNominee, nomineesByIds } from "#app/db/nominees.server.ts";
import { keepPendingCase } from "#app/db/persons.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { nomineeFor, type SeenNominee } from "./find-nominee.server.ts";
import { refreshNominees } from "./refresh-nominees.server.ts";

export type CheckLogged = {
  readonly nomineeId: string;
  readonly checkId: string;
  readonly version: number;
  readonly event: CheckEvent;
  readonly on: Day;
  readonly body: string | null;
  readonly documentNumber: string | null;
  readonly finding: string | null;
};

/** What another person did while the form was being filled in. */
export type ChargeLost = "inOthersCharge" | "withdrawnMeanwhile";

/** The nominee that the officer has in charge or can take; somebody else's is to be seen, not to be worked on. */
export async function chargedNominee(errand: Errand, id: string): Promise<Verdict<{ nominee: SeenNominee; leave: Permit<"check.log"> }, ChargeLost>> {
  await holdNominee(errand.tx, id);
  const nominee = await nomineeFor(errand, id);
  if (!nominee.vets) throw new NotFound();
  const leave = permit(errand.actor, "check.log", nominee.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("check.log");
  if (nominee.withdrawn) return refuse("withdrawnMeanwhile");
  if (nominee.officerId !== null && nominee.officerId !== errand.actor.accountId) return refuse("inOthersCharge", { officer: nominee.officerName ?? "–" });
  return accept({ nominee, leave });
}

const FIELD: Readonly<Record<CheckRefusal, string>> = {
  notALegalStep: "event",
  inFuture: "on",
  beforeSent: "on",
  beforeLastEvent: "on",
  bodyMissing: "body",
  documentMissing: "documentNumber",
};

/** Logs that something was sent, answered or found. The first who logs takes the nominee in charge. */
export async function logCheckEvent(
  errand: Errand,
  logged: CheckLogged,
): Promise<Verdict<{ nomineeId: string }, CheckRefusal | ChargeLost | "movedMeanwhile" | "findingMissing">> {
  const { tx, actor, today } = errand;
  const charged = await chargedNominee(errand, logged.nomineeId);
  if (!charged.ok) return charged;
  const { nominee, leave } = charged.value;
  const check = (await checksOf(tx, nominee.id)).find((each) => each.id === logged.checkId);
  const kind = check && checkKind(check.kind);
  if (check === undefined || !kind) throw new NotFound();
  if (check.version !== logged.version) return refuse("movedMeanwhile");
  const from = { ...check, state: stateOn(check, nominee.opensOn ?? today) };
  const rules = { kind, level: nominee.level, edition: edition(nominee.editionCode), calendar: await calendarFor(tx, nominee.unitPath), today };
  const next = logCheck(from, { event: logged.event, on: logged.on, body: logged.body, documentNumber: logged.documentNumber }, rules);
  if (!next.ok) return refuse(next.code, { ...asWritten(next.details), field: FIELD[next.code] });
  if (logged.event === "foundToConsider" && logged.finding === null) return refuse("findingMissing", { field: "finding" });

  const finds = logged.event === "foundClear" || logged.event === "foundToConsider";
  const finding = finds ? logged.finding : (logged.finding ?? check.finding);
  const entry = { event: logged.event, on: logged.on, documentNumber: logged.documentNumber, byId: actor.accountId, at: errand.now };
  if (!(await takeCharge(tx, leave, nominee.id, actor.accountId))) return refuse("movedMeanwhile");
  if (!(await saveCheck(tx, leave, check, { ...next.value, finding }, entry))) return refuse("movedMeanwhile");
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "check.log",
    subject: { kind: "check", id: check.id },
    unitPath: nominee.unitPath,
    before: { state: check.state, officerId: nominee.officerId },
    after: {
      nomineeId: nominee.id,
      kind: kind.code,
      event: logged.event,
      on: logged.on,
      state: next.value.state,
      dueOn: next.value.dueOn,
      validUntil: next.value.validUntil,
      documentNumber: next.value.documentNumber,
      officerId: actor.accountId,
      finding: finding === null ? null : digest(errand.digestKey, finding),
    },
  });
  await refreshNominees(errand, await nomineesByIds(tx, [nominee.id]));
  return accept({ nomineeId: nominee.id });
}

/** Days in a sentence stand as people write them. */
const asWritten = (details: Details): Details =>
  Object.fromEntries(Object.entries(details).map(([key, value]) => [key, typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value as Day) : value]));

/** Whether the nominee is under examination, which the rules on new posts ask; confidential. */
export async function notePendingCase(
  errand: Errand,
  noted: { readonly nomineeId: string; readonly pendingCase: boolean | null; readonly was?: boolean | null },
): Promise<Verdict<{ nomineeId: string }, ChargeLost | "movedMeanwhile">> {
  const charged = await chargedNominee(errand, noted.nomineeId);
  if (!charged.ok) return charged;
  const { nominee, leave } = charged.value;
  if (noted.was !== undefined && noted.was !== nominee.pendingCase) return refuse("movedMeanwhile");
  if (!(await takeCharge(errand.tx, leave, nominee.id, errand.actor.accountId))) return refuse("movedMeanwhile");
  await keepPendingCase(errand.tx, leave, nominee.personId, noted.pendingCase);
  const said = (value: boolean | null): string => digest(errand.digestKey, `pendingCase/${nominee.personId}/${value}`);
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "check.log",
    subject: { kind: "nominee", id: nominee.id },
    unitPath: nominee.unitPath,
    before: { pendingCase: said(nominee.pendingCase) },
    after: { pendingCase: said(noted.pendingCase) },
  });
  await refreshNominees(errand, await nomineesByIds(errand.tx, [nominee.id]));
  return accept({ nomineeId: nominee.id });
}
