/** The recipes that a shelf shows: parts of 60, read when they come into view; late answers never overwrite newer ones. */
import { ask } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { ShelfItem, ShelfPart } from "./model";

export const PART = 60;
/** Searches that are on their way at once: while somebody types, the next need not wait for the answer of the one before. */
const MOST_ASKED = 2;

export interface ShelfQuery {
  text: string;
  with: string[];
  without: string[];
  tags: string[];
  quick: boolean;
  fits: string;
  inHouse: boolean;
  notForMonth: boolean;
  collection: string;
  order: "newest" | "name" | "cooked" | "forgotten";
}

export const NO_QUERY: ShelfQuery = {
  text: "",
  with: [],
  without: [],
  tags: [],
  quick: false,
  fits: "",
  inHouse: false,
  notForMonth: false,
  collection: "",
  order: "newest",
};
const QUICK_S = 1800;
const MONTH_DAYS = 30;

/** Whether the query leaves nothing out. */
export function isWhole(query: ShelfQuery): boolean {
  return filtersOf(query) === 0 && query.text.trim() === "";
}

/** How many filters are set, without the typed words. */
export function filtersOf(query: ShelfQuery): number {
  const flags = [query.quick, query.fits, query.inHouse, query.notForMonth, query.collection];
  return flags.filter(Boolean).length + query.with.length + query.without.length + query.tags.length;
}

export class ShelfData {
  total: number | null = null;
  more = false;
  error: unknown = null;
  /** The query that the items belong to. */
  shown: ShelfQuery | null = null;
  private items = new Map<number, ShelfItem>();
  private asked = new Set<number>();
  /** The places that were read since the last search. */
  private fresh = new Set<number>();
  private generation = 0;
  private running = 0;
  private waiting: { query: ShelfQuery; count: number } | null = null;
  /** Numbers of the last search that was sent, and of the one whose answer is shown. */
  private sent = 0;
  private answered = 0;
  /** The key of each recipe's element: for other words the elements stay and show other recipes. */
  private keys = new Map<string, number>();
  private nextKey = 0;

  constructor(
    private readonly hass: () => HomeAssistant,
    private readonly changed: () => void,
  ) {}

  item(index: number): ShelfItem | undefined {
    return this.items.get(index);
  }

  /** What identifies the element that shows a place. */
  keyOf(index: number): unknown {
    return this.keys.get(this.items.get(index)?.id ?? "") ?? `place-${index}`;
  }

  /**
   * Read the first recipes of another query, as many as are in view. Two queries are asked at once; of those that come
   * meanwhile, only the last waits for its turn.
   */
  async search(query: ShelfQuery, count = PART): Promise<void> {
    this.waiting = { query, count };
    if (this.running >= MOST_ASKED) return;
    this.running += 1;
    try {
      while (this.waiting !== null) {
        const next: { query: ShelfQuery; count: number } = this.waiting;
        this.waiting = null;
        this.sent += 1;
        const number = this.sent;
        try {
          const part = await this.read(next.query, 0, Math.min(next.count, PART));
          // A late answer never overwrites a newer one.
          if (number > this.answered) {
            this.answered = number;
            this.take(next.query, part);
          }
        } catch (error) {
          if (number === this.sent) this.fail(error);
        }
      }
    } finally {
      this.running -= 1;
    }
  }

  /** Read the parts that have the items from `first` to `last`, unless they are there. */
  need(first: number, last: number): void {
    const query = this.shown;
    if (query === null || this.total === null) return;
    for (let at = Math.floor(first / PART); at <= Math.floor(Math.min(last, this.total - 1) / PART); at++) {
      if (
        at < 0 ||
        this.asked.has(at) ||
        this.has(Math.max(first, at * PART), Math.min(last, at * PART + PART - 1))
      )
        continue;
      this.asked.add(at);
      const { generation } = this;
      this.read(query, at * PART).then(
        (part) => {
          if (generation !== this.generation) return;
          this.fill(part);
          this.total = part.total;
          this.changed();
        },
        () => {
          if (generation === this.generation) this.asked.delete(at);
        },
      );
    }
  }

  private has(first: number, last: number): boolean {
    for (let at = first; at <= Math.min(last, (this.total ?? 0) - 1); at++)
      if (!this.fresh.has(at)) return false;
    return true;
  }

  private read(query: ShelfQuery, offset: number, limit = PART): Promise<ShelfPart> {
    return ask<ShelfPart>(this.hass(), "recipes", {
      text: query.text.slice(0, 500),
      with: query.with,
      without: query.without,
      tags: query.tags,
      ...(query.quick ? { max_time_s: QUICK_S } : {}),
      ...(query.notForMonth ? { not_cooked_days: MONTH_DAYS } : {}),
      ...(query.collection ? { collection: query.collection } : {}),
      fits: query.fits,
      in_house: query.inHouse,
      order: query.order,
      offset,
      limit,
    });
  }

  private take(query: ShelfQuery, part: ShelfPart): void {
    this.generation += 1;
    // The same question again: what is shown stays until its part is read anew, and keeps the focus.
    const again = JSON.stringify(this.shown) === JSON.stringify(query);
    if (!again) this.takeKeys(part);
    this.items = new Map(again ? [...this.items].filter(([at]) => at < part.total) : []);
    this.fresh = new Set();
    this.asked = new Set(part.items.length >= Math.min(PART, part.total) ? [0] : []);
    this.fill(part);
    this.total = part.total;
    this.more = part.more;
    this.shown = query;
    this.error = null;
    this.changed();
  }

  private fail(error: unknown): void {
    this.error = error;
    this.changed();
  }

  private fill(part: ShelfPart): void {
    part.items.forEach((item, index) => {
      this.items.set(part.offset + index, item);
      this.fresh.add(part.offset + index);
      if (!this.keys.has(item.id)) this.keys.set(item.id, this.nextKey++);
    });
  }

  /** Give each recipe of other words the element of the one in its place. */
  private takeKeys(part: ShelfPart): void {
    const keys = new Map<string, number>();
    part.items.forEach(({ id }, index) => {
      const before = this.items.get(part.offset + index);
      keys.set(id, (before && this.keys.get(before.id)) ?? this.nextKey++);
    });
    this.keys = keys;
  }
}
