import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../styles/tokens";
import { element } from "./define";

/**
 * `<ht-slider label min max step value text>`: a level. Fires `input` while it moves and `change` when it is let go.
 * `text` is what a screen reader says for the value.
 */
@element("ht-slider")
export class Slider extends LitElement {
  @property() label = "";
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 100;
  @property({ type: Number }) step = 1;
  @property({ type: Number }) value = 0;
  @property() text = "";
  @property({ type: Boolean, reflect: true }) disabled = false;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      input {
        display: block;
        inline-size: 100%;
        block-size: 48px;
        margin: 0;
        appearance: none;
        background: transparent;
        cursor: pointer;
        touch-action: pan-y;
      }

      input::-webkit-slider-runnable-track {
        block-size: 20px;
        border: 1px solid var(--ht-outline);
        border-radius: 10px;
        background: linear-gradient(90deg, var(--ht-heat-1), var(--ht-heat-2), var(--ht-heat-3))
          0 0 / var(--share, 0%) 100% no-repeat;
      }

      input::-moz-range-track {
        block-size: 20px;
        border: 1px solid var(--ht-outline);
        border-radius: 10px;
        background: linear-gradient(90deg, var(--ht-heat-1), var(--ht-heat-2), var(--ht-heat-3))
          0 0 / var(--share, 0%) 100% no-repeat;
      }

      input::-webkit-slider-thumb {
        appearance: none;
        inline-size: 36px;
        block-size: 36px;
        margin-block-start: -9px;
        border: 3px solid var(--ht-heat-edge);
        border-radius: 50%;
        background: var(--ht-raised);
      }

      input::-moz-range-thumb {
        inline-size: 30px;
        block-size: 30px;
        border: 3px solid var(--ht-heat-edge);
        border-radius: 50%;
        background: var(--ht-raised);
      }

      input:disabled {
        cursor: default;
        filter: grayscale(1);
      }
    `,
  ];

  protected override render() {
    const span = this.max - this.min;
    const share = span > 0 ? ((this.value - this.min) / span) * 100 : 0;
    return html`<input
      type="range"
      style="--share:${share}%"
      aria-label=${this.label}
      aria-valuetext=${this.text || `${this.value}`}
      min=${this.min}
      max=${this.max}
      step=${this.step}
      .value=${`${this.value}`}
      ?disabled=${this.disabled}
      @input=${this.moved}
      @change=${this.released}
    />`;
  }

  private moved(event: Event): void {
    this.value = Number((event.target as HTMLInputElement).value);
  }

  private released(): void {
    this.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  }
}
