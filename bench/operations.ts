import { day, addDays } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { OpenedInstallation } from "#app/http/open-installation.server.ts";
import { showDateForm } from "#app/usecases/preview-move.server.ts";
import { rollUpBranch } from "#app/usecases/roll-up-branch.server.ts";
import { searchEverything } from "#app/usecases/search-everything.server.ts";
import { personName } from "./generator/names.ts";
import { randomFrom } from "./generator/random.ts";
import { actAs } from "./installation.ts";
import { type Amount, type Latency, measure } from "./measure.ts";

const AMOUNT: Amount = { warm: 100, times: 300, budgetMs: 20_000 };

/** The counts of the whole province as its secretary may see them. */
export async function rollup(opened: OpenedInstallation): Promise<{ rollup: { root: Latency } }> {
  const secretary = await actAs(opened, "secretary");
  const root = await measure(opened.installation.database, () => secretary((errand, scope) => rollUpBranch(errand, scope("readiness"), null)), AMOUNT);
  return { rollup: { root } };
}

/** What moving one congress would change, for congresses and days drawn by lot. */
export async function preview(opened: OpenedInstallation): Promise<{ preview: { move: Latency; suggestion: Latency } }> {
  const planner = await actAs(opened, "planner");
  const ids = await opened.installation.database.transaction(comingCongresses);
  const random = randomFrom("bench/preview");
  const move = await measure(
    opened.installation.database,
    () => {
      const id = ids[random.int(0, ids.length - 1)] ?? "";
      const opensOn = addDays(day("2025-05-26"), random.int(0, 34));
      return planner((errand, scope) => showDateForm(errand, scope("campaign"), id, { opensOn, session: "morning", leaderIds: null, venueId: undefined, suggest: false }));
    },
    AMOUNT,
  );
  // The next three good days, each with its reason: what the date form asks for.
  const suggestion = await measure(
    opened.installation.database,
    () => {
      const id = ids[random.int(0, ids.length - 1)] ?? "";
      return planner((errand, scope) => showDateForm(errand, scope("campaign"), id, { opensOn: null, session: null, leaderIds: null, venueId: undefined, suggest: true }));
    },
    AMOUNT,
  );
  return { preview: { move, suggestion } };
}

async function comingCongresses(tx: Tx): Promise<string[]> {
  const rows = await tx.congress.findMany({
    where: { state: { in: ["draft", "submitted", "approved"] }, unit: { level: { in: ["grassroots", "directSuperior"] } } },
    select: { id: true },
    orderBy: { id: "asc" },
    take: 200,
  });
  return rows.map((row) => row.id);
}

/** The beginnings of names as people type them, over the whole province and in one branch of it. */
export async function typeahead(opened: OpenedInstallation): Promise<{ typeahead: { search: Latency; inBranch: Latency } }> {
  const random = randomFrom("bench/typeahead");
  const texts = Array.from({ length: 60 }, (_, i) => {
    const words = i % 3 === 0 ? ["dong hoa", "quynh", "vu thang", "chi bo", "thi tran", "minh t"] : [personName(random).fullName.toLowerCase()];
    const text = words[i % words.length] ?? "";
    return text.slice(0, random.int(3, text.length));
  });
  const by = async (login: "planner" | "secretary.district"): Promise<Latency> => {
    const person = await actAs(opened, login);
    return measure(opened.installation.database, (i) => person((errand) => searchEverything(errand, texts[i % texts.length] ?? "", 8)), AMOUNT);
  };
  return { typeahead: { search: await by("planner"), inBranch: await by("secretary.district") } };
}
