import { useEffect, useRef, useState } from "react";
import { formatDay, parseDay, type Day } from "#app/core/time/day.ts";
import { form } from "#app/ui/words/form.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { weekdayOf } from "./day-text.tsx";
import { Field, type FieldProps } from "./field.tsx";
import { useHydrated } from "./hydrated.ts";
import { Icon } from "./icon.tsx";

const words = { form, parts };

/**
 * A day typed as dd/mm/yyyy. With JavaScript it also names the weekday of what was typed and opens the browser's own
 * calendar; that calendar alone would show days in the order of the browser's language, so it never is the field.
 */
export function DayField(
  props: FieldProps & {
    /** A Day, or the text that was refused. */
    defaultValue?: string | undefined;
    min?: Day | undefined;
    max?: Day | undefined;
    /** Says more about the typed day than its weekday, as its lunar day. */
    describe?: ((day: Day) => string | undefined) | undefined;
  },
) {
  const t = useT(words);
  const hydrated = useHydrated();
  const first = props.defaultValue ?? "";
  const [text, setText] = useState(() => written(first));
  const field = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  // The field keeps its own text: what was typed before JavaScript arrived is not lost when it does.
  useEffect(() => setText(field.current?.value ?? ""), []);
  const write = (value: string) => {
    const better = written(value);
    if (field.current) field.current.value = better;
    setText(better);
  };
  const typed = parseDay(text);
  // A day that the picker would refuse must not be in it: unseen, it would keep the form from being sent at all.
  const pickable = typed !== null && typed >= (props.min ?? typed) && typed <= (props.max ?? typed);
  const says = typed === null ? "" : [t(`parts.weekday.${weekdayOf(typed)}`), props.describe?.(typed)].filter(Boolean).join(" · ");
  return (
    <Field {...props} hint={props.hint ?? t("form.dayHint")} className="short">
      {(control) => (
        <div className="day-field">
          <input
            {...control}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            placeholder={t("form.dayPlaceholder")}
            ref={field}
            defaultValue={written(first)}
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={(event) => write(event.currentTarget.value)}
          />
          {hydrated ? (
            <>
              <button type="button" className="button icon-only" aria-label={t("form.pickDay")} title={t("form.pickDay")} onClick={() => picker.current?.showPicker()}>
                <Icon name="calendar" />
              </button>
              <input
                ref={picker}
                className="day-picker"
                type="date"
                tabIndex={-1}
                aria-hidden="true"
                value={pickable ? typed : ""}
                min={props.min}
                max={props.max}
                onChange={(event) => write(event.currentTarget.value)}
              />
              <output className="day-says" htmlFor={control.id}>
                {says}
              </output>
            </>
          ) : null}
        </div>
      )}
    </Field>
  );
}

function written(text: string): string {
  const day = parseDay(text);
  return day === null ? text : formatDay(day);
}
