import { css, html, LitElement, nothing, svg } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../styles/tokens";
import { element } from "./define";
import { alert } from "./icons";

export type RingState = "unknown" | "off" | "hot" | "on" | "fault";

const LENGTH = 2 * Math.PI * 42;
/** The ring is open below, so that the swept angle reads like a knob. */
const SWEEP = 0.8;

/**
 * `<ht-heat-ring state share value unit note>`: heat as hue, as swept angle and as a number. Residual heat is a hatched
 * disc, an unknown burner a dashed ring with "?".
 */
@element("ht-heat-ring")
export class HeatRing extends LitElement {
  @property({ reflect: true }) state: RingState = "unknown";
  /** Swept share of the ring, 0-1. */
  @property({ type: Number }) share = 0;
  @property() value = "";
  @property() note = "";

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: grid;
        place-items: center;
        inline-size: 100%;
        aspect-ratio: 1;
        /* What changes inside lays out and repaints nothing around it. */
        contain: strict;
        container-type: inline-size;
      }

      svg {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        overflow: visible;
      }

      circle {
        fill: none;
      }

      .disc {
        fill: var(--ht-raised);
      }

      .track {
        stroke: var(--ht-line);
        stroke-width: 8;
        stroke-linecap: round;
      }

      .arc {
        stroke-width: 8;
        stroke-linecap: round;
      }

      .edge {
        stroke: var(--ht-heat-edge);
        stroke-width: 10;
        stroke-linecap: round;
      }

      :host([state="off"]) .track,
      :host([state="hot"]) .track {
        stroke: var(--ht-outline);
        stroke-width: 2;
      }

      :host([state="unknown"]) .track {
        stroke: var(--ht-outline);
        stroke-width: 3;
        stroke-dasharray: 5 6;
      }

      :host([state="fault"]) .track {
        stroke: var(--ht-fault);
        stroke-width: 5;
      }

      .hatch {
        stroke: var(--ht-fault);
        stroke-width: 1.4;
        opacity: 0.45;
      }

      .text {
        position: relative;
        display: grid;
        place-items: center;
        max-inline-size: 70%;
        text-align: center;
      }

      .value {
        font-size: max(20px, 21cqi);
        font-weight: 500;
        white-space: nowrap;
      }

      .note {
        font-size: max(12px, 10.5cqi);
        line-height: 1.25;
        color: var(--ht-text-2);
        white-space: nowrap;
      }

      :host([state="fault"]) ht-icon {
        color: var(--ht-fault);
        --ht-icon-size: max(24px, 26cqi);
      }
    `,
  ];

  protected override render() {
    const share = Math.min(Math.max(this.share, 0), 1);
    const level = Math.min(Math.ceil(share * 4) || 1, 4);
    const open = `${LENGTH * SWEEP} ${LENGTH}`;
    const swept = `${Math.max(LENGTH * SWEEP * share, 0.01)} ${LENGTH}`;
    const turn = `rotate(${90 + ((1 - SWEEP) / 2) * 360} 50 50)`;
    const closed = this.state === "on" ? open : nothing;
    return html`<svg viewBox="0 0 100 100" aria-hidden="true">
        ${
          this.state === "hot"
            ? svg`<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <path class="hatch" d="M0 0V7" /></pattern></defs>`
            : nothing
        }
        <circle class="disc" cx="50" cy="50" r="42" />
        ${this.state === "hot" ? svg`<circle cx="50" cy="50" r="42" style="fill:url(#hatch)" />` : nothing}
        <circle class="track" cx="50" cy="50" r="42" transform=${turn} stroke-dasharray=${closed} />
        ${
          this.state === "on"
            ? svg`<circle class="edge" cx="50" cy="50" r="42" transform=${turn} stroke-dasharray=${swept} />
                <circle class="arc" cx="50" cy="50" r="42" transform=${turn} stroke-dasharray=${swept}
                  style="stroke:var(--ht-heat-${level})" />`
            : nothing
        }
      </svg>
      <span class="text">
        ${
          this.state === "fault"
            ? html`<ht-icon .path=${alert}></ht-icon>`
            : html`<span class="value digits">${this.state === "unknown" ? "?" : this.value}</span>`
        }
        ${this.note ? html`<span class="note digits">${this.note}</span>` : nothing}
      </span>`;
  }
}
