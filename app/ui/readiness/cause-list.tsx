import { Link } from "@remix-run/react";
import type { CauseCode } from "#app/core/readiness/readiness.ts";
import type { Certainty as Known } from "#app/core/rules/certainty.ts";
import { daysBetween, formatDay, type Day } from "#app/core/time/day.ts";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { LightMark } from "#app/ui/parts/light.tsx";
import { parts } from "#app/ui/words/parts.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { readiness } from "#app/ui/words/readiness.ts";

const words = { readiness, parts };
type T = ReturnType<typeof useT<typeof words>>;
type Words = { readonly vi: string; readonly en: string };

export type Mend = "date" | "congress" | "slate" | "outcome" | "children" | "line" | "nowhere";

export type ToldCause = {
  readonly code: CauseCode | "restricted";
  readonly severity: "blocks" | "warns" | "notes";
  readonly lineCode: string | null;
  readonly finding: string | null;
  readonly dueOn: Day | null;
  readonly details: Readonly<Record<string, string | number>>;
  readonly text: Words | null;
  readonly owner: Words | null;
  readonly certainty: Known | null;
  readonly mend: Mend;
};

/** Where a cause is mended; null where nothing is shown of it. */
export function mendHref(mend: Mend, congress: { readonly id: string; readonly unitId: string }, lineCode: string | null): string | null {
  switch (mend) {
    case "date":
    case "congress":
      return `/congresses/${congress.id}`;
    case "slate":
      return `/personnel/slates/${congress.id}`;
    case "outcome":
      return `/readiness/${congress.id}/outcome`;
    case "children":
      return `/readiness?branch=${congress.unitId}&light=all`;
    case "line":
      return `/readiness/${congress.id}?line=${lineCode}#${lineCode}`;
    case "nowhere":
      return null;
  }
}

/** A cause in words, without its owner and day. */
export function causeText(t: T, cause: Pick<ToldCause, "code" | "finding" | "details" | "text">, locale: "vi" | "en"): string {
  const line = cause.text?.[locale] ?? "";
  switch (cause.code) {
    case "lineOverdue":
    case "lineReturned":
    case "lineDueSoon":
      return t(`readiness.cause.${cause.code}`, { line });
    case "planFinding":
      return findingText(t, cause.finding ?? "", cause.details);
    // Nobody is shown it under its own name.
    case "lettersPending":
      return t("readiness.cause.restricted");
    default:
      return t(`readiness.cause.${cause.code}`);
  }
}

function findingText(t: T, finding: string, details: ToldCause["details"]): string {
  switch (finding) {
    case "childNotClosed":
      return details["side"] === "parent"
        ? t("readiness.finding.childNotClosed.parent", { count: Number(details["count"] ?? 1) })
        : t("readiness.finding.childNotClosed.child");
    case "unitNotInForce":
    case "suspended":
    case "outsideWindow":
    case "tooLong":
    case "nonWorkingDay":
    case "gapTooShort":
    case "pilotNotFirst":
    case "leaderTwice":
    case "leaderAbsent":
    case "hallTwice":
    case "ceilingExceeded":
    case "approvalSuspended":
    case "noticeTooShort":
    case "approvalTooLate":
    case "childrenUndated":
      return t(`readiness.finding.${finding}`);
    default:
      return t("readiness.finding.unsuitableDay");
  }
}

/** A due day with the days gone by since, if any. */
export function dueText(t: T, dueOn: Day, today: Day): string {
  return dueOn < today
    ? t("readiness.overdue", { day: formatDay(dueOn), count: daysBetween(dueOn, today) })
    : t("readiness.due", { day: formatDay(dueOn) });
}

const LIGHTS = { blocks: "red", warns: "amber", notes: "grey" } as const;

/** The main causes of a light: each says what, links to where it is mended, and names who acts by when. */
export function CauseList(props: {
  causes: readonly ToldCause[];
  /** Further causes that are not listed. */
  more: number;
  congress: { readonly id: string; readonly unitId: string };
  today: Day;
}) {
  const t = useT(words);
  const locale = useLocale();
  return (
    <ul className="causes">
      {props.causes.map((cause, i) => {
        const href = mendHref(cause.mend, props.congress, cause.lineCode);
        const text = causeText(t, cause, locale);
        const light = LIGHTS[cause.severity];
        const about = [cause.owner?.[locale], cause.dueOn && dueText(t, cause.dueOn, props.today)].filter(Boolean).join(" · ");
        return (
          <li key={`${cause.code}/${cause.lineCode}/${cause.finding}`} className={i === 0 ? "first" : undefined}>
            <LightMark light={light} />
            <div>
              <span className="visually-hidden">{t(`parts.light.${light}`)}: </span>
              {href === null ? <span className="strong">{text}</span> : <Link to={href}>{text}</Link>}
              {about || cause.certainty ? (
                <span className="small muted">
                  {" "}
                  {about} {cause.certainty === null ? null : <Certainty of={cause.certainty} />}
                </span>
              ) : null}
            </div>
          </li>
        );
      })}
      {props.more > 0 ? (
        <li>
          <span />
          <Link className="small muted" to={`/readiness/${props.congress.id}`}>
            {t("readiness.moreCauses", { count: props.more })}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
