/** One line of the shopping list, to be ticked with a thumb, and its words for a screen reader. */
import { html, nothing } from "lit";
import "../../../components/icon";
import { check } from "../../../components/icons";
import type { Key, Locale } from "../../../localize/localize";
import { amountWords, type ShoppingItem } from "./queue";

const KNOWN_AISLES = new Set([
  "vegetables",
  "fruit",
  "bread",
  "protein",
  "dairy",
  "grains",
  "canned",
  "baking",
  "flavor",
  "world",
  "breakfast",
  "sweets",
  "drinks",
  "frozen",
  "other",
]);

/** The name of an aisle: ours in the user's language, the household's own as it was written. */
export function aisleName(locale: Locale, name: string): string {
  return KNOWN_AISLES.has(name) ? locale.t(`shopping_aisle_${name}` as Key) : name;
}

export function renderItem(locale: Locale, item: ShoppingItem, tick: (item: ShoppingItem) => void) {
  const amount = amountWords(locale, item);
  const about = [
    item.packages ?? "",
    item.note,
    item.for.length > 0 ? locale.t("shopping_for", { names: item.for.join(", ") }) : "",
    item.who.join(", "),
  ];
  const spoken = [
    item.name,
    amountWords(locale, item, true),
    item.packages ?? "",
    item.for.length > 0 ? locale.t("shopping_for", { names: item.for.join(", ") }) : "",
    item.note,
    locale.t(item.bought ? "shopping_is_bought" : "shopping_not_bought"),
  ];
  return html`<li>
    <button
      type="button"
      role="checkbox"
      aria-checked=${item.bought ? "true" : "false"}
      aria-label=${spoken.filter((part) => part !== "").join(", ")}
      data-id=${item.id}
      @click=${() => tick(item)}
    >
      <span class="box">${item.bought ? html`<ht-icon .path=${check}></ht-icon>` : nothing}</span>
      <span class="words">
        <span class="name">${item.name}</span>
        <span class="about">${about.filter((part) => part !== "").join(" · ")}</span>
      </span>
      <span class="amount digits">${amount}</span>
    </button>
  </li>`;
}
