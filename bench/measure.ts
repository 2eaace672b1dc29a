import type { Database } from "#app/db/client.server.ts";

/** Milliseconds and the most statements of one call. */
export type Latency = { readonly p50Ms: number; readonly p95Ms: number; readonly queries: number };

export type Amount = { readonly warm: number; readonly times: number; readonly budgetMs: number };

const rounded = (ms: number): number => Math.round(ms * 100) / 100;
const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** Calls one after the other, so that the statements counted are the call's own. */
export async function measure(database: Database, call: (i: number) => Promise<unknown>, { warm, times, budgetMs }: Amount): Promise<Latency> {
  for (let i = 0; i < warm; i++) await call(i);
  const took: number[] = [];
  let queries = 0;
  const end = performance.now() + budgetMs;
  for (let i = 0; i < times && (i < 10 || performance.now() < end); i++) {
    const began = performance.now();
    const counted = await database.countQueries(() => call(warm + i));
    took.push(performance.now() - began);
    queries = Math.max(queries, counted.queries);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return { p50Ms: rounded(at(sorted, 0.5)), p95Ms: rounded(at(sorted, 0.95)), queries };
}
