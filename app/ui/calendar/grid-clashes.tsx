import { readCell, type SheetField } from "#app/core/scheduling/sheet.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Severity } from "#app/core/rules/certainty.ts";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { grid } from "#app/ui/words/grid.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { campaign, grid };

/** A clash as a sentence; `source` is document and clause, null where none is needed. */
export type Clash = { readonly severity: Severity; readonly sentence: string; readonly source: string | null };
export type Clashes = { readonly appear: readonly Clash[]; readonly disappear: readonly Clash[]; readonly stay: readonly Clash[]; readonly more: number };

/** A cell as it is said to a reader. */
export function sayCell(t: (key: "campaign.session.morning" | "campaign.session.afternoon" | "grid.tick") => string, field: SheetField, value: string): string {
  if (field === "session") {
    const read = readCell(field, value);
    return read.ok && read.value !== null ? t(`campaign.session.${read.value}`) : value;
  }
  return field === "isPilot" && value !== "" ? t("grid.tick") : value;
}

/** What a change creates, leaves and mends. */
export function ClashList({ clashes: { appear, disappear, stay, more } }: { clashes: Clashes }) {
  const t = useT(words);
  if (appear.length + disappear.length + stay.length === 0) return <span className="muted">{t("grid.noClash")}</span>;
  return (
    <div className="sheet-clashes">
      <Side title={t("grid.appear")} list={appear} />
      <Side title={t("grid.stay")} list={stay} />
      <Side title={t("grid.disappear")} list={disappear} gone />
      {more > 0 ? <p className="small muted">{t("grid.more", { count: more })}</p> : null}
    </div>
  );
}

const TONES = { blocks: "red", blocksApproval: "amber", warns: "amber" } as const;
const ICONS = { blocks: "close", blocksApproval: "lock", warns: "warning" } as const;

function Side({ title, list, gone = false }: { title: string; list: readonly Clash[]; gone?: boolean }) {
  const t = useT(words);
  if (list.length === 0) return null;
  return (
    <div>
      <strong className="small">{title}</strong>
      <ul className="plain-list">
        {list.map(({ severity, sentence, source }, index) => (
          <li key={`${sentence} ${index}`}>
            {gone ? (
              <del>{sentence}</del>
            ) : (
              <>
                <StateBadge tone={TONES[severity]} icon={ICONS[severity]}>
                  {t(`grid.severity.${severity}`)}
                </StateBadge>{" "}
                {sentence}
              </>
            )}
            <div className="small muted">{source ?? t("grid.ownRule")}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A date that was submitted or approved loses that; a cancelled or restored congress changes its state. */
export function StateChange({ from, to }: { from: CongressState; to: CongressState }) {
  const t = useT(words);
  const states = { from: t(`campaign.state.${from}`), to: t(`campaign.state.${to}`) };
  if (to === "draft" && (from === "submitted" || from === "approved")) return <div className="small">{t("grid.stateChange", states)}</div>;
  return (
    <div className="small">
      <del>{states.from}</del> → {states.to}
    </div>
  );
}
