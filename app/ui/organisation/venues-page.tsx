import { Link } from "@remix-run/react";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { type BranchList, BranchListPage } from "./branch-list-page.tsx";

const words = { organisation, form };

type Venue = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly seats: number | null;
  readonly unitName: string;
  readonly congresses: number;
};

/** The halls of a branch, and a form for one more. */
export function VenuesPage(list: BranchList<Venue>) {
  const t = useT(words);
  const { refused } = list;
  return (
    <BranchListPage
      subject="venues"
      list={list}
      icon="tree"
      columns={[
        {
          key: "name",
          title: t("organisation.venues.name"),
          heading: true,
          cell: (venue) => <Link to={`/organisation/venues/${venue.id}`}>{venue.name}</Link>,
        },
        { key: "seats", title: t("organisation.venues.seats"), align: "end", cell: (venue) => venue.seats ?? t("form.unknown") },
        { key: "unit", title: t("organisation.venues.unit"), cell: (venue) => venue.unitName },
        { key: "congresses", title: t("organisation.venues.congresses"), align: "end", cell: (venue) => venue.congresses },
        { key: "code", title: t("organisation.unit.code"), cell: (venue) => venue.code, wide: true },
      ]}
    >
      <TextField
        name="seats"
        label={t("organisation.venues.seats")}
        size="short"
        inputMode="numeric"
        defaultValue={refused.value("seats")}
        error={refused.error("seats")}
        optional
      />
    </BranchListPage>
  );
}
