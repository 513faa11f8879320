import { describe, expect, it } from "vitest";
import { numberOf, type PersonValues, toggled, withAllergen, wordsOf } from "./person-data";

describe("the form of a person", () => {
  it.each([
    ["", null],
    ["  ", null],
    ["72", 72],
    ["72,5", 72.5],
    ["0.5", 0.5],
  ])("reads the number %j", (words, value) => {
    expect(numberOf(words)).toBe(value);
  });

  it.each(["-1", "1e9", "Infinity", "12 kg", "1.2.3", "½", "0x10"])("takes %j for no number", (words) => {
    expect(numberOf(words)).toBeNaN();
  });

  it("separates words, each once", () => {
    expect(wordsOf(" kiwi, star fruit ;kiwi,, nightshades\n")).toEqual(["kiwi", "star fruit", "nightshades"]);
    expect(wordsOf(" , ")).toEqual([]);
  });

  it("never has an allergen as both severe and mild", () => {
    const values = { allergens: { milk: "mild", nuts: "severe" } } as unknown as PersonValues;
    expect(withAllergen(values, "milk", "severe").allergens).toEqual({ milk: "severe", nuts: "severe" });
    expect(withAllergen(values, "nuts", "severe").allergens).toEqual({ milk: "mild" });
    expect(withAllergen(values, "eggs", "mild").allergens).toEqual({
      milk: "mild",
      nuts: "severe",
      eggs: "mild",
    });
  });

  it("puts an entry in and takes it out", () => {
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });
});
