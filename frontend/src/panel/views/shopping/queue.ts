/**
 * The shopping list of a page that may lose its network. Each change has an id of its own and is kept in the storage of
 * the device until the kitchen has answered; the kitchen counts each id once, so that nothing is lost or doubled.
 */
import type { Locale } from "../../../localize/localize";

export interface ShoppingItem {
  id: string;
  name: string;
  amounts: [number | null, string][];
  /** The packages of a shop that hold the amount ("1 pack of 250 g"); empty where it is not sold in packages. */
  packages?: string;
  aisle: string;
  note: string;
  bought: boolean;
  for: string[];
  who: string[];
  standing: boolean;
}

export interface ShoppingShop {
  id: string;
  name: string;
  walk: string[];
  moved: Record<string, string>;
}

export interface ShoppingState {
  items: ShoppingItem[];
  shops: ShoppingShop[];
  walk: string[];
  here: string | null;
}

export interface ListChange {
  id: string;
  item: string;
  words?: string;
  bought?: boolean;
  removed?: boolean;
}

const MOST_AT_ONCE = 100;
const CHANGE = "hearthtech-shopping-change:";
const LIST = "hearthtech-shopping-list";
/** Where this device keeps the shop that somebody chose. */
export const SHOP = "hearthtech-shopping-shop";

/** The list as it will be when these changes have arrived. */
export function withChanges(items: readonly ShoppingItem[], changes: readonly ListChange[]): ShoppingItem[] {
  let shown = [...items];
  for (const change of changes) {
    if (change.words !== undefined) {
      if (shown.some(({ id }) => id === change.item)) continue;
      shown.push({
        id: change.item,
        name: change.words,
        amounts: [],
        aisle: "other",
        note: "",
        bought: false,
        for: [],
        who: [],
        standing: false,
      });
    } else if (change.removed) {
      shown = shown.filter(({ id }) => id !== change.item);
    } else if (change.bought !== undefined) {
      const { bought } = change;
      shown = shown.map((item) => (item.id === change.item ? { ...item, bought } : item));
    }
  }
  return shown;
}

/** The state after the kitchen has taken changes: right also when the connection is lost before it is read again. */
export function afterChanges(state: ShoppingState, changes: readonly ListChange[]): ShoppingState {
  return { ...state, items: withChanges(state.items, changes) };
}

export function newId(): string {
  // `randomUUID` exists only on secure pages.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Changes that wait, each under a key of its own in the storage of this device. Several pages of a device share them (the
 * panel, and the page that opens without network), and none overwrites what another has stored.
 */
export class ChangeQueue {
  waiting: ListChange[] = [];
  private keys = new Map<string, ListChange>();
  private readonly refused = new Set<string>();
  private sending = false;

  constructor(private readonly storage: Storage = localStorage) {
    this.read();
  }

  /** Take over what another page has stored or sent. */
  read(): void {
    try {
      const kept = new Map<string, ListChange>();
      for (let index = 0; index < this.storage.length; index += 1) {
        const key = this.storage.key(index);
        const change = key?.startsWith(CHANGE) ? read<ListChange>(this.storage, key) : null;
        if (key !== null && typeof change?.id === "string") kept.set(key, change);
      }
      // What a full storage refused is known to this page alone.
      for (const [key, change] of this.keys) if (this.refused.has(key)) kept.set(key, change);
      this.keys = kept;
    } catch {
      // A forbidden storage: the page still holds its own.
    }
    this.waiting = [...this.keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
  }

  add(change: ListChange): void {
    this.read();
    const last = [...this.keys.keys()].reduce((latest, key) => Math.max(latest, placeOf(key)), 0);
    const key = `${CHANGE}${Math.max(Date.now(), last + 1)}:${change.id}`;
    if (!write(this.storage, key, change)) this.refused.add(key);
    this.keys.set(key, change);
    this.waiting = [...this.waiting, change];
  }

  /** Send what waits, in its order. Returns whether something was sent; what fails waits on. */
  async flush(send: (changes: ListChange[]) => Promise<unknown>): Promise<boolean> {
    this.read();
    if (this.sending || this.waiting.length === 0) return false;
    this.sending = true;
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting.slice(0, MOST_AT_ONCE);
        await send(batch);
        this.forget(new Set(batch.map(({ id }) => id)));
      }
      return true;
    } finally {
      this.sending = false;
    }
  }

  private forget(ids: ReadonlySet<string>): void {
    for (const [key, { id }] of this.keys) {
      if (!ids.has(id)) continue;
      this.keys.delete(key);
      this.refused.delete(key);
      try {
        this.storage.removeItem(key);
      } catch {
        // The kitchen counts a change once, however often it is sent.
      }
    }
    this.read();
  }
}

/** The place of a change among those that wait, from its key. */
function placeOf(key: string): number {
  return Number.parseInt(key.slice(CHANGE.length), 10) || 0;
}

let shared: ChangeQueue | undefined;

/** The queue of this page. The list and the cards send from one, so that none overwrites what another keeps. */
export function pageQueue(): ChangeQueue {
  shared ??= new ChangeQueue();
  return shared;
}

export function keptList(storage: Storage = localStorage): ShoppingState | null {
  const kept = read<ShoppingState>(storage, LIST);
  return kept !== null && Array.isArray(kept.items) && Array.isArray(kept.walk) ? kept : null;
}

export function keepList(state: ShoppingState, storage: Storage = localStorage): void {
  write(storage, LIST, state);
}

function read<T>(storage: Storage, key: string): T | null {
  try {
    return JSON.parse(storage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** Whether it was stored; a full or forbidden storage refuses. */
function write(storage: Storage, key: string, value: unknown): boolean {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export interface Aisle {
  name: string;
  items: ShoppingItem[];
}

/** The open items by the aisles of a shop as one walks, and after them the bought ones. */
export function aislesOf(
  items: readonly ShoppingItem[],
  state: ShoppingState,
  shopId: string | null,
  staying: ReadonlySet<string>,
): { aisles: Aisle[]; bought: ShoppingItem[] } {
  const shop = state.shops.find(({ id }) => id === shopId);
  const walk = shop?.walk ?? state.walk;
  const aisles = new Map<string, ShoppingItem[]>();
  const bought: ShoppingItem[] = [];
  for (const item of items) {
    if (item.bought && !staying.has(item.id)) {
      bought.push(item);
      continue;
    }
    const aisle = shop?.moved[item.id] ?? (item.aisle || "other");
    aisles.set(aisle, [...(aisles.get(aisle) ?? []), item]);
  }
  const place = (name: string) => (walk.includes(name) ? walk.indexOf(name) : walk.length);
  return {
    aisles: [...aisles]
      .map(([name, those]) => ({ name, items: those }))
      .sort((a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name)),
    bought,
  };
}

/** A number with up to two digits after the point. */
export function decimal(locale: Locale, value: number): string {
  return new Intl.NumberFormat(locale.language, { maximumFractionDigits: 2 }).format(value);
}

const LARGER: Record<string, [string, string]> = { g: ["kilogram", "gram"], ml: ["liter", "milliliter"] };

/** An amount as it is sold: "1.5 kg", or spoken "1.5 kilograms". */
export function amountWords(locale: Locale, item: ShoppingItem, spoken = false): string {
  return item.amounts
    .filter((amount): amount is [number, string] => amount[0] !== null)
    .map(([amount, unit]) => {
      const named = LARGER[unit];
      if (named === undefined) return `${decimal(locale, amount)} ${unit}`.trim();
      const large = amount >= 1000;
      return new Intl.NumberFormat(locale.language, {
        style: "unit",
        unit: named[large ? 0 : 1],
        unitDisplay: spoken ? "long" : "short",
        maximumFractionDigits: 2,
      }).format(large ? amount / 1000 : amount);
    })
    .join(" + ");
}
