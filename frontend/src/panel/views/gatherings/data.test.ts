import { describe, expect, it } from "vitest";
import type { HomeAssistant } from "../../../data/hass";
import english from "../../../localize/en.json";
import gatherings from "../../../localize/gatherings/en.json";
import { Locale } from "../../../localize/localize";
import { type Gap, type GatheringGuest, gapWords, needName, rsvpWords } from "./data";

const locale = new Locale({ ...english, ...gatherings }, "en", false);
const names: Record<string, string> = {
  "component.hearthtech.selector.allergen.options.nuts": "Tree nuts",
  "component.hearthtech.selector.diet.options.vegan": "Vegan",
};
const hass = { localize: (key: string) => names[key] ?? "" } as unknown as HomeAssistant;

const guest = (change: Partial<GatheringGuest>): GatheringGuest => ({
  id: "g",
  name: "Ann",
  rsvp: "open",
  heads: 2,
  invited: true,
  ...change,
});

describe("gaps in words", () => {
  it.each<[Gap, string]>([
    [{ kind: "no_course", what: "salad", count: null }, "Nobody brings: Salad"],
    [{ kind: "too_few_portions", what: "", count: 2.5 }, "3 portions more are wanted"],
    [{ kind: "nothing_safe", what: "nuts", count: 2 }, "No dish is known to be safe: Tree nuts"],
    [{ kind: "nothing_safe", what: "vegan", count: null }, "No dish is known to be safe: Vegan"],
    [{ kind: "not_claimed", what: "<b>{what}</b>", count: 4 }, "Nobody has taken over: <b>{what}</b>"],
  ])("%o", (gap, words) => {
    expect(gapWords(hass, locale, gap)).toBe(words);
  });
});

describe("names", () => {
  it("shows a need that has no name by its code", () => {
    expect(needName(hass, "low_histamine")).toBe("low histamine");
    expect(needName({} as HomeAssistant, "nuts")).toBe("nuts");
  });

  it("says what a guest answered", () => {
    const said = (["open", "yes", "no", "maybe"] as const).map((rsvp) => rsvpWords(locale, guest({ rsvp })));
    expect(said).toEqual(["Not answered", "Comes, 2", "Does not come", "Maybe, 2"]);
  });
});
