import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { burner, stove } from "../testing";
import { feedsOf } from "./feed";
import type { Connection } from "./hass";

function connection() {
  const callbacks: ((message: unknown) => void)[] = [];
  const stop = vi.fn(async () => undefined);
  const answers: Record<string, unknown> = {};
  const fake = {
    connected: true,
    subscribeMessage: vi.fn(async (callback: (message: unknown) => void) => {
      callbacks.push(callback);
      return stop;
    }),
    sendMessagePromise: vi.fn(async ({ type }: { type: string }) => answers[type]),
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  };
  return { fake: fake as unknown as Connection, mocks: fake, callbacks, stop, answers };
}

const snapshot = {
  type: "snapshot",
  time: 1,
  may_heat: true,
  stoves: { s: stove() },
  burners: { "s/1": burner() },
};
const settle = () => new Promise((done) => setTimeout(done, 40));

function setVisible(visible: boolean): void {
  Object.defineProperty(document, "visibilityState", {
    configurable: true,
    value: visible ? "visible" : "hidden",
  });
  document.dispatchEvent(new Event("visibilitychange"));
}

describe("a feed", () => {
  beforeEach(() => setVisible(true));
  afterEach(() => setVisible(true));

  it("has one subscription for all listeners, and none without", async () => {
    const { fake, mocks, callbacks, stop } = connection();
    const { burners } = feedsOf(fake);
    expect(feedsOf(fake).burners).toBe(burners);
    const one = vi.fn();
    const ends = [burners.listen(one), burners.listen(vi.fn())];
    await settle();
    expect(mocks.subscribeMessage).toHaveBeenCalledTimes(1);
    callbacks[0]?.(snapshot);
    callbacks[0]?.({ type: "difference", time: 2, burners: { "s/1": { power: 0.5 } } });
    await settle();
    expect(one).toHaveBeenCalledTimes(1);
    expect(burners.value.burners["s/1"]?.power).toBe(0.5);
    for (const end of ends) end();
    await settle();
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it("gets no message while the page is hidden", async () => {
    const { fake, mocks, stop } = connection();
    feedsOf(fake).burners.listen(vi.fn());
    await settle();
    setVisible(false);
    await settle();
    expect(stop).toHaveBeenCalledTimes(1);
    setVisible(true);
    await settle();
    expect(mocks.subscribeMessage).toHaveBeenCalledTimes(2);
  });

  it("says that the integration is missing", async () => {
    const { fake, mocks } = connection();
    mocks.subscribeMessage.mockRejectedValueOnce({ code: "unknown_command" });
    const { burners } = feedsOf(fake);
    burners.listen(vi.fn());
    await settle();
    expect(burners.status).toBe("missing");
  });

  it("reads timers again when one changes, and never takes a late answer", async () => {
    const { fake, mocks, callbacks } = connection();
    const { timers } = feedsOf(fake);
    timers.listen(vi.fn());
    await settle();
    const list = (name: string) => ({
      time: 1,
      timers: [{ id: name, name, set_at: 0, ends_at: 9, left_s: null }],
      ringing: [],
    });
    let late: (value: unknown) => void = () => undefined;
    mocks.sendMessagePromise.mockImplementationOnce(() => new Promise((done) => (late = done)));
    mocks.sendMessagePromise.mockImplementationOnce(async () => list("new"));
    callbacks[0]?.({ type: "kitchen", loaded: true });
    callbacks[0]?.({ type: "change", kind: "timer_set" });
    await settle();
    late(list("old"));
    await settle();
    expect(timers.value.running.map(({ name }) => name)).toEqual(["new"]);
    callbacks[0]?.({ type: "kitchen", loaded: false });
    expect(timers.value.running).toEqual([]);
  });

  it("tells its followers of each change, also after the page was hidden", async () => {
    const { fake, callbacks, stop } = connection();
    const { changes } = feedsOf(fake);
    const told: unknown[] = [];
    const end = changes.on(({ type, kind, subject }) => told.push([type, kind, subject]));
    await settle();
    callbacks[0]?.({ type: "kitchen", loaded: true });
    callbacks[0]?.({ type: "change", kind: "recipe_changed", subject: "soup" });
    expect(changes.value.loaded).toBe(true);
    setVisible(false);
    await settle();
    setVisible(true);
    await settle();
    callbacks[1]?.({ type: "kitchen", loaded: true });
    end();
    await settle();
    callbacks[1]?.({ type: "change", kind: "recipe_changed", subject: "soup" });
    expect(stop).toHaveBeenCalledTimes(2);
    expect(told).toEqual([
      ["kitchen", undefined, undefined],
      ["change", "recipe_changed", "soup"],
      ["kitchen", undefined, undefined],
    ]);
  });
});
