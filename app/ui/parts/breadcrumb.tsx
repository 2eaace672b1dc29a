import { Link } from "@remix-run/react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };

/** The units above, highest first; the last one is where we are and needs no address. */
export function Breadcrumb({ units }: { units: readonly { id: string; name: string; href?: string | undefined }[] }) {
  const t = useT(words);
  return (
    <nav className="breadcrumb" aria-label={t("parts.breadcrumb")}>
      <ol>
        {units.map((unit) => (
          <li key={unit.id}>{unit.href ? <Link to={unit.href}>{unit.name}</Link> : <span aria-current="page">{unit.name}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}
