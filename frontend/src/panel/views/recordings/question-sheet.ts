import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/sheet";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";

/**
 * `<ht-question-sheet open heading action kind icon reason>`: a dialog that ends with one action. The slot says what the
 * action does; `reason` is why it failed. Fires `act` and `closed`.
 */
@element("ht-question-sheet")
export class QuestionSheet extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean }) open = false;
  @property() heading = "";
  /** The words of the action's button. */
  @property() action = "";
  @property() kind: "primary" | "stop" = "primary";
  @property({ attribute: false }) icon = "";
  @property() reason = "";
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    base,
    css`
      .rows {
        display: flex;
        flex-direction: column;
        align-items: stretch;
        gap: var(--ht-space-4);
      }

      .rows > ht-button {
        align-self: flex-start;
      }

      ::slotted(p) {
        margin: 0;
        line-height: 1.45;
      }
    `,
  ];

  protected override render() {
    return html`<ht-sheet
      .open=${this.open}
      heading=${this.heading}
      .closeLabel=${this.locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${
        this.open
          ? html`<div class="rows">
              <slot></slot>
              <ht-failure .text=${this.reason}></ht-failure>
              <ht-button
                kind=${this.kind}
                .icon=${this.icon}
                label=${this.action}
                ?disabled=${this.disabled}
                @click=${() => this.dispatchEvent(new Event("act"))}
              ></ht-button>
            </div>`
          : nothing
      }
    </ht-sheet>`;
  }
}
