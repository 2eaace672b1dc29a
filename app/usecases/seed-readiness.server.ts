import { seedStandings } from "#app/db/readiness.server.ts";
import type { Errand } from "./errand.ts";

/**
 * Makes a place for every congress of the campaign in the readiness of its branch: grey until the day's recomputation
 * or the first change reckons it. May be called again whenever units have joined.
 */
export async function seedReadiness(errand: Pick<Errand, "tx" | "today">, campaignId: string): Promise<void> {
  await seedStandings(errand.tx, campaignId, errand.today);
}
