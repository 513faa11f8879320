/** What a person chose for this device: the reading distance and the hand. Kept in the browser's storage. */
export type Distance = "auto" | "arm" | "across";
export type Hand = "right" | "left";

export interface CookSettings {
  distance: Distance;
  hand: Hand;
}

const KEY = "hearthtech-cook";
const DEFAULT: CookSettings = { distance: "auto", hand: "right" };
/** The sizes of step text in px. From across the kitchen small ones can't be read, at arm's length large ones waste space. */
export const SIZES: Record<Distance, readonly number[]> = {
  auto: [64, 56, 44, 36, 28],
  arm: [44, 36, 28],
  across: [64, 56, 44],
};

export function readSettings(): CookSettings {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<CookSettings>;
    return {
      distance: kept.distance !== undefined && kept.distance in SIZES ? kept.distance : DEFAULT.distance,
      hand: kept.hand === "left" ? "left" : "right",
    };
  } catch {
    return DEFAULT;
  }
}

export function writeSettings(settings: CookSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Without storage they last as long as the page.
  }
}
