import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import type { HomeAssistant } from "../../../data/hass";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import type { Original } from "./model";

/** `<ht-original>`: the words as they came, beside the working text. A scan is shown, a page is opened by its own address. */
@element("ht-original")
export class OriginalView extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() recipe = "";
  @property({ attribute: false }) original!: Original;
  @state() private signed = "";

  static override styles = [
    base,
    css`
      :host {
        display: block;
        margin-block-start: var(--ht-space-6);
        padding: var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        background: color-mix(in srgb, var(--ht-heat-1) 10%, var(--ht-surface));
      }

      h2 {
        margin: 0 0 var(--ht-space-2);
        font-size: var(--ht-size-16);
        font-weight: 600;
      }

      pre {
        max-block-size: 60vh;
        margin: 0;
        overflow: auto;
        font-family: ui-serif, Georgia, serif;
        font-size: var(--ht-size-16);
        line-height: 1.55;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      img {
        display: block;
        max-inline-size: 100%;
        max-block-size: 80vh;
        margin-inline: auto;
        border-radius: 8px;
      }

      audio {
        inline-size: 100%;
      }

      small {
        color: var(--ht-text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("original") || this.original.text !== null) return;
    const path = `/api/hearthtech/original/${encodeURIComponent(this.recipe)}`;
    this.hass.connection
      .sendMessagePromise<{ path: string }>({ type: "auth/sign_path", path, expires: 3600 })
      .then(
        (answer) => {
          this.signed = answer.path;
        },
        () => undefined,
      );
  }

  protected override render() {
    const { locale, original } = this;
    const kind = locale.t(`original_${original.kind}` as Key);
    return html`<h2>${locale.t("original")}: ${kind}</h2>
      ${this.renderContent()}
      ${original.source ? html`<small>${original.source}</small>` : nothing}`;
  }

  private renderContent() {
    const { original, signed, locale } = this;
    if (original.text !== null) return html`<pre tabindex="0">${original.text}</pre>`;
    if (!signed) return nothing;
    if (original.media_type.startsWith("image/"))
      return html`<img src=${signed} alt=${locale.t("original")} />`;
    if (original.media_type.startsWith("audio/")) return html`<audio controls src=${signed}></audio>`;
    return html`<p>
      <ht-button
        .icon=${icons.outside}
        label=${locale.t("original_open")}
        @click=${() => window.open(signed, "_blank", "noopener")}
      ></ht-button>
    </p>`;
  }
}
