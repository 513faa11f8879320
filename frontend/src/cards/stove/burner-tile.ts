import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../components/define";
import "../../components/heat-ring";
import "../../components/label";
import "../../components/stop-button";
import { type Burner, heatOf } from "../../data/burners";
import type { ServerClock } from "../../data/clock";
import type { HomeAssistant } from "../../data/hass";
import type { Locale } from "../../localize/localize";
import { base } from "../../styles/tokens";
import { shownOf } from "./burner-words";
import "./countdown";

/** `<ht-burner-tile>`: one burner in its place. A tap opens it; stop is beside it and needs one tap. Fires `opened`. */
@element("ht-burner-tile")
export class BurnerTile extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) burner!: Burner;
  /** Name of the burner that it heats as one with. */
  @property() bridged = "";
  @property({ type: Boolean }) connected = true;

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: flex;
        flex-flow: var(--ht-tile-direction, column) wrap;
        align-items: center;
        justify-content: space-between;
        min-inline-size: 0;
        text-align: center;
      }

      .open {
        display: flex;
        flex-direction: var(--ht-tile-direction, column);
        align-items: center;
        gap: 4px 12px;
        inline-size: 100%;
        padding: 4px;
        border: 0;
        border-radius: 16px;
        font: inherit;
        color: inherit;
        background: none;
        cursor: pointer;
        -webkit-tap-highlight-color: transparent;
      }

      /* Read after the name, seen above it. */
      ht-heat-ring {
        order: -1;
        flex: none;
        inline-size: min(100%, clamp(88px, calc(var(--diameter, 0.18) * min(760px, 150cqi)), 240px));
      }

      .name {
        max-inline-size: 100%;
        font-size: var(--ht-size-14);
        font-weight: 500;
        line-height: 1.25;
        hyphens: auto;
        overflow-wrap: anywhere;
      }

      .words {
        display: flex;
        flex-direction: column;
        align-items: center;
        min-inline-size: 0;
        max-inline-size: 100%;
      }

      ht-stop-button {
        margin-block-start: 4px;
        max-inline-size: 100%;
      }
    `,
  ];

  protected override render() {
    const { burner, locale } = this;
    const shown = shownOf(burner, locale);
    const heat = heatOf(burner);
    return html`<button
        type="button"
        class="open"
        style="--diameter:${burner.diameter_m ?? 0.18}"
        aria-haspopup="dialog"
        @click=${this.opened}
      >
        <span class="words">
          <span class="name">${burner.name}</span>
          <ht-label .icon=${shown.status.icon} .text=${shown.status.text} .tone=${shown.status.tone}></ht-label>
          ${this.bridged ? html`<ht-label .text=${locale.t("bridged", { burner: this.bridged })}></ht-label>` : nothing}
          ${
            burner.timer_ends_at === null
              ? nothing
              : html`<ht-countdown .endsAt=${burner.timer_ends_at} .clock=${this.clock} .locale=${locale}></ht-countdown>`
          }
        </span>
        <ht-heat-ring .state=${shown.ring} .share=${shown.share} .value=${shown.value} .note=${shown.note}></ht-heat-ring>
      </button>
      ${
        heat === "on" || heat === "fault"
          ? html`<ht-stop-button
              .hass=${this.hass}
              .locale=${locale}
              .burners=${[burner.id]}
              .name=${burner.name}
              .on=${heat === "on"}
              .connected=${this.connected}
            ></ht-stop-button>`
          : nothing
      }`;
  }

  private opened(): void {
    this.dispatchEvent(new CustomEvent("opened", { detail: this.burner.id }));
  }
}
