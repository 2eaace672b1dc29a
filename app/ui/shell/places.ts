import type { IconName } from "#app/ui/parts/icon.tsx";

/** The five places, the start page, and what stands below them. The server decides which a person is shown. */
export type PlaceId =
  | "today"
  | "calendar"
  | "personnel"
  | "letters"
  | "readiness"
  | "organisation"
  | "rules"
  | "log"
  | "administration";

export type Place = {
  readonly id: PlaceId;
  readonly href: string;
  /** Instead of the usual name. */
  readonly label?: string | undefined;
  /** What waits there. */
  readonly count?: number | undefined;
  readonly current: boolean;
};

export const PLACE_ICONS: Readonly<Record<PlaceId, IconName>> = {
  today: "today",
  calendar: "calendar",
  personnel: "people",
  letters: "letter",
  readiness: "ready",
  organisation: "tree",
  rules: "book",
  log: "log",
  administration: "gear",
};

const FIVE: readonly PlaceId[] = ["calendar", "personnel", "letters", "readiness", "organisation"];

/** One of the five that a phone keeps in its bar. */
export const isMain = (place: Place): boolean => FIVE.includes(place.id);
