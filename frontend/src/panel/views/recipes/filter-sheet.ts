import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/field";
import type { Field } from "../../../components/field";
import * as icons from "./icons";
import "../../../components/sheet";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { filtersOf, NO_QUERY, type ShelfQuery } from "./shelf-data";

type Words = "with" | "without" | "tags";
const ORDERS: readonly ShelfQuery["order"][] = ["newest", "name", "cooked", "forgotten"];

/** `<ht-filter-sheet>`: with and without ingredients, tags, and the order. Fires `changed` and `closed`. */
@element("ht-filter-sheet")
export class FilterSheet extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) query: ShelfQuery = NO_QUERY;
  @property({ type: Boolean }) open = false;

  static override styles = [
    base,
    css`
      section {
        margin-block-end: var(--ht-space-4);
      }

      h3 {
        margin: 0 0 var(--ht-space-2);
        font-size: var(--ht-size-16);
        font-weight: 500;
      }

      .row {
        display: flex;
        gap: var(--ht-space-2);
        align-items: end;
      }

      .row ht-field {
        flex: 1;
      }

      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        margin-block-start: var(--ht-space-2);
      }
    `,
  ];

  protected override render() {
    const { locale, query } = this;
    return html`<ht-sheet
      .open=${this.open}
      heading=${locale.t("filters")}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${
        this.open
          ? html`${this.renderWords("with", "filter_with", "filter_with_hint")}
              ${this.renderWords("without", "filter_without", "filter_without_hint")}
              ${this.renderWords("tags", "filter_tags", "filter_tags_hint")}
              <section>
                <h3>${locale.t("order")}</h3>
                <div class="chips">
                  ${ORDERS.map(
                    (order) => html`<ht-chip
                      .label=${locale.t(`order_${order}`)}
                      ?selected=${query.order === order}
                      @click=${() => this.change({ order })}
                    ></ht-chip>`,
                  )}
                </div>
              </section>
              ${
                filtersOf(query) > 0
                  ? html`<ht-button
                      label=${locale.t("filters_clear")}
                      @click=${() => this.change({ ...NO_QUERY, text: query.text, order: query.order })}
                    ></ht-button>`
                  : nothing
              }`
          : nothing
      }
    </ht-sheet>`;
  }

  private renderWords(name: Words, label: Key, hint: Key) {
    const { locale } = this;
    const words = this.query[name];
    const add = (field: Field) => {
      const word = field.value.trim();
      field.value = "";
      if (word && !words.includes(word) && words.length < 20) this.change({ [name]: [...words, word] });
    };
    return html`<section>
      <div class="row">
        <ht-field
          .label=${locale.t(label)}
          .help=${locale.t(hint)}
          @change=${(event: Event) => add(event.target as Field)}
        ></ht-field>
      </div>
      <div class="chips">
        ${words.map(
          (word) => html`<ht-chip
            .label=${word}
            .icon=${icons.close}
            selected
            @click=${() => this.change({ [name]: words.filter((other) => other !== word) })}
          ></ht-chip>`,
        )}
      </div>
    </section>`;
  }

  private change(change: Partial<ShelfQuery>): void {
    this.dispatchEvent(new CustomEvent("changed", { detail: change }));
  }
}
