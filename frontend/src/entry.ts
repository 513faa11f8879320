/**
 * The module that every page of Home Assistant loads. It registers our cards, features, strategies and the panel by small
 * shells; their content is loaded when it is used.
 */
import type { HomeAssistant } from "./data/hass";
import { heatDevice, isBurner, isOwn } from "./registry/devices";
import { name } from "./registry/names";
import { defineShell } from "./registry/shell";

interface Window {
  customCards?: object[];
  customCardFeatures?: object[];
  customStrategies?: object[];
}

const page = window as unknown as Window;
const DOCUMENTATION = "https://github.com/hearthtech/hearthtech";
const STOVE_CARD = "hearthtech-stove-card";
const TIMERS_CARD = "hearthtech-timers-card";
const COOKING_CARD = "hearthtech-cooking-card";
const RECIPE_CARD = "hearthtech-recipe-card";
const MEALS_CARD = "hearthtech-meals-card";
const SHOPPING_CARD = "hearthtech-shopping-card";
const SUGGESTION_CARD = "hearthtech-suggestion-card";
const FEATURE = "hearthtech-burner-feature";
const STRATEGY = "hearthtech-kitchen";

function register(
  list: "customCards" | "customCardFeatures" | "customStrategies",
  item: { type: string },
): void {
  page[list] ??= [];
  const items = page[list] as { type: string }[];
  if (!items.some(({ type }) => type === item.type)) items.push(item);
}

type Field = { name: string };

/** The form of a card's visual editor, with the words of the user's language. */
async function editorForm(schema: (words: Record<string, string>) => object[]): Promise<object> {
  const { languageOf, loadWords } = await import("./localize/localize");
  const words: Record<string, string> = await loadWords(languageOf(document.documentElement.lang));
  return {
    schema: schema(words),
    computeLabel: ({ name: field }: Field) => words[`editor_${field}`] ?? field,
    computeHelper: ({ name: field }: Field) => words[`editor_${field}_help`],
  };
}

register("customCards", {
  type: STOVE_CARD,
  get name() {
    return name("stove");
  },
  get description() {
    return name("stove_text");
  },
  preview: true,
  documentationURL: DOCUMENTATION,
  getEntitySuggestion: (hass: HomeAssistant, entityId: string) => {
    const device = heatDevice(hass, entityId);
    return device === undefined ? null : { config: { type: `custom:${STOVE_CARD}`, device: device.id } };
  },
} as { type: string });

register("customCards", {
  type: TIMERS_CARD,
  get name() {
    return name("timers");
  },
  get description() {
    return name("timers_text");
  },
  preview: true,
  documentationURL: DOCUMENTATION,
} as { type: string });

register("customCards", {
  type: COOKING_CARD,
  get name() {
    return name("cooking");
  },
  get description() {
    return name("cooking_text");
  },
  preview: true,
  documentationURL: DOCUMENTATION,
} as { type: string });

register("customCards", {
  type: RECIPE_CARD,
  get name() {
    return name("recipe");
  },
  get description() {
    return name("recipe_text");
  },
  preview: true,
  documentationURL: DOCUMENTATION,
} as { type: string });

register("customCards", {
  type: MEALS_CARD,
  get name() {
    return name("meals");
  },
  get description() {
    return name("meals_text");
  },
  preview: true,
  documentationURL: DOCUMENTATION,
  getEntitySuggestion: (hass: HomeAssistant, entityId: string) =>
    isOwn(hass, entityId, "calendar", "meal_plan") ? { config: { type: `custom:${MEALS_CARD}` } } : null,
} as { type: string });

register("customCards", {
  type: SHOPPING_CARD,
  get name() {
    return name("shopping");
  },
  get description() {
    return name("shopping_text");
  },
  preview: true,
  documentationURL: DOCUMENTATION,
  getEntitySuggestion: (hass: HomeAssistant, entityId: string) =>
    isOwn(hass, entityId, "todo", "shopping_list") ? { config: { type: `custom:${SHOPPING_CARD}` } } : null,
} as { type: string });

register("customCards", {
  type: SUGGESTION_CARD,
  get name() {
    return name("suggestion");
  },
  get description() {
    return name("suggestion_text");
  },
  preview: true,
  documentationURL: DOCUMENTATION,
  getEntitySuggestion: (hass: HomeAssistant, entityId: string) =>
    isOwn(hass, entityId, "sensor", "expiring") ? { config: { type: `custom:${SUGGESTION_CARD}` } } : null,
} as { type: string });

register("customCardFeatures", {
  type: FEATURE,
  get name() {
    return name("burner");
  },
  configurable: false,
  isSupported: (hass: HomeAssistant, context: { entity_id?: string }) => {
    const device = context.entity_id === undefined ? undefined : heatDevice(hass, context.entity_id);
    return device !== undefined && isBurner(device);
  },
} as { type: string });

register("customStrategies", {
  type: STRATEGY,
  strategyType: "dashboard",
  get name() {
    return name("dashboard");
  },
  get description() {
    return name("dashboard_text");
  },
} as { type: string });

/**
 * Home Assistant replaces the registry of custom elements while it starts, and does not find what was defined before. So
 * we wait for its own first element, where the page has one; a page without it, as on a Cast device, has started.
 */
function started(): Promise<unknown> {
  const app = "home-assistant";
  return document.querySelector(app) === null ? Promise.resolve() : customElements.whenDefined(app);
}

void started().then(() => {
  defineShell({
    tag: STOVE_CARD,
    load: () => import("./cards/stove/stove-card"),
    grid: { columns: 12, min_columns: 6, rows: "auto", min_rows: 3 },
    cardSize: 6,
    statics: {
      getStubConfig: () => ({}),
      getConfigForm: () =>
        editorForm((words) => [
          { name: "device", selector: { device: { filter: [{ integration: "hearthtech" }] } } },
          { name: "name", selector: { text: {} } },
          {
            name: "arrangement",
            selector: {
              select: {
                mode: "dropdown",
                options: ["auto", "grid", "row"].map((value) => ({
                  value,
                  label: words[`arrangement_${value}`] ?? value,
                })),
              },
            },
          },
          { name: "trace", default: true, selector: { boolean: {} } },
        ]),
    },
  });

  defineShell({
    tag: TIMERS_CARD,
    load: () => import("./cards/timers/timers-card"),
    grid: { columns: 12, min_columns: 6, rows: "auto", min_rows: 2 },
    cardSize: 3,
    statics: {
      getStubConfig: () => ({}),
      getConfigForm: () =>
        editorForm(() => [
          { name: "name", selector: { text: {} } },
          { name: "new", default: true, selector: { boolean: {} } },
        ]),
    },
  });

  defineShell({
    tag: COOKING_CARD,
    load: () => import("./cards/cooking/cooking-card"),
    grid: { columns: 12, min_columns: 6, rows: "auto", min_rows: 2 },
    cardSize: 4,
    statics: {
      getStubConfig: () => ({}),
      getConfigForm: () => editorForm(() => [{ name: "name", selector: { text: {} } }]),
    },
  });

  defineShell({
    tag: RECIPE_CARD,
    load: () => import("./cards/recipe/recipe-card"),
    grid: { columns: 6, min_columns: 6, rows: "auto", min_rows: 4 },
    cardSize: 6,
    statics: {
      getStubConfig: () => ({}),
      getConfigForm: () => editorForm(() => [{ name: "recipe", selector: { text: {} } }]),
    },
  });

  defineShell({
    tag: MEALS_CARD,
    load: () => import("./cards/meals/meals-card"),
    grid: { columns: 12, min_columns: 6, rows: "auto", min_rows: 3 },
    cardSize: 5,
    statics: {
      getStubConfig: () => ({}),
      getConfigForm: () =>
        editorForm(() => [
          { name: "name", selector: { text: {} } },
          { name: "days", default: 3, selector: { number: { min: 1, max: 14, mode: "box" } } },
        ]),
    },
  });

  defineShell({
    tag: SHOPPING_CARD,
    load: () => import("./cards/shopping/shopping-card"),
    grid: { columns: 12, min_columns: 6, rows: "auto", min_rows: 4 },
    cardSize: 6,
    statics: {
      getStubConfig: () => ({}),
      getConfigForm: () =>
        editorForm(() => [
          { name: "name", selector: { text: {} } },
          { name: "add", default: true, selector: { boolean: {} } },
        ]),
    },
  });

  defineShell({
    tag: SUGGESTION_CARD,
    load: () => import("./cards/suggestion/suggestion-card"),
    grid: { columns: 12, min_columns: 6, rows: "auto", min_rows: 3 },
    cardSize: 4,
    statics: {
      getStubConfig: () => ({}),
      getConfigForm: () =>
        editorForm((words) => [
          { name: "name", selector: { text: {} } },
          { name: "count", default: 1, selector: { number: { min: 1, max: 5, mode: "box" } } },
          {
            name: "slot",
            selector: {
              select: {
                mode: "dropdown",
                options: ["breakfast", "lunch", "dinner", "snack"].map((value) => ({
                  value,
                  label: words[`slot_${value}`] ?? value,
                })),
              },
            },
          },
        ]),
    },
  });

  defineShell({
    tag: FEATURE,
    load: () => import("./features/burner-feature"),
    statics: { getStubConfig: () => ({ type: `custom:${FEATURE}` }) },
  });

  defineShell({ tag: "hearthtech-panel", load: () => import("./panel/panel") });

  const strategyTag = `ll-strategy-dashboard-${STRATEGY}`;
  if (customElements.get(strategyTag) === undefined) {
    customElements.define(
      strategyTag,
      class extends HTMLElement {
        static noEditor = true;
        static registryDependencies = ["entities", "devices"];

        static async generate(config: object, hass: HomeAssistant): Promise<object> {
          const { generateDashboard } = await import("./strategy/kitchen-strategy");
          return generateDashboard(config, hass);
        }

        static getCreateSuggestions() {
          return { title: name("dashboard"), icon: "mdi:chef-hat" };
        }
      },
    );
  }
});
