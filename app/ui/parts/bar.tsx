import type { Light } from "#app/core/readiness/rollup.ts";

/** Counts as one stacked line; `label` says the same in words, because the line is a picture. */
export function Bar({ label, counts }: { label: string; counts: readonly { light: Light; count: number }[] }) {
  return (
    <div>
      <span className="visually-hidden">{label}</span>
      <div className="bar" aria-hidden="true">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ light, count }) => (
            <i key={light} className={light} style={{ flexGrow: count }} />
          ))}
      </div>
    </div>
  );
}
