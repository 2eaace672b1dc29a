import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isLevel, LEVELS } from "#app/core/organisation/level.ts";
import { BULK_DEEDS } from "#app/core/scheduling/bulk.ts";
import { CONGRESS_STATES } from "#app/core/scheduling/congress.ts";
import { type Cells, SHEET_FIELDS } from "#app/core/scheduling/sheet.ts";
import { accept, type Verdict } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { checkbox, integer, many, oneOf, optionalDay, optionalInteger, optionalText } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { GridPage } from "#app/ui/calendar/grid-page.tsx";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { type Locale, makeT } from "#app/ui/words/words.ts";
import type { ShownClashes } from "#app/usecases/assess-changes.server.ts";
import { changeMany, type ManyAnswer } from "#app/usecases/change-many.server.ts";
import { editSheet, type SheetAnswer } from "#app/usecases/edit-sheet.server.ts";
import { campaignScope } from "#app/usecases/find-congress.server.ts";
import { showSheet } from "#app/usecases/show-sheet.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  level: z.string().nullable().default(null).catch(null).transform((value) => (isLevel(value) ? value : null)),
  state: z.enum(CONGRESS_STATES).nullable().default(null).catch(null),
  page: integer(1, 100_000).catch(1),
});

export const loader = query({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search, session }) => {
  const { level, state } = search;
  const t = makeT(session.locale, { organisation });
  const levels = LEVELS.toReversed().map((value) => ({ value, label: t(`organisation.level.${value}`) }));
  return { ...(await showSheet(errand, scope, { ...search, branch: search.branch })), level, state, levels };
});

/** A chosen line carries the version that it was decided on. */
const Chosen = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/, "notOffered")
  .transform((value) => {
    const [id = "", version = ""] = value.split(":");
    return { id, version: Number(version) };
  });

const LONGEST_CELL = 200;
const ROW = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.was$/;

/** Rows are told by what they were; a tick that is not sent is none. */
function rowsOf(body: Readonly<Record<string, unknown>>): { id: string; was: string; cells: Cells }[] {
  const text = (name: string): string => {
    const value = body[name];
    return typeof value === "string" ? value.normalize("NFC").trim().slice(0, LONGEST_CELL) : "";
  };
  return Object.entries(body).flatMap(([name, was]) => {
    const id = ROW.exec(name)?.[1];
    if (id === undefined || typeof was !== "string") return [];
    return [{ id, was, cells: Object.fromEntries(SHEET_FIELDS.map((field) => [field, text(`${id}.${field}`)])) as Cells }];
  });
}

const Common = z.object({ reason: optionalText(500), document: optionalText(100) });
const Sheet = Common.extend({ rows: z.array(z.object({ id: z.string(), was: z.string(), cells: z.custom<Cells>() })) });
const Input = z.preprocess(
  (body) => {
    const kept = keepChosen(body) as Record<string, unknown>;
    return { ...kept, rows: rowsOf(kept) };
  },
  z.discriminatedUnion("intent", [
    Sheet.extend({ intent: z.enum(["preview", "save", "edit"]) }),
    Common.extend({
      intent: z.enum(["many", "saveMany"]),
      deed: oneOf(BULK_DEEDS),
      days: optionalInteger(-400, 400),
      on: optionalDay(),
      chosen: many(Chosen),
      all: checkbox(),
      mark: optionalText(40),
      skipClashing: checkbox(),
    }),
  ]),
);

type Done = SheetAnswer | ManyAnswer | { readonly kind: "edit" };

/** Clashes as sentences, so that the words for all of them need not travel. */
function spoken<T extends { readonly clashes: ShownClashes }>(locale: Locale, changes: readonly T[]) {
  const say = (list: ShownClashes["appear"]) => list.map((each) => ({ severity: each.severity, sentence: findingSentence(locale, each), source: each.source }));
  return changes.map(({ clashes: { appear, disappear, stay, more }, ...rest }) => ({ ...rest, clashes: { appear: say(appear), disappear: say(disappear), stay: say(stay), more } }));
}

/** Many dates are judged, written and reckoned anew in one go. */
const CHANGING_MS = 60_000;
const NOTICES = { shift: "datesShifted", postponeAfter: "datesShifted", freeze: "datesFrozen", unfreeze: "datesReleased", cancel: "congressesCancelled", restore: "congressesRestored" } as const;

export const action = command(
  { access: { deed: "congress.date" }, form: Input, once: ({ intent }) => intent === "save" || intent === "saveMany", timeoutMs: CHANGING_MS },
  async (errand, { input, url }): Promise<Verdict<Done, string>> => {
    const conditions = Search.parse(Object.fromEntries(url.searchParams));
    const scope = campaignScope(errand);
    if (input.intent === "edit") return accept({ kind: "edit" as const });
    if ("deed" in input) return changeMany(errand, scope, { ...conditions, branch: conditions.branch, ...input, save: input.intent === "saveMany" });
    return editSheet(errand, scope, { branch: conditions.branch, rows: input.rows, save: input.intent === "save", reason: input.reason });
  },
  (done, { url, session: { locale } }) => {
    if (done.kind === "preview") return { ...done, changes: spoken(locale, done.changes) };
    if (done.kind === "many") return { ...done, listed: spoken(locale, done.listed) };
    if (done.kind === "edit") return done;
    const to = new URLSearchParams(url.search);
    to.set("notice", "deed" in done ? NOTICES[done.deed] : "sheetSaved");
    return `/calendar/grid?${to}`;
  },
);

export default function Grid() {
  const told = useActionData<typeof action>();
  return <GridPage {...useLoaderData<typeof loader>()} refusal={told?.ok === false ? told : undefined} told={told?.ok ? told.answer : null} typed={told?.values ?? null} />;
}
