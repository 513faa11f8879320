import { css, html, LitElement } from "lit";
import { property, query } from "lit/decorators.js";
import { element } from "../../components/define";
import { timer } from "../../components/icons";
import { tick } from "../../components/ticker";
import type { ServerClock } from "../../data/clock";
import type { Locale } from "../../localize/localize";
import { base } from "../../styles/tokens";

/** `<ht-countdown>`: the time until a moment, counted here; nothing is sent for it. */
@element("ht-countdown")
export class Countdown extends LitElement {
  @property({ attribute: false }) endsAt = 0;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) locale!: Locale;
  @query("span") protected shown!: HTMLElement;
  private stop: (() => void) | undefined;

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        font-size: var(--ht-size-14);
        line-height: 1.35;
        --ht-icon-size: 18px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = tick(() => this.count());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render() {
    return html`<ht-icon .path=${timer}></ht-icon><span class="digits" role="timer" aria-live="off"></span>`;
  }

  protected override updated(): void {
    this.count();
  }

  protected count(): void {
    if (!this.hasUpdated) return;
    const text = this.locale.clock(Math.max(this.endsAt - this.clock.now(), 0));
    if (this.shown.textContent !== text) this.shown.textContent = text;
  }
}
