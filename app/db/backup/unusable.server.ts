export type UnusableCode =
  | "notABackup"
  | "otherFormat"
  | "wrongKey"
  | "damaged"
  | "incomplete"
  | "newerVersion"
  | "otherHistory"
  | "otherDigestKey"
  | "notEmpty"
  | "inUse";

/** A back-up cannot be brought back; nothing was changed. ui/words has the sentences. */
export class BackupUnusable extends Error {
  override name = "BackupUnusable";
  readonly code: UnusableCode;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: UnusableCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
