/** A recipe while it is written: lines and steps as rows with keys, so that moving one keeps what belongs to it. */
import type { Goal, Guess, Heat, Ingredient, Recipe, Step } from "./model";

export interface LineRow {
  key: string;
  heading: boolean;
  text: string;
  line: Ingredient | null;
}

export interface StepRow {
  key: string;
  heading: boolean;
  text: string;
  step: Step | null;
  /** Keys of the lines that it uses. */
  uses: string[];
}

export interface Form {
  base: Recipe;
  name: string;
  description: string;
  story: string;
  author: string;
  amount: string;
  unit: string;
  prep: string;
  cook: string;
  total: string;
  equipment: string;
  tags: string;
  lines: LineRow[];
  steps: StepRow[];
}

let keys = 0;

function newKey(): string {
  keys += 1;
  return `k${keys}`;
}

const minutes = (seconds: number | undefined) =>
  seconds === undefined ? "" : `${Math.round(seconds / 6) / 10}`;
const list = (words: readonly string[] | undefined) => (words ?? []).join(", ");

export function formOf(recipe: Recipe): Form {
  const lines: LineRow[] = [];
  const keyOf = new Map<number, string>();
  let section: string | undefined;
  (recipe.ingredients ?? []).forEach((line, at) => {
    if (line.section !== section) {
      section = line.section;
      lines.push({ key: newKey(), heading: true, text: section ?? "", line: null });
    }
    const key = newKey();
    keyOf.set(at, key);
    lines.push({ key, heading: false, text: line.text, line });
  });
  const steps: StepRow[] = [];
  section = undefined;
  for (const step of recipe.steps ?? []) {
    if (step.section !== section) {
      section = step.section;
      steps.push({ key: newKey(), heading: true, text: section ?? "", step: null, uses: [] });
    }
    const uses = (step.ingredients ?? []).map((at) => keyOf.get(at) ?? "").filter(Boolean);
    steps.push({ key: newKey(), heading: false, text: step.text, step, uses });
  }
  return {
    base: recipe,
    name: recipe.name,
    description: recipe.description ?? "",
    story: recipe.story ?? "",
    author: recipe.author ?? "",
    amount: recipe.yields === undefined ? "" : `${recipe.yields.amount}`,
    unit: recipe.yields?.unit ?? "servings",
    prep: minutes(recipe.prep_time_s),
    cook: minutes(recipe.cook_time_s),
    total: minutes(recipe.total_time_s),
    equipment: list(recipe.equipment),
    tags: list(recipe.keywords),
    lines,
    steps,
  };
}

export function lineRow(text = "", heading = false): LineRow {
  return { key: newKey(), heading, text, line: heading ? null : { text } };
}

export function stepRow(text = "", heading = false): StepRow {
  return { key: newKey(), heading, text, step: heading ? null : { text }, uses: [] };
}

/** The recipe of a form; rows without words are left out. */
export function recipeOf(form: Form): Recipe {
  const places = new Map<string, number>();
  const ingredients: Ingredient[] = [];
  let section = "";
  for (const row of form.lines) {
    if (row.heading) section = row.text.trim();
    else if (row.text.trim()) {
      places.set(row.key, ingredients.length);
      const { section: _before, ...line } = row.line ?? { text: "" };
      ingredients.push({ ...line, text: row.text.trim(), ...(section ? { section } : {}) });
    }
  }
  const steps: Step[] = [];
  section = "";
  for (const row of form.steps) {
    if (row.heading) section = row.text.trim();
    else if (row.text.trim()) {
      const { section: _before, ingredients: _old, ...step } = row.step ?? { text: "" };
      const uses = row.uses.map((key) => places.get(key)).filter((at) => at !== undefined);
      steps.push({
        ...step,
        text: row.text,
        ...(section ? { section } : {}),
        ...(uses.length > 0 ? { ingredients: uses } : {}),
      });
    }
  }
  const { yields: _yields, prep_time_s: _p, cook_time_s: _c, total_time_s: _t, ...base } = form.base;
  const amount = numberOf(form.amount);
  return {
    ...base,
    name: form.name.trim(),
    description: form.description.trim(),
    story: form.story,
    author: form.author.trim(),
    ...(amount === null
      ? {}
      : { yields: { ...form.base.yields, amount, unit: form.unit.trim() || "servings" } }),
    ...seconds("prep_time_s", form.prep),
    ...seconds("cook_time_s", form.cook),
    ...seconds("total_time_s", form.total),
    equipment: words(form.equipment),
    keywords: words(form.tags),
    ingredients,
    steps,
  };
}

function seconds(name: "prep_time_s" | "cook_time_s" | "total_time_s", text: string): Partial<Recipe> {
  const value = numberOf(text);
  return value === null ? {} : { [name]: value * 60 };
}

export function numberOf(text: string): number | null {
  const value = Number.parseFloat(text.trim().replace(",", "."));
  return Number.isFinite(value) && value > 0 ? value : null;
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
}

/** The rows with one moved by `by` places; the same rows when it can't go there. */
export function moved<T extends { key: string }>(rows: readonly T[], key: string, by: number): T[] {
  const from = rows.findIndex((row) => row.key === key);
  const to = Math.min(Math.max(from + by, 0), rows.length - 1);
  if (from < 0 || from === to) return [...rows];
  const left = rows.filter((row) => row.key !== key);
  const [row] = rows.slice(from, from + 1);
  return row === undefined ? [...rows] : [...left.slice(0, to), row, ...left.slice(to)];
}

/** Other words of a step: what was guessed from the old ones is forgotten, what the cook has set stays. */
export function rewritten(row: StepRow, text: string): StepRow {
  if (row.step === null) return { ...row, text };
  const guessed = new Set((row.step.guesses ?? []).map(({ field }) => field));
  const { guesses: _guesses, ...kept } = row.step;
  const step = Object.fromEntries(
    Object.entries(kept).filter(([name]) => !guessed.has(name)),
  ) as unknown as Step;
  return { ...row, text, step: { ...step, text } };
}

/** A guess that the cook confirms (it becomes what the recipe says) or refuses (it is forgotten). */
export function decided(step: Step, field: string, right: boolean): Step {
  const guesses: Guess[] = (step.guesses ?? []).filter((guess) => guess.field !== field);
  const rest = right ? step : Object.fromEntries(Object.entries(step).filter(([name]) => name !== field));
  const { guesses: _old, ...plain } = rest as Step;
  return guesses.length > 0 ? { ...plain, guesses } : plain;
}

/** All guesses of a recipe confirmed. */
export function confirmed(form: Form): Form {
  return {
    ...form,
    steps: form.steps.map((row) => {
      if (row.step === null) return row;
      const { guesses: _guesses, ...step } = row.step;
      return { ...row, step };
    }),
  };
}

export function guessCount(form: Form): number {
  return form.steps.reduce(
    (sum, { step }) => sum + new Set((step?.guesses ?? []).map(({ field }) => field)).size,
    0,
  );
}

/** A step with a goal, a heat, or without one. A set value is no guess. */
export function withGoal(step: Step, goal: Goal | undefined): Step {
  const { goal: _goal, ...rest } = decided(step, "goal", false);
  return goal === undefined ? rest : { ...rest, goal };
}

export function withHeat(step: Step, heat: Heat | undefined): Step {
  const { heat: _heat, ...rest } = decided(step, "heat", false);
  return heat === undefined ? rest : { ...rest, heat };
}
