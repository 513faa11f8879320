import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { element } from "./define";

/** `<ht-icon .path=…>`: an icon in the color of the text. It is decoration; words say what it means. */
@element("ht-icon")
export class Icon extends LitElement {
  @property({ attribute: false }) path = "";

  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      inline-size: var(--ht-icon-size, 24px);
      block-size: var(--ht-icon-size, 24px);
    }

    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: currentcolor;
    }
  `;

  protected override render() {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${this.path} /></svg>`;
  }
}
