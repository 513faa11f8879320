/** Gatherings as the integration tells them to the panel, and the words of their parts. */
import type { HomeAssistant } from "../../../data/hass";
import type { AreaKey } from "../../../localize/areas";
import type { Locale } from "../../../localize/localize";

export const DIMENSIONS = ["taste", "look", "warmth", "story"] as const;
export const COURSES = ["starter", "main", "side", "salad", "bread", "dessert", "drink", "other"] as const;
export const TECHNIQUES = ["by_hand", "guided", "autopilot"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type Course = (typeof COURSES)[number];
export type Technique = (typeof TECHNIQUES)[number];
export type Stage = "planning" | "voting" | "counted" | "revealed";
export type Rsvp = "open" | "yes" | "no" | "maybe";

export const SIGNS: Readonly<Record<string, string>> = {
  love: "❤️",
  yum: "😋",
  wow: "😮",
  laugh: "😄",
  spicy: "🌶️",
  recipe_please: "📖",
};

export interface GatheringSummary {
  id: string;
  title: string;
  starts_at: string;
  place: string;
  stage: Stage;
  /** Whether the pages of guests are open. */
  open: boolean;
  /** Whether ballots are accepted. */
  voting: boolean;
}

export interface GatheringList {
  gatherings: GatheringSummary[];
  guest_pages: boolean;
  reachable: boolean;
}

export interface GatheringGuest {
  id: string;
  name: string;
  rsvp: Rsvp;
  heads: number;
  invited: boolean;
}

export interface GatheringDish {
  id: string;
  name: string;
  course: Course;
  portions: number;
  cook: string;
  still_needed: boolean;
  competes: boolean;
  consent: boolean;
  recipe_text: string;
  recipe_id: string | null;
}

export interface Gap {
  kind: "no_course" | "too_few_portions" | "nothing_safe" | "not_claimed";
  what: string;
  count: number | null;
}

export interface Entry {
  place: number | null;
  tied: boolean;
  letter: string;
  dish: string;
  cook: string;
  technique: Technique | null;
  score: number | null;
}

export interface GatheringReview {
  id: string;
  dish_id: string;
  critic: string;
  words: string;
  stars: Partial<Record<Dimension, number>>;
}

export interface GatheringDetail extends GatheringSummary {
  words: string;
  courses: Course[];
  letters: string[];
  ballots: number;
  overview: {
    guests: number;
    coming: number;
    maybe: number;
    unanswered: string[];
    portions: number;
    needs: { answers: number; counts: Record<string, number>; severe: string[] };
    gaps: Gap[];
  };
  guests: GatheringGuest[];
  dishes: GatheringDish[];
  result: { ballots: number; entries: Entry[] } | null;
  reviews: GatheringReview[];
  timeline: { id: string; dish_id: string; reaction: string; at: string | null }[];
}

export interface Invitation {
  code: string;
  url: string | null;
}

/** Load the names of allergens and diets, which the integration has in its translations. */
export async function loadNeedNames(hass: HomeAssistant): Promise<void> {
  await hass.loadBackendTranslation?.("selector", "hearthtech");
}

/** The name of an allergen or a diet. */
export function needName(hass: HomeAssistant, code: string): string {
  for (const kind of ["allergen", "diet"]) {
    const words = hass.localize?.(`component.hearthtech.selector.${kind}.options.${code}`);
    if (words) return words;
  }
  return code.replaceAll("_", " ");
}

export function gapWords(hass: HomeAssistant, locale: Locale, gap: Gap): string {
  const count = gap.count === null ? "" : locale.number(Math.ceil(gap.count));
  let what = gap.what;
  if (gap.kind === "no_course") what = locale.t(`g_course_${gap.what as Course}`);
  if (gap.kind === "nothing_safe") what = needName(hass, gap.what);
  return locale.t(`g_gap_${gap.kind}`, { what, count });
}

export function rsvpWords(locale: Locale, guest: GatheringGuest): string {
  return locale.t(`g_rsvp_${guest.rsvp}` as AreaKey, { count: locale.number(guest.heads) });
}

/** A moment by the language of the user: `Saturday, 5 December 2026, 17:00`. */
export function momentWords(locale: Locale, moment: string): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  };
  return new Intl.DateTimeFormat(locale.language, options).format(new Date(moment));
}

/** Open a page of the integration whose path is signed. */
export function openPage(path: string): void {
  window.open(path, "_blank", "noopener");
}
