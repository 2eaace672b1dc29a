import { Link } from "@remix-run/react";
import type { Certainty as Known, Severity } from "#app/core/rules/certainty.ts";
import { addDays, type Day, formatDay } from "#app/core/time/day.ts";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { findingSentence, type SpokenFinding } from "#app/ui/words/finding-sentence.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { SeverityBadge } from "./severity-badge.tsx";

const words = { scheduling };

export type ShownFinding = SpokenFinding & {
  readonly severity: Severity;
  readonly source: string | null;
  readonly certainty: Known;
  readonly exceptionId: string | null;
  readonly exception: ShownException | null;
};

/** Who accepted a clash, why, by which document, until when. */
export type ShownException = {
  readonly id: string;
  readonly congressId: string;
  readonly acceptedBy: string;
  readonly acceptedOn: Day;
  readonly reason: string;
  readonly document: string;
  /** The first day on which it no longer holds, or null. */
  readonly until: Day | null;
};

/** Clashes as sentences with severity, clause and a way to what else is concerned. `self` is the congress of the page. */
export function FindingList({ findings, self, gone = false }: { findings: readonly ShownFinding[]; self?: string | undefined; gone?: boolean }) {
  const locale = useLocale();
  return (
    <ul className="plain-list">
      {findings.map((finding, index) => (
        <li key={`${finding.code}-${finding.day}-${index}`}>
          {gone ? <del>{findingSentence(locale, finding)}</del> : <SeverityBadge severity={finding.severity} />}{" "}
          {gone ? null : findingSentence(locale, finding)}
          <div className="small muted">
            <Clause finding={finding} /> <Others finding={finding} self={self} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Document and clause, or that none is needed. */
export function Clause({ finding }: { finding: ShownFinding }) {
  const t = useT(words);
  return (
    <>
      {finding.source ?? t("scheduling.ownRule")} <Certainty of={finding.certainty} />
      {finding.exceptionId ? " · " : null}
      {finding.exception ? <ExceptionText exception={finding.exception} /> : finding.exceptionId ? t("scheduling.accepted") : null}
    </>
  );
}

export function ExceptionText({ exception }: { exception: ShownException }) {
  const t = useT(words);
  const { acceptedBy: by, acceptedOn, document, reason, until } = exception;
  return (
    <span>
      {t("scheduling.acceptedBy", { by, on: formatDay(acceptedOn), document, reason })}
      {until ? ` (${t("scheduling.acceptedUntil", { day: formatDay(addDays(until, -1)) })})` : null}
    </span>
  );
}

/** Links to the things that clash, except the page's own. */
export function Others({ finding, self }: { finding: ShownFinding; self?: string | undefined }) {
  const links = linksOf(finding).filter((link) => link.id !== self);
  if (links.length === 0) return null;
  return (
    <>
      {links.map((link, index) => (
        <span key={link.href}>
          {index > 0 ? " · " : "→ "}
          <Link to={link.href}>{link.name}</Link>
        </span>
      ))}
    </>
  );
}

function linksOf({ congress, other }: ShownFinding): { id: string; name: string; href: string }[] {
  const found = [];
  if (congress.id !== null && congress.name !== null) found.push({ id: congress.id, name: congress.name, href: `/congresses/${congress.id}` });
  if (other && other.id !== null && other.name !== null && other.kind !== "leader")
    found.push({ id: other.id, name: other.name, href: other.kind === "branch" ? `/calendar?branch=${other.id}` : `/congresses/${other.id}` });
  return found;
}
