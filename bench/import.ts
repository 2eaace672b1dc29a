import { installationActor } from "#app/cli/actor.server.ts";
import { takeIn } from "#app/core/intake/intake.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import type { OpenedInstallation } from "#app/http/open-installation.server.ts";
import { readFile } from "#app/http/spreadsheet/read-file.server.ts";
import type { Errand } from "#app/usecases/errand.ts";
import { importUnits } from "#app/usecases/import-units.server.ts";
import { SHAPES, type Size } from "./generator/shape.ts";
import { makeTree } from "./generator/tree.ts";
import { openEmpty } from "./installation.ts";

type Pass = { readonly seconds: number; readonly rowsPerSecond: number };
export type ImportResult = { readonly rows: number; readonly bytes: number; readonly dryRun: Pass; readonly write: Pass; readonly again: Pass; readonly peakMb: number };

const LONG_MS = 600_000;

function fileOf(size: Size): Uint8Array {
  const lines = makeTree(SHAPES[size]).map(({ code, name, kind, level, parent, members }) => [code, name, kind, parent?.code ?? "", level, members ?? ""].join(","));
  return new TextEncoder().encode(`code,name,type,parent_code,level,members\n${lines.join("\n")}\n`);
}

/** A list of units from the bytes of the file to the committed rows, each way by itself. */
export async function run(size: Size, say: (text: string) => void): Promise<{ import: ImportResult }> {
  const bytes = fileOf(size);
  const opened = await openEmpty(say);
  const peak = watchMemory();
  try {
    const dryRun = await pass(opened, bytes, true);
    const write = await pass(opened, bytes, false);
    const peakMb = peak();
    const again = await pass(opened, bytes, false);
    return { import: { rows: dryRun.rows, bytes: bytes.length, dryRun: dryRun.pass, write: write.pass, again: again.pass, peakMb } };
  } finally {
    peak();
    await opened.close();
  }
}

async function pass(opened: OpenedInstallation, bytes: Uint8Array, dryRun: boolean): Promise<{ rows: number; pass: Pass }> {
  const began = performance.now();
  const sheet = await readFile(bytes);
  if (!sheet.ok) throw new Error(sheet.code);
  const intake = takeIn("units", sheet.value);
  const { database, now, digestKey } = opened.installation;
  const verdict = await database.transaction(
    (tx) => {
      const realDay = dayInVietNam(now());
      const errand: Errand = { tx, actor: installationActor(realDay), now: now(), realDay, today: realDay, digestKey };
      return importUnits(errand, { unitId: null, intake, dryRun });
    },
    { timeoutMs: LONG_MS },
  );
  if (!verdict.ok || verdict.value.refused > 0) throw new Error(`the list was refused: ${JSON.stringify(verdict).slice(0, 500)}`);
  const seconds = (performance.now() - began) / 1000;
  return { rows: intake.rows.length, pass: { seconds: Math.round(seconds * 100) / 100, rowsPerSecond: Math.round(intake.rows.length / seconds) } };
}

/** The largest resident size of this process, in MB; asking ends the watch. */
function watchMemory(): () => number {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return () => {
    look();
    clearInterval(timer);
    return Math.round(most / 1_000_000);
  };
}
