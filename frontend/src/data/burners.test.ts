import { describe, expect, it } from "vitest";
import { burner, stove } from "../testing";
import {
  applyBurners,
  bridgeOf,
  burnersOf,
  controls,
  heatOf,
  NO_BURNERS,
  onlyMeasures,
  setterOf,
} from "./burners";
import { isRaise, needsArming } from "./heat";

describe("messages", () => {
  const first = applyBurners(NO_BURNERS, {
    type: "snapshot",
    time: 1,
    may_heat: true,
    stoves: { s: stove() },
    burners: { "s/1": burner({ n: 1 }), "s/2": burner({ n: 2 }) },
  });

  it("changes only what a difference names", () => {
    const next = applyBurners(first, { type: "difference", time: 2, burners: { "s/1": { power: 0.5 } } });
    expect(next.burners["s/1"]).toMatchObject({ power: 0.5, name: "Front left" });
    expect(next.burners["s/2"]).toBe(first.burners["s/2"]);
    expect(next.mayHeat).toBe(true);
  });

  it("forgets removed burners, and everything at a snapshot", () => {
    const next = applyBurners(first, { type: "difference", time: 2, removed: ["s/2"] });
    expect(burnersOf(next, "s").map(({ n }) => n)).toEqual([1]);
    const again = applyBurners(first, {
      type: "snapshot",
      time: 3,
      may_heat: false,
      stoves: {},
      burners: {},
    });
    expect(again).toEqual({ burners: {}, stoves: {}, mayHeat: false });
  });
});

describe("heat", () => {
  it("is unknown without a stove, never off", () => {
    expect(heatOf(burner({ available: false, source: null, power: null }))).toBe("unknown");
    expect(heatOf(burner({ source: null }))).toBe("unknown");
    expect(heatOf(burner({ source: "manual", power: null }))).toBe("on");
    expect(heatOf(burner({ source: "idle", power: null }))).toBe("off");
    expect(heatOf(burner({ source: "latched" }))).toBe("fault");
  });

  it("names who set it", () => {
    expect(setterOf(burner({}))).toBeNull();
    expect(setterOf(burner({ source: "manual", power: 0.5 }))).toBe("hand");
    const dish = { session: "x", id: "1", name: "Soup", heats: true };
    expect(setterOf(burner({ source: "remote", power: 0.5, dish }))).toBe("kitchen");
    expect(setterOf(burner({ source: "remote", power: 0.5, dish: { ...dish, heats: false } }))).toBe(
      "outside",
    );
    expect(setterOf(burner({ source: "remote", power: 0.5, actor: { kind: "user", name: "Anna" } }))).toBe(
      "user",
    );
  });

  it("tells a thermometer from a burner", () => {
    expect(onlyMeasures(burner({ can: { power: "none" } }))).toBe(true);
    expect(onlyMeasures(burner({ can: { power: "read" } }))).toBe(false);
    expect(controls(burner({ can: { power: "adjust" } }))).toEqual({
      power: true,
      temperature: false,
      starts: false,
    });
  });
});

describe("raises", () => {
  const on = burner({ source: "remote", power: 0.5 });
  it("compares what can be compared, and counts the rest as a raise", () => {
    expect(isRaise(on, { power: 0.4 })).toBe(false);
    expect(isRaise(on, { power: 0.6 })).toBe(true);
    expect(isRaise(on, { power: 0 })).toBe(false);
    expect(isRaise(on, { temperature_c: 60 })).toBe(true);
    expect(isRaise(burner({ source: "remote", power: null }), { power: 0.1 })).toBe(true);
    expect(isRaise(burner({}), { power: 0.1 })).toBe(true);
    const held = burner({ source: "remote", power: 0.2, target_c: 80 });
    expect(isRaise(held, { temperature_c: 70 })).toBe(false);
    expect(isRaise(held, { temperature_c: 90 })).toBe(true);
    expect(isRaise(held, { power: 0.1 })).toBe(true);
  });

  it("asks for arming only from cold, and only where the stove can be armed", () => {
    expect(needsArming(burner({}), false)).toBe(true);
    expect(needsArming(burner({}), true)).toBe(false);
    expect(needsArming(burner({ armable: false }), false)).toBe(false);
    expect(needsArming(on, false)).toBe(false);
    expect(needsArming(burner({}), null)).toBe(false);
  });
});

describe("bridges", () => {
  it("joins both burners of a bridged pair", () => {
    const joined = stove({ bridges: [[1, 2]], bridged: [1] });
    expect([1, 2, 3].map((n) => bridgeOf(joined, n))).toEqual([1, 1, null]);
    expect(bridgeOf(stove({ bridges: [[1, 2]] }), 1)).toBeNull();
  });
});
