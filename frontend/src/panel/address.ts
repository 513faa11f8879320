/** Addresses of the panel: `/hearthtech/VIEW/…`. Each view is one, so that links, back and reload work. */
export interface Address {
  view: string;
  /** What follows the view, decoded: the id of a recipe, for example. */
  rest: string[];
}

export const HOME = "today";

/** The address of a route of Home Assistant, whose path is what follows `/hearthtech`. */
export function parseAddress(path: string | undefined): Address {
  const [view = "", ...rest] = (path ?? "")
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  return { view: view === "" ? HOME : view, rest };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a place: `addressOf("/hearthtech", ["recipes", "ID"])`. */
export function addressOf(prefix: string, parts: readonly string[]): string {
  return [prefix, ...parts.map(encodeURIComponent)].join("/");
}

/** Go to an address of Home Assistant without loading the page again. */
export function navigate(path: string, replace = false): void {
  if (replace) history.replaceState(history.state, "", path);
  else history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace } }));
}
