import { createHash } from "node:crypto";
import { json } from "@remix-run/node";
import { refuse, type Refused, type Verdict } from "#app/core/verdict.ts";
import { readFile } from "./spreadsheet/read-file.server.ts";
import { LIMITS, type Sheet, type UnreadableCode } from "./spreadsheet/sheet.ts";

/** A file as a form brought it: what it is called, its digest, and its table or why there is none. */
export type UploadedSheet = { readonly name: string; readonly sha256: string; readonly sheet: Verdict<Sheet, UnreadableCode> };

/** Boundaries and the other fields of the form. */
const AROUND_THE_FILE = 256 * 1024;
/** Beyond this the sender is cut off instead of being listened to. */
const PATIENCE = 512 * 1024 * 1024;

/**
 * Reads a multipart form whose last field, `file`, is a table. A body above the limit is let pass without being kept, so
 * that the browser sees the answer, and becomes a refusal of the field; the fields before it are read.
 */
export async function readUpload(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.startsWith("multipart/form-data")) throw json({ code: "badRequest" }, { status: 415 });
  const { bytes: body, whole } = await limitedBody(request);
  const fields = await parsed(whole ? body : beforeTheFile(body, type), type);
  const form: Record<string, unknown> = Object.create(null);
  for (const [name, value] of fields) if (typeof value === "string") form[name] = value;
  if (!whole) return { ...form, file: nothingBut(refuse("fileTooLarge", { max: LIMITS.fileBytes / 1024 / 1024 })) };
  const file = fields.get("file");
  if (!(file instanceof File) || (file.name === "" && file.size === 0)) return { ...form, file: nothingBut(refuse("fileMissing")) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  // The digest is part of what was typed: the same key with another file is another form.
  return { ...form, fileDigest: sha256, file: { name: file.name.slice(0, 200), sha256, sheet: await readFile(bytes) } };
}

const nothingBut = (sheet: Refused<UnreadableCode>): UploadedSheet => ({ name: "", sha256: "", sheet });

/** The body, or where it is too large its beginning. */
async function limitedBody(request: Request): Promise<{ bytes: Buffer; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) break;
    const chunk: Uint8Array = read.value;
    length += chunk.length;
    if (length > PATIENCE) throw json({ code: "badRequest" }, { status: 413 });
    // The first chunk stays, for the fields before the file.
    if (length <= LIMITS.fileBytes + AROUND_THE_FILE) chunks.push(chunk);
    else chunks.length = Math.min(chunks.length, 1);
  }
  const whole = length <= LIMITS.fileBytes + AROUND_THE_FILE;
  const bytes = Buffer.concat(chunks);
  return { bytes: whole ? bytes : bytes.subarray(0, AROUND_THE_FILE), whole };
}

/** The parts of a cut-off body that stand before the file, closed as a body of their own. */
function beforeTheFile(start: Buffer, type: string): Buffer {
  const boundary = `--${/boundary="?([^";]+)/.exec(type)?.[1] ?? ""}`;
  const part = start.lastIndexOf(boundary, Math.max(0, start.indexOf('name="file"')));
  return Buffer.concat([start.subarray(0, Math.max(0, part)), Buffer.from(`${boundary}--\r\n`)]);
}

async function parsed(body: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(Uint8Array.from(body), { headers: { "Content-Type": type } }).formData();
  } catch {
    throw json({ code: "badRequest" }, { status: 400 });
  }
}
