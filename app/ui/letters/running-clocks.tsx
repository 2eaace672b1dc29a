import type { RunningClock } from "#app/core/letters/clock.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { letters };

/** Which clocks run, until when, and by which clause. */
export function RunningClocks({ clocks, today }: { clocks: readonly RunningClock[]; today: Day }) {
  const t = useT(words);
  return (
    <Card title={t("letters.one.clocks")}>
      {clocks.length === 0 ? <p className="muted">{t("letters.one.noClock")}</p> : null}
      <ul className="plain-list">
        {clocks.map((clock) => (
          <li key={clock.clock}>
            <strong>{t(`letters.clock.${clock.clock}`)}</strong> {clock.dueOn === null ? null : <DayText day={clock.dueOn} />}{" "}
            {clock.dueOn !== null && clock.dueOn < today ? <Light light="red">{t("letters.overdue")}</Light> : null}
            <div className="small muted">
              {t("letters.clock.why", {
                amount: clock.span.amount,
                unit: t(`letters.unit.${clock.span.unit}`),
                from: formatDay(clock.from),
                source: clock.source,
              })}{" "}
              <Certainty of={clock.certainty} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
