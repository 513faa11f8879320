/** Goal and heat of a step in words. */
import type { Key, Locale } from "../../../localize/localize";
import { duration } from "./format";
import type { Goal, Heat, Step } from "./model";

export const PHENOMENA = [
  "simmers",
  "boils",
  "browns",
  "thickens",
  "melts",
  "softens",
  "reduces",
  "sets",
] as const;

export function goalWords(locale: Locale, { goal, timer_s }: Pick<Step, "goal" | "timer_s">): string {
  if (goal === undefined) return timer_s === undefined ? "" : duration(locale, timer_s);
  return wordsOf(locale, goal);
}

function wordsOf(locale: Locale, goal: Goal): string {
  switch (goal.type) {
    case "temperature":
      return locale.t(goal.falling ? "goal_cools" : "goal_reaches", {
        temperature: locale.temperature(goal.celsius),
      });
    case "duration": {
      const least = duration(locale, goal.seconds);
      return goal.maximum_s === undefined ? least : `${least} – ${duration(locale, goal.maximum_s)}`;
    }
    case "phenomenon":
      return locale.t("goal_until", { what: locale.t(`phenomenon_${goal.phenomenon}` as Key) });
    case "human":
      return goal.words || locale.t("goal_human");
  }
}

export function heatWords(locale: Locale, { heat, oven_c }: Pick<Step, "heat" | "oven_c">): string {
  const parts: string[] = [];
  if (oven_c !== undefined) parts.push(locale.t("oven_at", { temperature: locale.temperature(oven_c) }));
  if (heat !== undefined) parts.push(stoveWords(locale, heat));
  return parts.filter(Boolean).join(", ");
}

function stoveWords(locale: Locale, heat: Heat): string {
  if (heat.temperature_c !== undefined) {
    return locale.t("heat_hold", { temperature: locale.temperature(heat.temperature_c) });
  }
  if (heat.power === undefined) return "";
  return heat.power === 0
    ? locale.t("heat_off")
    : locale.t("heat_power", { power: locale.percent(heat.power) });
}
