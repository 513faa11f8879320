import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/empty-state";
import "../../../components/failure";
import * as icons from "./icons";
import "../../../components/label";
import { ask, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import "./add-sheet";
import "./book-sheet";
import type { Collection } from "./collections";
import "./filter-sheet";
import { readEarly } from "./recipe-data";
import "./recipe-tile";
import type { RecipeTile } from "./recipe-tile";
import "./samples";
import { renderChips } from "./shelf-chips";
import { filtersOf, isWhole, NO_QUERY, PART, ShelfData, type ShelfQuery } from "./shelf-data";
import { forgetShelf, type ShelfPlace, savedShelf, saveShelf } from "./shelf-place";
import { shelfStyles } from "./shelf-styles";
import { savedUnits } from "./units";

/** The mark for a search whose result is in the page; its detail is what was searched for. */
const FOUND = "hearthtech-shelf-found";
const GAP = 16;
const OVERSCAN_ROWS = 2;
/** Room for every picture that a finger can fling past, and far fewer elements than a browser can show. */
const MOST_ROWS = 30;

/** `<ht-shelf>`: the recipes of the book with search and filters. Only what is in view is in the page. */
@element("ht-shelf")
export class Shelf extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean }) connected = true;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @property({ attribute: false }) collections: readonly Collection[] = [];
  @property({ attribute: false }) href!: (...parts: string[]) => string;
  @property({ attribute: false }) navigate!: (parts: readonly string[]) => void;
  /** Whether it is what the page shows; meanwhile it keeps its place. */
  @property({ type: Boolean }) shown = true;
  @state() private asked: ShelfQuery = NO_QUERY;
  @state() private people: { id: string; name: string }[] = [];
  @state() private firstRow = 0;
  @state() private lastRow = 8;
  @state() private columns = 4;
  @state() private rowHeight = 300;
  @state() private filtersOpen = false;
  @state() private addOpen = false;
  @state() private bookOpen = false;
  @state() private reason = "";
  @query(".grid") private grid!: HTMLElement | null;
  @query("input") private input!: HTMLInputElement;

  private readonly data = new ShelfData(
    () => this.hass,
    () => this.dataChanged(),
  );
  private readonly observer = new ResizeObserver(() => this.measure());
  private restoring: ShelfPlace | null = null;
  private measured = false;
  /** How many recipes there is room for, down to the last row in view. */
  private inView = PART;
  /** The recipe that is to be focused once it is in the page. */
  private wanted = "";
  private readonly scrolled = () => {
    if (this.shown) this.window();
  };

  static override styles = [base, shelfStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("scroll", this.scrolled, { passive: true });
    const place = savedShelf();
    if (place !== null) {
      this.asked = place.query;
      this.restoring = place;
    }
    this.search();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("scroll", this.scrolled);
    this.observer.disconnect();
  }

  protected override firstUpdated(): void {
    this.observer.observe(this);
    ask<{ id: string; name: string }[]>(this.hass, "people/names").then(
      (people) => {
        this.people = people;
      },
      () => undefined,
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("shown")) this.hidden = !this.shown;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("shown") && this.shown && changed.get("shown") === false) {
      this.restoring = savedShelf();
      this.measure();
      this.restore();
    }
    // After the first measurement, the ResizeObserver reports sizes, which forces no additional layout.
    else if (!this.measured) this.measure();
  }

  /** Read the recipes that are in view. */
  private search(): void {
    void this.data.search(this.asked, this.inView);
  }

  /** Read again what is shown, because the book has changed. */
  refresh(): void {
    this.search();
  }

  /** Remember where the reader is, to come back to it. */
  leave(focus: string): void {
    saveShelf({ query: this.asked, y: window.scrollY, focus });
  }

  protected override render() {
    const { locale, data, asked } = this;
    const filters = filtersOf(asked);
    return html`<div class="search" role="search">
        <div class="box">
          <ht-icon .path=${icons.magnify}></ht-icon>
          <input
            type="search"
            aria-label=${locale.t("recipe_search")}
            placeholder=${locale.t(this.narrow ? "recipe_search" : "recipe_search_hint")}
            maxlength="300"
            autocomplete="off"
            enterkeyhint="search"
            .value=${asked.text}
            @input=${() => this.ask({ text: this.input.value })}
          />
        </div>
        <ht-button
          ?compact=${this.narrow}
          .icon=${icons.filter}
          label=${filters === 0 ? locale.t("filters") : locale.t("filters_set", { count: locale.number(filters) })}
          @click=${() => {
            this.filtersOpen = true;
          }}
        ></ht-button>
        <ht-button
          compact
          .icon=${icons.more}
          label=${locale.t("book")}
          @click=${() => {
            this.bookOpen = true;
          }}
        ></ht-button>
        <ht-button
          kind="primary"
          ?compact=${this.narrow}
          .icon=${icons.plus}
          label=${locale.t("recipe_add")}
          @click=${() => {
            this.addOpen = true;
          }}
        ></ht-button>
      </div>
      ${this.isEmpty ? nothing : renderChips(locale, asked, this.people, this.collections, (change) => this.ask(change))}
      ${this.renderFound()}
      <ht-failure
        .text=${this.reason}
        .retryLabel=${locale.t("retry")}
        @retry=${() => this.refresh()}
      ></ht-failure>
      <ht-filter-sheet
        .locale=${locale}
        .query=${asked}
        .open=${this.filtersOpen}
        @closed=${() => {
          this.filtersOpen = false;
        }}
        @changed=${(event: CustomEvent<Partial<ShelfQuery>>) => this.ask(event.detail)}
      ></ht-filter-sheet>
      <ht-add-sheet
        .locale=${locale}
        .open=${this.addOpen}
        @closed=${() => {
          this.addOpen = false;
        }}
        @chosen=${(event: CustomEvent<string>) => {
          this.addOpen = false;
          this.leave("");
          const { detail } = event;
          this.navigate(detail === "recordings" ? [detail] : ["recipes", ...detail.split("/")]);
        }}
      ></ht-add-sheet>
      <ht-book-sheet
        .hass=${this.hass}
        .locale=${locale}
        .words=${asked.text}
        .collection=${this.collections.find(({ id }) => id === asked.collection) ?? null}
        .open=${this.bookOpen}
        @removed=${() => this.ask({ collection: "" })}
        @closed=${() => {
          this.bookOpen = false;
        }}
      ></ht-book-sheet>
      ${
        this.isEmpty
          ? this.renderEmpty()
          : html`<ht-samples .hass=${this.hass} .locale=${locale} .total=${data.total}></ht-samples>`
      }`;
  }

  /** Whether the book has no recipe: then there is nothing to filter. */
  private get isEmpty(): boolean {
    return this.data.total === 0 && isWhole(this.data.shown ?? this.asked);
  }

  private renderFound() {
    const { locale, data } = this;
    if (data.total === null) {
      return html`<p class="count" role="status">${this.reason ? "" : locale.t("loading")}</p>`;
    }
    const whole = isWhole(data.shown ?? NO_QUERY);
    const count = locale.number(data.total);
    const words = data.more
      ? locale.t("recipes_more", { count })
      : data.total === 1
        ? locale.t("recipes_one")
        : locale.t("recipes_count", { count });
    const first = data.item(0);
    return html`<p class="count" role="status">
        ${data.total === 0 ? (whole ? "" : locale.t("recipes_none")) : words}
        ${first?.corrected ? html`· ${locale.t("recipes_corrected")}` : nothing}
      </p>
      ${
        data.total === 0 && !whole
          ? html`<ht-button label=${locale.t("filters_clear")} @click=${() => this.ask({ ...NO_QUERY })}></ht-button>`
          : nothing
      }
      <div class="grid" style=${`block-size:${this.rows * (this.rowHeight + GAP)}px`}>
        <ul
          class="rows"
          aria-label=${locale.t("recipes")}
          style=${`inset-block-start:${this.firstRow * (this.rowHeight + GAP)}px;grid-template-columns:repeat(${this.columns},minmax(0,1fr))`}
        >
          ${this.renderTiles()}
        </ul>
      </div>`;
  }

  private renderTiles() {
    const { data, columns } = this;
    const total = data.total ?? 0;
    const first = this.firstRow * columns;
    const last = Math.min((this.lastRow + 1) * columns, total);
    const places = Array.from({ length: Math.max(last - first, 0) }, (_, index) => first + index);
    return repeat(
      places,
      (place) => data.keyOf(place),
      (place) => {
        const item = data.item(place);
        return html`<li aria-setsize=${total} aria-posinset=${place + 1}>
          <ht-recipe-tile
            .item=${item}
            .locale=${this.locale}
            data-id=${item?.id ?? ""}
            .href=${item === undefined ? "" : this.href("recipes", item.id)}
            @near=${() => item && readEarly(this.hass, item.id, savedUnits(this.locale))}
            @open=${() => item && this.open(item.id)}
          ></ht-recipe-tile>
        </li>`;
      },
    );
  }

  private renderEmpty() {
    const { locale } = this;
    const go = (parts: string[]) => this.navigate(["recipes", ...parts]);
    return html`<ht-empty-state
      .icon=${icons.book}
      heading=${locale.t("book_empty")}
      text=${locale.t("book_empty_text")}
    >
      <ht-button kind="primary" .icon=${icons.link} label=${locale.t("add_link")} @click=${() => go(["import"])}></ht-button>
      <ht-button .icon=${icons.paste} label=${locale.t("add_paste")} @click=${() => go(["import", "paste"])}></ht-button>
      <ht-button .icon=${icons.camera} label=${locale.t("add_photo")} @click=${() => go(["import", "photo"])}></ht-button>
      <ht-button .icon=${icons.archive} label=${locale.t("add_archive")} @click=${() => go(["import", "file"])}></ht-button>
      <ht-samples .hass=${this.hass} .locale=${locale} empty></ht-samples>
    </ht-empty-state>`;
  }

  private open(id: string): void {
    this.leave(id);
    this.navigate(["recipes", id]);
  }

  private ask(change: Partial<ShelfQuery>): void {
    this.asked = { ...this.asked, ...change };
    this.restoring = null;
    this.wanted = "";
    forgetShelf();
    this.search();
  }

  private dataChanged(): void {
    const { error } = this.data;
    if (error === null) this.reason = "";
    else {
      void reasonOf(this.hass, this.locale, error).then((reason) => {
        this.reason = this.locale.t("failed", { reason });
      });
    }
    this.requestUpdate();
    void this.updateComplete.then(() => {
      performance.clearMarks(FOUND);
      performance.mark(FOUND, { detail: this.data.shown?.text });
      this.window();
      this.restore();
      void this.focusWanted();
    });
  }

  private get rows(): number {
    return Math.ceil((this.data.total ?? 0) / this.columns);
  }

  /** How many columns there are, and how high a row is: the picture and two lines of text in the reader's size. */
  private measure(): void {
    const width = this.grid?.clientWidth ?? this.clientWidth;
    if (width === 0) return;
    this.measured = this.grid !== null;
    const scale = Number.parseFloat(getComputedStyle(this).getPropertyValue("--ht-scale")) || 1;
    const wanted = (width < 600 ? 150 : 220) * Math.max(1, scale * 0.8);
    this.columns = Math.max(1, Math.floor((width + GAP) / (wanted + GAP)));
    const column = (width - GAP * (this.columns - 1)) / this.columns;
    const text = 8 + 2 * 1.3 * 16 * scale + 2 + 1.4 * 14 * scale;
    this.rowHeight = Math.ceil(column * 0.75 + text);
    this.window();
  }

  /** Show the rows that are in view, and a few beside them. */
  private window(): void {
    const top = this.grid?.getBoundingClientRect().top;
    if (top === undefined || !this.shown) return;
    const height = this.rowHeight + GAP;
    const first = Math.max(Math.floor(-top / height) - OVERSCAN_ROWS, 0);
    const below = Math.ceil((window.innerHeight - top) / height) + OVERSCAN_ROWS;
    const last = Math.min(below, this.rows - 1);
    this.inView = Math.max(below + 1, 1) * this.columns;
    this.firstRow = Math.max(Math.min(first, this.rows - 1), 0);
    this.lastRow = Math.min(Math.max(last, 0), this.firstRow + MOST_ROWS);
    this.data.need(this.firstRow * this.columns, (this.lastRow + 1) * this.columns - 1);
  }

  /** Go back to where the reader was: the same pixel, and the same focus. */
  private restore(): void {
    const place = this.restoring;
    if (place === null || !this.shown || this.data.total === null || this.data.shown === null) return;
    this.restoring = null;
    this.wanted = place.focus;
    requestAnimationFrame(() => {
      window.scrollTo(0, place.y);
      this.window();
      void this.focusWanted();
    });
  }

  /** Focus the recipe that was opened, as soon as it is there: its part may still be read. */
  private async focusWanted(): Promise<void> {
    if (this.wanted === "") return;
    await this.updateComplete;
    const tiles = [...this.renderRoot.querySelectorAll<RecipeTile>("ht-recipe-tile")];
    const tile = tiles.find(({ dataset }) => dataset.id === this.wanted);
    if (tile === undefined) return;
    this.wanted = "";
    await tile.updateComplete;
    tile.focus({ preventScroll: true });
  }
}
