/** The units in which a reader wants recipes: chosen once, else those of the home. */
import type { Locale } from "../../../localize/localize";
import type { System } from "./model";

const KEY = "hearthtech-units";
const WRITTEN = "written";

/** `null`: as the recipe is written. */
export function savedUnits(locale: Locale): System | null {
  try {
    const saved = localStorage.getItem(KEY);
    if (saved === WRITTEN) return null;
    if (saved === "metric" || saved === "us") return saved;
  } catch {
    // Without storage the units of the home are used.
  }
  return locale.fahrenheit ? "us" : "metric";
}

export function saveUnits(units: System | null): void {
  try {
    localStorage.setItem(KEY, units ?? WRITTEN);
  } catch {
    // They are chosen again next time.
  }
}
