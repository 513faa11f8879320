import { describe, expect, it, vi } from "vitest";
import type { HomeAssistant } from "../../../data/hass";
import english from "../../../localize/en.json";
import { Locale } from "../../../localize/localize";
import recipes from "../../../localize/recipes/en.json";
import { amount, duration, initial, tint } from "./format";
import type { PersonVerdict, Standing, Verdict } from "./model";
import { nextAmount } from "./scale-bar";
import { filtersOf, isWhole, NO_QUERY, PART, ShelfData } from "./shelf-data";
import { fileName } from "./take-away";
import { areaOf, sidesOf } from "./tin-sheet";
import { worst } from "./verdict-row";

const locale = new Locale({ ...english, ...recipes }, "en", false);

describe("formats", () => {
  it("tells times as people do", () => {
    const told = [undefined, 0, 45, 90, 3600, 5400, 172_800].map((seconds) => duration(locale, seconds));
    expect(told).toEqual(["", "", "45 sec", "2 min", "1 hr", "1 hr 30 min", "2 days"]);
  });

  it("tells amounts with fractions", () => {
    expect([0.5, 1.25, 3, 2.7, 1 / 3].map((value) => amount(locale, value))).toEqual([
      "½",
      "1¼",
      "3",
      "2.7",
      "⅓",
    ]);
  });

  it("finds an initial and a tint for every name", () => {
    expect(["  «Äpfel»", "🥧", "", "42"].map(initial)).toEqual(["Ä", "·", "·", "4"]);
    expect(tint("Soup")).toBe(tint("Soup"));
  });

  it("makes names of files that every system accepts", () => {
    expect(["Grandma's Soup", "../../etc/passwd", "...", "a".repeat(200)].map(fileName)).toEqual([
      "Grandma s Soup",
      " .. etc passwd",
      "recipe",
      "a".repeat(80),
    ]);
  });
});

describe("scaling", () => {
  it("goes by halves below two and by whole portions above", () => {
    expect([0.5, 1, 1.5, 2, 3, 2.5].map((value) => nextAmount(value, 1))).toEqual([1, 1.5, 2, 3, 4, 3]);
    expect([0.5, 1, 2, 3, 2.5].map((value) => nextAmount(value, -1))).toEqual([0.5, 0.5, 1.5, 2, 2]);
  });

  it("reads tins in both units", () => {
    expect(sidesOf("26 cm", true)).toEqual([26]);
    expect(sidesOf("9 x 13", true)).toEqual([9 * 2.54, 13 * 2.54]);
    expect(sidesOf("20,5 x 30", false)).toEqual([20.5, 30]);
    expect(sidesOf("a big one", false)).toEqual([]);
    expect(areaOf([20]) / areaOf([26])).toBeCloseTo(0.5917, 3);
    expect(areaOf([])).toBe(0);
  });
});

describe("verdicts", () => {
  const verdict = (need: Verdict["need"], standing: Standing): Verdict => ({
    need,
    standing,
    code: "milk",
    severe: false,
    reasons: [],
  });
  const person = (...results: Verdict[]): PersonVerdict => ({ id: "a", name: "Anna", harms: false, results });

  it("shows the worst one, and a dislike only where nothing else is to be said", () => {
    const disliked = verdict("dislike", "contains");
    expect(worst(person(verdict("allergen", "free_of"), verdict("diet", "not_checked")))?.standing).toBe(
      "not_checked",
    );
    expect(worst(person(disliked, verdict("allergen", "may_contain")))?.need).toBe("allergen");
    expect(worst(person(disliked, verdict("allergen", "free_of")))).toBe(disliked);
    expect(worst(person())).toBeUndefined();
  });
});

describe("the shelf", () => {
  const item = (n: number) => ({ id: `r${n}` });
  const part = (total: number, offset: number) => ({
    total,
    more: false,
    offset,
    items: Array.from({ length: Math.min(PART, total - offset) }, (_, index) => item(offset + index)),
  });
  const settle = () => new Promise((done) => setTimeout(done));

  it("counts what leaves something out", () => {
    expect(isWhole(NO_QUERY)).toBe(true);
    expect(isWhole({ ...NO_QUERY, text: " " })).toBe(true);
    expect(isWhole({ ...NO_QUERY, quick: true })).toBe(false);
    expect(filtersOf({ ...NO_QUERY, with: ["a", "b"], fits: "x" })).toBe(3);
  });

  it("asks for the last words only, and for each part once", async () => {
    const waiting: { message: { text: string; offset: number }; done: (value: unknown) => void }[] = [];
    const sendMessagePromise = vi.fn(
      (message: { text: string; offset: number }) =>
        new Promise((done) => {
          waiting.push({ message, done });
        }),
    );
    const hass = { connection: { sendMessagePromise } } as unknown as HomeAssistant;
    const data = new ShelfData(
      () => hass,
      () => undefined,
    );
    void data.search({ ...NO_QUERY, text: "s" });
    void data.search({ ...NO_QUERY, text: "so" });
    void data.search({ ...NO_QUERY, text: "soup" });
    void data.search({ ...NO_QUERY, text: "soups" });
    void data.search({ ...NO_QUERY, text: "soup" });
    expect(waiting.map(({ message }) => message.text)).toEqual(["s", "so"]);
    // The answer for the later words comes first; the one for the earlier words changes nothing.
    waiting[1]?.done(part(5, 0));
    await settle();
    expect(waiting.map(({ message }) => message.text)).toEqual(["s", "so", "soup"]);
    waiting[0]?.done(part(3, 0));
    await settle();
    expect(data.total).toBe(5);
    waiting.splice(0, 2);
    waiting[0]?.done(part(200, 0));
    await settle();
    expect([data.total, data.item(0)?.id, data.item(PART)]).toEqual([200, "r0", undefined]);
    data.need(50, 70);
    data.need(55, 75);
    expect(waiting.length).toBe(2);
    // Other words are asked meanwhile: the late part of the old ones is dropped.
    void data.search({ ...NO_QUERY, text: "cake" });
    waiting[2]?.done(part(1, 0));
    await settle();
    waiting[1]?.done(part(200, PART));
    await settle();
    expect([data.total, data.item(PART)]).toEqual([1, undefined]);
  });

  it("reads as many as are in view, and the others when they come into view", async () => {
    const sent: { offset: number; limit: number }[] = [];
    const sendMessagePromise = (message: { offset: number; limit: number }) => {
      sent.push(message);
      const { items, ...told } = part(200, message.offset);
      return Promise.resolve({ ...told, items: items.slice(0, message.limit) });
    };
    const hass = { connection: { sendMessagePromise } } as unknown as HomeAssistant;
    const data = new ShelfData(
      () => hass,
      () => undefined,
    );
    await data.search({ ...NO_QUERY, text: "a" }, 24);
    data.need(0, 23);
    expect(sent.map(({ offset, limit }) => [offset, limit])).toEqual([[0, 24]]);
    const keys = [data.keyOf(0), data.keyOf(23)];
    data.need(8, 35);
    await settle();
    expect(sent.at(-1)).toMatchObject({ offset: 0, limit: PART });
    expect(data.item(35)?.id).toBe("r35");
    expect([data.keyOf(0), data.keyOf(23)]).toEqual(keys);
    // After a change all that is in view is read again.
    await data.search({ ...NO_QUERY, text: "a" }, 24);
    data.need(0, 35);
    expect(sent).toHaveLength(4);
    // Other words: the same elements show other recipes, each another one.
    await data.search({ ...NO_QUERY, text: "b" }, 24);
    expect([data.keyOf(0), data.keyOf(23)]).toEqual(keys);
    expect(new Set(Array.from({ length: 24 }, (_, at) => data.keyOf(at))).size).toBe(24);
  });
});
