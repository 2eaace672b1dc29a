/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions --
   the list becomes a tree, which is interactive, in the same drawing that hands it its keys */
import { Link, useNavigate } from "@remix-run/react";
import { useReducer, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Light } from "#app/core/readiness/rollup.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { useHydrated } from "./hydrated.ts";
import { Icon } from "./icon.tsx";
import { LightMark } from "./light.tsx";

const words = { parts };

export type UnitNode = {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** The level in a word, members, "unknown"…: shown small after the name. */
  readonly note?: string | undefined;
  /** The light with its word, for the branch or the unit. */
  readonly light?: { readonly light: Light; readonly label: string } | undefined;
  readonly hasChildren: boolean;
  /** Present when this unit is open in the address. */
  readonly children?: readonly UnitNode[] | undefined;
  /** The address of this page with the unit opened, or closed when it is open: how the tree moves without JavaScript. */
  readonly toggleHref: string;
  /** Where the children that do not fit one page are seen. */
  readonly more?: { readonly href: string; readonly count: number } | undefined;
  readonly current?: boolean | undefined;
};

/**
 * The tree of units, opened level by level. Without JavaScript it is nested lists of links. With it, it is one stop of
 * the keyboard (arrows, Home, End, first letters, Enter) and fetches children from `childrenUrl(id)`, which answers
 * `{ "children": UnitNode[], "more"?: { href, count } }`.
 */
export function UnitTree(props: { label: string; roots: readonly UnitNode[]; childrenUrl: (id: string) => string }) {
  const hydrated = useHydrated();
  const t = useT(words);
  const navigate = useNavigate();
  const tree = useRef<HTMLUListElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const branches = useBranches(props.childrenUrl);
  const [focused, setFocused] = useState<string | null>(null);
  const tabStop = focused ?? currentOf(props.roots) ?? props.roots[0]?.id ?? "";

  const visible = (): HTMLElement[] => [...(tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? [])];
  const focus = (item: HTMLElement | null | undefined) => {
    if (!item?.dataset["unit"]) return;
    setFocused(item.dataset["unit"]);
    item.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const item = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[role=treeitem]") : null;
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const items = visible();
    const at = items.indexOf(item);
    const expanded = item.getAttribute("aria-expanded");
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(items[at + 1]),
      ArrowUp: () => focus(items[at - 1]),
      Home: () => focus(items[0]),
      End: () => focus(items.at(-1)),
      ArrowRight: () => (expanded === "false" ? branches.open(item.dataset["unit"] ?? "") : expanded === "true" ? focus(item.querySelector<HTMLElement>("[role=treeitem]")) : undefined),
      ArrowLeft: () => (expanded === "true" ? branches.close(item.dataset["unit"] ?? "") : focus(item.parentElement?.closest<HTMLElement>("[role=treeitem]"))),
      Enter: () => navigate(item.dataset["href"] ?? ""),
    };
    const act = keys[event.key];
    if (act) act();
    else if (event.key.length === 1 && event.key !== " ") focus(nextByText(items, at, typedText(typed.current, event)));
    else return;
    event.preventDefault();
  };

  const draw = (node: UnitNode, depth: number): ReactNode => {
    const branch = branches.of(node);
    const row = (
      <div className={node.current ? "unit current" : "unit"}>
        {node.hasChildren ? (
          <Link
            className="unit-toggle"
            to={node.toggleHref}
            preventScrollReset
            tabIndex={hydrated ? -1 : undefined}
            aria-hidden={hydrated || undefined}
            aria-label={t(branch.open ? "parts.tree.close" : "parts.tree.open", { name: node.name })}
            onClick={(event) => {
              event.preventDefault();
              if (branch.open) branches.close(node.id);
              else branches.open(node.id);
            }}
          >
            <Icon name={branch.open ? "chevronDown" : "chevronRight"} size={16} />
          </Link>
        ) : (
          <span className="unit-toggle" />
        )}
        <Link className="unit-name" to={node.href} tabIndex={hydrated ? -1 : undefined} aria-current={node.current ? "page" : undefined}>
          {node.name}
        </Link>
        {node.light ? (
          <span className="unit-light">
            <LightMark light={node.light.light} />
            <span>{node.light.label}</span>
          </span>
        ) : null}
        {node.note ? <span className="unit-note">{node.note}</span> : null}
      </div>
    );
    const children = branch.open ? (
      <ul role={hydrated ? "group" : undefined}>
        {branch.children.map((child) => draw(child, depth + 1))}
        {branch.state === "loading" ? <Aside hydrated={hydrated}>{t("parts.tree.loading")}</Aside> : null}
        {branch.state === "failed" ? <Aside hydrated={hydrated}>{t("parts.tree.failed")}</Aside> : null}
        {branch.more ? (
          <Aside hydrated={hydrated} href={branch.more.href}>
            <Link to={branch.more.href} tabIndex={hydrated ? -1 : undefined}>
              {t("parts.tree.more", { count: branch.more.count })}
            </Link>
          </Aside>
        ) : null}
      </ul>
    ) : null;
    if (!hydrated) {
      return (
        <li key={node.id}>
          {row}
          {children}
        </li>
      );
    }
    return (
      <li
        key={node.id}
        role="treeitem"
        aria-level={depth}
        aria-label={[node.name, node.light?.label, node.note].filter(Boolean).join(", ")}
        aria-expanded={node.hasChildren ? branch.open : undefined}
        aria-selected={node.current === true}
        tabIndex={node.id === tabStop ? 0 : -1}
        data-unit={node.id}
        data-href={node.href}
        data-text={node.name}
      >
        {row}
        {children}
      </li>
    );
  };

  return (
    <ul className="tree" ref={tree} role={hydrated ? "tree" : undefined} aria-label={props.label} onKeyDown={onKeyDown}>
      {props.roots.map((root) => draw(root, 1))}
    </ul>
  );
}

function Aside({ hydrated, href, children }: { hydrated: boolean; href?: string; children: ReactNode }) {
  return (
    <li className="unit-aside" role={hydrated ? "treeitem" : undefined} aria-selected={hydrated ? false : undefined} tabIndex={hydrated ? -1 : undefined} data-unit={href} data-href={href}>
      {children}
    </li>
  );
}

type Loaded = { readonly children: readonly UnitNode[]; readonly more?: UnitNode["more"]; readonly state: "loaded" | "loading" | "failed" };
type Branches = Readonly<Record<string, { readonly open: boolean; readonly loaded?: Loaded }>>;
type Step = { readonly id: string; readonly open?: boolean; readonly loaded?: Loaded };

/** Which units are open and what was fetched for them; the address decides until a unit is touched here. */
function useBranches(childrenUrl: (id: string) => string) {
  const [touched, step] = useReducer(
    (branches: Branches, { id, open, loaded }: Step): Branches => ({
      ...branches,
      [id]: { open: open ?? branches[id]?.open ?? false, ...(loaded ? { loaded } : branches[id]?.loaded ? { loaded: branches[id].loaded } : {}) },
    }),
    {},
  );
  const load = async (id: string) => {
    step({ id, loaded: { children: [], state: "loading" } });
    try {
      const response = await fetch(childrenUrl(id), { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(`children answered ${response.status}`);
      const body: { children?: readonly UnitNode[]; more?: UnitNode["more"] } = await response.json();
      step({ id, loaded: { children: body.children ?? [], more: body.more, state: "loaded" } });
    } catch {
      step({ id, loaded: { children: [], state: "failed" } });
    }
  };
  const known = useRef(new Set<string>());
  return {
    of(node: UnitNode): { open: boolean; children: readonly UnitNode[]; more: UnitNode["more"]; state: Loaded["state"] } {
      if (node.children) known.current.add(node.id);
      const mine = touched[node.id];
      const loaded = mine?.loaded;
      return {
        open: mine?.open ?? node.children !== undefined,
        children: loaded?.children ?? node.children ?? [],
        more: loaded?.more ?? node.more,
        state: loaded?.state ?? "loaded",
      };
    },
    open(id: string) {
      const state = touched[id]?.loaded?.state;
      step({ id, open: true });
      if (!known.current.has(id) && state !== "loaded" && state !== "loading") void load(id);
    },
    close: (id: string) => step({ id, open: false }),
  };
}

function currentOf(nodes: readonly UnitNode[]): string | undefined {
  for (const node of nodes) {
    const found = node.current ? node.id : currentOf(node.children ?? []);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Letters typed within a second belong together. */
function typedText(typed: { text: string; at: number }, event: KeyboardEvent): string {
  typed.text = event.timeStamp - typed.at < 1000 ? typed.text + event.key : event.key;
  typed.at = event.timeStamp;
  return typed.text;
}

function nextByText(items: readonly HTMLElement[], at: number, text: string): HTMLElement | undefined {
  const wanted = bare(text);
  const from = text.length > 1 ? at : at + 1;
  return [...items.slice(from), ...items.slice(0, from)].find((item) => {
    const name = bare(item.dataset["text"] ?? "");
    // "Xã Đông Hòa" is found by "xa dong" and by "dong".
    return name.startsWith(wanted) || name.includes(` ${wanted}`);
  });
}

const bare = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
