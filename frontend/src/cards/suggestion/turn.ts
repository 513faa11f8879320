/** Which of the suggestions the suggestion card shows. */

export const MOST_SHOWN = 5;

/** The number of suggestions of a configuration, which may be written by hand. */
export function suggestionCount(count: unknown): number {
  const wanted = typeof count === "string" && count.trim() !== "" ? Number(count) : count;
  if (typeof wanted !== "number" || !Number.isFinite(wanted)) return 1;
  return Math.min(Math.max(Math.round(wanted), 1), MOST_SHOWN);
}

/** The next ones at each turn; after the last one the first ones again. None is shown twice at once. */
export function shownOfAll<T>(all: readonly T[], count: number, turn: number): T[] {
  const shown = Math.min(count, all.length);
  return Array.from({ length: shown }, (_, index) => all[(turn * count + index) % all.length] as T);
}
