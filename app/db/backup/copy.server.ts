import type { Duplex } from "node:stream";
import type pg from "pg";

/*
 * PostgreSQL's own way to move a table, over the driver's connection. Whoever is slower sets the pace, so that neither
 * a large table nor a slow disk fills the memory.
 */

/** What the driver's connection can do, and its types leave out. */
type Wire = {
  readonly stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

const ENOUGH_BYTES = 256 * 1024;

/** One statement under way, as the driver reports it. */
class CopyStatement {
  readonly #text: string;
  readonly #settled: (error: Error | null) => void;
  wire: Wire | null = null;
  rows = 0;
  onData: (chunk: Buffer) => void = () => undefined;
  onReady: () => void = () => undefined;

  constructor(text: string, settled: (error: Error | null) => void) {
    this.#text = text;
    this.#settled = settled;
  }
  submit(connection: unknown): void {
    this.wire = connection as Wire;
    this.wire.query(this.#text);
  }
  handleCopyInResponse(): void {
    this.onReady();
  }
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.onData(chunk);
  }
  handleCommandComplete({ text }: { readonly text: string }): void {
    this.rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0);
  }
  handleError(error: Error): void {
    this.#settled(error);
  }
  handleReadyForQuery(): void {
    this.#settled(null);
  }
}

function begin(client: pg.Client, text: string) {
  const end: { error: Error | null; over: boolean } = { error: null, over: false };
  let wake: () => void = () => undefined;
  const statement = new CopyStatement(text, (error) => {
    end.error ??= error;
    end.over = true;
    wake();
  });
  client.query(statement as unknown as pg.Submittable);
  /** Until the statement is over, or something that it reports has happened. */
  const news = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  return { statement, end, news, wake: () => wake() };
}

/** The table's data, a piece at a time; the number of its rows at the end. */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer, number> {
  const { statement, end, news, wake } = begin(client, text);
  let pieces: Buffer[] = [];
  let bytes = 0;
  statement.onData = (chunk) => {
    // The driver uses its buffer again.
    pieces.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes >= ENOUGH_BYTES) statement.wire?.stream.pause();
    wake();
  };
  for (;;) {
    if (bytes < ENOUGH_BYTES && !end.over) {
      const waiting = news();
      statement.wire?.stream.resume();
      await waiting;
      continue;
    }
    const whole = Buffer.concat(pieces, bytes);
    [pieces, bytes] = [[], 0];
    if (whole.length > 0 && end.error === null) yield whole;
    if (end.error !== null) throw end.error;
    if (end.over && bytes === 0) return statement.rows;
  }
}

/** Writes a table's data and says how many rows it was. A source that fails makes the statement fail. */
export async function copyIn(client: pg.Client, text: string, pieces: AsyncIterable<Buffer>): Promise<number> {
  const { statement, end, news, wake } = begin(client, text);
  const ready = news();
  statement.onReady = () => wake();
  await ready;
  const { wire } = statement;
  let failed: { readonly cause: unknown } | null = null;
  if (wire !== null && !end.over) {
    try {
      for await (const piece of pieces) {
        if (end.over) break;
        wire.sendCopyFromChunk(piece);
        if (wire.stream.writableNeedDrain) await drained(wire.stream);
      }
    } catch (cause) {
      failed = { cause };
    }
    const over = news();
    if (failed === null) wire.endCopyFrom();
    else wire.sendCopyFail("the source ended");
    if (!end.over) await over;
  }
  if (failed !== null) throw failed.cause;
  if (end.error !== null) throw end.error;
  return statement.rows;
}

/** A connection that breaks never drains. */
function drained(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
}
