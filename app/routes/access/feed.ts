import { writeCalendar } from "#app/core/feeds/icalendar.ts";
import { formatDay } from "#app/core/time/day.ts";
import { publicFile } from "#app/http/door.server.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { feeds } from "#app/ui/words/feeds.ts";
import { makeT } from "#app/ui/words/words.ts";
import { type ReadFeed, readFeed } from "#app/usecases/read-feed.server.ts";

/** For calendar programmes, which do not sign in: the secret in the address is the key. */
export const loader = publicFile(
  ({ database, params, address, now, today }) => readFeed(database, { secret: /^([\w-]{43})\.ics$/.exec(params["file"] ?? "")?.[1] ?? "", address, now, today }),
  (feed) => ({ fileName: "congresses.ics", mediaType: "text/calendar; charset=utf-8", body: calendarOf(feed) }),
);

function calendarOf({ kind, locale, name, congresses, total, from, lastDay }: ReadFeed): string {
  const t = makeT(locale, { feeds, campaign });
  const span = { from: formatDay(from), until: formatDay(lastDay) };
  return writeCalendar({
    name: t(`feeds.about.${kind}`, { name }),
    description: congresses.length < total ? t("feeds.calendar.cut", { ...span, count: congresses.length, total }) : t("feeds.calendar.description", span),
    busy: kind === "leader",
    events: congresses.map(({ id, opensOn, closesOn, state, session, venueName, version, changedAt, ...congress }) => ({
      id,
      opensOn,
      closesOn,
      summary: t("feeds.event.summary", { name: congress.name, state: t(`campaign.state.${state}`) }),
      description: t(`feeds.event.${session}`),
      location: venueName,
      settled: state === "approved" || state === "held" || state === "reported",
      sequence: version,
      changedAt,
    })),
  });
}
