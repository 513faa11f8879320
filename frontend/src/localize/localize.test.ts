import { describe, expect, it } from "vitest";
import english from "./en.json";
import { fill, Locale, languageOf } from "./localize";

const locale = (language: string, fahrenheit = false) => new Locale(english, language, fahrenheit);

describe("words", () => {
  it("takes the nearest language", () => {
    expect(["de-AT", "pt", "fr", undefined, "IT"].map(languageOf)).toEqual(["de", "en", "fr", "en", "it"]);
  });

  it("fills in values as text and leaves unknown ones", () => {
    expect(fill("{a} and {b}", { a: "<b>{b}</b>" })).toBe("<b>{b}</b> and {b}");
  });
});

describe("formats", () => {
  it("shows temperatures in the unit of the home", () => {
    expect(locale("en").temperature(82.4)).toBe("82\u202f°C");
    expect(locale("en", true).temperature(100)).toBe("212\u202f°F");
  });

  it("shows percents by the language", () => {
    expect(locale("en").percent(0.6)).toBe("60%");
    expect(locale("de").percent(0.6)).toBe("60\u00a0%");
  });

  it("counts down to zero without showing it early", () => {
    expect([0, 0.4, 59.2, 60, 3599, 3600].map((seconds) => locale("en").clock(seconds))).toEqual([
      "0:00",
      "0:01",
      "1:00",
      "1:00",
      "59:59",
      "1:00:00",
    ]);
  });
});
