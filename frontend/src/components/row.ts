import { css, html, LitElement } from "lit";
import { base } from "../styles/tokens";
import { element } from "./define";

/** `<ht-row>`: one row of a list. Slots: `start`, the default one, `end`. */
@element("ht-row")
export class Row extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: var(--ht-space-2) var(--ht-space-3);
        min-block-size: 56px;
        padding-block: var(--ht-space-2);
      }

      .body {
        flex: 1 1 8em;
        min-inline-size: 0;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      .end {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: center;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasAttribute("role")) this.setAttribute("role", "listitem");
  }

  protected override render() {
    return html`<slot name="start"></slot><div class="body"><slot></slot></div><div class="end"><slot name="end"></slot></div>`;
  }
}
