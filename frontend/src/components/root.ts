/** Base class of our outermost elements: cards, features and the panel. */
import { LitElement, type PropertyValues } from "lit";
import { type Feed, type Feeds, feedsOf } from "../data/feed";
import type { HomeAssistant } from "../data/hass";
import { type Locale, languageOf, loadWords, localeFor } from "../localize/localize";

/** The values of `hass` that change what we show. All data of the kitchen comes by its own subscriptions. */
export function shownOf(hass: HomeAssistant): readonly unknown[] {
  return [
    hass.connection,
    hass.connected,
    hass.language,
    hass.locale,
    hass.config.unit_system,
    hass.user,
    hass.themes?.darkMode,
    hass.dockedSidebar,
  ];
}

export abstract class RootElement extends LitElement {
  protected locale: Locale | undefined;
  private current: HomeAssistant | undefined;
  private unlisten: (() => void)[] = [];
  private listening: HomeAssistant["connection"] | undefined;
  /** The time of each first paint is measured from the first `hass`. */
  private painted = false;

  /** Replaced at every state change of the house; we render only if something changed that we show. */
  set hass(hass: HomeAssistant) {
    const before = this.current;
    this.current = hass;
    // The shell of a card marks the first `hass` before its content is loaded.
    const mark = `${this.localName}-hass`;
    if (before === undefined && performance.getEntriesByName(mark).length === 0) performance.mark(mark);
    const shown = shownOf(hass);
    if (before !== undefined && shownOf(before).every((value, index) => value === shown[index])) {
      this.hassChanged(before, hass);
      return;
    }
    this.toggleAttribute("dark", hass.themes?.darkMode ?? false);
    this.readLocale(hass);
    this.follow();
    this.requestUpdate();
  }

  get hass(): HomeAssistant {
    if (this.current === undefined) throw new Error("used before Home Assistant is there");
    return this.current;
  }

  protected get hasHass(): boolean {
    return this.current !== undefined;
  }

  protected get feeds(): Feeds {
    return feedsOf(this.hass.connection);
  }

  /** Called for each new `hass` that changes none of our own values; for elements that show states. */
  protected hassChanged(_before: HomeAssistant, _hass: HomeAssistant): void {}

  /** The feeds that this element shows. */
  protected abstract used(feeds: Feeds): Feed<unknown>[];

  /** Called when a feed has changed. */
  protected feedChanged(): void {
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.unlisten) stop();
    this.unlisten = [];
    this.listening = undefined;
  }

  /** Nothing is rendered before the words are there. */
  protected override shouldUpdate(): boolean {
    return this.current !== undefined && this.locale !== undefined;
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.painted || !this.isReady()) return;
    this.painted = true;
    requestAnimationFrame(() => {
      performance.mark(`${this.localName}-painted`);
      performance.measure(`${this.localName}`, `${this.localName}-hass`, `${this.localName}-painted`);
    });
  }

  /** Whether what was rendered is more than a placeholder. */
  protected isReady(): boolean {
    return true;
  }

  private follow(): void {
    const hass = this.current;
    if (hass === undefined || !this.isConnected || this.listening === hass.connection) return;
    for (const stop of this.unlisten) stop();
    this.listening = hass.connection;
    this.unlisten = this.used(feedsOf(hass.connection)).map((feed) => feed.listen(() => this.feedChanged()));
  }

  private readLocale(hass: HomeAssistant): void {
    const found = localeFor(hass);
    if (found !== undefined) {
      this.locale = found;
      return;
    }
    void loadWords(languageOf(hass.language)).then(() => {
      if (this.current === undefined) return;
      this.locale = localeFor(this.current);
      this.requestUpdate();
    });
  }
}
