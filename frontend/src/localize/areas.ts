/**
 * Words that only one area of the panel needs: a folder an area, with one file a language. They are loaded with the view
 * of the area, so that a dashboard does not load them. A key is in one area only.
 */

import type cook from "./cook/en.json";
import type food from "./food/en.json";
import type gatherings from "./gatherings/en.json";
import type { Language } from "./localize";
import type people from "./people/en.json";
import type plan from "./plan/en.json";
import type recipes from "./recipes/en.json";
import type recordings from "./recordings/en.json";
import type shopping from "./shopping/en.json";
import type today from "./today/en.json";

interface AreaWords {
  cook: typeof cook;
  /** Allergens, diets, nutrients, and what a check of a recipe says. */
  food: typeof food;
  gatherings: typeof gatherings;
  people: typeof people;
  plan: typeof plan;
  recipes: typeof recipes;
  recordings: typeof recordings;
  shopping: typeof shopping;
  today: typeof today;
}

export type Area = keyof AreaWords;
export type AreaKey = { [A in Area]: keyof AreaWords[A] }[Area];

type Loader = (language: Language) => Promise<{ default: Record<string, string> }>;

export const AREAS: Record<Area, Loader> = {
  cook: (language) => import(`./cook/${language}.json`),
  food: (language) => import(`./food/${language}.json`),
  gatherings: (language) => import(`./gatherings/${language}.json`),
  today: (language) => import(`./today/${language}.json`),
  people: (language) => import(`./people/${language}.json`),
  plan: (language) => import(`./plan/${language}.json`),
  recipes: (language) => import(`./recipes/${language}.json`),
  recordings: (language) => import(`./recordings/${language}.json`),
  shopping: (language) => import(`./shopping/${language}.json`),
};
