import { Form, Link } from "@remix-run/react";
import type { NomineeState } from "#app/core/vetting/nominee-state.ts";
import type { NomineeKind, SlatePost } from "#app/core/vetting/slate.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { NomineeStateBadge } from "./nominee-state.tsx";
import { ServiceText } from "./service-text.tsx";

const words = { vetting };

export type PostNominee = {
  readonly id: string;
  readonly name: string;
  readonly presentPost: string | null;
  readonly personUnit: string;
  readonly kind: NomineeKind;
  readonly state: NomineeState;
  readonly service: Parameters<typeof ServiceText>[0]["service"];
};

/** Who stands for one post, in the order of the list. */
export function SlatePostCard({ post, seats, nominees, mayEdit }: { post: SlatePost; seats: number; nominees: readonly PostNominee[]; mayEdit: boolean }) {
  const t = useT(words);
  return (
    <Card title={t("vetting.slate.count", { post: t(`vetting.post.${post}`), nominees: nominees.length, seats })} flush>
      <DataTable
        caption={t(`vetting.post.${post}`)}
        hideCaption
        rows={nominees}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.state === "ineligible" ? "red" : undefined)}
        empty={<EmptyState icon="people" title={t("vetting.slate.empty")} />}
        columns={[
          {
            key: "name",
            title: t("vetting.name"),
            heading: true,
            cell: (row) => (
              <>
                <Link to={`/personnel/nominees/${row.id}`}>{row.name}</Link>
                <div className="small muted">{row.presentPost ?? row.personUnit}</div>
              </>
            ),
          },
          { key: "kind", title: t("vetting.add.as"), cell: (row) => t(`vetting.nominee.${row.kind}`) },
          { key: "state", title: t("vetting.state"), cell: (row) => <NomineeStateBadge state={row.state} /> },
          { key: "service", title: t("vetting.slate.service"), cell: (row) => <ServiceText service={row.service} /> },
          {
            key: "actions",
            title: t("vetting.slate.actions"),
            quiet: true,
            align: "end",
            cell: (row) =>
              mayEdit && row.id !== nominees[0]?.id ? (
                <Form method="post">
                  <KeyField name={`up-${row.id}`} />
                  <input type="hidden" name="intent" value="up" />
                  <input type="hidden" name="nomineeId" value={row.id} />
                  <SubmitButton kind="plain">
                    {t("vetting.slate.up")}
                    <span className="visually-hidden">: {row.name}</span>
                  </SubmitButton>
                </Form>
              ) : null,
          },
        ]}
      />
    </Card>
  );
}
