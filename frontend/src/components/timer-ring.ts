import { css, html, LitElement } from "lit";
import { property, query } from "lit/decorators.js";
import type { ServerClock } from "../data/clock";
import { leftOf, type ShownTimer } from "../data/timers";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import { element } from "./define";
import { tick } from "./ticker";

const LENGTH = 2 * Math.PI * 44;

/** `<ht-timer-ring>`: the time left of a timer, as digits in a ring that empties. The digits move nothing around them. */
@element("ht-timer-ring")
export class TimerRing extends LitElement {
  @property({ attribute: false }) timer!: ShownTimer;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) locale!: Locale;
  @query(".time") private time!: HTMLElement;
  @query(".arc") private arc!: SVGCircleElement;
  private stop: (() => void) | undefined;
  private shown = "";

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: inline-grid;
        place-items: center;
        flex: none;
        inline-size: calc(36px + 36px * max(1, var(--ht-scale)));
        aspect-ratio: 1;
      }

      svg {
        position: absolute;
        inset: 0;
        transform: rotate(-90deg);
      }

      circle {
        fill: none;
        stroke: var(--ht-line);
        stroke-width: 7;
      }

      .arc {
        stroke: var(--ht-heat-3);
        stroke-linecap: round;
      }

      :host([paused]) .arc {
        stroke: var(--ht-text-2);
        stroke-dasharray: 4 6;
      }

      :host([ringing]) .arc {
        stroke: var(--ht-fault);
      }

      .time {
        font-size: var(--ht-size-16);
        font-weight: 500;
        white-space: nowrap;
      }

      .time.long {
        font-size: var(--ht-size-14);
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
    this.toggleAttribute("paused", this.timer.pausedLeftS !== null);
    this.toggleAttribute("ringing", this.timer.ringing);
    return html`<svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r="44" />
        <circle class="arc" cx="50" cy="50" r="44" stroke-dasharray=${LENGTH} />
      </svg>
      <span class="time digits" role="timer" aria-live="off"></span>`;
  }

  protected override updated(): void {
    this.shown = "";
    this.count();
  }

  private count(): void {
    if (!this.hasUpdated) return;
    const left = leftOf(this.timer, this.clock.now());
    const text = this.locale.clock(left);
    if (text === this.shown) return;
    this.shown = text;
    this.time.textContent = text;
    this.time.classList.toggle("long", text.length > 5);
    const share = this.timer.lengthS === null ? 1 : Math.min(left / this.timer.lengthS, 1);
    if (this.timer.pausedLeftS === null) {
      this.arc.style.strokeDashoffset = `${this.timer.ringing ? 0 : LENGTH * (1 - share)}`;
    }
  }
}
