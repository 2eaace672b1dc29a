import { dayOfOrdinal, ordinalOf, partsOf, type Day } from "./day.ts";

/** A day of the Vietnamese lunar calendar. `leapMonth`: the second month of that number in the year. */
export type LunarDay = {
  readonly day: number;
  readonly month: number;
  readonly leapMonth: boolean;
  readonly year: number;
};

// New moons after Meeus, Astronomical Algorithms, chapter 49; the sun after chapter 25. Checked for
// the years 2000 to 2050; the Viet Nam of before 1968 reckoned by other time zones.

const MONTH_LENGTH = 29.530588861;
/** Viet Nam's noon against that of Greenwich, in days. The Chinese calendar takes 8/24 and differs in some years. */
const ZONE = 7 / 24;
/** The Julian day number of 1970-01-01. */
const EPOCH = 2440588;
const J2000 = 2451545;

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/** Terms of the new moon: coefficient in days, multiples of the sun's and moon's anomaly and the moon's latitude, power of the eccentricity. */
const NEW_MOON_TERMS: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 1, 0, 0],
  [0.17241, 1, 0, 0, 1],
  [0.01608, 0, 2, 0, 0],
  [0.01039, 0, 0, 2, 0],
  [0.00739, -1, 1, 0, 1],
  [-0.00514, 1, 1, 0, 1],
  [0.00208, 2, 0, 0, 2],
  [-0.00111, 0, 1, -2, 0],
  [-0.00057, 0, 1, 2, 0],
  [0.00056, 1, 2, 0, 1],
  [-0.00042, 0, 3, 0, 0],
  [0.00042, 1, 0, 2, 1],
  [0.00038, 1, 0, -2, 1],
  [-0.00024, -1, 2, 0, 1],
  [-0.00007, 2, 1, 0, 0],
  [0.00004, 0, 2, -2, 0],
  [0.00004, 3, 0, 0, 0],
  [0.00003, 1, 1, -2, 0],
  [0.00003, 0, 2, 2, 0],
  [-0.00003, 1, 1, 2, 0],
  [0.00003, -1, 1, 2, 0],
  [-0.00002, -1, 1, -2, 0],
  [-0.00002, 1, 3, 0, 0],
  [0.00002, 0, 4, 0, 0],
];

/** Planetary arguments: degrees at k = 0, degrees per month, coefficient in millionths of a day. */
const PLANET_TERMS: readonly (readonly [number, number, number])[] = [
  [299.77, 0.107408, 325],
  [251.88, 0.016321, 165],
  [251.83, 26.651886, 164],
  [349.42, 36.412478, 126],
  [84.66, 18.206239, 110],
  [141.74, 53.303771, 62],
  [207.14, 2.453732, 60],
  [154.84, 7.30686, 56],
  [34.52, 27.261239, 47],
  [207.19, 0.121824, 42],
  [291.34, 1.844379, 40],
  [161.72, 24.198154, 37],
  [239.56, 25.513099, 35],
  [331.55, 3.592518, 23],
];

/** The instant of the k-th new moon since January 2000, as a Julian ephemeris day. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k;
  let at = 2451550.09766 + MONTH_LENGTH * k + 0.00015437 * t * t - 0.00017 * sine(node);
  for (const [coefficient, s, m, l, power] of NEW_MOON_TERMS) {
    at += coefficient * eccentricity ** power * sine(s * sun + m * moon + l * latitude);
  }
  for (const [degrees, perMonth, millionths] of PLANET_TERMS) at += millionths * 1e-6 * sine(degrees + perMonth * k);
  return at;
}

/** Ephemeris time less universal time, in days (Espenak and Meeus, for 1961 onwards). */
function deltaT(julianDay: number): number {
  const year = 2000 + (julianDay - J2000) / 365.25;
  const t = year - 2000;
  const seconds =
    year > 1986
      ? 62.92 + 0.32217 * t + 0.005589 * t * t
      : 45.45 + 1.067 * (year - 1975) - (year - 1975) ** 2 / 260;
  return seconds / 86400;
}

/** The apparent longitude of the sun, in degrees from 0 to 360. */
function sunLongitude(ephemerisDay: number): number {
  const t = (ephemerisDay - J2000) / 36525;
  const anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
  const mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
  const centre =
    (1.914602 - 0.004817 * t) * sine(anomaly) + (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly);
  const apparent = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}

/** In which twelfth of its course (0–11) the sun stands at the midnight with which the day begins. */
function sunSector(julianDay: number): number {
  return Math.floor(sunLongitude(julianDay - 0.5 - ZONE + deltaT(julianDay)) / 30);
}

/** The Julian day number of the day in Viet Nam on which the k-th new moon falls. */
function newMoonDay(k: number): number {
  const at = newMoon(k);
  return Math.floor(at - deltaT(at) + 0.5 + ZONE);
}

type LunarMonth = { readonly start: number; readonly month: number; readonly leapMonth: boolean; readonly year: number };

/** The number of the new moon that opens month 11 of the year, the month that holds the winter solstice. */
function monthEleven(year: number): number {
  const yearEnd = ordinalOf(`${String(year).padStart(4, "0")}-12-31` as Day) + EPOCH;
  let k = Math.floor((yearEnd - 2451550.1) / MONTH_LENGTH) + 1;
  while (newMoonDay(k) > yearEnd) k--;
  return sunSector(newMoonDay(k)) >= 9 ? k - 1 : k;
}

const memo = new Map<number, readonly LunarMonth[]>();

/** The months from month 11 of the year before up to month 10 of `year`. */
function monthsUpTo(year: number): readonly LunarMonth[] {
  const known = memo.get(year);
  if (known) return known;
  const first = monthEleven(year - 1);
  const count = monthEleven(year) - first;
  const starts = Array.from({ length: count + 1 }, (_, i) => newMoonDay(first + i));
  const sectors = starts.map(sunSector);
  // Of thirteen months, the first one in which the sun enters no new sector is the leap month.
  const leap = count === 13 ? sectors.findIndex((sector, i) => i > 0 && sector === sectors[i + 1]) : -1;
  const months = starts.slice(0, count).map((start, i) => {
    const place = leap >= 0 && i >= leap ? i - 1 : i;
    return { start, month: ((10 + place) % 12) + 1, leapMonth: i === leap, year: place < 2 ? year - 1 : year };
  });
  memo.set(year, months);
  return months;
}

/** The lunar day on which the day falls. Checked for 2000 to 2050. */
export function lunarDay(d: Day): LunarDay {
  const julianDay = ordinalOf(d) + EPOCH;
  const { year } = partsOf(d);
  const months = [...monthsUpTo(year), ...monthsUpTo(year + 1)];
  const found = months.findLast((each) => each.start <= julianDay) as LunarMonth;
  return { day: julianDay - found.start + 1, month: found.month, leapMonth: found.leapMonth, year: found.year };
}

/** The day on which the given day of an ordinary (not leap) lunar month falls. */
export function dayOfLunar(year: number, month: number, dayOfMonth: number): Day {
  const months = [...monthsUpTo(year), ...monthsUpTo(year + 1)];
  const found = months.find((each) => each.year === year && each.month === month && !each.leapMonth);
  if (!found) throw new RangeError(`no lunar month ${month}`);
  return dayOfOrdinal(found.start - EPOCH + dayOfMonth - 1);
}

/** Tết Nguyên đán: the first day of the lunar year. */
export function tet(year: number): Day {
  return dayOfLunar(year, 1, 1);
}

/** Giỗ Tổ Hùng Vương: the tenth day of the third lunar month. */
export function hungKings(year: number): Day {
  return dayOfLunar(year, 3, 10);
}
