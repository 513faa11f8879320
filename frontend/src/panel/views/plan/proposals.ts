/** What the kitchen proposes: meals in gray that are planned only when they are taken. */
import { actFor } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { PlanMeal, Slot } from "./model";

export interface Proposal {
  id: string;
  /** Why there is nothing, if there is nothing. */
  words: string;
  meals: PlanMeal[];
  /** Recipes that were swapped away. */
  seen: string[];
  /** Ids of the meals that are no longer those of the kitchen's proposal. */
  swapped: ReadonlySet<string>;
}

interface Answer {
  proposal: string;
  words: string;
  meals: {
    id: string;
    name: string;
    recipe_id: string | null;
    slot: Slot;
    starts_at: string;
    servings: number | null;
    people: string[];
    leftover_of: string | null;
    frozen: string | null;
    reasons: { words: string }[];
  }[];
}

export interface Wish {
  start: string;
  days: number;
  slots: Slot[];
  leftovers: number;
  frozen: number;
}

/** The meals of the day that are proposed: dinner, and those that the household plans at other times. */
export function slotsOf(meals: readonly PlanMeal[]): Slot[] {
  const usual: Slot[] = ["breakfast", "lunch"];
  return [...usual.filter((slot) => meals.some((meal) => meal.slot === slot)), "dinner"];
}

export async function proposalsOf(hass: HomeAssistant, wish: Wish): Promise<Proposal> {
  const slots = wish.leftovers > 0 && !wish.slots.includes("lunch") ? ["lunch", ...wish.slots] : wish.slots;
  const answer = await actFor<Answer>(hass, "propose_week", { ...wish, slots });
  return {
    id: answer.proposal,
    words: answer.words,
    seen: [],
    swapped: new Set(),
    meals: answer.meals.map((meal) => ({
      id: meal.id,
      day: meal.starts_at.slice(0, 10),
      time: meal.starts_at.slice(11, 16),
      slot: meal.slot,
      name: meal.name,
      recipe: meal.recipe_id,
      servings: meal.servings,
      people: meal.people,
      cook: null,
      locked: false,
      rule: null,
      leftover_of: meal.leftover_of,
      frozen: meal.frozen,
      kcal: null,
      minutes: null,
      trouble: [],
      reasons: meal.reasons.map(({ words }) => words),
    })),
  };
}
