import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../styles/tokens";
import { element } from "./define";
import "./icon";

/** `<ht-empty-state icon heading text>`: what to do where there is nothing yet. The slot takes buttons. */
@element("ht-empty-state")
export class EmptyState extends LitElement {
  @property({ attribute: false }) icon = "";
  @property() heading = "";
  @property() text = "";

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: var(--ht-space-2);
        padding: var(--ht-space-6) var(--ht-space-4);
        text-align: center;
      }

      ht-icon {
        --ht-icon-size: 40px;
        color: var(--ht-text-2);
      }

      p {
        margin: 0;
        max-inline-size: 66ch;
      }

      .heading {
        font-size: var(--ht-size-20);
        font-weight: 500;
        line-height: 1.35;
      }

      .text {
        color: var(--ht-text-2);
      }
    `,
  ];

  protected override render() {
    return html`
      ${this.icon ? html`<ht-icon .path=${this.icon}></ht-icon>` : nothing}
      <p class="heading">${this.heading}</p>
      ${this.text ? html`<p class="text">${this.text}</p>` : nothing}
      <slot></slot>
    `;
  }
}
