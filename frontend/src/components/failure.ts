import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../styles/tokens";
import "./button";
import { element } from "./define";
import { alert } from "./icons";
import "./label";

/** `<ht-failure text retryLabel>`: what failed, beside where it failed. The button fires `retry`. */
@element("ht-failure")
export class Failure extends LitElement {
  @property({ reflect: true }) text = "";
  @property({ attribute: false }) retryLabel = "";

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-2);
      }

      :host([text=""]) {
        display: none;
      }
    `,
  ];

  protected override render() {
    return html`<ht-label tone="fault" role="status" .icon=${alert} .text=${this.text}></ht-label>
      ${
        this.retryLabel
          ? html`<ht-button label=${this.retryLabel} @click=${() => this.dispatchEvent(new Event("retry"))}></ht-button>`
          : nothing
      }`;
  }
}
