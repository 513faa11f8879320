/** What another app shares: `/hearthtech/recipes/import?url=…`, or `?text=…` with words around the link. */
const MOST = 4000;
const PAIRS: readonly (readonly [string, string])[] = [
  ["(", ")"],
  ["[", "]"],
];

/**
 * The link that the query of an address brings; empty without one. Only `http` and `https` are links. It is shown and
 * not read: an address can come from anywhere.
 */
export function sharedLink(query: string): string {
  const given = new URLSearchParams(query);
  for (const name of ["url", "text", "title"]) {
    const words = (given.get(name) ?? "").slice(0, 4 * MOST);
    const link = withoutEnd(/\bhttps?:\/\/[^\s<>"“”]+/i.exec(words)?.[0] ?? "");
    if (link.length <= MOST && URL.canParse(link)) return link;
  }
  return "";
}

/** A link without the punctuation of the sentence around it. */
function withoutEnd(link: string): string {
  const end = link.at(-1) ?? "";
  const pair = PAIRS.find(([, close]) => close === end);
  const loose = pair !== undefined && count(link, pair[1]) > count(link, pair[0]);
  return loose || (end !== "" && ".,;:!?'’»*".includes(end)) ? withoutEnd(link.slice(0, -1)) : link;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
