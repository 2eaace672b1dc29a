import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { Icon, type IconName } from "./icon.tsx";

const words = { form };

/**
 * Sends its form. With JavaScript it rests while the form is under way; without, the form's key makes twice into once.
 * It stays focusable while it rests (aria-disabled, not disabled), so that the keyboard does not lose its place.
 */
export function SubmitButton(props: {
  kind?: "primary" | "plain" | "danger" | undefined;
  /** Two buttons of one form are told apart by these. */
  name?: string | undefined;
  value?: string | undefined;
  icon?: IconName | undefined;
  /** Under way for another reason than navigation, as a fetcher's. */
  pending?: boolean | undefined;
  formAction?: string | undefined;
  children: ReactNode;
}) {
  const t = useT(words);
  const navigation = useNavigation();
  const sent = navigation.formMethod !== undefined && navigation.formMethod !== "GET";
  const mine = props.name === undefined || navigation.formData?.get(props.name) === (props.value ?? "");
  const resting = props.pending ?? sent;
  return (
    <button
      type="submit"
      className={`button ${props.kind ?? "primary"}`}
      name={props.name}
      value={props.value}
      formAction={props.formAction}
      aria-disabled={resting || undefined}
      onClick={(event) => {
        if (resting) event.preventDefault();
      }}
    >
      {props.icon ? <Icon name={props.icon} /> : null}
      {resting && mine ? t("form.sending") : props.children}
    </button>
  );
}
