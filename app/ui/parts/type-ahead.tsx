/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events --
   no native element is a combobox of this kind: the input keeps the focus and the keys, its options are only pointed at */
import { useNavigate } from "@remix-run/react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import type { Control } from "./field.tsx";
import { useHydrated } from "./hydrated.ts";

const words = { parts };
const WAIT_MS = 140;

export type Suggestion = { readonly id: string; readonly label: string; readonly hint?: string | undefined; readonly href?: string | undefined };

/**
 * A search input that suggests while one types; without JavaScript it is that input alone and its form finds the answer.
 * `url` answers `GET url?q=…` with `{ "results": Suggestion[] }`. A chosen suggestion with an `href` is opened; one
 * without fills the hidden field `idName`, which typing empties again.
 */
export function TypeAhead(props: {
  name: string;
  url: string;
  label: string;
  /** The attributes of a Field around it, when there is one. */
  control?: Control | undefined;
  idName?: string | undefined;
  defaultText?: string | undefined;
  defaultId?: string | undefined;
  placeholder?: string | undefined;
}) {
  const t = useT(words);
  const navigate = useNavigate();
  const hydrated = useHydrated();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  // The input keeps its own text (what was typed before JavaScript arrived stays); this is what to look up.
  const [text, setText] = useState("");
  const [chosenId, setChosenId] = useState(props.defaultId ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { results, state } = useSuggestions(props.url, open ? text : "");

  const choose = (suggestion: Suggestion) => {
    setOpen(false);
    setActive(-1);
    if (input.current) input.current.value = suggestion.label;
    setChosenId(suggestion.id);
    if (suggestion.href !== undefined) navigate(suggestion.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && results.length > 0) {
      event.preventDefault();
      setOpen(true);
      // One place more than there are results: the input itself, with nothing chosen.
      setActive((at) => ((at + 1 + step + results.length + 1) % (results.length + 1)) - 1);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Enter" && open && results[active]) {
      event.preventDefault();
      choose(results[active]);
    }
  };

  const shown = open && results.length > 0;
  const combobox = hydrated
    ? ({
        role: "combobox",
        "aria-expanded": shown,
        "aria-controls": shown ? listId : undefined,
        "aria-autocomplete": "list",
        "aria-activedescendant": shown && active >= 0 ? `${listId}-${active}` : undefined,
      } as const)
    : {};
  return (
    <div
      className="typeahead"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <input
        {...props.control}
        {...combobox}
        ref={input}
        type="search"
        name={props.name}
        autoComplete="off"
        spellCheck={false}
        defaultValue={props.defaultText}
        placeholder={props.placeholder}
        aria-label={props.control ? undefined : props.label}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosenId("");
          setActive(-1);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {props.idName === undefined ? null : <input type="hidden" name={props.idName} value={chosenId} />}
      {shown ? (
        <ul className="typeahead-list" id={listId} role="listbox" aria-label={props.label}>
          {results.map((suggestion, index) => (
            <li
              key={suggestion.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(suggestion)}
            >
              {suggestion.label}
              {suggestion.hint ? <span className="small muted">{suggestion.hint}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <output className="typeahead-says">{open && text !== "" ? sayState(t, state, results.length, text) : ""}</output>
    </div>
  );
}

type State = "waiting" | "answered" | "failed";

function sayState(t: ReturnType<typeof useT<typeof words>>, state: State, count: number, text: string): string {
  if (state === "waiting") return "";
  if (state === "failed") return t("parts.typeahead.failed");
  return count === 0 ? t("parts.typeahead.none", { text }) : t("parts.typeahead.count", { count });
}

function useSuggestions(url: string, text: string): { results: readonly Suggestion[]; state: State } {
  const [answer, setAnswer] = useState<{ text: string; results: readonly Suggestion[]; state: State }>({ text: "", results: [], state: "answered" });
  const newest = useRef("");
  useEffect(() => {
    newest.current = text;
    const wanted = text.trim();
    if (wanted === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      const settle = (results: readonly Suggestion[], state: State) => {
        if (newest.current === text) setAnswer({ text, results, state });
      };
      fetchSuggestions(url, wanted, abort.signal).then(
        (results) => settle(results, "answered"),
        () => {
          if (!abort.signal.aborted) settle([], "failed");
        },
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [url, text]);
  if (text.trim() === "") return { results: [], state: "waiting" };
  // While a longer text is under way the former answer stays, so that the list does not flicker.
  return { results: answer.results, state: answer.text === text ? answer.state : "waiting" };
}

async function fetchSuggestions(url: string, text: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
  const address = new URL(url, window.location.href);
  address.searchParams.set("q", text);
  const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`suggestions answered ${response.status}`);
  const body: { results?: readonly Suggestion[] } = await response.json();
  return body.results ?? [];
}
