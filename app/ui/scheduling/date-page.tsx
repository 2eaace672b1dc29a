import { Form, Link, useSearchParams } from "@remix-run/react";
import type { Certainty as Known, Words } from "#app/core/rules/certainty.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { MilestoneCode } from "#app/core/scheduling/milestones.ts";
import { formatDay, isDay, parseDay, type Day } from "#app/core/time/day.ts";
import { lunarDay } from "#app/core/time/lunar.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { Diff } from "#app/ui/parts/diff.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { form } from "#app/ui/words/form.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { moves } from "#app/ui/words/moves.ts";
import { FindingList, type ShownFinding } from "./finding-list.tsx";
import { type Around, SeasonWeeks } from "./season-weeks.tsx";

const words = { moves, scheduling, campaign, form, parts };
type Half = "morning" | "afternoon";

type Trial = { readonly opensOn: Day; readonly session: Half; readonly leaderIds: readonly string[]; readonly venueId: string | null };

export type Preview = {
  readonly trial: Trial;
  readonly allowed: boolean;
  readonly appear: readonly ShownFinding[];
  readonly stay: readonly ShownFinding[];
  readonly disappear: readonly ShownFinding[];
  readonly milestones: readonly { readonly code: MilestoneCode; readonly from: Day | null; readonly to: Day | null }[];
  readonly expiring: readonly { readonly name: Words; readonly lastDay: Day; readonly count: number; readonly newly: boolean }[];
  readonly letters: readonly { readonly letterId: string; readonly caseCode: string; readonly from: "before" | "after"; readonly to: "before" | "after" }[] | null;
};

type Congress = {
  readonly id: string;
  readonly version: number;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: CongressState;
  readonly leaderIds: readonly string[];
  readonly date: { readonly opensOn: Day; readonly session: Half; readonly venueId: string | null } | null;
};

type Props = {
  readonly congress: Congress;
  readonly window: { readonly from: Day; readonly lastDay: Day; readonly source: string; readonly certainty: Known } | null;
  readonly leaders: readonly { readonly id: string; readonly name: string; readonly post: string; readonly unitName: string }[];
  readonly venues: readonly { readonly id: string; readonly name: string; readonly seats: number | null; readonly unitName: string }[];
  readonly may: { readonly date: boolean; readonly propose: boolean };
  readonly stopped: "alreadyHeld" | "cancelled" | "frozen" | null;
  readonly preview: Preview | null;
  readonly around: Around | null;
  readonly today: Day;
  readonly proposed: readonly Day[];
  readonly suggestions: {
    readonly days: readonly { readonly placement: { readonly opensOn: Day; readonly session: Half }; readonly warnings: readonly ShownFinding[]; readonly reason: string }[];
    readonly refused: readonly { readonly from: Day; readonly last: Day; readonly sentence: string }[];
    readonly allRefused: number;
  } | null;
  readonly refusal: Refusal | undefined;
};

/** Which day: the form, what a tried day changes, and the next good days. Saving comes after the preview only. */
export function DatePage(props: Props) {
  const t = useT(words);
  const { congress, preview } = props;
  const refused = useRefused(props.refusal, { scheduling });
  const answer = useLead(preview);
  return (
    <Page
      above={<Breadcrumb units={[{ id: congress.id, name: congress.unitName, href: `/congresses/${congress.id}` }, { id: "date", name: t("campaign.day") }]} />}
      title={useTitle(props)}
      lead={props.stopped === null ? answer : t(`moves.${props.stopped}Lead`)}
    >
      <ErrorSummary errors={refused.errors} />
      {props.stopped !== null ? null : (
        <div className={preview || props.suggestions ? "split answer-first" : "split"}>
          <div className="stack">
            {preview ? <Weeks {...props} /> : null}
            <TryForm {...props} />
            {preview ? null : <Weeks {...props} />}
          </div>
          <div className="stack">
            {preview ? <Changes preview={preview} congress={congress} /> : null}
            {preview ? <ConfirmForm {...props} preview={preview} refused={refused} /> : null}
            {props.suggestions ? <Suggestions {...props} suggestions={props.suggestions} /> : null}
            {props.proposed.length > 0 ? (
              <Link to={`/congresses/${congress.id}/proposals`}>
                {t("campaign.proposals")}: {props.proposed.map(formatDay).join(", ")}
              </Link>
            ) : null}
            <ClearForm {...props} refused={refused} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Weeks({ around, congress, preview, today }: Props) {
  if (around === null) return null;
  const trial = preview?.trial;
  return (
    <SeasonWeeks
      around={around}
      self={{ id: congress.id, name: congress.unitName }}
      tried={trial?.opensOn ?? null}
      today={today}
      hrefFor={(on) => (trial ? tryHref(congress.id, { ...trial, opensOn: on }) : `/congresses/${congress.id}/date?on=${on}`)}
    />
  );
}

/** The preview of another day with the same leaders and hall. */
function tryHref(id: string, { opensOn, session, leaderIds, venueId }: Trial): string {
  const query = new URLSearchParams({ on: opensOn, session, chosen: "1", ...(venueId === null ? {} : { venue: venueId }) });
  for (const leader of leaderIds) query.append("leaders", leader);
  return `/congresses/${id}/date?${query}`;
}

function useTitle({ congress, preview }: Props): string {
  const t = useT(words);
  const name = congress.unitName;
  if (!preview) return congress.date ? t("moves.moveTitle", { name }) : t("moves.placeTitle", { name });
  const to = formatDay(preview.trial.opensOn);
  return congress.date ? t("moves.previewTitle", { name, from: formatDay(congress.date.opensOn), to }) : t("moves.previewTitleNew", { name, to });
}

function useLead(preview: Preview | null): string {
  const t = useT(words);
  if (!preview) return t("moves.leadAsk");
  const clashes = [...preview.appear, ...preview.stay];
  const bars = clashes.filter((each) => each.severity === "blocks").length;
  if (!preview.allowed) return t("moves.leadRefused", { count: bars });
  return clashes.length === 0 ? t("moves.leadAllowed") : t("moves.leadAllowedOpen", { count: clashes.length });
}

function Changes({ preview, congress }: { preview: Preview; congress: Congress }) {
  const t = useT(words);
  const quiet = preview.appear.length + preview.stay.length + preview.disappear.length === 0;
  return (
    <Card title={t("moves.changes")} tone={preview.allowed ? (preview.appear.length > 0 ? "amber" : "green") : "red"}>
      <div className="stack">
        {quiet ? <p>{t("moves.noClash")}</p> : null}
        <Clashes title={t("moves.appear")} findings={preview.appear} self={congress.id} />
        <Clashes title={t("moves.stay")} findings={preview.stay} self={congress.id} />
        <Clashes title={t("moves.disappear")} findings={preview.disappear} self={congress.id} gone />
        <Expiring preview={preview} />
        <Letters preview={preview} />
        <Moved preview={preview} />
      </div>
    </Card>
  );
}

function Clashes({ title, findings, self, gone = false }: { title: string; findings: readonly ShownFinding[]; self: string; gone?: boolean }) {
  if (findings.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <FindingList findings={findings} self={self} gone={gone} />
    </div>
  );
}

function Expiring({ preview }: { preview: Preview }) {
  const t = useT(words);
  const locale = useLocale();
  if (preview.expiring.length === 0) return null;
  return (
    <ul className="plain-list">
      {preview.expiring.map((each) => (
        <li key={`${each.name.vi} ${each.lastDay}`}>
          {t("moves.expiring", { count: each.count, kind: each.name[locale], day: formatDay(each.lastDay) })}
          <div className="small muted">{t(each.newly ? "moves.expiringNewly" : "moves.expiringAnyway")}</div>
        </li>
      ))}
    </ul>
  );
}

/** Only for those who keep letters: for everybody else nothing here depends on the tried day. */
function Letters({ preview }: { preview: Preview }) {
  const t = useT(words);
  const { letters } = preview;
  if (letters === null) return null;
  return (
    <div>
      <h3>{t("moves.lettersMoved")}</h3>
      {letters.length === 0 ? <p className="muted">{t("moves.lettersNone")}</p> : null}
      <ul className="plain-list">
        {letters.map((letter) => (
          <li key={letter.letterId}>
            <Link to={`/letters/${letter.letterId}`}>{letter.caseCode}</Link>: <del>{t(`moves.letter.${letter.from}`)}</del> → {t(`moves.letter.${letter.to}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Moved({ preview }: { preview: Preview }) {
  const t = useT(words);
  const { milestones } = preview;
  if (milestones.length === 0) return null;
  return (
    <div>
      <h3>{t("moves.milestonesMoved", { count: milestones.length })}</h3>
      <ul className="plain-list">
        {milestones.map(({ code, from, to }) => (
          <li key={code}>
            {t(`scheduling.milestone.${code}`)}
            <div className="small">
              {from ? (
                <del className="muted">
                  <DayText day={from} />
                </del>
              ) : null}{" "}
              {to ? (
                <>
                  → <DayText day={to} />
                </>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function tried({ congress, preview }: Pick<Props, "congress" | "preview">): Omit<Trial, "opensOn"> & { readonly opensOn: Day | null } {
  return (
    preview?.trial ?? {
      opensOn: congress.date?.opensOn ?? null,
      session: congress.date?.session ?? "morning",
      leaderIds: congress.leaderIds,
      venueId: congress.date?.venueId ?? null,
    }
  );
}

/** What was asked for where it is no day; null when nothing was asked, or a day. The question is in the address, so is its mistake. */
function useMistyped(): string | null {
  const asked = useSearchParams()[0].get("on");
  return asked === null || parseDay(asked) !== null ? null : asked.slice(0, 10);
}

/** The question, as a plain GET form: its answer is the preview, and it can be bookmarked. */
function TryForm(props: Props) {
  const t = useT(words);
  const locale = useLocale();
  const { congress, window, leaders, venues } = props;
  const trial = tried(props);
  const mistyped = useMistyped();
  return (
    <Card title={t("moves.fieldDay")}>
      <Form method="get" action={`/congresses/${congress.id}/date`} className="form" key={JSON.stringify([trial, mistyped])}>
        <DayField
          name="on"
          label={t("moves.fieldDay")}
          required
          defaultValue={mistyped ?? trial.opensOn ?? undefined}
          error={mistyped === null ? undefined : t(mistyped === "" ? "form.field.required" : "form.field.notADay")}
          describe={(day) => lunarText(t, day)}
          hint={
            window ? (
              <>
                {t("moves.windowHint", { from: formatDay(window.from), lastDay: formatDay(window.lastDay), source: window.source })} <Certainty of={window.certainty} />
              </>
            ) : undefined
          }
        />
        <ChoiceField
          kind="radio"
          name="session"
          label={t("moves.fieldSession")}
          inline
          chosen={[trial.session]}
          choices={(["morning", "afternoon"] as const).map((value) => ({ value, label: t(`campaign.session.${value}`) }))}
        />
        <SelectField
          name="venue"
          label={t("moves.fieldVenue")}
          blank={t("moves.noVenue")}
          defaultValue={trial.venueId ?? ""}
          options={venues.map((venue) => ({ value: venue.id, label: `${venue.name}${venue.seats === null ? "" : ` (${venue.seats.toLocaleString(locale)})`} · ${venue.unitName}` }))}
        />
        {/* Tells "nobody is chosen" from "not asked": boxes that are not ticked send nothing. */}
        <input type="hidden" name="chosen" value="1" />
        <Leaders leaders={leaders} chosen={trial.leaderIds} />
        <FormActions>
          <SubmitButton kind={props.preview ? "plain" : "primary"}>{t("moves.toPreview")}</SubmitButton>
          <OtherWays congressId={congress.id} />
        </FormActions>
      </Form>
    </Card>
  );
}

/** Beside each of the page's buttons: days that are suggested, and back. */
function OtherWays({ congressId, kind = "quiet" }: { congressId: string; kind?: "quiet" | "plain" }) {
  const t = useT(words);
  return (
    <>
      <Link className={`button ${kind}`} to={`/congresses/${congressId}/date?suggest=1`}>
        {t("moves.suggestOthers")}
      </Link>
      <Link className="button quiet" to={`/congresses/${congressId}`}>
        {t("form.cancel")}
      </Link>
    </>
  );
}

/** Who is chosen stands in view; the others are folded away, because a province has dozens of leaders. */
function Leaders({ leaders, chosen }: { leaders: Props["leaders"]; chosen: readonly string[] }) {
  const t = useT(words);
  if (leaders.length === 0) return <p className="muted small">{t("moves.noLeaders")}</p>;
  const choice = (leader: Props["leaders"][number]) => ({ value: leader.id, label: leader.name, hint: `${leader.post} · ${leader.unitName}` });
  const [inView, folded] = [leaders.filter((each) => chosen.includes(each.id)), leaders.filter((each) => !chosen.includes(each.id))];
  return (
    <>
      {inView.length > 0 ? (
        <ChoiceField kind="checkbox" name="leaders" label={t("moves.fieldLeaders")} chosen={chosen} choices={inView.map(choice)} />
      ) : (
        <p className="field">
          <strong>{t("moves.fieldLeaders")}</strong>
          <span className="muted small">{t("moves.nobodyChosen")}</span>
        </p>
      )}
      {folded.length > 0 ? (
        <details>
          <summary>{t("moves.moreLeaders", { count: folded.length })}</summary>
          <ChoiceField kind="checkbox" name="leaders" id="f-leaders-more" label={t("moves.fieldLeaders")} choices={folded.map(choice)} />
        </details>
      ) : null}
    </>
  );
}

function lunarText(t: ReturnType<typeof useT<typeof words>>, day: Day): string {
  const lunar = lunarDay(day);
  const text = `${lunar.day}/${lunar.month}`;
  return lunar.leapMonth ? t("parts.lunarLeap", { day: text }) : t("parts.lunar", { day: text });
}

/** What was previewed, sent with a reason. A day that is refused has no button. */
function ConfirmForm(props: Props & { preview: Preview; refused: RefusedForm }) {
  const { congress, preview, may, refused } = props;
  const t = useT(words);
  if (!preview.allowed || !(may.date || may.propose)) return null;
  const reopens = congress.state === "submitted" || congress.state === "approved";
  return (
    <Card title={congress.date ? t("moves.confirmMove") : t("moves.confirmPlace")}>
      {refused.code === "movedMeanwhile" ? <Lost {...props} preview={preview} refused={refused} /> : null}
      <Form method="post" className="form">
        <input type="hidden" name="intent" value="place" />
        <input type="hidden" name="version" value={congress.version} />
        <input type="hidden" name="on" value={preview.trial.opensOn} />
        <input type="hidden" name="session" value={preview.trial.session} />
        <input type="hidden" name="venue" value={preview.trial.venueId ?? ""} />
        {preview.trial.leaderIds.map((id) => (
          <input key={id} type="hidden" name="leaders" value={id} />
        ))}
        {Object.entries(sentDate(standing(congress))).map(([name, value]) => (
          <input key={name} type="hidden" name={`was.${name}`} value={value} />
        ))}
        {reopens ? <p className="small">{t("moves.reopens")}</p> : null}
        <TextArea
          name="reason"
          label={t("form.reason")}
          hint={t("form.reasonHint")}
          required
          rows={2}
          maxLength={500}
          defaultValue={refused.value("reason")}
          error={refused.error("reason")}
        />
        <FormActions>
          <SubmitButton>{congress.date ? t("moves.confirmMove") : t("moves.confirmPlace")}</SubmitButton>
          <OtherWays congressId={congress.id} kind="plain" />
        </FormActions>
      </Form>
    </Card>
  );
}

type Placed = { readonly opensOn: Day | null; readonly session: Half | null; readonly venueId: string | null; readonly leaderIds: readonly string[] };

const standing = ({ date, leaderIds }: Congress): Placed => ({ opensOn: date?.opensOn ?? null, session: date?.session ?? null, venueId: date?.venueId ?? null, leaderIds });

/** Day, half-day, hall and leaders as the form remembers them. */
const sentDate = ({ opensOn, session, venueId, leaderIds }: Placed) => ({ on: opensOn ?? "", session: session ?? "", venue: venueId ?? "", leaders: leaderIds.toSorted().join() });

/** A lost race: what was there, what the other person saved, what is about to be sent; whoever wants theirs leaves it. */
function Lost({ congress, preview, leaders, venues, refused }: Props & { preview: Preview; refused: RefusedForm }) {
  const t = useT(words);
  const [theirs, mine] = [sentDate(standing(congress)), sentDate(preview.trial)];
  const say = {
    on: (text: string) => (isDay(text) ? formatDay(text) : ""),
    session: (text: string) => (text === "morning" || text === "afternoon" ? t(`campaign.session.${text}`) : ""),
    venue: (text: string) => venues.find((each) => each.id === text)?.name ?? "",
    leaders: (text: string) => leaders.flatMap((each) => (text.includes(each.id) ? [each.name] : [])).join(", "),
  };
  const labels = { on: t("moves.fieldDay"), session: t("moves.fieldSession"), venue: t("moves.fieldVenue"), leaders: t("moves.fieldLeaders") };
  const differences = (["on", "session", "venue", "leaders"] as const).flatMap((field) => {
    const before = refused.value(`was.${field}`) ?? "";
    if (mine[field] === theirs[field] && before === theirs[field]) return [];
    return [{ field, label: labels[field], before: say[field](before), theirs: say[field](theirs[field]), mine: say[field](mine[field]) }];
  });
  return differences.length === 0 ? null : <Diff differences={differences} choice={false} />;
}

function Suggestions({ congress, suggestions }: Props & { suggestions: NonNullable<Props["suggestions"]> }) {
  const t = useT(words);
  return (
    <Card title={t("moves.suggestions")}>
      {suggestions.days.length === 0 ? <p>{t("moves.suggestionsNone")}</p> : null}
      <ul className="plain-list">
        {suggestions.days.map(({ placement, warnings, reason }) => (
          <li key={`${placement.opensOn} ${placement.session}`} className="stack">
            <div className="cluster">
              <span>
                {t(`campaign.session.${placement.session}`)} <DayText day={placement.opensOn} weekday="full" lunar={lunarDay(placement.opensOn)} />
              </span>
              <Link className="button small" to={`/congresses/${congress.id}/date?on=${placement.opensOn}&session=${placement.session}`}>
                {t("moves.tryDay")}
              </Link>
            </div>
            <span className="small muted">{reason}</span>
            {warnings.length === 0 ? null : <FindingList findings={warnings} self={congress.id} />}
          </li>
        ))}
      </ul>
      {suggestions.refused.length === 0 ? null : (
        <details>
          <summary>{t("moves.refusedDays", { count: suggestions.allRefused })}</summary>
          <ul className="plain-list small">
            {suggestions.refused.map(({ from, last, sentence }) => (
              <li key={from}>
                {from === last ? null : `${formatDay(from)} – `}
                <DayText day={last} />: {sentence}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function ClearForm({ congress, may, refused }: Props & { refused: RefusedForm }) {
  const t = useT(words);
  if (congress.state !== "draft" || congress.date === null || !(may.date || may.propose)) return null;
  return (
    <details>
      <summary>{t("moves.clearTitle")}</summary>
      <Form method="post" className="form">
        <input type="hidden" name="intent" value="clear" />
        <input type="hidden" name="version" value={congress.version} />
        <TextArea name="reason" id="f-clear-reason" label={t("form.reason")} required rows={2} maxLength={500} defaultValue={refused.value("reason")} error={refused.error("reason")} />
        <FormActions>
          <SubmitButton kind="danger">{t("moves.clear")}</SubmitButton>
        </FormActions>
      </Form>
    </details>
  );
}
