import { describe, expect, it } from "vitest";
import { dish, session } from "../testing";
import { firstLine, textParts } from "./plan";
import { calling, callsHands, firstDish, nextOrder } from "./state";

const time = (start: number, end: number) => ({ start, end, seconds: 60, name: "" });

describe("the words of a step", () => {
  it("are cut at the durations, also behind letters of two units", () => {
    const text = "🍲 Boil 5 minutes, then rest 2 minutes.";
    const at = (words: string) => {
      const start = [...text.slice(0, text.indexOf(words))].length;
      return time(start, start + [...words].length);
    };
    const parts = textParts({ text, times: [at("5 minutes"), at("2 minutes")] });
    expect(parts.map((part) => part.text)).toEqual([
      "🍲 Boil ",
      "5 minutes",
      ", then rest ",
      "2 minutes",
      ".",
    ]);
    expect(parts.filter((part) => part.time !== null).map((part) => part.text)).toEqual([
      "5 minutes",
      "2 minutes",
    ]);
  });

  it("stay whole when the places are wrong", () => {
    const text = "Wait 5 minutes.";
    const times = [time(5, 14), time(3, 8), time(9, 99), time(2, 2)];
    expect(
      textParts({ text, times })
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  it("are told by their first sentence", () => {
    expect(firstLine("  Drain. Then toss.")).toBe("Drain.");
    expect(firstLine("Stir 1.5 l in\nand wait")).toBe("Stir 1.5 l in");
  });
});

describe("calls", () => {
  it.each([
    ["hands", {}, true],
    ["confirm", {}, true],
    ["goal", {}, false],
    ["gate", { level: "guide" }, false],
    ["gate", { level: "autopilot" }, true],
    ["cook_sees", { level: "assist" }, false],
    ["cook_sees", { level: "assist", sensor_lost: true }, true],
    ["resume", { pause: "cook" }, false],
    ["resume", { pause: "cut" }, true],
    ["start", { phase: "planned" }, true],
  ] as const)("%s with %o: %s", (waiting, change, calls) => {
    expect(callsHands(dish({ waiting, ...change }))).toBe(calls);
  });

  it("come with those that nobody has answered first, and lead the keys", () => {
    const dishes = [
      dish({ id: "1" }),
      dish({ id: "2", waiting: "hands", answered: true }),
      dish({ id: "3", waiting: "confirm" }),
    ];
    const all = session({ dishes });
    expect(calling(all).map(({ id }) => id)).toEqual(["3", "2"]);
    expect(firstDish(all)?.id).toBe("3");
  });
});

describe("the next order", () => {
  const heat = { power: 0.8, temperature_c: null };

  it("names the heat that it raises", () => {
    expect(nextOrder(dish({ next_heat: heat }))).toEqual({ order: "confirm", heat });
    expect(nextOrder(dish({ waiting: "resume", pause: "cut", next_heat: heat }))).toEqual({
      order: "resume",
      heat: null,
    });
  });

  it("is none for a dish that waits for its time or is done", () => {
    expect(nextOrder(dish({ phase: "planned", waiting: "time" }))).toBeNull();
    expect(nextOrder(dish({ phase: "done", waiting: "nothing" }))).toBeNull();
    expect(nextOrder(dish({ phase: "warming", waiting: "time" }))).toBeNull();
  });
});
