import { generate } from "lean-qr";
import { css, html, LitElement, nothing, svg } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/button";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { parts } from "./parts";

/** `<ht-guest-link url>`: a secret link as QR code and text, to be copied or shared. It is shown only once. */
@element("ht-guest-link")
export class GuestLinkCard extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property() url = "";
  @state() private copied = false;

  static override styles = [
    base,
    parts,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-4);
      }

      svg {
        flex: 0 0 auto;
        inline-size: min(100%, 220px);
        border-radius: 12px;
        background: #fff;
      }

      .text {
        flex: 1 1 12em;
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-2);
        min-inline-size: 0;
      }

      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("url")) this.copied = false;
  }

  protected override render() {
    const { locale } = this;
    return html`${this.renderCode()}
      <div class="text">
        <p class="soft">${locale.t("g_link_once")}</p>
        <code>${this.url}</code>
        <div class="actions">
          <ht-button label=${locale.t(this.copied ? "g_copied" : "g_copy")} @click=${this.copy}></ht-button>
          ${
            typeof navigator.share === "function"
              ? html`<ht-button label=${locale.t("g_share")} @click=${this.share}></ht-button>`
              : nothing
          }
        </div>
      </div>`;
  }

  private renderCode() {
    const code = generate(this.url);
    let path = "";
    for (let y = 0; y < code.size; y += 1) {
      for (let x = 0; x < code.size; x += 1) {
        if (code.get(x, y)) path += `M${x},${y}h1v1h-1z`;
      }
    }
    const size = code.size + 8;
    return svg`<svg role="img" aria-label=${this.locale.t("g_qr")} viewBox="-4 -4 ${size} ${size}" shape-rendering="crispEdges">
      <path d=${path} fill="#000"></path>
    </svg>`;
  }

  private async copy(): Promise<void> {
    try {
      // Not there over plain HTTP.
      await navigator.clipboard.writeText(this.url);
    } catch {
      const text = this.renderRoot.querySelector("code");
      if (text !== null) getSelection()?.selectAllChildren(text);
      return;
    }
    this.copied = true;
  }

  private share(): void {
    navigator.share({ url: this.url }).catch(() => undefined);
  }
}
