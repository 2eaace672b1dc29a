import { formatDay, type Day } from "#app/core/time/day.ts";
import { findingSentence, type SpokenFinding } from "./finding-sentence.ts";
import { dictionary, type Locale, makeT } from "./words.ts";

/** Why a day is suggested. Spoken by the server alone: the sentences do not travel with the form. */
export const suggesting = dictionary({
  "after.planningDay": { vi: "ngày phù hợp đầu tiên sau hôm nay ({day})", en: "the first good day after today ({day})" },
  "after.horizon": { vi: "ngày phù hợp đầu tiên sau hôm nay ({day})", en: "the first good day after today ({day})" },
  "after.window": { vi: "ngày phù hợp đầu tiên từ khi mở thời hạn của cấp ({day})", en: "the first good day since the window of the level opens ({day})" },
  "after.unit": { vi: "ngày phù hợp đầu tiên từ khi đơn vị có hiệu lực ({day})", en: "the first good day since the unit is in force ({day})" },
  "after.children": { vi: "ngày phù hợp đầu tiên sau khi đại hội cấp dưới bế mạc (sớm nhất {day})", en: "the first good day after the congresses below have closed ({day} at the earliest)" },
  "after.parent": { vi: "ngày phù hợp đầu tiên trước đại hội cấp trên", en: "the first good day before the congress above" },
  "after.suggestion": { vi: "ngày phù hợp kế tiếp sau {day}", en: "the next good day after {day}" },
});

type After = { readonly by: "planningDay" | "horizon" | "window" | "unit" | "children" | "parent" | "suggestion"; readonly day: Day };

/** One sentence: after what it is the first good day, and what refused the nearest earlier one. */
export function suggestionSentence(locale: Locale, { after, because }: { readonly after: After; readonly because: SpokenFinding | null }): string {
  const t = makeT(locale, { suggesting });
  const first = t(`suggesting.after.${after.by}`, { day: formatDay(after.day) });
  const sentence = because === null ? `${first}.` : `${first}; ${uncapitalised(findingSentence(locale, because))}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Only a common word loses its capital, never a name. */
const uncapitalised = (sentence: string): string => sentence.replace(/^Ngày /, "ngày ");
