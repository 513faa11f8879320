/**
 * Subscriptions that all elements of a page share. A subscription exists while somebody listens and the page is visible;
 * a hidden page gets no message. Listeners are called at most once per animation frame.
 */
import { applyBurners, type BurnerMessage, type BurnerState, NO_BURNERS } from "./burners";
import { ServerClock } from "./clock";
import type { Connection } from "./hass";
import { applySessions, NO_SESSIONS, type SessionMessage, type SessionState } from "./sessions";
import { NO_TIMERS, type TimerList, type TimerState, timersFrom } from "./timers";

export type FeedStatus = "loading" | "ready" | "missing";

export interface FeedState<T> {
  value: T;
  status: FeedStatus;
}

type Listener = () => void;

/** One value that is kept current by messages, for any number of listeners. */
export abstract class Feed<T> {
  value: T;
  status: FeedStatus = "loading";
  protected readonly listeners = new Set<Listener>();
  private stop: (() => Promise<void>) | null = null;
  private opening = 0;
  private frame = 0;

  constructor(
    protected readonly connection: Connection,
    readonly clock: ServerClock,
    private readonly empty: T,
  ) {
    this.value = empty;
    document.addEventListener("visibilitychange", () => this.follow());
    connection.addEventListener("ready", () => this.follow());
    connection.addEventListener("disconnected", () => this.notify());
  }

  /** Call a listener after each change. Returns a function that unsubscribes. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    this.follow();
    return () => {
      this.listeners.delete(listener);
      // An element that only moves in the page is back within the same task.
      setTimeout(() => this.follow());
    };
  }

  /** Open the subscription if it is needed and not there, or close it. */
  private follow(): void {
    const wanted = this.listeners.size > 0 && document.visibilityState !== "hidden";
    if (wanted && this.stop === null && this.opening === 0) void this.openNow();
    if (!wanted && this.stop !== null) {
      const stop = this.stop;
      this.stop = null;
      stop().catch(() => undefined);
    }
  }

  private async openNow(): Promise<void> {
    this.opening += 1;
    try {
      this.stop = await this.open();
    } catch {
      // The integration is not loaded, or older than this page.
      this.status = "missing";
      this.value = this.empty;
      this.notify();
    } finally {
      this.opening -= 1;
    }
    this.follow();
  }

  protected abstract open(): Promise<() => Promise<void>>;

  protected set(value: T): void {
    this.value = value;
    this.status = "ready";
    this.notify();
  }

  protected notify(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      for (const listener of [...this.listeners]) listener();
    });
  }
}

export class BurnerFeed extends Feed<BurnerState> {
  constructor(connection: Connection, clock: ServerClock) {
    super(connection, clock, NO_BURNERS);
  }

  protected open(): Promise<() => Promise<void>> {
    return this.connection.subscribeMessage<BurnerMessage>(
      (message) => {
        this.clock.set(message.time);
        this.set(applyBurners(this.value, message));
      },
      { type: "hearthtech/burners" },
    );
  }
}

export class SessionFeed extends Feed<SessionState> {
  constructor(connection: Connection, clock: ServerClock) {
    super(connection, clock, NO_SESSIONS);
  }

  protected open(): Promise<() => Promise<void>> {
    return this.connection.subscribeMessage<SessionMessage>(
      (message) => {
        this.clock.set(message.time);
        this.set(applySessions(this.value, message));
      },
      { type: "hearthtech/sessions" },
    );
  }
}

export interface ChangeMessage {
  /** `kitchen` is sent first, each time the kitchen is loaded or unloaded, and when a hidden page is shown again. */
  type: "change" | "kitchen";
  /** `recipe_changed`, `meal_added`, `pantry_changed` … as in `kitchen/changes.py`. */
  kind?: string;
  /** The id of what changed. */
  subject?: string;
  loaded?: boolean;
}

/** The changes of the kitchen as they come. A view that reads by questions asks again when it hears of one. */
export class ChangeFeed extends Feed<{ loaded: boolean }> {
  private readonly followers = new Set<(message: ChangeMessage) => void>();

  constructor(connection: Connection, clock: ServerClock) {
    super(connection, clock, { loaded: false });
  }

  /** Call `follower` with each message. Returns a function that ends it. */
  on(follower: (message: ChangeMessage) => void): () => void {
    this.followers.add(follower);
    const stop = this.listen(() => undefined);
    return () => {
      this.followers.delete(follower);
      stop();
    };
  }

  protected open(): Promise<() => Promise<void>> {
    return this.connection.subscribeMessage<ChangeMessage>(
      (message) => {
        if (message.type === "kitchen") this.set({ loaded: message.loaded ?? false });
        for (const follower of [...this.followers]) follower(message);
      },
      { type: "hearthtech/changes" },
    );
  }
}

/** Kitchen timers: read when one of them changes. */
export class TimerFeed extends Feed<TimerState> {
  private reading = 0;

  constructor(connection: Connection, clock: ServerClock) {
    super(connection, clock, NO_TIMERS);
  }

  protected open(): Promise<() => Promise<void>> {
    return this.connection.subscribeMessage<ChangeMessage>(
      (message) => {
        if (message.type === "kitchen" && !message.loaded) this.set(NO_TIMERS);
        else if (message.type === "kitchen" || message.kind?.startsWith("timer_")) void this.read();
      },
      { type: "hearthtech/changes" },
    );
  }

  private async read(): Promise<void> {
    this.reading += 1;
    const reading = this.reading;
    try {
      const list = await this.connection.sendMessagePromise<TimerList>({ type: "hearthtech/timers" });
      this.clock.set(list.time);
      // A late answer never overwrites a newer one.
      if (reading === this.reading) this.set(timersFrom(list));
    } catch {
      if (reading === this.reading) this.set(NO_TIMERS);
    }
  }
}

export interface Feeds {
  burners: BurnerFeed;
  sessions: SessionFeed;
  timers: TimerFeed;
  changes: ChangeFeed;
  clock: ServerClock;
}

const FEEDS = new WeakMap<Connection, Feeds>();

/** The feeds of a connection; created on first use. */
export function feedsOf(connection: Connection): Feeds {
  let feeds = FEEDS.get(connection);
  if (feeds === undefined) {
    const clock = new ServerClock();
    feeds = {
      clock,
      burners: new BurnerFeed(connection, clock),
      sessions: new SessionFeed(connection, clock),
      timers: new TimerFeed(connection, clock),
      changes: new ChangeFeed(connection, clock),
    };
    FEEDS.set(connection, feeds);
  }
  return feeds;
}
