import { useCallback, useEffect, useRef, useState } from "react";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { MilestoneCode } from "#app/core/scheduling/milestones.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";

export type TimelineCongress = {
  readonly id: string;
  readonly round: 1 | 2;
  readonly state: CongressState;
  readonly light: Light | null;
  readonly date: { readonly opensOn: Day; readonly closesOn: Day; readonly session: Session } | null;
  readonly baseline: { readonly opensOn: Day; readonly closesOn: Day } | null;
  readonly steps: readonly (readonly [code: MilestoneCode, on: Day])[];
};

export type TimelineRow = {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly depth: number;
  readonly below: { readonly count: number; readonly undated: number; readonly closesOn: Day | null } | null;
  readonly congresses: readonly TimelineCongress[];
};

export type TimelineRows = { readonly from: number; readonly total: number; readonly rows: readonly TimelineRow[] };

/** The children have to be closed before the parent opens. */
export const isLate = (row: TimelineRow): boolean => {
  const opensOn = row.congresses[0]?.date?.opensOn;
  return opensOn !== undefined && row.below?.closesOn != null && row.below.closesOn >= opensOn;
};

const CHUNK = 100;
const AT_ONCE = 2;
const MOST_KEPT = 60;

export type RowSource = { readonly rowAt: (index: number) => TimelineRow | undefined; readonly failed: boolean; readonly retry: () => void };

/**
 * The rows between two places, fetched as they come into sight and kept for a while. Two requests are under way at
 * most, so that somebody who scrolls fast waits for what is in sight and not for what was passed.
 */
export function useRows(given: TimelineRows, first: number, last: number, url: (from: number, count: number) => string): RowSource {
  const [chunks, setChunks] = useState<ReadonlyMap<number, readonly TimelineRow[]>>(new Map());
  const [failed, setFailed] = useState(false);
  const flying = useRef(new Set<number>());
  const over = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    over.current = controller;
    return () => controller.abort();
  }, []);

  const fetchChunk = useCallback(
    async (chunk: number) => {
      const { signal } = over.current;
      try {
        const response = await fetch(url(chunk * CHUNK, CHUNK), { headers: { Accept: "application/json" }, signal });
        if (!response.ok) throw new Error(String(response.status));
        const { rows } = (await response.json()) as TimelineRows;
        flying.current.delete(chunk);
        setChunks((kept) => new Map([...[...kept].slice(-MOST_KEPT), [chunk, rows]]));
      } catch {
        flying.current.delete(chunk);
        if (!signal.aborted) setFailed(true);
      }
    },
    [url],
  );

  const isGiven = (index: number): boolean => index >= given.from && index < given.from + given.rows.length;
  const missing = failed || (isGiven(first) && isGiven(last)) ? [] : chunksOf(first, last).filter((chunk) => !chunks.has(chunk));
  // After each drawing: what has arrived, failed or come into sight decides what is fetched next.
  useEffect(() => {
    for (const chunk of missing) {
      if (flying.current.size >= AT_ONCE || flying.current.has(chunk)) continue;
      flying.current.add(chunk);
      void fetchChunk(chunk);
    }
  });

  return {
    rowAt: (index) => (isGiven(index) ? given.rows[index - given.from] : chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK]),
    failed,
    retry: () => setFailed(false),
  };
}

function chunksOf(first: number, last: number): number[] {
  const from = Math.floor(first / CHUNK);
  return Array.from({ length: Math.floor(last / CHUNK) - from + 1 }, (_, i) => from + i);
}
