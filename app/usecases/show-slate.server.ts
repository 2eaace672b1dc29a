import { inScope, permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import type { Certainty } from "#app/core/rules/certainty.ts";
import { edition } from "#app/core/rules/editions.ts";
import type { Details } from "#app/core/verdict.ts";
import type { NomineeState } from "#app/core/vetting/nominee-state.ts";
import { isSlateComplete, type NomineeKind, postsFor, type SlateFinding, slateFindings, type SlateLine, type SlatePost } from "#app/core/vetting/slate.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { type NomineeFacts, nomineesOfCongress } from "#app/db/nominees.server.ts";
import { readSlate, type SlateRow } from "#app/db/slates.server.ts";
import type { Errand } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { vetsAt } from "./find-nominee.server.ts";
import { judge } from "./judge-nominee.ts";

/** Age and months of service are computed from days that the slate's keeper knows; nothing else of the findings is told. */
export type ServiceVerdict = { readonly result: "pass" | "fail" | "unknown"; readonly numbers: Details; readonly source: string; readonly certainty: Certainty };

export type SlateNominee = {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly presentPost: string | null;
  readonly personUnit: string;
  readonly kind: NomineeKind;
  readonly state: NomineeState;
  readonly service: ServiceVerdict | null;
  readonly version: number;
};

export type SlatePage = {
  readonly congress: Pick<CongressFacts, "id" | "unitName" | "contents" | "round" | "date" | "state" | "level">;
  readonly slate: { readonly state: "open" | "complete"; readonly version: number };
  readonly posts: readonly { readonly post: SlatePost; readonly seats: number; readonly nominees: readonly SlateNominee[] }[];
  readonly withdrawn: readonly { readonly id: string; readonly name: string; readonly post: SlatePost }[];
  readonly findings: readonly SlateFinding[];
  readonly completable: boolean;
  readonly mayEdit: boolean;
  readonly seesReadiness: boolean;
};

/** The slate of one congress: posts, who stands for them, how far each is, and what is wrong with the numbers. */
export async function showSlate(errand: Errand, scope: Scope, congressId: string): Promise<SlatePage> {
  const congress = await congressFor(errand, congressId, scope);
  const slate = await readSlate(errand.tx, congress.id);
  const all = await nomineesOfCongress(errand.tx, congress.id);
  const vets = vetsAt(errand, congress.unitPath);
  // Numbers would tell somebody who is walled off that there is one more.
  const walled = vets ? errand.actor.walledPersons : [];
  const seen = all.filter((nominee) => !walled.includes(nominee.personId));
  const standing = seen.filter((nominee) => !nominee.withdrawn);
  const lines = linesOf(slate, all);
  const mayEdit = permit(errand.actor, "slate.edit", congress.unitPath, errand.realDay) !== null;
  const { id, unitName, contents, round, date, state, level } = congress;
  return {
    congress: { id, unitName, contents, round, date, state, level },
    slate: { state: slate.state, version: slate.version },
    posts: postsFor(congress.level, congress.contents).map((post) => ({
      post,
      seats: slate.posts.find((each) => each.post === post)?.seats ?? 0,
      nominees: standing.filter((nominee) => nominee.post === post).map((nominee) => shown(errand, nominee)),
    })),
    withdrawn: seen.filter((nominee) => nominee.withdrawn).map(({ id: nomineeId, name, post }) => ({ id: nomineeId, name, post })),
    findings: seen.length < all.length ? [] : slateFindings(lines, congress.contents, edition(congress.editionCode)),
    completable: mayEdit && isSlateComplete(lines),
    mayEdit,
    seesReadiness: inScope(scopeFor(errand.actor, "readiness", errand.realDay), congress.unitPath),
  };
}

/** Seats and nominees by post, as the rules count them. */
export const linesOf = (slate: SlateRow, nominees: readonly NomineeFacts[]): SlateLine[] =>
  slate.posts
    .filter((post) => post.seats > 0 || nominees.some((nominee) => nominee.postId === post.id && !nominee.withdrawn))
    .map(({ id, post, seats }) => ({ post, seats, nominees: nominees.filter((nominee) => nominee.postId === id && !nominee.withdrawn).length }));

function shown(errand: Errand, nominee: NomineeFacts): SlateNominee {
  const { id, personId, name, presentPost, personUnit, kind, version } = nominee;
  const { state, findings } = judge(nominee, errand.today);
  const service = findings.find((finding) => finding.criterion === "serviceLeft");
  return {
    id,
    personId,
    name,
    presentPost,
    personUnit,
    kind,
    version,
    state,
    service: service === undefined ? null : { result: service.result, numbers: service.numbers, source: service.source, certainty: service.certainty },
  };
}
