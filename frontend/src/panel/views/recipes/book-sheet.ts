import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/sheet";
import { ask, reasonOf, write } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import type { Collection } from "./collections";
import * as icons from "./icons";
import { openSigned } from "./take-away";

/** `<ht-book-sheet>`: what can be done with the whole book: keep a search, print it, save it as an archive. Fires `closed`. */
@element("ht-book-sheet")
export class BookSheet extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() words = "";
  /** The collection that is shown; nothing for the whole book. */
  @property({ attribute: false }) collection: Collection | null = null;
  @property({ type: Boolean }) open = false;
  @state() private reason = "";

  static override styles = [
    base,
    css`
      .part {
        display: grid;
        gap: var(--ht-space-2);
        margin-block-end: var(--ht-space-4);
      }

      p {
        margin: 0;
        font-size: var(--ht-size-14);
        line-height: 1.45;
        color: var(--ht-text-2);
      }
    `,
  ];

  protected override render() {
    const { locale, collection } = this;
    const own = collection !== null && collection.id !== "favorites" && collection.id !== "to_try";
    return html`<ht-sheet
      .open=${this.open}
      heading=${collection === null ? locale.t("book") : own ? collection.name : locale.t(collection.id === "favorites" ? "favorites" : "to_try")}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${
        this.open
          ? html`${
              this.words.trim()
                ? html`<div class="part">
                    <ht-field .label=${locale.t("collection_keep_search")} .value=${this.words.trim()} .maxlength=${80}></ht-field>
                    <p>${locale.t("collection_search_text")}</p>
                    <ht-button .icon=${icons.bookmark} label=${locale.t("collection_keep_search")} @click=${() => this.keep()}></ht-button>
                  </div>`
                : nothing
            }
              <div class="part">
                <ht-button .icon=${icons.print} label=${locale.t("book_print")} @click=${() => this.print()}></ht-button>
                <p>${locale.t("book_print_text")}</p>
              </div>
              ${
                this.hass.user?.is_admin
                  ? html`<div class="part">
                      <ht-button .icon=${icons.download} label=${locale.t("book_export")} @click=${() => this.export()}></ht-button>
                      <p>${locale.t("book_export_text")}</p>
                    </div>`
                  : nothing
              }
              ${
                own
                  ? html`<div class="part">
                      <ht-button .icon=${icons.remove} label=${locale.t("collection_remove")} @click=${() => this.discard(collection.id)}></ht-button>
                    </div>`
                  : nothing
              }
              <ht-failure .text=${this.reason}></ht-failure>`
          : nothing
      }
    </ht-sheet>`;
  }

  private keep(): Promise<void> {
    const name = this.renderRoot.querySelector<Field>("ht-field")?.value.trim() ?? "";
    return this.try(() =>
      write(this.hass, "collection/make", { name, search: this.words.trim().slice(0, 200) }),
    );
  }

  private discard(collection: string): Promise<void> {
    return this.try(async () => {
      await write(this.hass, "collection/remove", { collection });
      this.dispatchEvent(new Event("removed"));
    });
  }

  private print(): Promise<void> {
    const collection = this.collection === null ? {} : { collection: this.collection.id };
    return this.try(() =>
      openSigned(() => ask(this.hass, "book/print", { ...collection, language: this.locale.language })),
    );
  }

  private export(): Promise<void> {
    return this.try(async () => {
      const { path } = await ask<{ path: string }>(this.hass, "book/export");
      const link = document.createElement("a");
      link.href = path;
      link.download = "recipes.zip";
      link.click();
    });
  }

  private async try(work: () => Promise<unknown>): Promise<void> {
    this.reason = "";
    try {
      await work();
      this.dispatchEvent(new Event("closed"));
    } catch (error) {
      this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    }
  }
}
