import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/icon";
import * as icons from "./icons";
import "../../../components/sheet";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";

const WAYS: readonly { to: string; title: Key; text: Key; icon: string }[] = [
  { to: "import", title: "add_link", text: "add_link_text", icon: icons.link },
  { to: "import/paste", title: "add_paste", text: "add_paste_text", icon: icons.paste },
  { to: "import/photo", title: "add_photo", text: "add_photo_text", icon: icons.camera },
  { to: "import/file", title: "add_archive", text: "add_archive_text", icon: icons.archive },
  { to: "recordings", title: "add_record", text: "add_record_text", icon: icons.chefHat },
  { to: "new", title: "add_write", text: "add_write_text", icon: icons.pencil },
];

/** `<ht-add-sheet>`: the ways in which a recipe comes into the book. Fires `chosen` with the rest of its address. */
@element("ht-add-sheet")
export class AddSheet extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean }) open = false;

  static override styles = [
    base,
    css`
      button {
        display: flex;
        gap: var(--ht-space-4);
        align-items: center;
        inline-size: 100%;
        min-block-size: 64px;
        padding: var(--ht-space-2);
        border: 0;
        border-radius: 12px;
        font: inherit;
        text-align: start;
        color: var(--ht-text);
        background: transparent;
        cursor: pointer;
      }

      button:hover {
        background: color-mix(in srgb, var(--ht-text) 6%, transparent);
      }

      ht-icon {
        color: var(--ht-accent);
      }

      strong {
        display: block;
        font-weight: 500;
        line-height: 1.35;
      }

      span span {
        font-size: var(--ht-size-14);
        line-height: 1.35;
        color: var(--ht-text-2);
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    return html`<ht-sheet
      .open=${this.open}
      heading=${locale.t("recipe_add")}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${WAYS.map(
        ({ to, title, text, icon }) => html`<button
          type="button"
          @click=${() => this.dispatchEvent(new CustomEvent("chosen", { detail: to }))}
        >
          <ht-icon .path=${icon}></ht-icon>
          <span><strong>${locale.t(title)}</strong><span>${locale.t(text)}</span></span>
        </button>`,
      )}
    </ht-sheet>`;
  }
}
