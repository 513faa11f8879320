import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { worktop } from "../cards/stove/worktop";
import { element } from "../components/define";
import "../components/icon";
import { type Burner, type BurnerState, burnersOf, heatOf } from "../data/burners";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";

/** Burners with dishes on them: the name of the dish by the id of the burner. */
export type Placed = Readonly<Record<string, string>>;

/** `<ht-hob-picker>`: the hobs of the home as they lie in the worktop. A tap on a burner fires `burner` with its id. */
@element("ht-hob-picker")
export class HobPicker extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) burners!: BurnerState;
  @property({ attribute: false }) placed: Placed = {};
  /** The burner of the dish that is being placed. */
  @property() active = "";

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-4);
      }

      section {
        flex: 1 1 280px;
        min-inline-size: 0;
        max-inline-size: 520px;
      }

      h3 {
        margin: 0 0 4px;
        font-size: var(--ht-size-16);
        font-weight: 500;
      }

      .glass {
        display: grid;
        gap: 12px;
        padding: 16px;
        border: 1px solid var(--ht-glass-edge);
        border-radius: 16px;
        background: var(--ht-glass);
      }

      button {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        justify-self: center;
        gap: 2px;
        inline-size: min(100%, 148px);
        aspect-ratio: 1;
        min-block-size: 88px;
        padding: 8px;
        border: 3px solid var(--ht-outline);
        border-radius: 50%;
        font: inherit;
        font-size: var(--ht-size-14);
        line-height: 1.2;
        text-align: center;
        color: var(--ht-text);
        background: var(--ht-raised);
        cursor: pointer;
        overflow: hidden;
        -webkit-tap-highlight-color: transparent;
      }

      button:disabled {
        border-style: dashed;
        color: var(--ht-text-2);
        cursor: default;
      }

      button.placed {
        border-color: var(--ht-heat-edge);
        font-weight: 500;
      }

      button[aria-pressed="true"] {
        border-width: 6px;
        color: var(--ht-on-accent);
        background: var(--ht-accent);
      }

      .dish {
        display: -webkit-box;
        overflow: hidden;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
    `,
  ];

  protected override render() {
    return html`${Object.values(this.burners.stoves)
      .filter(({ kind }) => kind !== "thermometer")
      .map((stove) => {
        const burners = burnersOf(this.burners, stove.id);
        if (burners.length === 0) return nothing;
        const { columns, rows, places } = worktop(burners);
        const name = stove.name_by_user ?? stove.name;
        return html`<section aria-label=${name}>
          <h3>${name}</h3>
          <div
            class="glass"
            style="grid-template-columns:repeat(${columns},minmax(0,1fr));grid-template-rows:repeat(${Math.ceil(rows * 2)},auto)"
          >
            ${burners.map((burner) => {
              const place = places.find(({ n }) => n === burner.n);
              const at =
                place === undefined
                  ? ""
                  : `grid-column:${place.column + 1};grid-row:${Math.round(place.row * 2) + 1}/span 2`;
              return this.renderBurner(burner, at);
            })}
          </div>
        </section>`;
      })}`;
  }

  private renderBurner(burner: Burner, at: string) {
    const { locale } = this;
    const dish = this.placed[burner.id];
    const active = burner.id === this.active;
    const taken = burner.dish !== null;
    const status = taken
      ? locale.t("cook_burner_busy", { dish: burner.dish?.name ?? "" })
      : heatOf(burner) === "unknown"
        ? locale.t("unknown")
        : heatOf(burner) === "on"
          ? locale.t("on")
          : burner.residual_heat
            ? locale.t("hot")
            : "";
    return html`<button
      type="button"
      style=${at}
      data-burner=${burner.id}
      class=${dish === undefined ? "" : "placed"}
      aria-pressed=${active ? "true" : "false"}
      ?disabled=${taken}
      @click=${() => this.dispatchEvent(new CustomEvent("burner", { detail: burner.id }))}
    >
      <span>${burner.name}</span>
      ${dish === undefined ? (status ? html`<span class="status">${status}</span>` : nothing) : html`<span class="dish" dir="auto">${dish}</span>`}
    </button>`;
  }
}
