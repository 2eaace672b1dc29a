import { daysBetween, type Day } from "#app/core/time/day.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };

/** Days from `today` to a day. `deadline` calls a day gone by overdue instead of past. */
export function Countdown({ today, to, deadline = false }: { today: Day; to: Day; deadline?: boolean }) {
  const t = useT(words);
  const left = daysBetween(today, to);
  const tone = left < 0 ? (deadline ? "red" : "plain") : left <= 7 ? "amber" : "plain";
  const text =
    left === 0
      ? t("parts.countdown.today")
      : left > 0
        ? t("parts.countdown.left", { count: left })
        : t(deadline ? "parts.countdown.over" : "parts.countdown.past", { count: -left });
  return <span className={`countdown ${tone}`}>{text}</span>;
}
