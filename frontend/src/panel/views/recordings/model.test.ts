import { describe, expect, it } from "vitest";
import {
  bounds,
  byKey,
  celsiusAt,
  clamp,
  curve,
  hasNext,
  moved,
  numbers,
  type Phase,
  type Point,
  splitBounds,
} from "./model";

function phase(id: string, start: number, stop: number, change: Partial<Phase> = {}): Phase {
  return {
    id,
    start,
    stop,
    activity: "simmer",
    from_c: 20,
    to_c: 90,
    power: 0.5,
    text: "",
    own_text: false,
    gate: "",
    out: false,
    asks: false,
    needs_hands: false,
    goal: null,
    heat: null,
    remarks: [],
    ...change,
  };
}

const PHASES = [
  phase("1", 0, 30, { activity: "rest", out: true }),
  phase("2", 30, 400, { activity: "warm" }),
  phase("3", 400, 400, { activity: null }),
  phase("4", 400, 900),
];

describe("an end of a step", () => {
  it("stays between its neighbors, and the ends of the trace", () => {
    expect(bounds(PHASES, "4", "start", 1000)).toEqual([35, 895]);
    expect(bounds(PHASES, "2", "stop", 1000)).toEqual([35, 895]);
    expect(bounds(PHASES, "3", "start", 1000)).toEqual([35, 895]);
    expect(bounds(PHASES, "1", "start", 1000)).toEqual([0, 25]);
    expect(bounds(PHASES, "4", "stop", 1000)).toEqual([405, 1000]);
  });

  it("moves its neighbor and the moments between them", () => {
    for (const [id, edge] of [
      ["4", "start"],
      ["2", "stop"],
      ["3", "start"],
    ] as const) {
      expect(moved(PHASES, id, edge, 500).map(({ start, stop }) => [start, stop])).toEqual([
        [0, 30],
        [30, 500],
        [500, 500],
        [500, 900],
      ]);
    }
    expect(moved(PHASES, "4", "stop", 950).at(-1)?.stop).toBe(950);
  });

  it("is moved by keys, and never beyond its bounds", () => {
    const limits = [35, 895] as const;
    expect(byKey("ArrowRight", 400, limits)).toBe(405);
    expect(byKey("ArrowLeft", 37, limits)).toBe(35);
    expect(byKey("PageUp", 880, limits)).toBe(895);
    expect([byKey("Home", 400, limits), byKey("End", 400, limits)]).toEqual([35, 895]);
    expect(byKey("x", 400, limits)).toBeNull();
    // A step that is shorter than two shortest ones can't be split: its place stays where it can.
    expect(clamp(3, splitBounds(phase("9", 0, 6)))).toBe(5);
  });
});

describe("steps", () => {
  it("are counted without those that are left out", () => {
    expect([...numbers(PHASES).values()]).toEqual([0, 1, 2, 3]);
  });

  it("can be joined with one after them", () => {
    expect(PHASES.map(({ id }) => hasNext(PHASES, id))).toEqual([true, true, true, false]);
    expect(hasNext(PHASES, "nobody")).toBe(false);
  });
});

describe("a trace", () => {
  const points: Point[] = [
    [0, 20, 1],
    [100, 60, 1],
    [200, null, 0.5],
    [400, 100, 0.5],
    [1000, 98, 0],
  ];

  it("has a scale that holds it, and gaps", () => {
    const drawn = curve(points, 1000);
    expect([drawn?.low, drawn?.high]).toEqual([20, 120]);
    expect(drawn?.line.match(/M/g)).toHaveLength(3);
    expect(drawn?.power.startsWith("M0.0 100H0.0V78.0")).toBe(true);
  });

  it("without two readings is none", () => {
    expect(curve([[0, 20, null]], 10)).toBeNull();
    expect(curve([], 0)).toBeNull();
  });

  it("has a temperature at each time", () => {
    expect([-5, 0, 50, 250, 2000].map((at) => celsiusAt(points, at))).toEqual([20, 20, 40, 80, 98]);
    expect(celsiusAt([], 5)).toBeNull();
  });
});
