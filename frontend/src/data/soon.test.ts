import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Soon } from "./soon";

let begun = 0;
let finish: (() => void)[] = [];

const work = () => {
  begun += 1;
  return new Promise<void>((resolve) => finish.push(resolve));
};

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  begun = 0;
  finish = [];
});

afterEach(() => {
  vi.useRealTimers();
});

describe("work that is done soon", () => {
  it("is done once for changes that come together", async () => {
    const soon = new Soon(work, 80);
    for (let change = 0; change < 5; change += 1) soon.ask();
    expect(begun).toBe(0);
    await pass(80);
    expect(begun).toBe(1);
    finish[0]?.();
    await pass(1000);
    expect(begun).toBe(1);
  });

  it("is done while changes go on, and its answers are not overtaken", async () => {
    let running = 0;
    let most = 0;
    let answers = 0;
    const soon = new Soon(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 150));
      running -= 1;
      answers += 1;
    }, 80);
    // A change each 10 ms, for two seconds.
    for (let change = 0; change < 200; change += 1) {
      soon.ask();
      await pass(10);
    }
    expect(most).toBe(1);
    expect(answers).toBeGreaterThanOrEqual(8);
    const before = answers;
    await pass(1000);
    // What came last is read too, and then it is quiet.
    expect(answers).toBeGreaterThan(before);
    expect(answers).toBeLessThanOrEqual(before + 2);
  });

  it("is done again after one that fails or never ends", async () => {
    const failing = new Soon(() => Promise.reject(new Error("no")), 10);
    failing.ask();
    await pass(20);
    const soon = new Soon(work, 80);
    soon.ask();
    await pass(80);
    soon.ask();
    await pass(2000);
    expect(begun).toBe(1);
    await pass(1000);
    soon.ask();
    await pass(80);
    expect(begun).toBe(2);
    // The first one ends at last: it changes nothing.
    finish[0]?.();
    soon.ask();
    await pass(500);
    expect(begun).toBe(2);
    finish[1]?.();
    await pass(100);
    expect(begun).toBe(3);
  });

  it("is not done after it was stopped", async () => {
    const soon = new Soon(work, 80);
    soon.ask();
    soon.stop();
    await pass(1000);
    expect(begun).toBe(0);
    soon.ask();
    await pass(80);
    soon.ask();
    soon.stop();
    finish[0]?.();
    await pass(1000);
    expect(begun).toBe(1);
  });
});
