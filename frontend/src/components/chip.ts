import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../styles/tokens";
import { element } from "./define";
import "./icon";

/** `<ht-chip label selected>`: one of several choices; `selected` is also said to screen readers. */
@element("ht-chip")
export class Chip extends LitElement {
  @property() label = "";
  @property({ attribute: false }) icon = "";
  @property({ type: Boolean, reflect: true }) selected = false;
  @property({ type: Boolean }) disabled = false;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
      }

      button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 48px;
        min-inline-size: 48px;
        padding: 6px 14px;
        border: 1px solid var(--ht-line);
        border-radius: 12px;
        font: inherit;
        font-size: var(--ht-size-14);
        line-height: 1.35;
        color: var(--ht-text);
        background: transparent;
        cursor: pointer;
        --ht-icon-size: 18px;
      }

      :host([selected]) button {
        border: 2px solid var(--ht-accent);
        padding: 5px 13px;
        font-weight: 500;
      }

      button:disabled {
        color: var(--ht-text-2);
        cursor: default;
      }
    `,
  ];

  protected override render() {
    return html`<button type="button" aria-pressed=${this.selected ? "true" : "false"} ?disabled=${this.disabled}>
      ${this.icon ? html`<ht-icon .path=${this.icon}></ht-icon>` : nothing}<span>${this.label}</span>
    </button>`;
  }
}
