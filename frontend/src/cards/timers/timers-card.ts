import { html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { element } from "../../components/define";
import * as icons from "../../components/icons";
import { RootElement } from "../../components/root";
import "../../components/empty-state";
import "../../components/label";
import type { Feed, Feeds } from "../../data/feed";
import { shownTimers } from "../../data/timers";
import { base, tokens } from "../../styles/tokens";
import { cardStyles } from "../area-card";
import "./timer-list";

export interface TimersCardConfig {
  type: string;
  /** The heading; empty for none. */
  name?: string;
  /** Whether a new timer can be set here. */
  new?: boolean;
}

/** The timers card. `hearthtech-timers-card` loads it. */
@element("hearthtech-timers-card-content")
export class TimersCard extends RootElement {
  @state() private config: TimersCardConfig = { type: "" };

  static override styles = [tokens, base, cardStyles];

  setConfig(config: TimersCardConfig): void {
    this.config = config;
  }

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.timers, feeds.sessions, feeds.burners];
  }

  protected override isReady(): boolean {
    return this.feeds.timers.status !== "loading";
  }

  protected override render() {
    const { locale, feeds } = this;
    if (locale === undefined) return nothing;
    const heading = this.config.name || locale.t("timers");
    return html`<section aria-label=${heading}>
      ${this.config.name === "" ? nothing : html`<h2>${heading}</h2>`}
      ${this.renderBody(feeds)}
    </section>`;
  }

  private renderBody(feeds: Feeds) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    if (feeds.timers.status === "missing") {
      return html`<ht-empty-state
        .icon=${icons.timer}
        heading=${locale.t("integration_missing")}
        text=${locale.t("integration_missing_text")}
      ></ht-empty-state>`;
    }
    if (feeds.timers.status === "loading") return html`<ht-label .text=${locale.t("loading")}></ht-label>`;
    const connected = this.hass.connected !== false && this.hass.connection.connected;
    return html`${connected ? nothing : html`<ht-label .icon=${icons.offline} tone="fault" .text=${locale.t("offline")}></ht-label>`}
      <ht-timer-list
        .hass=${this.hass}
        .locale=${locale}
        .clock=${feeds.clock}
        .timers=${shownTimers(feeds.timers.value, feeds.sessions.value, feeds.burners.value, feeds.clock.now())}
        .burners=${feeds.burners.value}
        .connected=${connected}
        .offersNew=${this.config.new !== false}
      ></ht-timer-list>`;
  }
}
