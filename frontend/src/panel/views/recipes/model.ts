/** Recipes as the commands of `websocket/recipes.py` send them. Fields with their usual value are left out. */

export interface Cover {
  url: string;
  color: string | null;
}

export interface ShelfItem {
  id: string;
  name: string;
  version: number;
  total_time_s: number | null;
  cover: Cover | null;
  stars: number | null;
  last_cooked_at: string | null;
  corrected: boolean;
}

export interface ShelfPart {
  total: number;
  more: boolean;
  offset: number;
  items: ShelfItem[];
}

export type Goal =
  | { type: "temperature"; celsius: number; tolerance_c?: number; falling?: boolean; sensor?: string }
  | { type: "duration"; seconds: number; maximum_s?: number }
  | { type: "phenomenon"; phenomenon: string }
  | { type: "human"; words: string };

export interface Heat {
  power?: number;
  temperature_c?: number;
}

export interface Guess {
  field: string;
  confidence: number;
  start: number;
  end: number;
}

export interface Step {
  text: string;
  name?: string;
  section?: string;
  goal?: Goal;
  heat?: Heat;
  oven_c?: number;
  help?: string;
  needs_hands?: boolean;
  timer_s?: number;
  timer_names?: string[];
  ingredients?: number[];
  guesses?: Guess[];
  picture?: string;
}

export interface Ingredient {
  text: string;
  section?: string;
  fixed?: boolean;
  reference?: string;
}

export interface Yield {
  amount: number;
  unit?: string;
  maximum?: number;
  servings?: number;
}

export interface Recipe {
  id: string;
  version?: number;
  name: string;
  description?: string;
  story?: string;
  author?: string;
  language?: string;
  yields?: Yield;
  ingredients?: Ingredient[];
  steps?: Step[];
  prep_time_s?: number;
  cook_time_s?: number;
  total_time_s?: number;
  equipment?: string[];
  categories?: string[];
  cuisines?: string[];
  keywords?: string[];
  source_url?: string;
  nutrition?: Record<string, string>;
  notes?: string[];
  unparsed?: string[];
  original_id?: string;
  created_at?: string;
}

export interface Note {
  id: string;
  version: number;
  part: "recipe" | "ingredient" | "step" | "story";
  line: number | null;
  words: string;
  author: string;
  created_at: string;
  media: { hash: string; url: string } | null;
}

export interface Picture {
  id: string;
  hash: string;
  role: "cover" | "step" | "story" | "original";
  caption: string;
  media_type: string;
  url: string;
  color: string | null;
}

export interface StepMark {
  step: number;
  amounts: { start: number; end: number; scaled: string }[];
  /** It has a time. */
  timed: boolean;
  /** Its time is for other amounts. */
  time: boolean;
  tin: boolean;
}

export interface Scaled {
  factor: number;
  recipe: Recipe;
  servings: number | null;
  fixed: number[];
  marks: StepMark[];
}

export interface RecipePage extends Scaled {
  newest: number;
  notes: Note[];
  pictures: Picture[];
  tin: { words: string; sides_cm: number[] } | null;
}

export interface TreeNode {
  id: string;
  name: string;
  descent: Descent | null;
  children: TreeNode[];
}

export interface Descent {
  child: string;
  parent: string;
  parent_version: number | null;
  person: string;
  generation: number | null;
  year: number | null;
  place: string;
  reason: string;
}

export interface Original {
  kind: string;
  media_type: string;
  source: string;
  text: string | null;
  hash: string | null;
}

export interface Past {
  version: number;
  original: Original | null;
  versions: { version: number; name: string; author: string; reason: string; created_at: string }[];
  tree: TreeNode | null;
  descent: Descent | null;
  diary: { id: string; version: number; cooked_at: string; cook: string; words: string }[];
  ratings: { id: string; version: number; person: string; stars: number; dimension: string; words: string }[];
  undoable: { number: number; what: string; who: string; at: string }[];
}

export interface Figure {
  amount: number;
  low: number;
  high: number;
  unit: string;
}

export interface Nutrition {
  servings: number | null;
  per_serving: Record<string, Figure>;
  total: Record<string, Figure>;
  counted: number;
  lines_total: number;
  grams: number;
  lines: {
    text: string;
    food: string | null;
    grams: number | null;
    low: number | null;
    high: number | null;
    counted: boolean;
    how: string;
  }[];
}

export type Standing = "contains" | "may_contain" | "not_checked" | "free_of";

export interface Reason {
  why: string;
  line: string;
  what: string;
  amount: number | null;
  limit: number | null;
  unit: string;
  source: string;
}

export interface Verdict {
  need: "allergen" | "avoid" | "diet" | "dislike";
  code: string;
  standing: Standing;
  severe: boolean;
  reasons: Reason[];
}

export interface PersonVerdict {
  id: string;
  name: string;
  harms: boolean;
  results: Verdict[];
}

export interface Substitution {
  of: string;
  role: string;
  amount: string;
  lines: string[];
  ratio: number | null;
  note: string;
  advice: string;
  source: string;
}

export interface Difference {
  same: boolean;
  ingredients: ComparedLine[];
  steps: ComparedLine[];
  facts: Record<string, [unknown, unknown]>;
}

export interface ComparedLine {
  change: "same" | "removed" | "added" | "changed";
  before: string | null;
  after: string | null;
}

export type System = "metric" | "us";

/** The address of a picture at a width that the server offers. */
export function pictureAt(url: string, width: 240 | 480 | 960 | 1600): string {
  return `${url}?w=${width}`;
}
