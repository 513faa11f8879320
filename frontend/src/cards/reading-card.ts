/** Base class of the cards that ask the kitchen, and ask again when what they show may have changed. */
import { state } from "lit/decorators.js";
import { Latest, reasonOf } from "../data/commands";
import type { Feed, Feeds } from "../data/feed";
import { Soon } from "../data/soon";
import { AreaCard } from "./area-card";

/** Several changes at once are read once. */
const TOGETHER_MS = 60;

export abstract class ReadingCard<T> extends AreaCard {
  @state() protected value: T | undefined;
  @state() protected failed = "";
  private readonly reading = new Latest();
  private unfollow: (() => void) | undefined;
  private readonly soon = new Soon(() => this.read(), TOGETHER_MS);
  private asked = "";

  /** Ask the kitchen. */
  protected abstract ask(): Promise<T>;

  /** The kinds of changes after which it may answer something else. */
  protected abstract readonly changedBy: RegExp;

  /** What the question depends on, beside the kitchen. */
  protected asksFor(): string {
    return "";
  }

  get connected(): boolean {
    return this.hass.connected !== false && this.hass.connection.connected;
  }

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.changes];
  }

  protected override isReady(): boolean {
    return this.value !== undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.soon.stop();
    this.reading.drop();
    this.unfollow?.();
    this.unfollow = undefined;
    this.asked = "";
  }

  protected override hassChanged(): void {
    if (this.asked !== "" && this.asked !== this.question()) this.requestUpdate();
  }

  protected override willUpdate(): void {
    if (!this.isConnected) return;
    this.unfollow ??= this.feeds.changes.on((message) => {
      if (message.type === "kitchen" ? message.loaded : this.changedBy.test(message.kind ?? "")) {
        this.soon.ask();
      }
    });
    const question = this.question();
    if (question === this.asked) return;
    this.asked = question;
    void this.read();
  }

  protected read(): Promise<void> {
    return this.reading.of(
      this.ask(),
      (value) => {
        this.value = value;
        this.failed = "";
      },
      (error) => void this.fail(error),
    );
  }

  /** Say why something failed. Without a connection what was read stays, and the card says that it is offline. */
  protected async fail(error: unknown): Promise<void> {
    const { locale } = this;
    if (locale === undefined || !this.connected) return;
    this.failed = locale.t("failed", { reason: await reasonOf(this.hass, locale, error) });
  }

  private question(): string {
    return `${this.connected} ${this.hass.language} ${this.asksFor()}`;
  }
}
