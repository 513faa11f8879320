import { generate } from "lean-qr";
import { css, html, LitElement, svg } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../components/define";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";

/** `<ht-cook-qr address>`: the address of cook mode as a QR code, to go on with another device. */
@element("ht-cook-qr")
export class CookQr extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property() address = "";

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-4);
      }

      svg {
        flex: none;
        inline-size: min(100%, 200px);
        border-radius: 12px;
        background: #fff;
      }

      code {
        flex: 1 1 12em;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const code = generate(this.address);
    const parts: string[] = [];
    for (let y = 0; y < code.size; y += 1) {
      for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) parts.push(`M${x} ${y}h1v1h-1z`);
    }
    const size = code.size + 8;
    return html`<svg viewBox="-4 -4 ${size} ${size}" role="img" aria-label=${this.locale.t("cook_qr")}>
        ${svg`<path d=${parts.join("")} fill="#000" shape-rendering="crispEdges"/>`}
      </svg>
      <code>${this.address}</code>`;
  }
}
