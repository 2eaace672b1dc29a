import { dictionary } from "./words.ts";

/** While the lights of many congresses are being reckoned in the background. */
export const reckoning = dictionary({
  title: {
    vi: "Đang tính lại mức sẵn sàng: còn {count} đại hội",
    en: { one: "Readiness is being reckoned: {count} congress to go", other: "Readiness is being reckoned: {count} congresses to go" },
  },
  lead: {
    vi: "Việc này tự chạy, thường xong trong vài phút. Đến lúc đó đèn và số đếm có thể chưa đúng.",
    en: "It runs by itself and is mostly done within minutes. Until then lights and counts may not be right.",
  },
  again: { vi: "Xem lại", en: "Look again" },
});
