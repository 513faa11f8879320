/** Collections of recipes: favorites, to try, and the household's own, by hand or as a saved search. */
import { ask, write } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";

export interface Collection {
  id: string;
  name: string;
  /** The words of a saved search, which finds its recipes anew each time; empty for one that is filled by hand. */
  search: string;
  /** The ids of what was put in by hand. */
  recipes: string[];
}

export function readCollections(hass: HomeAssistant): Promise<Collection[]> {
  return ask<Collection[]>(hass, "collections");
}

export function collect(
  hass: HomeAssistant,
  collection: string,
  recipe: string,
  add: boolean,
): Promise<unknown> {
  return write(hass, "collection/put", { collection, recipe, add });
}
