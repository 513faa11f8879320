import { beforeAll, describe, expect, it } from "vitest";
import type { HomeAssistant } from "../data/hass";
import type { PlanMeal } from "../panel/views/plan/model";
import { pageQueue } from "../panel/views/shopping/queue";
import { generateDashboard } from "../strategy/kitchen-strategy";
import { daysOfConfig, mealDays } from "./meals/days";
import { shownOfAll, suggestionCount } from "./suggestion/turn";

const meal = (id: string, day: string, time = "18:30"): PlanMeal => ({
  id,
  day,
  time,
  slot: "dinner",
  name: id,
  recipe: null,
  servings: null,
  people: [],
  cook: null,
  locked: false,
  rule: null,
  leftover_of: null,
  frozen: null,
  kcal: null,
  minutes: null,
  trouble: [],
});

const entity = (entity_id: string, translation_key: string, platform = "hearthtech") => ({
  entity_id,
  translation_key,
  platform,
});

const house = (...entities: ReturnType<typeof entity>[]) =>
  ({
    language: "en",
    entities: Object.fromEntries(entities.map((one) => [one.entity_id, one])),
    devices: {},
    connection: { sendMessagePromise: async () => [] },
  }) as unknown as HomeAssistant;

describe("meals", () => {
  it("shows today always, and other days only with meals, over the end of a year", () => {
    const planned = [
      meal("b", "2027-01-01"),
      meal("late", "2026-12-30", "20:00"),
      meal("early", "2026-12-30", "08:00"),
    ];
    const shown = mealDays(planned, "2026-12-30", 3).map(({ day, meals }) => [
      day,
      meals.map(({ id }) => id),
    ]);
    expect(shown).toEqual([
      ["2026-12-30", ["early", "late"]],
      ["2027-01-01", ["b"]],
    ]);
    expect(mealDays([], "2026-12-30", 14)).toEqual([{ day: "2026-12-30", meals: [] }]);
    expect(mealDays(planned, "2026-12-30", 2)).toHaveLength(1);
  });

  it.each([
    [undefined, 3],
    [7, 7],
    ["5", 5],
    ["", 3],
    [0, 1],
    [-4, 1],
    [2.4, 2],
    [1e9, 14],
    [Number.NaN, 3],
    ["many", 3],
    [null, 3],
    [[2], 3],
  ])("takes %j days as %d", (written, days) => {
    expect(daysOfConfig(written)).toBe(days);
  });
});

describe("suggestions", () => {
  it("turns through all, and shows none twice at once", () => {
    expect([0, 1, 2].map((turn) => shownOfAll(["a", "b", "c"], 2, turn))).toEqual([
      ["a", "b"],
      ["c", "a"],
      ["b", "c"],
    ]);
    expect(shownOfAll(["a"], 5, 3)).toEqual(["a"]);
    expect(shownOfAll([], 2, 1)).toEqual([]);
  });

  it.each([
    [undefined, 1],
    ["3", 3],
    [99, 5],
    [0, 1],
    ["x", 1],
  ])("takes a count of %j as %d", (written, count) => {
    expect(suggestionCount(written)).toBe(count);
  });
});

it("sends all changes of a page by one queue", () => {
  expect(pageQueue()).toBe(pageQueue());
});

interface Registered {
  type: string;
  name: string;
  description: string;
  getEntitySuggestion?: (hass: HomeAssistant, id: string) => { config: { type: string } } | null;
}

interface Card {
  getStubConfig(): object;
  getConfigForm(): Promise<{ schema: { name: string }[]; computeLabel(field: { name: string }): string }>;
  new (): HTMLElement & { getGridOptions(): Record<string, unknown>; getCardSize(): number };
}

describe("the pickers of Home Assistant", () => {
  let registered: Registered[] = [];

  beforeAll(async () => {
    await import("../entry");
    await new Promise((done) => setTimeout(done, 0));
    registered = (window as unknown as { customCards: Registered[] }).customCards;
  });

  it.each([
    ["hearthtech-meals-card", ["name", "days"]],
    ["hearthtech-shopping-card", ["name", "add"]],
    ["hearthtech-suggestion-card", ["name", "count", "slot"]],
  ])("have %s with a form in all languages", async (type, fields) => {
    const tag = customElements.get(type) as unknown as Card;
    expect(tag.getStubConfig()).toEqual({});
    const card = new tag();
    expect(card.getGridOptions()).toMatchObject({ rows: "auto", columns: 12 });
    expect(card.getCardSize()).toBeGreaterThan(0);
    const found = registered.find((one) => one.type === type);
    const told = new Set<string>();
    for (const language of ["en", "de", "es", "fr", "it"]) {
      document.documentElement.lang = language;
      told.add(found?.description ?? "");
      const form = await tag.getConfigForm();
      expect(form.schema.map(({ name }) => name)).toEqual(fields);
      for (const field of form.schema) expect(form.computeLabel(field)).not.toBe(field.name);
    }
    expect(told.size).toBe(5);
  });

  it("suggest a card for our entities only", () => {
    const hass = house(
      entity("calendar.kitchen_meal_plan", "meal_plan"),
      entity("calendar.kitchen_preparations", "preparations"),
      entity("todo.liste", "shopping_list"),
      entity("todo.other", "shopping_list", "bring"),
      entity("sensor.kitchen_expiring", "expiring"),
    );
    const suggested = (id: string) =>
      registered.flatMap((one) => one.getEntitySuggestion?.(hass, id)?.config.type ?? []);
    expect(suggested("calendar.kitchen_meal_plan")).toEqual(["custom:hearthtech-meals-card"]);
    expect(suggested("todo.liste")).toEqual(["custom:hearthtech-shopping-card"]);
    expect(suggested("sensor.kitchen_expiring")).toEqual(["custom:hearthtech-suggestion-card"]);
    expect(suggested("calendar.kitchen_preparations")).toEqual([]);
    expect(suggested("todo.other")).toEqual([]);
    expect(suggested("todo.gone")).toEqual([]);
  });

  it("make a dashboard of cards that are all registered", async () => {
    const made = JSON.stringify(await generateDashboard({}, house(entity("sensor.e", "expiring"))));
    const used = [...made.matchAll(/custom:([a-z-]+)/g)].map(([, type]) => type);
    for (const type of ["meals", "shopping", "suggestion"]) expect(used).toContain(`hearthtech-${type}-card`);
    for (const type of used) expect(registered.map((one) => one.type)).toContain(type);
    expect(made).not.toMatch(/"(calendar|todo-list)"/);
  });
});
