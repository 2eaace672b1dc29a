import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { spareMemory } from "#app/http/spare-memory.server.ts";
import { browse } from "./calendar.ts";
import { SIZES, type Size } from "./generator/shape.ts";
import * as importing from "./import.ts";
import { openLoaded } from "./installation.ts";
import type { Latency } from "./measure.ts";
import { preview, rollup, typeahead } from "./operations.ts";
import { pages } from "./pages.ts";
import * as planning from "./planning/main.ts";
import * as powercut from "./powercut.ts";

const under = (places: readonly string[]) => (route: { readonly id: string }): boolean => places.some((place) => route.id.startsWith(`routes/${place}/`));

type Benchmark = (size: Size, say: (text: string) => void) => Promise<Record<string, object>>;

const loaded =
  (run: (opened: Awaited<ReturnType<typeof openLoaded>>) => Promise<Record<string, object>>): Benchmark =>
  async (size, say) => {
    const opened = await openLoaded(size, say);
    try {
      return await run(opened);
    } finally {
      await opened.close();
    }
  };

/** Some pages under the name of their subject. */
const subject = (name: string, places: readonly string[]): Benchmark => loaded(async (opened) => ({ [name]: (await pages(opened, under(places))).pages }));

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  pages: loaded((opened) => pages(opened)),
  rollup: loaded(rollup),
  preview: loaded(preview),
  typeahead: loaded(typeahead),
  calendar: async (size, say) => ({ ...(await subject("calendar", ["calendar"])(size, say)), ...(await browse(size, say)) }),
  vetting: subject("vetting", ["personnel"]),
  letters: subject("letters", ["letters"]),
  readiness: subject("readiness", ["readiness"]),
  planning: (size, say) => planning.run(size, say),
  import: (size, say) => importing.run(size, say),
  powercut: (size) => powercut.run({ size, json: asked.json }),
};

/** Server time in milliseconds, p95 (design section 7). */
const LIMITS: Readonly<Record<string, Readonly<Record<Size, number>>>> = {
  rollup: { S: 5, M: 10, L: 50 },
  preview: { S: 30, M: 50, L: 100 },
  typeahead: { S: 20, M: 40, L: 100 },
};
const PAGE_LIMIT: Readonly<Record<Size, number>> = { S: 30, M: 50, L: 150 };

// As the server runs.
spareMemory();

const { values, positionals } = parseArgs({ options: { size: { type: "string", default: "S" }, json: { type: "boolean", default: false } }, allowPositionals: true });
const asked = { name: positionals[0] ?? "", size: SIZES.find((size) => size === values.size?.toUpperCase()), json: values.json === true };
const benchmark = BENCHMARKS[asked.name];

if (benchmark === undefined || asked.size === undefined) {
  console.error(`npm run bench -- NAME [--size S|M|L] [--json]\nNAME: ${Object.keys(BENCHMARKS).join(", ")}`);
  process.exitCode = 2;
} else {
  const say = (text: string): void => console.error(text);
  const answer = await benchmark(asked.size, say);
  if (asked.json) console.log(JSON.stringify(answer));
  else print(asked.name, asked.size, answer);
}

/** A table for the README: one row for each page or operation. */
function print(name: string, size: Size, answer: Record<string, object>): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
  console.log(`${name}, size ${size}; ${machine}`);
  for (const results of Object.values(answer)) {
    const latencies = Object.entries(results).filter((entry): entry is [string, Latency] => typeof entry[1] === "object" && "p95Ms" in entry[1]);
    if (latencies.length === 0) {
      console.log(JSON.stringify(results, null, 2));
      continue;
    }
    const limit = LIMITS[name]?.[size] ?? PAGE_LIMIT[size];
    console.log("| | p50 ms | p95 ms | queries |\n|---|---:|---:|---:|");
    for (const [page, { p50Ms, p95Ms, queries }] of latencies) console.log(`| ${page} | ${p50Ms} | ${p95Ms}${p95Ms > limit ? ` (over ${limit})` : ""} | ${queries} |`);
  }
}
