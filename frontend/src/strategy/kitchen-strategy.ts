/** The dashboard of the kitchen: meals, what is cooking, a suggestion, stove, timers, list, and what to use up. */
import type { HomeAssistant } from "../data/hass";
import { languageOf, loadWords, type Words } from "../localize/localize";
import { isOwn } from "../registry/devices";

interface StrategyConfig {
  title?: string;
}

type Card = Record<string, unknown>;

/** Our entities by translation key, in the order of their ids. */
function ownEntities(hass: HomeAssistant, key: string, domain: string): string[] {
  return Object.keys(hass.entities)
    .filter((id) => isOwn(hass, id, domain, key))
    .sort();
}

function heading(text: string, icon: string): Card {
  return { type: "heading", heading: text, icon };
}

/** A heading and its cards; nothing without a card. */
function part(text: string, icon: string, ...cards: (Card | null)[]): Card[] {
  const shown = cards.filter((card) => card !== null);
  return shown.length > 0 ? [heading(text, icon), ...shown] : [];
}

async function stoves(
  hass: HomeAssistant,
): Promise<{ id: string; device_id: string | null; kind: string }[]> {
  try {
    const list = await hass.connection.sendMessagePromise<
      { id: string; device_id: string | null; kind: string }[]
    >({
      type: "hearthtech/stoves",
    });
    return list;
  } catch {
    return [];
  }
}

export async function generateDashboard(config: StrategyConfig, hass: HomeAssistant): Promise<object> {
  const words = await loadWords(languageOf(hass.language));
  const found = await stoves(hass);
  const cards = found.map((stove) => ({ type: "custom:hearthtech-stove-card", stove: stove.id }));
  const stove = [
    heading(words.stove, "mdi:stove"),
    ...(cards.length > 0 ? cards : [{ type: "custom:hearthtech-stove-card" }]),
  ];
  const timers = [
    heading(words.timers, "mdi:timer-outline"),
    { type: "custom:hearthtech-timers-card", name: "" },
  ];
  // Three columns on a wide page; on a phone they follow one another.
  const sections = [
    [...tonight(words), ...cooking(words), ...suggestion(words)],
    stove,
    [...timers, ...shopping(words), ...expiring(hass, words)],
  ]
    .filter((parts) => parts.length > 0)
    .map((parts) => ({ type: "grid", cards: parts }));
  return {
    title: config.title ?? words.dashboard_title,
    views: [
      {
        type: "sections",
        title: words.kitchen,
        path: "kitchen",
        icon: "mdi:chef-hat",
        max_columns: 3,
        sections,
      },
    ],
  };
}

function tonight(words: Words): Card[] {
  return part(words.tonight, "mdi:silverware-fork-knife", { type: "custom:hearthtech-meals-card", name: "" });
}

function suggestion(words: Words): Card[] {
  return part(words.suggestion_heading, "mdi:lightbulb-on-outline", {
    type: "custom:hearthtech-suggestion-card",
    name: "",
  });
}

function cooking(words: Words): Card[] {
  return part(words.cooking_now, "mdi:chef-hat", { type: "custom:hearthtech-cooking-card", name: "" });
}

function shopping(words: Words): Card[] {
  return part(words.shopping_list, "mdi:cart-outline", { type: "custom:hearthtech-shopping-card", name: "" });
}

function expiring(hass: HomeAssistant, words: Words): Card[] {
  const [entity] = ownEntities(hass, "expiring", "sensor");
  if (entity === undefined) return [];
  // Names are escaped, because what a household writes is text.
  const content = `{% for item in state_attr('${entity}', 'items') or [] %}
- {{ item.name | e }}{% if item.use_by %} · {{ item.use_by }}{% endif %}
{% endfor %}`;
  return part(
    words.expires,
    "mdi:fridge-outline",
    { type: "tile", entity, name: words.expires },
    {
      type: "markdown",
      content,
      visibility: [{ condition: "numeric_state", entity, above: 0 }],
    },
  );
}
