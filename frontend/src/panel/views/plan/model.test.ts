import { describe, expect, it } from "vitest";
import {
  addDays,
  beside,
  byCell,
  daysOf,
  type Eater,
  eatersOf,
  firstOfWeek,
  initialsOf,
  isDay,
  type PlanMeal,
  shownSlots,
  startOf,
  totalsOf,
} from "./model";

const meal = (changes: Partial<PlanMeal> = {}): PlanMeal => ({
  id: "m",
  day: "2026-12-04",
  time: "18:30",
  slot: "dinner",
  name: "Soup",
  recipe: "r",
  servings: null,
  people: [],
  cook: null,
  locked: false,
  rule: null,
  leftover_of: null,
  frozen: null,
  kcal: 600,
  minutes: null,
  trouble: [],
  ...changes,
});
const ada: Eater = { id: "a", name: "Ada", share: 1, guest: false };
const ben: Eater = { id: "b", name: "Ben", share: 0.5, guest: false };
const gina: Eater = { id: "g", name: "Gina", share: 1, guest: true };
const PEOPLE = [ada, ben, gina];
const TIMES = { breakfast: "08:00", lunch: "12:30", dinner: "18:30", snack: "16:00", other: "12:00" };

describe("days", () => {
  it("knows dates and nothing else", () => {
    expect(["2026-12-04", "2026-13-01", "month", "", undefined].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("goes over months and changes of the clock", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
    expect(daysOf("2026-02-27", 3)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  });

  it("begins a week on the day of the user", () => {
    expect(["2026-11-30", "2026-12-06"].map((day) => firstOfWeek(day, 1))).toEqual([
      "2026-11-30",
      "2026-11-30",
    ]);
    expect(firstOfWeek("2026-11-30", 7)).toBe("2026-11-29");
    expect(firstOfWeek("2026-11-30", 6)).toBe("2026-11-28");
  });
});

describe("cells", () => {
  it("shows lunch and dinner, and what is planned at other times", () => {
    expect(shownSlots([])).toEqual(["lunch", "dinner"]);
    expect(shownSlots([meal({ slot: "snack" })])).toEqual(["lunch", "dinner", "snack"]);
  });

  it("sorts the meals of a cell by time", () => {
    const cells = byCell([meal({ id: "late", time: "20:00" }), meal({ id: "early", time: "18:00" })]);
    expect(cells.get("2026-12-04 dinner")?.map(({ id }) => id)).toEqual(["early", "late"]);
  });

  it("moves by keys and stays inside", () => {
    const days = ["2026-12-03", "2026-12-04"];
    const from = { day: "2026-12-04", slot: "dinner" } as const;
    const slots = ["lunch", "dinner"] as const;
    expect(
      ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "x"].map((key) => beside(from, key, days, slots)),
    ).toEqual([
      { day: "2026-12-03", slot: "dinner" },
      from,
      { day: "2026-12-04", slot: "lunch" },
      from,
      from,
    ]);
  });

  it("keeps the own time within a meal of the day", () => {
    const late = meal({ time: "20:15" });
    expect(startOf(late, { day: "2026-12-05", slot: "dinner" }, TIMES)).toBe("2026-12-05 20:15:00");
    expect(startOf(late, { day: "2026-12-05", slot: "lunch" }, TIMES)).toBe("2026-12-05 12:30:00");
  });
});

describe("people", () => {
  it("leaves guests out of meals that do not name them", () => {
    expect(eatersOf(meal(), PEOPLE)).toEqual([ada, ben]);
    expect(eatersOf(meal({ people: ["g"] }), PEOPLE)).toEqual([gina]);
    expect(eatersOf(meal({ people: ["gone"] }), PEOPLE)).toEqual([ada, ben]);
  });

  it("adds the energy by shares, and tells what is unknown", () => {
    const totals = totalsOf([meal(), meal({ id: "n", kcal: null, people: ["a"] })], PEOPLE);
    expect(totals).toEqual([
      { person: ada, kcal: 600, unknown: 1 },
      { person: ben, kcal: 300, unknown: 0 },
    ]);
  });

  it("takes as many letters as tell people apart", () => {
    expect(initialsOf(ada, PEOPLE)).toBe("A");
    expect(initialsOf(ada, [...PEOPLE, { ...ben, id: "c", name: "Anton" }])).toBe("Ad");
  });
});
