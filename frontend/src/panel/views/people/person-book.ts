import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import { ask, Latest, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Key, Locale } from "../../../localize/localize";
import { base, controls } from "../../../styles/tokens";
import { follow } from "../recipes/link";
import { NO_QUERY } from "../recipes/shelf-data";
import { saveShelf } from "../recipes/shelf-place";
import { formStyles } from "./person-form-styles";

interface NamedRecipe {
  id: string;
  name: string;
}

interface Obstacle {
  need: "allergen" | "avoid" | "diet" | "dislike";
  code: string;
  standing: string;
  recipes: number;
  examples: NamedRecipe[];
}

interface PersonBook {
  person_id: string;
  name: string;
  recipes: number;
  suitable: number;
  unread: number;
  named: NamedRecipe[];
  obstacles: Obstacle[];
}

/** `<ht-person-book person>`: the recipes of the book that suit a person, and what stands against the others. */
@element("ht-person-book")
export class PersonBookView extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() person = "";
  @property({ attribute: false }) href!: (...parts: string[]) => string;
  @property({ attribute: false }) navigate!: (parts: readonly string[], replace?: boolean) => void;
  @state() private book: PersonBook | null = null;
  @state() private failed = "";
  private readonly latest = new Latest();

  static override styles = [
    base,
    controls,
    formStyles,
    css`
      a {
        color: inherit;
      }

      ht-row > a {
        display: flex;
        align-items: center;
        min-block-size: 48px;
        text-decoration: none;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("person")) return;
    this.book = null;
    void this.read();
  }

  private read(): Promise<void> {
    return this.latest.of(
      ask<PersonBook>(this.hass, "people/book", { person: this.person }),
      (book) => {
        this.book = book;
        this.failed = "";
      },
      (error) => {
        void reasonOf(this.hass, this.locale, error).then((reason) => {
          this.failed = this.locale.t("failed", { reason });
        });
      },
    );
  }

  protected override render() {
    const { locale, book } = this;
    if (book === null) {
      return html`${this.failed === "" ? html`<ht-label .text=${locale.t("loading")}></ht-label>` : nothing}
        <ht-failure .text=${this.failed} .retryLabel=${locale.t("retry")} @retry=${() => this.read()}></ht-failure>`;
    }
    const more = book.suitable - book.named.length;
    return html`<h2>${locale.t("people_book_of", { name: book.name })}</h2>
      <p role="status">
        ${locale.t("people_book_suits", { count: locale.number(book.suitable), total: locale.number(book.recipes) })}
        ${book.unread > 0 ? locale.t("people_book_unread", { count: locale.number(book.unread) }) : nothing}
      </p>
      ${book.obstacles.length === 0 ? nothing : this.renderAgainst(book.obstacles)}
      ${
        book.named.length === 0
          ? nothing
          : html`<section aria-labelledby="suitable">
              <h3 id="suitable">${locale.t("people_book_suitable")}</h3>
              <ht-list>${book.named.map((one) => html`<ht-row>${this.renderLink(one)}</ht-row>`)}</ht-list>
              ${more > 0 ? html`<p>${locale.t("people_book_more", { count: locale.number(more) })}</p>` : nothing}
              <div class="row">
                <ht-button label=${locale.t("people_book_all")} @click=${() => this.showAll(book)}></ht-button>
              </div>
            </section>`
      }`;
  }

  private renderAgainst(obstacles: readonly Obstacle[]) {
    const { locale } = this;
    return html`<section aria-labelledby="against">
      <h3 id="against">${locale.t("people_book_against")}</h3>
      <ht-list>
        ${obstacles.map(
          (one) => html`<ht-row>
            <span>${this.words(one)}<small>${one.examples.map((recipe, index) => html`${index > 0 ? ", " : nothing}${this.renderLink(recipe)}`)}</small></span>
            <span slot="end" class="digits">${locale.t("people_book_recipes", { count: locale.number(one.recipes) })}</span>
          </ht-row>`,
        )}
      </ht-list>
    </section>`;
  }

  private renderLink({ id, name }: NamedRecipe) {
    return html`<a
      href=${this.href("recipes", id)}
      @click=${(event: MouseEvent) => follow(event, () => this.navigate(["recipes", id]))}
      >${name}</a
    >`;
  }

  private words({ need, code, standing }: Obstacle): string {
    const { locale } = this;
    const key = `${need}_${code}`;
    const named = need === "allergen" || need === "diet" ? locale.t(key as Key) : code;
    const what = named === key ? code : named;
    return locale.t(`verdict_${need === "diet" ? "diet_" : ""}${standing}` as Key, { what });
  }

  /** The shelf with the filter of this person. */
  private showAll(book: PersonBook): void {
    saveShelf({ query: { ...NO_QUERY, fits: book.person_id }, y: 0, focus: "" });
    this.navigate(["recipes"]);
  }
}
