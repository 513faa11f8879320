import { css, html, LitElement, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { HomeAssistant } from "../data/hass";
import { turnOff } from "../data/heat";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import { element } from "./define";
import { octagon, offline } from "./icons";
import "./button";

const differs = (ids: readonly string[], before?: readonly string[]) => ids.join() !== before?.join();

/** Time after which a stop counts as unconfirmed (ms). */
export const CONFIRMED_WITHIN_MS = 2000;

/**
 * `<ht-stop-button>`: turns burners off with one tap. If the stove has not confirmed it after two seconds, or there is no
 * connection, it says to turn the knob. Nothing is sent later.
 */
@element("ht-stop-button")
export class StopButton extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false, hasChanged: differs }) burners: readonly string[] = [];
  /** Whether one of them is on, as far as is known. */
  @property({ type: Boolean, reflect: true }) on = false;
  /** What it stops, for screen readers: a burner or a stove. */
  @property() name = "";
  @property() label = "";
  /** Whether there is a connection; given by the card, because `hass` itself is replaced all the time. */
  @property({ type: Boolean }) connected = true;
  @state() private phase: "rest" | "sent" | "unconfirmed" = "rest";
  private patience: ReturnType<typeof setTimeout> | undefined;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        min-inline-size: 0;
      }

      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 6px;
        inline-size: 100%;
        min-block-size: var(--ht-stop-size, 48px);
        min-inline-size: 72px;
        padding: 4px 14px 4px 10px;
        border: 0;
        border-radius: 24px;
        font: inherit;
        font-weight: 500;
        line-height: 1.25;
        color: var(--ht-on-stop, #fff);
        background: var(--ht-stop, #b30532);
        cursor: pointer;
        overflow-wrap: anywhere;
      }

      /* Nothing is on: it is there, and does not shout. */
      :host(:not([on])) button {
        border: 2px solid var(--ht-stop-quiet, #b30532);
        color: var(--ht-stop-quiet, #b30532);
        background: transparent;
      }

      button[data-phase="sent"] {
        outline: 2px dashed var(--ht-stop, #b30532);
        outline-offset: 2px;
      }

      button[aria-disabled="true"] {
        border: 2px solid var(--ht-fault, #b30532);
        color: var(--ht-text, #141414);
        background: transparent;
        cursor: default;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.patience);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("on") && !this.on) {
      clearTimeout(this.patience);
      this.phase = "rest";
    }
  }

  protected override render() {
    const words = this.words();
    return html`<button
        type="button"
        data-phase=${this.phase}
        aria-disabled=${this.connected ? "false" : "true"}
        aria-label=${this.name ? `${words}: ${this.name}` : words}
        @click=${this.stop}
      >
        <ht-icon .path=${this.connected ? octagon : offline}></ht-icon><span>${words}</span>
      </button>
      <span class="visually-hidden" role="status">${this.phase === "unconfirmed" ? words : ""}</span>`;
  }

  private words(): string {
    if (!this.connected) return this.locale.t("stop_offline");
    if (this.phase === "unconfirmed") return this.locale.t("stop_unconfirmed");
    return this.label || this.locale.t("stop");
  }

  private stop(event: Event): void {
    event.stopPropagation();
    if (!this.hass.connection.connected) {
      this.connected = false;
      return;
    }
    turnOff(this.hass, this.burners).catch(() => this.unconfirmed());
    performance.mark("hearthtech-stop-sent");
    this.phase = "sent";
    clearTimeout(this.patience);
    this.patience = setTimeout(() => (this.on ? this.unconfirmed() : this.rest()), CONFIRMED_WITHIN_MS);
  }

  private unconfirmed(): void {
    clearTimeout(this.patience);
    this.phase = "unconfirmed";
  }

  private rest(): void {
    this.phase = "rest";
  }
}
