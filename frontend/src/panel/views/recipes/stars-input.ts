import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/icon";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";

/** `<ht-stars-input>`: five stars to be given. Fires `change` with their number. */
@element("ht-stars-input")
export class StarsInput extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Number }) value = 0;

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
      }

      button {
        display: grid;
        place-items: center;
        inline-size: 48px;
        block-size: 48px;
        padding: 0;
        border: 0;
        border-radius: 24px;
        color: var(--ht-heat-text);
        background: transparent;
        cursor: pointer;
      }
    `,
  ];

  protected override render() {
    return [1, 2, 3, 4, 5].map(
      (number) => html`<button
        type="button"
        aria-label=${this.locale.t("stars_of_five", { stars: number })}
        aria-pressed=${this.value === number ? "true" : "false"}
        @click=${() => {
          this.value = number;
          this.dispatchEvent(new CustomEvent("change", { detail: number }));
        }}
      >
        <ht-icon .path=${number <= this.value ? icons.star : icons.starOutline}></ht-icon>
      </button>`,
    );
  }
}
