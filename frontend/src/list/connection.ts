/** A small connection to Home Assistant's WebSocket, for the page that has no frontend of Home Assistant around it. */
import type { Connection } from "../data/hass";
import { LoggedOut } from "./login";

interface Answer {
  id?: number;
  type: string;
  success?: boolean;
  result?: unknown;
  error?: object;
  event?: unknown;
}

interface Asked {
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
  timer: number;
}

interface Subscription {
  id: number;
  message: object;
  callback: (event: unknown) => void;
}

const ANSWER_MS = 15_000;
const PING_MS = 30_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

export class PageConnection implements Connection {
  connected = false;
  private socket: WebSocket | null = null;
  private next = 1;
  private wait = FIRST_WAIT_MS;
  private timer = 0;
  private opening = false;
  private readonly asked = new Map<number, Asked>();
  private readonly subscriptions = new Set<Subscription>();
  private readonly listeners = { ready: new Set<() => void>(), disconnected: new Set<() => void>() };

  /** `loggedOut` is called when the login is not valid any more; no connection is tried from then on. */
  constructor(
    private readonly address: string,
    private readonly token: () => Promise<string>,
    private readonly loggedOut: () => void,
  ) {}

  start(): void {
    window.addEventListener("online", this.now);
    window.addEventListener("offline", this.lost);
    document.addEventListener("visibilitychange", this.now);
    window.setInterval(() => this.ping(), PING_MS);
    void this.open();
  }

  sendMessagePromise<T>(message: object): Promise<T> {
    return this.send<T>(message).result;
  }

  async subscribeMessage<T>(callback: (message: T) => void, message: object): Promise<() => Promise<void>> {
    const subscription = { id: 0, message, callback: callback as (event: unknown) => void };
    this.subscriptions.add(subscription);
    if (this.connected) await this.subscribe(subscription);
    return async () => {
      this.subscriptions.delete(subscription);
      if (this.connected)
        await this.sendMessagePromise({ type: "unsubscribe_events", subscription: subscription.id });
    };
  }

  addEventListener(event: "ready" | "disconnected", callback: () => void): void {
    this.listeners[event].add(callback);
  }

  removeEventListener(event: "ready" | "disconnected", callback: () => void): void {
    this.listeners[event].delete(callback);
  }

  private send<T>(message: object): { id: number; result: Promise<T> } {
    const { socket } = this;
    const id = this.next++;
    const result = new Promise<T>((resolve, reject) => {
      if (socket === null || !this.connected) {
        reject(new Error("no connection"));
        return;
      }
      const timer = window.setTimeout(() => this.lost(), ANSWER_MS);
      this.asked.set(id, { resolve: resolve as (result: unknown) => void, reject, timer });
      socket.send(JSON.stringify({ ...message, id }));
    });
    return { id, result };
  }

  private subscribe(subscription: Subscription): Promise<unknown> {
    const { id, result } = this.send(subscription.message);
    subscription.id = id;
    return result;
  }

  private ping(): void {
    if (this.connected) this.sendMessagePromise({ type: "ping" }).catch(() => undefined);
  }

  /** The network may be back, or the page is looked at again. */
  private readonly now = (): void => {
    if (document.visibilityState === "hidden") return;
    if (this.connected) this.ping();
    else if (this.socket === null) void this.open();
  };

  private async open(): Promise<void> {
    window.clearTimeout(this.timer);
    // One attempt at a time, also while the token is renewed.
    if (this.opening || this.socket !== null) return;
    this.opening = true;
    try {
      const token = await this.token();
      const socket = new WebSocket(this.address);
      this.socket = socket;
      socket.onmessage = ({ data }) => this.received(socket, token, JSON.parse(data));
      socket.onclose = () => {
        if (this.socket === socket) this.lost();
      };
    } catch (error) {
      if (error instanceof LoggedOut) this.loggedOut();
      else this.later();
    } finally {
      this.opening = false;
    }
  }

  private received(socket: WebSocket, token: string, told: Answer | Answer[]): void {
    if (socket !== this.socket) return;
    for (const answer of Array.isArray(told) ? told : [told]) {
      if (answer.type === "auth_required") socket.send(JSON.stringify({ type: "auth", access_token: token }));
      else if (answer.type === "auth_invalid") this.refused();
      else if (answer.type === "auth_ok") this.ready();
      else if (answer.type === "event") {
        for (const one of this.subscriptions) if (one.id === answer.id) one.callback(answer.event);
      } else if (answer.id !== undefined) this.answered(answer.id, answer);
    }
  }

  private answered(id: number, answer: Answer): void {
    const asked = this.asked.get(id);
    if (asked === undefined) return;
    this.asked.delete(id);
    window.clearTimeout(asked.timer);
    if (answer.success === false) asked.reject(answer.error);
    else asked.resolve(answer.result);
  }

  private ready(): void {
    this.connected = true;
    this.wait = FIRST_WAIT_MS;
    for (const one of this.subscriptions) this.subscribe(one).catch(() => undefined);
    for (const call of [...this.listeners.ready]) call();
  }

  private refused(): void {
    this.close();
    this.loggedOut();
  }

  private readonly lost = (): void => {
    const had = this.close();
    if (had) for (const call of [...this.listeners.disconnected]) call();
    this.later();
  };

  private close(): boolean {
    const had = this.connected;
    const { socket } = this;
    this.connected = false;
    this.socket = null;
    socket?.close();
    for (const { reject, timer } of this.asked.values()) {
      window.clearTimeout(timer);
      reject(new Error("connection lost"));
    }
    this.asked.clear();
    return had;
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }
}
