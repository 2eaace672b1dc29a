/** The number of the document that an edition is named after, as people write it: "45-CT/TW" for "CT45". */
export const editionNumber = (code: string): string => code.replace(/^([A-Z]+)(\d+)$/u, "$2-$1/TW");
