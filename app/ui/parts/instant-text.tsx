const VIET_NAM_MS = 7 * 3_600_000;

/** An instant (ISO text with zone) as dd/mm/yyyy hh:mm of Viet Nam; by arithmetic, so that server and browser agree. */
export function instantWritten(at: string, seconds = false): string {
  const local = new Date(Date.parse(at) + VIET_NAM_MS).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, seconds ? 19 : 16)}`;
}

export function InstantText({ at, seconds = false }: { at: string; seconds?: boolean }) {
  return (
    <time className="nowrap" dateTime={at}>
      {instantWritten(at, seconds)}
    </time>
  );
}
