/** Ticking, undoing and adding, with or without network: what the list of the panel, of its own page and the card share. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ask } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import { isBarcode } from "./barcode";
import {
  afterChanges,
  type ListChange,
  newId,
  pageQueue,
  type ShoppingItem,
  type ShoppingState,
} from "./queue";

/** How long a ticked row stays where it is. */
const STAY_MS = 3000;

export interface ListHost extends ReactiveControllerHost {
  readonly hass: HomeAssistant;
  readonly connected: boolean;
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** The list as it was read last; the controller sets it when the kitchen has taken changes. */
  shown: ShoppingState | null;
  /** Read the list again. */
  readList(): Promise<void>;
  /** Say why the kitchen refused; `null` when it has taken everything. */
  sendFailed(error: unknown): void;
  /** Somebody has typed or scanned the number of a barcode. */
  scanned?(code: string): void;
}

export class ListChanges implements ReactiveController {
  staying: ReadonlySet<string> = new Set();
  /** The item that was ticked last, for Undo. */
  last: ShoppingItem | null = null;
  private readonly queue = pageQueue();
  private wasConnected = false;

  constructor(private readonly host: ListHost) {
    host.addController(this);
  }

  /** The changes that the kitchen has not taken. */
  get waiting(): readonly ListChange[] {
    return this.queue.waiting;
  }

  hostConnected(): void {
    this.wasConnected = false;
    window.addEventListener("storage", this.stored);
  }

  hostDisconnected(): void {
    window.removeEventListener("storage", this.stored);
  }

  /** What waits is sent as soon as there is a connection. */
  hostUpdated(): void {
    const { connected } = this.host;
    if (connected && !this.wasConnected) void this.flush();
    this.wasConnected = connected;
  }

  readonly tick = (item: ShoppingItem): void => {
    const bought = !item.bought;
    this.last = bought ? item : null;
    if (bought) {
      this.staying = new Set([...this.staying, item.id]);
      window.setTimeout(() => {
        this.staying = new Set([...this.staying].filter((id) => id !== item.id));
        this.host.requestUpdate();
      }, STAY_MS);
    }
    this.change({ id: newId(), item: item.id, bought });
  };

  readonly undo = (): void => {
    const { last } = this;
    this.last = null;
    if (last !== null) this.change({ id: newId(), item: last.id, bought: false });
  };

  readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.composedPath()[0] instanceof HTMLInputElement) this.added();
  };

  /** Add the words of the field in `.add`. */
  readonly added = (): void => {
    const field = this.host.renderRoot.querySelector<HTMLElement & { value: string }>(".add ht-field");
    const words = field?.value.trim() ?? "";
    if (field === null || words === "") return;
    field.value = "";
    if (this.host.scanned !== undefined && isBarcode(words)) this.host.scanned(words);
    else this.add(words);
  };

  add(words: string): void {
    this.change({ id: newId(), item: newId(), words });
  }

  readonly flush = async (): Promise<void> => {
    const { host } = this;
    try {
      const sent = await this.queue.flush(async (changes) => {
        await ask(host.hass, "shopping/apply", { changes });
        if (host.shown !== null) host.shown = afterChanges(host.shown, changes);
      });
      if (sent) await host.readList();
      host.sendFailed(null);
    } catch (error) {
      // Without a connection it is no fault: what waits is sent later.
      if (host.connected && host.hass.connection.connected) host.sendFailed(error);
    }
    host.requestUpdate();
  };

  private change(change: ListChange): void {
    this.queue.add(change);
    this.host.requestUpdate();
    if (this.host.connected) void this.flush();
  }

  /** Another page of this device has stored or sent a change. */
  private readonly stored = (): void => {
    this.queue.read();
    this.host.requestUpdate();
  };
}
