import { dictionary } from "./words.ts";

/** Reading units, plans, leaders and halls from files. */
export const intake = dictionary({
  rowAndColumn: { vi: "Dòng {row}, cột {column}", en: "Row {row}, column {column}" },
});
