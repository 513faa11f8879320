import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/button";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { day } from "./format";
import * as icons from "./icons";
import { type Note, pictureAt } from "./model";

/** `<ht-notes .notes>`: margin notes, signed and dated, beside what they are about. Fires `remove` with the id of one. */
@element("ht-notes")
export class Notes extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) notes: readonly Note[] = [];

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .note {
        display: flex;
        gap: var(--ht-space-1);
        align-items: start;
        margin-block-start: var(--ht-space-1);
        padding-inline-start: var(--ht-space-3);
        border-inline-start: 3px solid var(--ht-heat-2);
        font-family: ui-serif, Georgia, serif;
        line-height: 1.4;
      }

      .words {
        flex: 1;
        min-inline-size: 0;
        overflow-wrap: anywhere;
        white-space: pre-line;
        font-style: italic;
      }

      small {
        display: block;
        font-size: var(--ht-size-14);
        font-style: normal;
        color: var(--ht-text-2);
      }

      img {
        display: block;
        max-inline-size: 100%;
        max-block-size: 240px;
        margin-block: var(--ht-space-1);
        border-radius: 12px;
      }

      ht-button {
        --ht-icon-size: 18px;
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    return this.notes.map(
      (note) => html`<div class="note">
        <div class="words">
          ${note.words}${note.media === null ? nothing : html`<img src=${pictureAt(note.media.url, 480)} alt="" loading="lazy" />`}
          <small>${[note.author, day(locale, note.created_at)].filter(Boolean).join(", ")}</small>
        </div>
        <ht-button
          compact
          bare
          .icon=${icons.remove}
          label=${locale.t("note_remove")}
          @click=${() => this.dispatchEvent(new CustomEvent("remove", { detail: note.id, bubbles: true, composed: true }))}
        ></ht-button>
      </div>`,
    );
  }
}
