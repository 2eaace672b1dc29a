import { useEffect, useRef, type ReactNode } from "react";

/** A panel that a summary opens; works as plain <details>, and with JavaScript closes on Escape and on a click elsewhere. */
export function Menu(props: { summary: ReactNode; label?: string | undefined; className?: string | undefined; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (!menu?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
      } else if (event.target instanceof Node && menu.contains(event.target) && !(event.target instanceof Element && event.target.closest("a"))) {
        return;
      }
      menu.open = false;
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  return (
    <details className={`menu ${props.className ?? ""}`} ref={details}>
      <summary aria-label={props.label}>{props.summary}</summary>
      <div className="menu-panel">{props.children}</div>
    </details>
  );
}
