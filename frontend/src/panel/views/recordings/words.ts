/** Goals, heat and times of recorded steps in words. The area "recipes" has the words of goals. */
import type { Key, Locale } from "../../../localize/localize";
import { duration } from "../recipes/format";
import { goalWords, heatWords } from "../recipes/step-words";
import type { Phase, WireGoal, WireHeat } from "./model";

/** What the step waits for; the tolerance too, where there is one. */
export function goalOf(locale: Locale, goal: WireGoal | null): string {
  switch (goal?.kind) {
    case "TemperatureGoal": {
      const words = goalWords(locale, {
        goal: { type: "temperature", celsius: goal.celsius, falling: goal.falling },
      });
      return goal.tolerance_c > 2
        ? `${words} ± ${locale.number(Math.round(goal.tolerance_c * (locale.fahrenheit ? 1.8 : 1)))}°`
        : words;
    }
    case "DurationGoal":
      return goalWords(locale, {
        goal: {
          type: "duration",
          seconds: goal.seconds,
          ...(goal.maximum_s === null || goal.maximum_s <= goal.seconds ? {} : { maximum_s: goal.maximum_s }),
        },
      });
    case "PhenomenonGoal":
      return goalWords(locale, { goal: { type: "phenomenon", phenomenon: goal.phenomenon } });
    case "HumanGate":
      return goal.words;
    default:
      return "";
  }
}

export function heatOf(locale: Locale, heat: WireHeat | null): string {
  if (heat === null) return "";
  return heatWords(locale, {
    heat: {
      ...(heat.power === null ? {} : { power: heat.power }),
      ...(heat.temperature_c === null ? {} : { temperature_c: heat.temperature_c }),
    },
  });
}

export function activityOf(locale: Locale, activity: string | null): string {
  return locale.t(`activity_${activity ?? "moment"}` as Key);
}

/** "7 min · stove at 100 % · until it boils". */
export function factsOf(locale: Locale, phase: Phase): string {
  const goal = phase.goal?.kind === "DurationGoal" || phase.gate ? "" : goalOf(locale, phase.goal);
  const lasts = phase.activity === null ? "" : duration(locale, phase.stop - phase.start);
  return [lasts, heatOf(locale, phase.heat), goal].filter(Boolean).join(" · ");
}

/** "22 Nov, 18:30". */
export function moment(locale: Locale, text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(locale.language, { dateStyle: "medium", timeStyle: "short" }).format(date);
}
