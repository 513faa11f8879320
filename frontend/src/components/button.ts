import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../styles/tokens";
import { element } from "./define";
import "./icon";

/**
 * `<ht-button label icon kind>`: a button of 48 px or more. `kind`: `primary`, `plain` or `stop`.
 * The label is shown, or only read out with `compact`.
 */
@element("ht-button")
export class Button extends LitElement {
  @property() label = "";
  @property({ attribute: false }) icon = "";
  @property({ reflect: true }) kind: "primary" | "plain" | "stop" = "plain";
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Without a border, for icons in headers. */
  @property({ type: Boolean, reflect: true }) bare = false;
  @property({ type: Boolean }) disabled = false;
  @property({ attribute: false }) pressed: boolean | undefined;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        min-inline-size: 0;
      }

      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        inline-size: 100%;
        min-inline-size: 48px;
        min-block-size: 48px;
        padding: 6px 16px;
        border: 1px solid var(--ht-line);
        border-radius: 24px;
        font: inherit;
        font-weight: 500;
        line-height: 1.25;
        color: var(--ht-text);
        background: transparent;
        cursor: pointer;
        -webkit-tap-highlight-color: transparent;
      }

      button:hover {
        background: color-mix(in srgb, var(--ht-text) 6%, transparent);
      }

      span {
        min-inline-size: 0;
        hyphens: auto;
        hyphenate-limit-chars: 10 4 4;
        overflow-wrap: break-word;
      }

      :host([compact]) button {
        padding: 11px;
      }

      :host([bare]) button {
        border-color: transparent;
      }

      :host([kind="primary"]) button {
        border-color: transparent;
        color: var(--ht-on-accent);
        background: var(--ht-accent);
      }

      :host([kind="stop"]) button {
        border-color: transparent;
        color: var(--ht-on-stop);
        background: var(--ht-stop);
      }

      button:disabled {
        border-color: var(--ht-line);
        color: var(--ht-text-2);
        background: transparent;
        cursor: default;
      }
    `,
  ];

  protected override render() {
    return html`<button
      type="button"
      ?disabled=${this.disabled}
      aria-label=${this.compact ? this.label : nothing}
      aria-pressed=${this.pressed === undefined ? nothing : this.pressed ? "true" : "false"}
    >
      ${this.icon ? html`<ht-icon .path=${this.icon}></ht-icon>` : nothing}
      ${this.compact ? nothing : html`<span>${this.label}</span>`}
    </button>`;
  }
}
