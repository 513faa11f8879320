import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../styles/tokens";
import { element } from "./define";
import "./icon";

export type Tone = "plain" | "heat" | "fault" | "good" | "unknown";

/** `<ht-label icon text tone>`: a short status, with an icon so that color is never the only sign. */
@element("ht-label")
export class Label extends LitElement {
  @property({ attribute: false }) icon = "";
  @property() text = "";
  @property({ reflect: true }) tone: Tone = "plain";

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        min-inline-size: 0;
        font-size: var(--ht-size-14);
        line-height: 1.35;
        color: var(--ht-text-2);
        --ht-icon-size: 18px;
      }

      :host([tone="heat"]) {
        color: var(--ht-heat-text);
      }

      :host([tone="fault"]) {
        color: var(--ht-fault-text);
        font-weight: 500;
      }

      :host([tone="good"]) {
        color: var(--ht-good);
      }

      span {
        min-inline-size: 0;
        hyphens: auto;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    return html`${this.icon ? html`<ht-icon .path=${this.icon}></ht-icon>` : nothing}<span>${this.text}</span>`;
  }
}
