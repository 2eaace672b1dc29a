import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useHydrated } from "#app/ui/parts/hydrated.ts";

const PHONE = "(max-width: 47.5rem)";

/** JavaScript runs, there is room, and the page is not being printed: paper and phones get the tables. */
export function useInteractive(): boolean {
  const hydrated = useHydrated();
  const [roomy, setRoomy] = useState(true);
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const phone = window.matchMedia(PHONE);
    const measure = () => setRoomy(!phone.matches);
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    measure();
    phone.addEventListener("change", measure);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      phone.removeEventListener("change", measure);
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return hydrated && roomy && !printing;
}
