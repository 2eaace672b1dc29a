import { keepNomineeStates, nomineesOfCongresses, type NomineeFacts } from "#app/db/nominees.server.ts";
import type { Errand } from "./errand.ts";
import { judge } from "./judge-nominee.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** Keeps the overall states after something they rest on has changed, then reckons the congresses; the last thing a use-case does. */
export async function refreshNominees(errand: Errand, nominees: readonly NomineeFacts[]): Promise<void> {
  await keepNomineeStates(errand.tx, nominees.map((nominee) => ({ id: nominee.id, state: judge(nominee, errand.today).state })));
  await refreshReadiness(errand, [...new Set(nominees.map((nominee) => nominee.congressId))].toSorted());
}

/** Judges the nominees of congresses anew after their days moved: checks expire by the opening. The caller reckons the readiness. */
export async function rejudgeNominees(errand: Errand, ...congressIds: readonly string[]): Promise<void> {
  const nominees = await nomineesOfCongresses(errand.tx, congressIds);
  await keepNomineeStates(errand.tx, nominees.map((nominee) => ({ id: nominee.id, state: judge(nominee, errand.today).state })));
}
