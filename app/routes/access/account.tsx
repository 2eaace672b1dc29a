import { Form, Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { grantsOn } from "#app/core/access/actor.ts";
import { isEmptyScope, scopeFor } from "#app/core/access/scope.ts";
import { accept } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { optionalText } from "#app/http/fields.server.ts";
import { safePath } from "#app/http/safe-path.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { InstantText } from "#app/ui/parts/instant-text.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { showSessions, signOutElsewhere } from "#app/usecases/end-sessions.server.ts";
import { nameUnits } from "#app/usecases/name-units.server.ts";
import { saveOwnPreference } from "#app/usecases/save-preference.server.ts";

const words = { access };

export const loader = query({ access: "signedIn" }, async (errand, { sessionId }) => {
  const grants = grantsOn(errand.actor, errand.realDay);
  const names = await nameUnits(errand, grants.map((grant) => grant.unitId));
  return {
    login: errand.actor.login,
    seesCalendar: !isEmptyScope(scopeFor(errand.actor, "campaign", errand.realDay)),
    sessions: (await showSessions(errand)).map((session) => ({
      prefix: session.prefix,
      device: session.device,
      lastSeenAt: session.lastSeenAt.toISOString(),
      own: session.id === sessionId,
    })),
    grants: grants.map((grant) => ({ id: grant.id, role: grant.role, unit: names.get(grant.unitId) ?? "", until: grant.until })),
  };
});

const Preferences = z.object({
  locale: z.enum(["vi", "en"]).optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  returnTo: optionalText(500),
  session: z.string().regex(/^([0-9a-f]{12}|others)$/).optional(),
});

export const action = command(
  { access: "signedIn", form: Preferences },
  async (errand, { input, sessionId }) => {
    if (input.session === undefined) return saveOwnPreference(errand, input);
    await signOutElsewhere(errand, sessionId, input.session === "others" ? null : input.session);
    return accept(null);
  },
  (_done, { input }) => (input.session === undefined ? safePath(input.returnTo) : "/account?notice=sessionsEnded"),
);

export default function Account() {
  const { login, seesCalendar, sessions, grants } = useLoaderData<typeof loader>();
  const t = useT(words);
  return (
    <Page
      title={t("access.account.title", { login })}
      actions={
        <>
          {seesCalendar ? (
            <Link className="button" to="/account/feeds">
              {t("access.account.feeds")}
            </Link>
          ) : null}
          <Link className="button" to="/account/password">
            {t("access.account.changePassword")}
          </Link>
        </>
      }
    >
      <Card title={t("access.account.rights")} flush>
        <DataTable
          caption={t("access.account.rights")}
          hideCaption
          rows={grants}
          rowKey={(grant) => grant.id}
          empty={<EmptyState title={t("access.account.noRights")} icon="lock" />}
          columns={[
            { key: "role", title: t("access.grants.role"), heading: true, cell: (grant) => t(`access.role.${grant.role}`) },
            { key: "unit", title: t("access.grants.unit"), cell: (grant) => grant.unit },
            { key: "until", title: t("access.grants.until"), cell: (grant) => <DayText day={grant.until} /> },
          ]}
        />
      </Card>
      <Card
        title={t("access.account.sessions")}
        flush
        actions={
          sessions.length > 1 ? (
            <Form method="post">
              <SubmitButton kind="plain" name="session" value="others">
                {t("access.account.endOthers")}
              </SubmitButton>
            </Form>
          ) : null
        }
      >
        <DataTable
          caption={t("access.account.sessions")}
          hideCaption
          rows={sessions}
          rowKey={(session) => session.prefix}
          columns={[
            { key: "device", title: t("access.account.device"), heading: true, cell: (session) => session.device },
            { key: "seen", title: t("access.account.lastSeen"), cell: (session) => <InstantText at={session.lastSeenAt} /> },
            {
              key: "end",
              title: t("access.account.endSession"),
              quiet: true,
              align: "end",
              cell: (session) =>
                session.own ? (
                  <StateBadge tone="info">{t("access.account.thisSession")}</StateBadge>
                ) : (
                  <Form method="post">
                    <SubmitButton kind="plain" name="session" value={session.prefix}>
                      {t("access.account.endSession")}
                    </SubmitButton>
                  </Form>
                ),
            },
          ]}
        />
      </Card>
    </Page>
  );
}
