/** The plan as its board shows it: days, cells, moves and totals. Days are dates (`2026-12-04`), without a time zone. */
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";

export const SLOTS = ["breakfast", "lunch", "dinner", "snack", "other"] as const;
export type Slot = (typeof SLOTS)[number];

export interface Trouble {
  person: string;
  need: "allergen" | "avoid" | "diet" | "dislike";
  code: string;
  standing: "contains" | "may_contain" | "not_checked" | "free_of";
  harms: boolean;
  lines: string[];
}

export interface PlanMeal {
  id: string;
  day: string;
  time: string;
  slot: Slot;
  name: string;
  recipe: string | null;
  servings: number | null;
  people: string[];
  cook: string | null;
  locked: boolean;
  rule: string | null;
  leftover_of: string | null;
  frozen: string | null;
  kcal: number | null;
  minutes: number | null;
  trouble: Trouble[];
  /** Sentences why it is proposed; only of a proposal. */
  reasons?: string[];
}

export interface Eater {
  id: string;
  name: string;
  share: number;
  guest: boolean;
}

export interface PlanPreparation {
  id: string;
  day: string;
  time: string;
  meal: string;
  name: string;
  kind: string;
  words: string;
  done: boolean;
}

export interface Board {
  today: string;
  times: Record<Slot, string>;
  people: Eater[];
  meals: PlanMeal[];
  preparations: PlanPreparation[];
}

export interface Candidate {
  id: string;
  name: string;
  minutes: number | null;
  reasons: string[];
  trouble: Trouble[];
}

export interface Cell {
  day: string;
  slot: Slot;
}

const DAY_MS = 86_400_000;

export function asDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function addDays(day: string, count: number): string {
  return new Date(asDate(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

export function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(asDate(text).getTime());
}

/** The day of this device. */
export function localToday(now = new Date()): string {
  const two = (value: number) => `${value}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The first day of a week: 1 is Monday, 7 Sunday. */
export function firstOfWeek(day: string, first: number): string {
  const weekday = asDate(day).getUTCDay() || 7;
  return addDays(day, -((weekday - first + 7) % 7));
}

export function daysOf(start: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(start, index));
}

const NAMED = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

interface WeekInfo {
  firstDay: number;
}

/** The first day of the week by the user's settings. */
export function firstWeekday(hass: HomeAssistant): number {
  const settings = hass.locale as { first_weekday?: string } | undefined;
  const named = NAMED.indexOf(settings?.first_weekday ?? "");
  if (named >= 0) return named + 1;
  try {
    const locale = new Intl.Locale(hass.locale?.language ?? hass.language) as Intl.Locale & {
      getWeekInfo?: () => WeekInfo;
      weekInfo?: WeekInfo;
    };
    return locale.getWeekInfo?.().firstDay ?? locale.weekInfo?.firstDay ?? 1;
  } catch {
    return 1;
  }
}

export function dayName(locale: Locale, day: string, style: "long" | "short" = "long"): string {
  return new Intl.DateTimeFormat(locale.language, { weekday: style, timeZone: "UTC" }).format(asDate(day));
}

export function dayNumber(locale: Locale, day: string): string {
  return new Intl.DateTimeFormat(locale.language, { day: "numeric", month: "short", timeZone: "UTC" }).format(
    asDate(day),
  );
}

export function monthName(locale: Locale, day: string): string {
  return new Intl.DateTimeFormat(locale.language, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    asDate(day),
  );
}

export function spanName(locale: Locale, first: string, last: string): string {
  return new Intl.DateTimeFormat(locale.language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).formatRange(asDate(first), asDate(last));
}

/** The meals of the day that the board shows: lunch and dinner always, the others when something is planned. */
export function shownSlots(meals: readonly PlanMeal[]): Slot[] {
  const used = new Set<Slot>(["lunch", "dinner", ...meals.map((meal) => meal.slot)]);
  return SLOTS.filter((slot) => used.has(slot));
}

export function cellKey(cell: Cell): string {
  return `${cell.day} ${cell.slot}`;
}

/** The meals of each cell, earliest first. */
export function byCell(meals: readonly PlanMeal[]): Map<string, PlanMeal[]> {
  const cells = new Map<string, PlanMeal[]>();
  for (const meal of [...meals].sort((a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id))) {
    const key = cellKey(meal);
    cells.set(key, [...(cells.get(key) ?? []), meal]);
  }
  return cells;
}

/** The cell beside another one, by arrow keys; the same one at the edge. */
export function beside(cell: Cell, key: string, days: readonly string[], slots: readonly Slot[]): Cell {
  const day = days.indexOf(cell.day);
  const slot = slots.indexOf(cell.slot);
  const at = (index: number, count: number) => Math.min(Math.max(index, 0), count - 1);
  switch (key) {
    case "ArrowLeft":
      return { ...cell, day: days[at(day - 1, days.length)] ?? cell.day };
    case "ArrowRight":
      return { ...cell, day: days[at(day + 1, days.length)] ?? cell.day };
    case "ArrowUp":
      return { ...cell, slot: slots[at(slot - 1, slots.length)] ?? cell.slot };
    case "ArrowDown":
      return { ...cell, slot: slots[at(slot + 1, slots.length)] ?? cell.slot };
    default:
      return cell;
  }
}

/** When a moved meal starts: at its own time within its meal of the day, else at the usual one. */
export function startOf(meal: PlanMeal, cell: Cell, times: Board["times"]): string {
  return `${cell.day} ${meal.slot === cell.slot ? meal.time : times[cell.slot]}:00`;
}

/** The people who eat a meal: those named, or the household without guests. */
export function eatersOf(meal: PlanMeal, people: readonly Eater[]): Eater[] {
  const named = people.filter((person) => meal.people.includes(person.id));
  return named.length > 0 ? named : people.filter((person) => !person.guest);
}

export interface DayTotal {
  person: Eater;
  kcal: number;
  /** Meals whose energy is unknown: the sum is at least this. */
  unknown: number;
}

/** The energy of the planned meals of a day for each person who eats. */
export function totalsOf(meals: readonly PlanMeal[], people: readonly Eater[]): DayTotal[] {
  const totals = new Map<string, DayTotal>();
  for (const meal of meals) {
    for (const person of eatersOf(meal, people)) {
      const total = totals.get(person.id) ?? { person, kcal: 0, unknown: 0 };
      if (meal.kcal === null) total.unknown += 1;
      else total.kcal += meal.kcal * person.share;
      totals.set(person.id, total);
    }
  }
  return people.flatMap((person) => totals.get(person.id) ?? []);
}

/** One or two letters for a person, as many as tell them apart. */
export function initialsOf(person: Eater, people: readonly Eater[]): string {
  const first = [...person.name][0] ?? "?";
  const same = people.some((other) => other.id !== person.id && [...other.name][0] === first);
  return same ? [...person.name].slice(0, 2).join("") : first;
}

/** Whether somebody at the table must not eat it. */
export function isHarmful(trouble: readonly Trouble[]): boolean {
  return trouble.some((one) => one.harms);
}
