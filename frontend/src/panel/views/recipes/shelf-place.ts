/** Where a reader was on the shelf, for Back and for a reload of the page: kept in the tab. */
import { NO_QUERY, type ShelfQuery } from "./shelf-data";

export interface ShelfPlace {
  query: ShelfQuery;
  y: number;
  /** The id of the recipe that was opened. */
  focus: string;
}

const KEY = "hearthtech-shelf";

export function saveShelf(place: ShelfPlace): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Without storage Back goes to the top of the shelf.
  }
}

export function forgetShelf(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // There is nothing to forget.
  }
}

export function savedShelf(): ShelfPlace | null {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Partial<ShelfPlace> | null;
    if (place === null || typeof place.y !== "number") return null;
    return { query: { ...NO_QUERY, ...place.query }, y: place.y, focus: `${place.focus ?? ""}` };
  } catch {
    return null;
  }
}
