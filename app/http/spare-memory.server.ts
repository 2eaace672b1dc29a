import { setFlagsFromString } from "node:v8";

/**
 * Lets the heap grow by a third over what is in use before it is cleaned, instead of up to four times: a file of 15,000
 * rows leaves much behind that nobody needs any more, on machines that have little to spare. To be called first.
 */
export function spareMemory(): void {
  setFlagsFromString("--heap-growing-percent=30");
}
