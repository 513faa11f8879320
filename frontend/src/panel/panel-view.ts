/** What every view of the panel is given, and how it follows the data that it shows. */
import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import { shownOf } from "../components/root";
import type { Feed, Feeds } from "../data/feed";
import type { HomeAssistant } from "../data/hass";
import type { Locale } from "../localize/localize";

export abstract class PanelView extends LitElement {
  /** Replaced at every state change of the house, which renders nothing: only what we show of it does. */
  @property({
    attribute: false,
    hasChanged: (value: HomeAssistant, before: HomeAssistant | undefined) => {
      if (before === undefined) return true;
      const shown = shownOf(value);
      return shownOf(before).some((one, index) => one !== shown[index]);
    },
  })
  hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) feeds!: Feeds;
  /** Whether there is a connection to Home Assistant. */
  @property({ type: Boolean }) connected = true;
  @property({ type: Boolean, reflect: true }) narrow = false;
  /** The parts of the address behind that of the view, decoded: `["ID", "edit"]`. */
  @property({
    attribute: false,
    hasChanged: (value: readonly string[], before: readonly string[] | undefined) =>
      before === undefined || value.join("/") !== before.join("/"),
  })
  rest: readonly string[] = [];
  /** The address of a place in the panel: `href("recipes", "ID")`. */
  @property({ attribute: false }) href: (...parts: string[]) => string = () => "";
  /** Go to a place in the panel; with `replace` the present address is not kept for Back. */
  @property({ attribute: false }) navigate: (parts: readonly string[], replace?: boolean) => void = () =>
    undefined;

  private unlisten: (() => void)[] = [];

  /** The feeds whose changes render this view again. */
  protected used(_feeds: Feeds): Feed<unknown>[] {
    return [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.follow();
    // The panel keeps its views: one that is shown again subscribes and reads again, also if nothing else has changed.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.unlisten) stop();
    this.unlisten = [];
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("feeds")) this.follow();
  }

  private follow(): void {
    for (const stop of this.unlisten) stop();
    this.unlisten =
      this.isConnected && this.feeds !== undefined
        ? this.used(this.feeds).map((feed) => feed.listen(() => this.requestUpdate()))
        : [];
  }
}
