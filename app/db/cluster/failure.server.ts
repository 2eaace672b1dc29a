/** The database server cannot be had; the message is a sentence for the person who runs the installation. */
export class ClusterFailure extends Error {
  override name = "ClusterFailure";
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
