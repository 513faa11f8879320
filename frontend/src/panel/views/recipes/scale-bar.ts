import { css, html, LitElement, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { amount } from "./format";
import * as icons from "./icons";

const MOST = 1000;

/** The next number of portions: halves below two, whole ones above. */
export function nextAmount(value: number, direction: 1 | -1): number {
  const step = value < 2 || (value === 2 && direction < 0) ? 0.5 : 1;
  const next = direction > 0 ? Math.floor(value / step + 1e-6) + 1 : Math.ceil(value / step - 1e-6) - 1;
  return Math.min(Math.max(next * step, 0.5), MOST);
}

/** `<ht-scale-bar value unit>`: for how many it is shown. Fires `change` with the number. */
@element("ht-scale-bar")
export class ScaleBar extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Number }) value = 1;
  @property() unit = "";
  @query("input") private input!: HTMLInputElement;

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-1);
        min-inline-size: 0;
      }

      ht-button {
        flex: none;
      }

      input {
        inline-size: calc(3.6ch + 16px);
        min-block-size: 48px;
        padding: 4px;
        border: 1px solid transparent;
        border-radius: 12px;
        font: inherit;
        font-size: var(--ht-size-20);
        font-weight: 500;
        font-variant-numeric: tabular-nums;
        text-align: center;
        color: var(--ht-text);
        background: transparent;
      }

      input:hover,
      input:focus {
        border-color: var(--ht-line);
      }

      .unit {
        min-inline-size: 0;
        margin-inline-end: var(--ht-space-1);
        font-size: var(--ht-size-14);
        line-height: 1.2;
        color: var(--ht-text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { locale, value, unit } = this;
    return html`<ht-button
        compact
        .icon=${icons.minus}
        label=${locale.t("fewer")}
        ?disabled=${value <= 0.5}
        @click=${() => this.set(nextAmount(value, -1))}
      ></ht-button>
      <input
        inputmode="decimal"
        aria-label=${unit}
        .value=${amount(locale, value)}
        @change=${() => this.typed()}
        @focus=${() => this.input.select()}
      />
      <ht-button compact .icon=${icons.plus} label=${locale.t("more")} @click=${() => this.set(nextAmount(value, 1))}></ht-button>
      ${unit ? html`<span class="unit">${unit}</span>` : nothing}`;
  }

  private typed(): void {
    const value = Number.parseFloat(
      this.input.value.replace(",", ".").replace("½", ".5").replace("¼", ".25"),
    );
    if (Number.isFinite(value) && value > 0 && value < MOST) this.set(value);
    else this.input.value = amount(this.locale, this.value);
  }

  private set(value: number): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent("change", { detail: value }));
  }
}
