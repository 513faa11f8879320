/** The day, as `hearthtech/today` sends it. Moments are seconds since the epoch. */
import { ask, write } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";

export interface DayMeal {
  id: string;
  starts_at: number;
  slot: string;
  name: string;
  /** The recipe to cook; `null` for free text, leftovers and frozen portions. */
  recipe: string | null;
  servings: number | null;
}

export interface Preparation {
  id: string;
  title: string;
  words: string;
  begin_at: number;
  latest_at: number;
  done: boolean;
}

export interface Waiting {
  kind: "take" | "rate" | "gathering";
  name: string;
  session?: string;
  id?: string;
  gaps?: number;
  unconfirmed?: number;
}

export interface Day {
  time: number;
  meals: DayMeal[];
  prepare: Preparation[];
  use_up: { name: string; days: number | null }[];
  waiting: Waiting[];
}

export interface DaySuggestion {
  recipe: string;
  name: string;
  minutes: number | null;
  servings: number | null;
  reasons: string[];
}

/** Changes after which the day may be another one. */
const KINDS =
  /^(meal_|pantry_|household_|recipe_(cooked|rated|changed|erased|restored)|gathering_|guest_|gap_)/;

export function changesDay(kind: string | undefined): boolean {
  return kind !== undefined && KINDS.test(kind);
}

export function readDay(hass: HomeAssistant): Promise<Day> {
  return ask<Day>(hass, "today");
}

export function readSuggestion(hass: HomeAssistant): Promise<DaySuggestion | null> {
  return ask<DaySuggestion | null>(hass, "today/suggestion");
}

/** Mark a preparation as done, or as open again. */
export function markPrepared(hass: HomeAssistant, preparation: string, done: boolean): Promise<void> {
  return write(hass, "today/prepared", { preparation, done });
}
