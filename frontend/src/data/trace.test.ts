import { expect, it } from "vitest";
import { type Point, plot } from "./trace";

it("draws nothing without two readings", () => {
  expect(plot([], 0)).toBeNull();
  expect(plot([[0, 20, null]], 0)).toBeNull();
});

it("leaves a gap where the temperature was unknown, and out what is too old", () => {
  const points: Point[] = [
    [-700, 99, null],
    [-100, 20, null],
    [-90, null, null],
    [-80, 30, 40],
    [0, 40, 40],
  ];
  const drawn = plot(points, 0);
  expect(drawn?.line.match(/M/g)).toHaveLength(2);
  expect(drawn?.target.match(/[ML]/g)).toHaveLength(2);
  expect(drawn?.low).toBe(18);
  expect(drawn?.high).toBe(42);
});

it("does not blow up a still temperature", () => {
  const drawn = plot(
    [
      [-10, 20, null],
      [0, 20.1, null],
    ],
    0,
  );
  expect((drawn?.high ?? 0) - (drawn?.low ?? 0)).toBeGreaterThan(12);
});
