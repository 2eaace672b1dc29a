import type { ReactNode } from "react";
import type { Light as Colour } from "#app/core/readiness/rollup.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };
const SHAPES: Record<Colour, string> = {
  red: "M2 2h8v8H2z",
  amber: "M6 1.5l5 9H1z",
  green: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z",
  grey: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM6 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
};

/** The shape that goes with each colour, so that no state is told by colour alone. */
export function LightMark({ light }: { light: Colour }) {
  return (
    <svg className={`mark ${light}`} width="10" height="10" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d={SHAPES[light]} fillRule="evenodd" />
    </svg>
  );
}

/** Red, amber, green or grey, by shape and word. The word is the usual one unless children say better. */
export function Light({ light, children }: { light: Colour; children?: ReactNode }) {
  const t = useT(words);
  return (
    <span className={`light ${light}`}>
      <LightMark light={light} />
      {children ?? t(`parts.light.${light}`)}
    </span>
  );
}
