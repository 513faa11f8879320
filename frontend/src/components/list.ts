import { css, html, LitElement } from "lit";
import { base } from "../styles/tokens";
import { element } from "./define";

/** `<ht-list>` of `<ht-row>`: rows of at least 56 px. */
@element("ht-list")
export class List extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }

      ::slotted(*:not(:first-child)) {
        border-block-start: 1px solid var(--ht-line);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasAttribute("role")) this.setAttribute("role", "list");
  }

  protected override render() {
    return html`<slot></slot>`;
  }
}
