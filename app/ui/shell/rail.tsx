import { Link } from "@remix-run/react";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Menu } from "#app/ui/parts/menu.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { shell } from "#app/ui/words/shell.ts";
import { isMain, PLACE_ICONS, type Place } from "./places.ts";

const words = { shell };

/** The places: a column on a desk, a bar at the bottom of a phone with what does not fit under "more". */
export function Rail({ places }: { places: readonly Place[] }) {
  const t = useT(words);
  const first = places.filter((place) => place.id === "today");
  const main = places.filter(isMain);
  const below = places.filter((place) => place.id !== "today" && !isMain(place));
  const aside = [...first, ...below];
  const waiting = aside.reduce((sum, place) => sum + (place.count ?? 0), 0);
  return (
    <nav className="rail" aria-label={t("shell.places")}>
      <Link className="brand" to="/">
        <span className="brand-mark">
          <Icon name="calendar" size={16} />
        </span>
        {t("shell.product")}
      </Link>
      <PlaceList places={first} className="rail-desk" />
      <PlaceList places={main} className="rail-main" />
      {below.length > 0 ? <PlaceList places={below} className="rail-desk rail-below" /> : null}
      <Menu
        className="rail-more"
        summary={
          <span className={aside.some((place) => place.current) ? "place current" : "place"}>
            <Icon name="more" />
            <span className="place-label">{t("shell.more")}</span>
            {waiting > 0 ? <Count of={waiting} /> : null}
          </span>
        }
      >
        <PlaceList places={aside} className="rail-more-list" />
      </Menu>
    </nav>
  );
}

function PlaceList({ places, className }: { places: readonly Place[]; className: string }) {
  const t = useT(words);
  return (
    <ul className={className}>
      {places.map((place) => (
        <li key={place.id}>
          <Link className="place" to={place.href} aria-current={place.current ? "page" : undefined}>
            <Icon name={PLACE_ICONS[place.id]} />
            <span className="place-label">{place.label ?? t(`shell.place.${place.id}`)}</span>
            {place.count ? <Count of={place.count} /> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Count({ of }: { of: number }) {
  const t = useT(words);
  return (
    <span className="place-count">
      <span aria-hidden="true">{of > 99 ? "99+" : of}</span>
      <span className="visually-hidden">, {t("shell.moreOf", { count: of })}</span>
    </span>
  );
}
