import { createHash } from "node:crypto";

/** What is kept of a secret. It has 256 random bits, so that a plain digest cannot be searched. */
export const hashOfSecret = (secret: string): string => createHash("sha256").update(`feed:${secret}`).digest("hex");
