import { formatDay, weekday, type Day } from "#app/core/time/day.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };

export type Lunar = { readonly day: number; readonly month: number; readonly leapMonth: boolean };
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** 1 = Monday … 7 = Sunday, as the words are keyed. */
export const weekdayOf = (day: Day): Weekday => WEEKDAYS[weekday(day) - 1] ?? 1;

/** A day as dd/mm/yyyy, with its weekday short ("T2"), in full, or left out; the lunar day is optional. */
export function DayText(props: { day: Day; weekday?: "short" | "full" | "none" | undefined; lunar?: Lunar | undefined }) {
  const t = useT(words);
  const which = weekdayOf(props.day);
  const style = props.weekday ?? "short";
  const date = formatDay(props.day);
  return (
    <span className="day-text">
      <time dateTime={props.day}>
        {style === "none" ? date : style === "full" ? `${t(`parts.weekday.${which}`)}, ${date}` : `${t(`parts.weekday.short.${which}`)} ${date}`}
      </time>
      {props.lunar ? <LunarText lunar={props.lunar} /> : null}
    </span>
  );
}

function LunarText({ lunar }: { lunar: Lunar }) {
  const t = useT(words);
  const day = `${lunar.day}/${lunar.month}`;
  return <span className="lunar"> ({lunar.leapMonth ? t("parts.lunarLeap", { day }) : t("parts.lunar", { day })})</span>;
}
