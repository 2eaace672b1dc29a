import { useLocation } from "@remix-run/react";
import { Notice } from "#app/ui/parts/notice.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { reckoning } from "#app/ui/words/reckoning.ts";

const words = { reckoning };

/** Says that the lights of a branch are not right yet, and offers to look again; nothing when none is being reckoned. */
export function ReckoningNotice({ count }: { count: number }) {
  const t = useT(words);
  const { pathname, search } = useLocation();
  if (count === 0) return null;
  return (
    <Notice
      kind="info"
      title={t("reckoning.title", { count })}
      actions={
        <a className="button no-print" href={`${pathname}${withoutNotice(search)}`}>
          {t("reckoning.again")}
        </a>
      }
    >
      {t("reckoning.lead")}
    </Notice>
  );
}

/** What was done is told once. */
function withoutNotice(search: string): string {
  const rest = new URLSearchParams(search);
  rest.delete("notice");
  return rest.size === 0 ? "" : `?${rest}`;
}
