import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { type Point, plot } from "../data/trace";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import { element } from "./define";

/** `<ht-trace>`: the temperature of the last ten minutes, and its target as a dashed line. */
@element("ht-trace")
export class Trace extends LitElement {
  @property({ attribute: false }) points: readonly Point[] = [];
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) locale!: Locale;
  /** With lowest and highest temperature beside it. */
  @property({ type: Boolean, reflect: true }) scale = false;

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: block;
        block-size: 56px;
        min-inline-size: 0;
        contain: layout paint style;
      }

      :host([scale]) {
        block-size: 120px;
      }

      svg {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        border-block-end: 1px solid var(--ht-line);
      }

      path {
        fill: none;
        stroke-width: 2;
        stroke-linejoin: round;
        vector-effect: non-scaling-stroke;
      }

      .line {
        stroke: var(--ht-heat-4);
      }

      .target {
        stroke: var(--ht-text-2);
        stroke-dasharray: 5 4;
      }

      span {
        position: absolute;
        inset-inline-start: 0;
        padding-inline: 2px;
        font-size: var(--ht-size-12);
        line-height: 1.25;
        color: var(--ht-text-2);
        background: color-mix(in srgb, var(--ht-surface) 80%, transparent);
      }

      .high {
        inset-block-start: 0;
      }

      .low {
        inset-block-end: 2px;
      }
    `,
  ];

  protected override render() {
    const drawn = plot(this.points, this.now);
    const last = [...this.points].reverse().find(([, celsius]) => celsius !== null);
    const first = this.points.find(([, celsius]) => celsius !== null);
    if (drawn === null || first?.[1] == null || last?.[1] == null)
      return html`<svg aria-hidden="true"></svg>`;
    const words = this.locale.t("trace", {
      from: this.locale.temperature(first[1]),
      to: this.locale.temperature(last[1]),
    });
    return html`<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=${words}>
        <path class="target" d=${drawn.target} />
        <path class="line" d=${drawn.line} />
      </svg>
      ${
        this.scale
          ? html`<span class="high digits" aria-hidden="true">${this.locale.temperature(drawn.high)}</span>
              <span class="low digits" aria-hidden="true">${this.locale.temperature(drawn.low)}</span>`
          : ""
      }`;
  }
}
