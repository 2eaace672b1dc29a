const VIET_NAM_MS = 7 * 3_600_000;

/** An instant (ISO text with zone) as dd/mm/yyyy hh:mm of Viet Nam; by arithmetic, so that server and browser agree. */
export function InstantText({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const local = new Date(Date.parse(at) + VIET_NAM_MS).toISOString();
  const day = `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
  return (
    <time className="nowrap" dateTime={at}>
      {day} {local.slice(11, seconds ? 19 : 16)}
    </time>
  );
}
