import { expect, it } from "vitest";
import { burner, session as cookingSession, dish } from "../testing";
import { ServerClock } from "./clock";
import { type KitchenTimer, leftOf, shownTimers } from "./timers";

const kitchen = (change: Partial<KitchenTimer>): KitchenTimer => ({
  id: "a",
  name: "Eggs",
  set_at: 0,
  ends_at: 300,
  left_s: null,
  session_id: null,
  ...change,
});
const session = cookingSession({
  dishes: [dish({ steps: 2, step_text: "Simmer.", step_ends_at: 200, step_length_s: 400 })],
});

it("lists timers of every kind, ringing ones first, then by their end", () => {
  const shown = shownTimers(
    {
      running: [kitchen({ id: "b", name: "Tea", ends_at: 100 })],
      ringing: [kitchen({ id: "c", ends_at: 40 })],
    },
    { loaded: true, sessions: { s1: session } },
    { stoves: {}, mayHeat: false, burners: { "s/1": burner({ timer_ends_at: 150 }) } },
    50,
  );
  expect(shown.map(({ key, ringing }) => [key, ringing])).toEqual([
    ["timer-c", true],
    ["timer-b", false],
    ["burner-s/1", false],
    ["step-s1-1", false],
  ]);
});

it("names the dish of a timer, and forgets one that has rung for a minute", () => {
  const sessions = { loaded: true, sessions: { s1: session } };
  const none = { stoves: {}, mayHeat: false, burners: {} };
  const shown = shownTimers({ running: [kitchen({ session_id: "s1" })], ringing: [] }, sessions, none, 0);
  expect(shown.find(({ kind }) => kind === "kitchen")?.detail).toBe("Soup");
  const late = shownTimers({ running: [], ringing: [kitchen({ ends_at: 40 })] }, sessions, none, 101);
  expect(late.filter(({ ringing }) => ringing)).toEqual([]);
});

it("stands still while it is paused, and never goes below zero", () => {
  const [paused] = shownTimers(
    { running: [kitchen({ left_s: 33 })], ringing: [] },
    { loaded: true, sessions: {} },
    { stoves: {}, mayHeat: false, burners: {} },
    0,
  );
  if (paused === undefined) throw new Error("no timer");
  expect([leftOf(paused, 0), leftOf(paused, 999)]).toEqual([33, 33]);
  expect(leftOf({ ...paused, pausedLeftS: null }, 999)).toBe(0);
});

it("follows the server's clock, by the message with the shortest way", () => {
  const clock = new ServerClock();
  const here = Date.now() / 1000;
  clock.set(here + 100);
  clock.set(here + 99.5);
  expect(clock.now() - here).toBeCloseTo(100, 1);
  clock.set(here + 40);
  expect(clock.now() - here).toBeCloseTo(40, 1);
});
