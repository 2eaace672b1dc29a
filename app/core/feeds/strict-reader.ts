import { addDays, day } from "#app/core/time/day.ts";

// A reader of calendars for the tests, written from RFC 5545 and not from the writer: it forgives nothing.

type Properties = Readonly<Record<string, string>>;
export type ReadCalendar = { readonly head: Properties; readonly events: readonly Properties[] };

const TEXTS = ["SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME", "X-WR-CALDESC"];
const KNOWN = ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "STATUS", "TRANSP", ...TEXTS];

function fail(what: string): never {
  throw new Error(`not a calendar: ${what}`);
}

/** Throws at the first thing that is not as the standard wants it. */
export function readCalendar(text: string): ReadCalendar {
  const lines = contentLines(text);
  let at = 0;
  const next = (): string => lines[at++] ?? fail("it stops in the middle");
  if (next() !== "BEGIN:VCALENDAR") fail("it does not begin");
  const head: Record<string, string> = {};
  const events: Properties[] = [];
  let components = 0;
  for (let line = next(); line !== "END:VCALENDAR"; line = next()) {
    if (!line.startsWith("BEGIN:")) {
      if (components > 0) fail("a property after a component");
      keep(head, line);
      continue;
    }
    components += 1;
    const kind = line.slice("BEGIN:".length);
    const properties: Record<string, string> = {};
    const open = [kind];
    while (open.length > 0) {
      const inner = next();
      if (inner.startsWith("BEGIN:")) {
        if (kind !== "VTIMEZONE") fail(`a component inside ${kind}`);
        open.push(inner.slice("BEGIN:".length));
      } else if (inner.startsWith("END:")) {
        if (open.pop() !== inner.slice("END:".length)) fail(`wrong END: ${inner}`);
      } else if (kind === "VEVENT") keep(properties, inner);
    }
    if (kind === "VEVENT") events.push(properties);
    else if (kind !== "VTIMEZONE") fail(`an unknown component ${kind}`);
  }
  if (at !== lines.length) fail("something after its end");
  if (components === 0) fail("no component");
  if (head["VERSION"] !== "2.0" || !head["PRODID"]) fail("VERSION and PRODID are required");
  for (const event of events) checkEvent(event);
  if (new Set(events.map((event) => event["UID"])).size !== events.length) fail("a UID of two events");
  return { head, events };
}

/** Physical lines checked, then joined where they were folded. */
function contentLines(text: string): string[] {
  if (/\r(?!\n)|(?<!\r)\n/.test(text) || !text.endsWith("\r\n")) fail("a line break that is not CRLF");
  // oxlint-disable-next-line no-control-regex -- the tab is allowed
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text)) fail("a control letter");
  const lines: string[] = [];
  for (const physical of text.slice(0, -2).split("\r\n")) {
    const octets = Buffer.from(physical, "utf8");
    if (octets.length > 75) fail(`a line of ${octets.length} octets`);
    if (octets.toString("utf8") !== physical) fail("a letter that was cut");
    if (physical.startsWith(" ")) lines.push((lines.pop() ?? fail("it begins folded")) + physical.slice(1));
    else if (physical === "") fail("an empty line");
    else lines.push(physical);
  }
  return lines;
}

function keep(properties: Record<string, string>, line: string): void {
  const colon = line.indexOf(":");
  const name = line.slice(0, colon);
  if (!/^[A-Z-]+(;[A-Z-]+=[A-Za-z-]+)*$/.test(name)) fail(`no name in ${line}`);
  if (name in properties) fail(`${name} twice`);
  const value = line.slice(colon + 1);
  properties[name] = TEXTS.includes(name) ? unescaped(value) : value;
}

function unescaped(value: string): string {
  let text = "";
  for (let at = 0; at < value.length; at += 1) {
    const letter = value.charAt(at);
    if (letter === "," || letter === ";") fail(`${letter} is not escaped`);
    if (letter !== "\\") {
      text += letter;
      continue;
    }
    at += 1;
    const marked = value.charAt(at);
    if (marked === "n" || marked === "N") text += "\n";
    else if (marked !== "" && "\\;,".includes(marked)) text += marked;
    else fail(`\\${marked} means nothing`);
  }
  return text;
}

const dateOf = (text: string | undefined) => (/^\d{8}$/.test(text ?? "") ? day(`${text?.slice(0, 4)}-${text?.slice(4, 6)}-${text?.slice(6)}`) : fail(`${text} is no day`));

function checkEvent(event: Properties): void {
  for (const name of ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"]) if (event[name] === undefined) fail(`${name} is required`);
  for (const name of Object.keys(event)) if (!KNOWN.includes(name)) fail(`${name} has no place in a feed`);
  for (const name of ["DTSTAMP", "LAST-MODIFIED"]) if (!/^\d{8}T([01]\d|2[0-3])([0-5]\d){2}Z$/.test(event[name] ?? "")) fail(`${name} is no instant`);
  if (!/^(0|[1-9]\d{0,9})$/.test(event["SEQUENCE"] ?? "")) fail("SEQUENCE is no number");
  if (!["TENTATIVE", "CONFIRMED"].includes(event["STATUS"] ?? "")) fail("STATUS");
  if (!["OPAQUE", "TRANSPARENT"].includes(event["TRANSP"] ?? "")) fail("TRANSP");
  const [from, until] = [dateOf(event["DTSTART;VALUE=DATE"]), dateOf(event["DTEND;VALUE=DATE"])];
  if (until < addDays(from, 1)) fail("it ends before it begins");
}
