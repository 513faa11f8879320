import { describe, expect, it } from "vitest";
import english from "../../../localize/en.json";
import { Locale } from "../../../localize/localize";
import {
  afterChanges,
  aislesOf,
  amountWords,
  ChangeQueue,
  keptList,
  type ListChange,
  newId,
  type ShoppingItem,
  withChanges,
} from "./queue";

const item = (id: string, changes: Partial<ShoppingItem> = {}): ShoppingItem => ({
  id,
  name: id,
  amounts: [],
  aisle: "other",
  note: "",
  bought: false,
  for: [],
  who: [],
  standing: false,
  ...changes,
});

class Memory implements Storage {
  private readonly kept = new Map<string, string>();
  get length() {
    return this.kept.size;
  }
  clear() {
    this.kept.clear();
  }
  getItem(key: string) {
    return this.kept.get(key) ?? null;
  }
  key(index: number) {
    return [...this.kept.keys()][index] ?? null;
  }
  removeItem(key: string) {
    this.kept.delete(key);
  }
  setItem(key: string, value: string) {
    this.kept.set(key, value);
  }
}

describe("changes without network", () => {
  it("shows them at once and in their order", () => {
    const shown = withChanges(
      [item("milk"), item("eggs")],
      [
        { id: "1", item: "milk", bought: true },
        { id: "2", item: "new", words: "salt" },
        { id: "3", item: "eggs", removed: true },
        { id: "4", item: "milk", bought: false },
        { id: "5", item: "gone", bought: true },
      ],
    );
    expect(shown.map(({ id, name, bought }) => [id, name, bought])).toEqual([
      ["milk", "milk", false],
      ["new", "salt", false],
    ]);
  });

  it("adds an item once, also when the kitchen has it already", () => {
    const change: ListChange = { id: "1", item: "new", words: "salt" };
    expect(withChanges([item("new", { name: "Salt" })], [change, change]).map(({ name }) => name)).toEqual([
      "Salt",
    ]);
  });

  it("keeps what failed, over a reload, and sends it once", async () => {
    const storage = new Memory();
    const queue = new ChangeQueue(storage);
    for (let n = 0; n < 230; n += 1) queue.add({ id: `${n}`, item: "milk", bought: n % 2 === 0 });
    await expect(queue.flush(() => Promise.reject(new Error("offline")))).rejects.toThrow("offline");
    const later = new ChangeQueue(storage);
    const sent: string[] = [];
    const send = (changes: ListChange[]) => {
      sent.push(...changes.map(({ id }) => id));
      if (sent.length === 100) later.add({ id: "late", item: "eggs", bought: true });
      return Promise.resolve();
    };
    await Promise.all([later.flush(send), later.flush(send)]);
    expect(sent).toEqual([...Array.from({ length: 230 }, (_, n) => `${n}`), "late"]);
    expect(later.waiting).toEqual([]);
  });

  it("begins anew with a damaged storage", () => {
    const storage = new Memory();
    for (const kept of ["{", "7", "null", '{"items": 1}']) {
      storage.setItem("hearthtech-shopping-change:7:x", kept);
      storage.setItem("hearthtech-shopping-list", kept);
      expect(new ChangeQueue(storage).waiting).toEqual([]);
      expect(keptList(storage)).toBeNull();
    }
  });

  it("shares what waits between two pages of a device", async () => {
    const storage = new Memory();
    const panel = new ChangeQueue(storage);
    const page = new ChangeQueue(storage);
    panel.add({ id: "1", item: "milk", bought: true });
    page.add({ id: "2", item: "eggs", bought: true });
    panel.add({ id: "3", item: "milk", bought: false });
    const sent: string[] = [];
    await page.flush((changes) => {
      sent.push(...changes.map(({ id }) => id));
      return Promise.resolve();
    });
    expect(sent).toEqual(["1", "2", "3"]);
    panel.read();
    expect([panel.waiting, page.waiting]).toEqual([[], []]);
  });

  it("holds what a full storage refuses", async () => {
    const storage = new Memory();
    const queue = new ChangeQueue(storage);
    queue.add({ id: "1", item: "milk", bought: true });
    storage.setItem = () => {
      throw new Error("full");
    };
    queue.add({ id: "2", item: "eggs", bought: true });
    queue.read();
    expect(queue.waiting.map(({ id }) => id)).toEqual(["1", "2"]);
    await queue.flush(() => Promise.resolve());
    expect(queue.waiting).toEqual([]);
  });

  it("makes ids that differ", () => {
    expect(new Set(Array.from({ length: 200 }, newId)).size).toBe(200);
  });
});

describe("aisles", () => {
  const state = {
    items: [],
    shops: [{ id: "s", name: "Market", walk: ["dairy", "fruit", "other"], moved: { eggs: "dairy" } }],
    walk: ["fruit", "dairy", "other"],
    here: null,
  };
  const items = [
    item("milk", { aisle: "dairy" }),
    item("apple", { aisle: "fruit" }),
    item("eggs", { aisle: "baking" }),
    item("tea", { bought: true }),
  ];

  it("follows the shop, and puts bought items last", () => {
    const names = (shop: string | null) =>
      aislesOf(items, state, shop, new Set()).aisles.map((aisle) => [
        aisle.name,
        aisle.items.map(({ id }) => id),
      ]);
    expect(names(null)).toEqual([
      ["fruit", ["apple"]],
      ["dairy", ["milk"]],
      ["baking", ["eggs"]],
    ]);
    expect(names("s")).toEqual([
      ["dairy", ["milk", "eggs"]],
      ["fruit", ["apple"]],
    ]);
    expect(aislesOf(items, state, "s", new Set()).bought.map(({ id }) => id)).toEqual(["tea"]);
  });

  it("leaves a ticked item where it is for a while", () => {
    const { aisles, bought } = aislesOf(items, state, null, new Set(["tea"]));
    expect(aisles.at(-1)?.items.map(({ id }) => id)).toEqual(["eggs"]);
    expect(bought).toEqual([]);
  });
});

describe("amounts", () => {
  const locale = new Locale(english, "en-GB", false);
  it("are shown short and spoken long", () => {
    const milk = item("milk", { amounts: [[2000, "ml"]] });
    expect(amountWords(locale, milk, true)).toBe("2 litres");
    expect(
      amountWords(
        locale,
        item("x", {
          amounts: [
            [2, "can"],
            [250, "g"],
          ],
        }),
      ),
    ).toBe("2 can + 250 g");
    expect(amountWords(locale, item("salt", { amounts: [[null, ""]] }))).toBe("");
  });
});

it("keeps what the kitchen has taken when the connection is lost before the list is read again", () => {
  const state = { items: [item("leeks", { bought: true }), item("milk")], shops: [], walk: [], here: null };
  const changes = [
    { id: "1", item: "leeks", bought: false },
    { id: "2", item: "salt", words: "salt" },
    { id: "3", item: "milk", removed: true },
  ];
  const after = afterChanges(state, changes);
  expect(after.items.map(({ id, bought }) => [id, bought])).toEqual([
    ["leeks", false],
    ["salt", false],
  ]);
  expect(afterChanges(after, changes)).toEqual(after);
});
