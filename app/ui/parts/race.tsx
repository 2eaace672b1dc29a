import { formatDay, parseDay } from "#app/core/time/day.ts";
import { Diff } from "./diff.tsx";
import type { RefusedForm } from "./refused.ts";

/** A field as the form sends it: its text now, and how a text of it is said. */
export type RaceField = { readonly name: string; readonly label: string; readonly now: string; readonly say?: (text: string) => string };

/**
 * Inside a form whose command keeps the chosen (`keepChosen`): remembers what the form began with, and after a lost race
 * shows the fields that differ as they were, as the other person saved them and as they were typed.
 */
export function Race({ fields, refused, lost }: { fields: readonly RaceField[]; refused: RefusedForm; lost: boolean }) {
  const differing = lost ? fields.filter(({ name, now }) => sameText(refused.value(name) ?? "") !== sameText(now)) : [];
  return (
    <>
      {fields.map(({ name, now }) => (
        <input key={name} type="hidden" name={`was.${name}`} value={lost ? now : refused.value(`was.${name}`, now)} />
      ))}
      {differing.length === 0 ? null : (
        <>
          <Diff
            differences={differing.map(({ name, label, now, say = dayAsWritten }) => ({
              field: name,
              label,
              before: say(refused.value(`was.${name}`) ?? ""),
              theirs: say(now),
              mine: say(refused.value(name) ?? ""),
            }))}
          />
          {differing.map(({ name, now }) => (
            <input key={name} type="hidden" name={`theirs.${name}`} value={now} />
          ))}
        </>
      )}
    </>
  );
}

/** A day is the same day however it was typed, and lines are the same however their ends are sent. */
const sameText = (text: string): string => parseDay(text) ?? text.trim().replaceAll("\r\n", "\n");

const dayAsWritten = (text: string): string => {
  const found = parseDay(text);
  return found === null ? text : formatDay(found);
};
