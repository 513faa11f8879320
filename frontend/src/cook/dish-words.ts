/** Words about a dish and its step: levels of help, goals and heat. */
import { type Burner, heatOf } from "../data/burners";
import type { HeatLevel } from "../data/sessions";
import type { Key, Locale } from "../localize/localize";
import type { Goal } from "./plan";

/** The words for levels of help, from none to the most. */
export const LEVELS: Record<string, Key> = {
  observe: "cook_observe",
  guide: "cook_guide",
  assist: "cook_assist",
  autopilot: "cook_autopilot",
};

const PHENOMENA: Record<string, Key> = {
  simmers: "cook_until_simmers",
  boils: "cook_until_boils",
  browns: "cook_until_browns",
  thickens: "cook_until_thickens",
  melts: "cook_until_melts",
  softens: "cook_until_softens",
  reduces: "cook_until_reduces",
  sets: "cook_until_sets",
};

/** Heat in words: "80 %" or "90 °C". */
export function heatWords(heat: HeatLevel, locale: Locale): string {
  if (heat.temperature_c !== null) return locale.temperature(heat.temperature_c);
  return (heat.power ?? 0) > 1 ? locale.t("boost") : locale.percent(heat.power ?? 0);
}

/** The goal of a step in a sentence; empty without one. */
export function goalWords(goal: Goal | null, locale: Locale): string {
  if (goal?.kind === "HumanGate") return locale.t("cook_you_decide", { words: goal.words ?? "" });
  const phenomenon = PHENOMENA[goal?.phenomenon ?? ""];
  return phenomenon === undefined ? "" : locale.t(phenomenon);
}

/** The words for what heats a burner, or for its being off, unknown or absent. */
export function heatSource(burner: Burner | undefined): Key {
  if (burner === undefined) return "cook_no_burner";
  const heat = heatOf(burner);
  if (heat !== "on") return heat === "unknown" ? "unknown" : "off";
  if (burner.source === "manual") return "by_hand";
  return burner.dish?.heats === true ? "by_kitchen" : "by_someone";
}
