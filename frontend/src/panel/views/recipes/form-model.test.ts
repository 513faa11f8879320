import { beforeEach, describe, expect, it } from "vitest";
import { forgetDraft, History, saveDraft, savedDraft } from "./draft";
import {
  confirmed,
  decided,
  formOf,
  guessCount,
  lineRow,
  moved,
  numberOf,
  recipeOf,
  rewritten,
  withGoal,
} from "./form-model";
import type { Recipe, Step } from "./model";

const CAKE: Recipe = {
  id: "cake",
  version: 3,
  name: "Cake",
  story: "From Klara.",
  yields: { amount: 8, maximum: 10 },
  total_time_s: 5400,
  keywords: ["plums", "autumn"],
  ingredients: [
    { text: "200 g flour", section: "Dough" },
    { text: "3 eggs", section: "Dough", fixed: true },
    { text: "500 g plums", section: "On it" },
    { text: "sugar" },
  ],
  steps: [
    { text: "Mix.", ingredients: [0, 1], section: "Dough" },
    {
      text: "Bake until brown.",
      ingredients: [2],
      goal: { type: "phenomenon", phenomenon: "browns" },
      timer_s: 2700,
      guesses: [{ field: "goal", confidence: 0.8, start: 5, end: 16 }],
      picture: "ab",
    },
  ],
};

describe("a form", () => {
  it("gives back the recipe that it was made of", () => {
    const { description: _d, author: _a, equipment: _e, ...same } = recipeOf(formOf(CAKE));
    expect(same).toEqual({ ...CAKE, yields: { amount: 8, maximum: 10, unit: "servings" } });
  });

  it("keeps which step uses which line when lines move or go", () => {
    const form = formOf(CAKE);
    const [, flour, eggs] = form.lines;
    const turned = { ...form, lines: moved(form.lines, flour?.key ?? "", 1) };
    expect(
      recipeOf(turned)
        .ingredients?.map(({ text }) => text)
        .slice(0, 2),
    ).toEqual(["3 eggs", "200 g flour"]);
    expect(recipeOf(turned).steps?.[0]?.ingredients).toEqual([1, 0]);
    const less = { ...form, lines: form.lines.filter(({ key }) => key !== eggs?.key) };
    expect(recipeOf(less).steps?.map(({ ingredients }) => ingredients)).toEqual([[0], [1]]);
  });

  it("leaves empty rows out and lines below a moved heading follow it", () => {
    const form = formOf(CAKE);
    const last = form.lines.filter(({ heading }) => heading)[1];
    const up = { ...form, lines: moved([...form.lines, lineRow("  ")], last?.key ?? "", -2) };
    expect(recipeOf(up).ingredients?.map(({ section }) => section)).toEqual([
      "On it",
      "On it",
      "On it",
      undefined,
    ]);
  });

  it("moves to the ends and not beyond", () => {
    const rows = ["a", "b", "c"].map((key) => ({ key }));
    const keys = (by: number, key = "b") => moved(rows, key, by).map((row) => row.key);
    expect([keys(1), keys(-9), keys(9), keys(0), keys(1, "x")].map((row) => row.join(""))).toEqual([
      "acb",
      "bac",
      "acb",
      "abc",
      "abc",
    ]);
  });

  it("reads numbers as people write them", () => {
    expect(["1,5", " 20 ", "", "-3", "x", "0"].map(numberOf)).toEqual([1.5, 20, null, null, null, null]);
  });
});

describe("guesses", () => {
  const step = CAKE.steps?.[1] as Step;

  it("stay as facts when they are right and go when they are wrong", () => {
    expect(decided(step, "goal", true).goal).toEqual(step.goal);
    expect(decided(step, "goal", true).guesses).toBeUndefined();
    const wrong = decided(step, "goal", false);
    expect([wrong.goal, wrong.timer_s]).toEqual([undefined, 2700]);
  });

  it("are all confirmed at once", () => {
    const form = formOf(CAKE);
    expect(guessCount(form)).toBe(1);
    expect(guessCount(confirmed(form))).toBe(0);
    expect(recipeOf(confirmed(form)).steps?.[1]?.goal).toEqual(step.goal);
  });

  it("go with the words that they came from, what the cook set stays", () => {
    const row = formOf(CAKE).steps.at(-1);
    if (row === undefined) throw new Error("no step");
    const other = rewritten(row, "Bake.");
    expect([other.step?.goal, other.step?.timer_s, other.step?.picture]).toEqual([undefined, 2700, "ab"]);
    const set = withGoal(step, { type: "human", words: "Klara nods" });
    expect([set.goal?.type, set.guesses]).toEqual(["human", undefined]);
  });
});

describe("a draft", () => {
  beforeEach(() => localStorage.clear());

  it("is there again, unless it is damaged or old", () => {
    saveDraft("cake", { recipe: CAKE, version: 3, reason: "" });
    expect(savedDraft("cake")?.recipe).toEqual(CAKE);
    expect(savedDraft("soup")).toBeNull();
    localStorage.setItem("hearthtech-draft-soup", "{");
    expect(savedDraft("soup")).toBeNull();
    localStorage.setItem("hearthtech-draft-soup", JSON.stringify({ recipe: CAKE, at: 0 }));
    expect(savedDraft("soup")).toBeNull();
    forgetDraft("cake");
    expect(savedDraft("cake")).toBeNull();
  });

  it("has undo and redo until something else is written", () => {
    const history = new History("a");
    history.set("ab");
    history.set("abc");
    history.undo();
    history.undo();
    history.undo();
    expect([history.now, history.canUndo, history.canRedo]).toEqual(["a", false, true]);
    history.redo();
    history.set("abd");
    expect([history.now, history.canRedo]).toEqual(["abd", false]);
  });
});
