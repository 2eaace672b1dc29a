import { Link } from "@remix-run/react";
import type { Day } from "#app/core/time/day.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { unitAddress } from "./address.ts";
import { EditCard } from "./edit-card.tsx";

const words = { organisation, form };

/** One hall, and when it is taken. */
export function VenuePage(props: {
  venue: {
    readonly name: string;
    readonly code: string;
    readonly seats: number | null;
    readonly unitId: string;
    readonly unitName: string;
    readonly version: number;
  };
  bookings: readonly { readonly congressId: string; readonly unitName: string; readonly opensOn: Day; readonly closesOn: Day }[];
  mayEdit: boolean;
  refused: RefusedForm;
}) {
  const t = useT(words);
  const { venue } = props;
  const seats = `${t("organisation.venues.seats")}: ${venue.seats ?? t("form.unknown")}`;
  return (
    <Page
      above={
        <Breadcrumb
          units={[
            { id: venue.unitId, name: venue.unitName, href: unitAddress(venue.unitId) },
            { id: venue.code, name: venue.name },
          ]}
        />
      }
      title={t("organisation.venue.title", { name: venue.name, count: props.bookings.length })}
      lead={`${seats} · ${venue.unitName} · ${venue.code}`}
    >
      <ErrorSummary errors={props.refused.errors} />
      <div className="split">
        <Card title={t("organisation.venue.bookings")} flush>
          <DataTable
            caption={t("organisation.venue.bookings")}
            hideCaption
            rows={props.bookings}
            rowKey={(booking) => booking.congressId}
            empty={<p className="muted">{t("organisation.venue.bookingsNone")}</p>}
            columns={[
              {
                key: "unit",
                title: t("organisation.venue.congress"),
                heading: true,
                cell: (booking) => <Link to={`/congresses/${booking.congressId}`}>{booking.unitName}</Link>,
              },
              {
                key: "day",
                title: t("organisation.venue.day"),
                cell: (booking) => (
                  <>
                    <DayText day={booking.opensOn} />
                    {booking.closesOn === booking.opensOn ? null : (
                      <>
                        {" – "}
                        <DayText day={booking.closesOn} />
                      </>
                    )}
                  </>
                ),
              },
            ]}
          />
        </Card>
        {props.mayEdit ? (
          <EditCard
            title={t("organisation.leaders.edit")}
            version={venue.version}
            refused={props.refused}
            fields={[
              { name: "name", label: t("organisation.venues.name"), now: venue.name, required: true },
              { name: "seats", label: t("organisation.venues.seats"), now: venue.seats === null ? "" : String(venue.seats), numeric: true },
            ]}
          />
        ) : null}
      </div>
    </Page>
  );
}
