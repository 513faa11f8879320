/** The words of a session, as `hearthtech/cook/plan` sends them. They never change, so they are read once. */
import { ask } from "../data/commands";
import type { HomeAssistant } from "../data/hass";
import type { HeatLevel } from "../data/sessions";

export interface Amount {
  line: number;
  /** The ingredient in the amount that the step uses tonight. */
  text: string;
  /** The words of the step that name a part of it; empty when it uses all. */
  words: string;
}

/** A duration in the text of a step: `text.slice(start, end)`, counted in code points. */
export interface StepTime {
  start: number;
  end: number;
  seconds: number;
  name: string;
}

export interface Goal {
  kind: "TemperatureGoal" | "DurationGoal" | "PhenomenonGoal" | "HumanGate";
  celsius?: number;
  falling?: boolean;
  seconds?: number;
  phenomenon?: string;
  words?: string;
}

export interface StepNote {
  words: string;
  author: string;
  media: string | null;
}

export interface PlannedStep {
  text: string;
  name: string;
  section: string | null;
  goal: Goal | null;
  heat: HeatLevel | null;
  oven_c: number | null;
  needs_hands: boolean;
  amounts: Amount[];
  times: StepTime[];
  /** Whether its text names amounts of the recipe, which are not those of tonight. */
  unscaled: boolean;
  notes: StepNote[];
}

export interface Picture {
  hash: string;
  /** The address of an image without its width; `null` for a clip. */
  url: string | null;
  media_type: string;
  step: boolean;
  caption: string;
}

export interface PlannedDish {
  id: string;
  name: string;
  recipe: string;
  version: number;
  author: string;
  servings: number | null;
  factor: number;
  language: string;
  ingredients: string[];
  steps: PlannedStep[];
  pictures: Picture[];
  trace: { session: string; cook: string; cooked_at: number } | null;
}

export interface CookPlan {
  session: string;
  name: string;
  phase: string;
  phases: Record<string, string>;
  dishes: PlannedDish[];
}

export function readPlan(hass: HomeAssistant, session: string): Promise<CookPlan> {
  return ask<CookPlan>(hass, "cook/plan", { session });
}

export interface TextPart {
  text: string;
  time: StepTime | null;
}

/** The text of a step in parts: plain ones, and the durations that start a timer. */
export function textParts(step: Pick<PlannedStep, "text" | "times">): TextPart[] {
  // The server counts code points; a string of the browser counts UTF-16 units.
  const points = [...step.text];
  const parts: TextPart[] = [];
  let at = 0;
  for (const time of step.times) {
    if (time.start < at || time.end <= time.start || time.end > points.length) continue;
    if (time.start > at) parts.push({ text: points.slice(at, time.start).join(""), time: null });
    parts.push({ text: points.slice(time.start, time.end).join(""), time });
    at = time.end;
  }
  if (at < points.length) parts.push({ text: points.slice(at).join(""), time: null });
  return parts;
}

/** The first sentence of a step, for the line that says what comes next. */
export function firstLine(text: string): string {
  const [first = ""] = text.trim().split(/(?<=[.!?…])\s|\n/);
  return first;
}
