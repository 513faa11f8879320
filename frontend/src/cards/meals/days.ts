/** The days that the meals card shows. */
import { addDays, type PlanMeal } from "../../panel/views/plan/model";

export const MOST_DAYS = 14;
export const USUAL_DAYS = 3;

export interface MealDay {
  day: string;
  meals: PlanMeal[];
}

/** The number of days of a configuration, which may be written by hand. */
export function daysOfConfig(days: unknown): number {
  const count = typeof days === "string" && days.trim() !== "" ? Number(days) : days;
  if (typeof count !== "number" || !Number.isFinite(count)) return USUAL_DAYS;
  return Math.min(Math.max(Math.round(count), 1), MOST_DAYS);
}

/** Today, also without a meal, and the following days on which something is planned; earliest meal first. */
export function mealDays(meals: readonly PlanMeal[], today: string, count: number): MealDay[] {
  return Array.from({ length: count }, (_, index) => addDays(today, index))
    .map((day) => ({
      day,
      meals: meals
        .filter((meal) => meal.day === day)
        .sort((a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id)),
    }))
    .filter(({ day, meals: planned }) => day === today || planned.length > 0);
}
