/** Recorded cookings as the kitchen sends them, and what their page computes of them. Times in seconds. */

export type WireGoal =
  | { kind: "TemperatureGoal"; celsius: number; tolerance_c: number; falling: boolean }
  | { kind: "DurationGoal"; seconds: number; maximum_s: number | null }
  | { kind: "PhenomenonGoal"; phenomenon: string }
  | { kind: "HumanGate"; words: string };

export interface WireHeat {
  power: number | null;
  temperature_c: number | null;
}

export interface Entry {
  id: string;
  name: string;
  started_at: string;
  length_s: number;
  running: boolean;
  burner_id: string;
  cook: string;
  edited: boolean;
  recipe_id: string;
  signed_by: string;
  signed_at: string;
}

export interface Phase {
  id: string;
  start: number;
  stop: number;
  /** `null` for a moment at which something was put in. */
  activity: string | null;
  from_c: number;
  to_c: number;
  power: number;
  text: string;
  own_text: boolean;
  gate: string;
  out: boolean;
  /** A person confirms it before its heat rises. */
  asks: boolean;
  needs_hands: boolean;
  goal: WireGoal | null;
  heat: WireHeat | null;
  remarks: string[];
}

export type Point = [at: number, celsius: number | null, power: number | null];

export interface Mark {
  at: number;
  kind: string;
  words: string;
  value: number | null;
}

export interface Recording {
  recording: Entry;
  version: number;
  length_s: number;
  problem: "" | "empty" | "cold";
  note: string;
  points: Point[];
  marks: Mark[];
  phases: Phase[];
  can_undo: boolean;
  can_redo: boolean;
  recipe_name: string;
  others: Entry[];
}

export interface Cell {
  seconds: number;
  celsius: number | null;
  power: number | null;
}

export interface ComparedStep {
  phase: string;
  text: string;
  activity: string | null;
  kept: boolean;
  cooks: (Cell | null)[];
  goal: WireGoal | null;
  heat: WireHeat | null;
  shortest_s: number;
  longest_s: number;
  usual_s: number;
}

export interface Comparison {
  cooks: Entry[];
  steps: ComparedStep[];
}

export type Edge = "start" | "stop";

/** Fields of `recording/edit` beside the recording and its version. */
export interface Edit {
  kind: string;
  phase?: string;
  edge?: Edge;
  at?: number;
  text?: string;
}

export const SHORTEST_S = 5;
export const STEP_S = 5;
export const PAGE_S = 60;

interface Beside {
  left: number | undefined;
  right: number | undefined;
}

/** The phases with a duration on both sides of an end of a phase. */
function beside(phases: readonly Phase[], id: string, edge: Edge): Beside {
  const index = phases.findIndex((phase) => phase.id === id);
  const near = (from: number, way: number): number | undefined => {
    for (let at = from; phases[at] !== undefined; at += way) if (phases[at]?.activity != null) return at;
    return undefined;
  };
  if (phases[index]?.activity == null) return { left: near(index - 1, -1), right: near(index + 1, 1) };
  return edge === "start"
    ? { left: near(index - 1, -1), right: index }
    : { left: index, right: near(index + 1, 1) };
}

/** Between which times an end of a phase can be moved. */
export function bounds(
  phases: readonly Phase[],
  id: string,
  edge: Edge,
  length: number,
): [least: number, most: number] {
  const { left, right } = beside(phases, id, edge);
  const before = left === undefined ? undefined : phases[left];
  const after = right === undefined ? undefined : phases[right];
  return [
    before === undefined ? 0 : before.start + SHORTEST_S,
    after === undefined ? length : after.stop - SHORTEST_S,
  ];
}

/** The phases while an end is being moved, before the kitchen has answered. */
export function moved(phases: readonly Phase[], id: string, edge: Edge, at: number): Phase[] {
  const { left, right } = beside(phases, id, edge);
  return phases.map((phase, index) => {
    if (index === left) return { ...phase, stop: at };
    if (index === right) return { ...phase, start: at };
    const between = index > (left ?? -1) && index < (right ?? phases.length);
    return between ? { ...phase, start: at, stop: at } : phase;
  });
}

/** Where a phase can be split. */
export function splitBounds(phase: Phase): [least: number, most: number] {
  return [phase.start + SHORTEST_S, phase.stop - SHORTEST_S];
}

export function clamp(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

/** What a key does to a time; `null` for another key. */
export function byKey(key: string, at: number, [least, most]: readonly [number, number]): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -STEP_S,
    ArrowDown: -STEP_S,
    ArrowRight: STEP_S,
    ArrowUp: STEP_S,
    PageDown: -PAGE_S,
    PageUp: PAGE_S,
  };
  if (key === "Home") return least;
  if (key === "End") return most;
  const step = steps[key];
  return step === undefined ? null : clamp(at + step, [least, most]);
}

/** The number of a step in the recipe, counted from 1; 0 for what is left out. */
export function numbers(phases: readonly Phase[]): Map<string, number> {
  let count = 0;
  return new Map(phases.map((phase) => [phase.id, phase.out ? 0 : ++count]));
}

/** Whether the phase can be joined with one after it. */
export function hasNext(phases: readonly Phase[], id: string): boolean {
  const index = phases.findIndex((phase) => phase.id === id);
  return index >= 0 && phases.slice(index + 1).some(({ activity }) => activity !== null);
}

export interface Curve {
  line: string;
  power: string;
  low: number;
  high: number;
  /** Height of a temperature, 0 (below) to 1. */
  share: (celsius: number) => number;
}

const GAP_S = 180;

/** Paths in a box of 1000 × 100: the temperature with its gaps, and the power below it; `null` without two readings. */
export function curve(points: readonly Point[], length: number): Curve | null {
  const known = points.map(([, celsius]) => celsius).filter((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.floor(Math.min(20, ...known) / 20) * 20;
  const high = Math.ceil((Math.max(100, ...known) + 1) / 20) * 20;
  const share = (celsius: number) => (celsius - low) / (high - low);
  const x = (at: number) => ((1000 * at) / Math.max(length, 1)).toFixed(1);
  let last: number | null = null;
  let line = "";
  for (const [at, celsius] of points) {
    if (celsius === null) continue;
    line += `${last === null || at - last > GAP_S ? "M" : "L"}${x(at)} ${(100 * (1 - share(celsius))).toFixed(2)}`;
    last = at;
  }
  let power = "";
  for (const [at, , value] of points) {
    if (value !== null)
      power += `${power === "" ? `M${x(at)} 100` : ""}H${x(at)}V${(100 - 22 * Math.min(value, 1)).toFixed(1)}`;
  }
  return { line, power: power === "" ? "" : `${power}V100Z`, low, high, share };
}

/** The temperature at a time, between the readings beside it. */
export function celsiusAt(points: readonly Point[], at: number): number | null {
  let before: Point | undefined;
  for (const point of points) {
    if (point[1] === null) continue;
    if (point[0] >= at) {
      if (before === undefined || before[1] === null) return point[1];
      const share = (at - before[0]) / Math.max(point[0] - before[0], 1e-9);
      return before[1] + share * (point[1] - before[1]);
    }
    before = point;
  }
  return before?.[1] ?? null;
}
