import { html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { element } from "../../components/define";
import "../../components/empty-state";
import * as icons from "../../components/icons";
import "../../components/label";
import type { Feed, Feeds } from "../../data/feed";
import { navigate } from "../../panel/address";
import { base, tokens } from "../../styles/tokens";
import { AreaCard, cardStyles } from "../area-card";
import "./session-tile";

export interface CookingCardConfig {
  type: string;
  /** The heading; empty for none. */
  name?: string;
}

/** The cooking card: what is cooked now, and the way into cook mode. `hearthtech-cooking-card` loads it. */
@element("hearthtech-cooking-card-content")
export class CookingCard extends AreaCard {
  protected readonly area = "today";
  @state() private config: CookingCardConfig = { type: "" };

  static override styles = [tokens, base, cardStyles];

  setConfig(config: CookingCardConfig): void {
    this.config = config;
  }

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.sessions, feeds.burners];
  }

  protected override isReady(): boolean {
    return this.feeds.sessions.status !== "loading";
  }

  protected override render() {
    const { locale, feeds } = this;
    if (locale === undefined) return nothing;
    const heading = this.config.name || locale.t("cooking_now");
    return html`<section aria-label=${heading}>
      ${this.config.name === "" ? nothing : html`<h2>${heading}</h2>`} ${this.renderBody(feeds)}
    </section>`;
  }

  private renderBody(feeds: Feeds) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const { status, value } = feeds.sessions;
    if (status === "loading") return html`<ht-label .text=${locale.t("loading")}></ht-label>`;
    const sessions = Object.values(value.sessions);
    const connected = this.hass.connected !== false && this.hass.connection.connected;
    if (status === "missing" || sessions.length === 0) {
      return html`<ht-empty-state
        .icon=${icons.chefHat}
        heading=${locale.t(status === "missing" ? "integration_missing" : "cooking_none")}
        text=${status === "missing" ? locale.t("integration_missing_text") : ""}
      >
        <ht-button label=${locale.t("today_choose")} @click=${() => navigate("/hearthtech/recipes")}></ht-button>
      </ht-empty-state>`;
    }
    return html`${connected ? nothing : html`<ht-label .icon=${icons.offline} tone="fault" .text=${locale.t("offline")}></ht-label>`}
    ${sessions.map(
      (session) => html`<ht-session-tile
        stops
        .hass=${this.hass}
        .locale=${locale}
        .clock=${feeds.clock}
        .session=${session}
        .burners=${feeds.burners.value}
        .connected=${connected}
        @open=${() => navigate(`/hearthtech/cook/${encodeURIComponent(session.id)}`)}
      ></ht-session-tile>`,
    )}`;
  }
}
