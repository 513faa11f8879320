import { css, html, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/label";
import { base } from "../../../styles/tokens";
import { PanelView } from "../../panel-view";
import { type Collection, collect, readCollections } from "./collections";
import { forgetEarly } from "./recipe-data";
import "./recipe-page";
import type { RecipePageView } from "./recipe-page";
import "./shelf";
import type { Shelf } from "./shelf";

const WAIT_MS = 150;

/** `<ht-recipes>`: the shelf, the page of a recipe, the import and the editor, by the address. */
@element("ht-recipes")
export class Recipes extends PanelView {
  @state() private collections: Collection[] = [];
  @state() private missing = false;
  @query("ht-shelf") private shelf!: Shelf | null;
  @query("ht-recipe-page") private page!: RecipePageView | null;
  private stop: (() => void) | null = null;
  private timer = 0;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.readCollections();
    this.listen();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
    window.clearTimeout(this.timer);
  }

  protected override render() {
    const [first = "", second = "", third = ""] = this.rest;
    const onShelf = first === "";
    return html`<ht-shelf
        .hass=${this.hass}
        .locale=${this.locale}
        .connected=${this.connected}
        ?narrow=${this.narrow}
        .collections=${this.collections}
        .href=${this.href}
        .navigate=${this.navigate}
        .shown=${onShelf}
      ></ht-shelf>
      ${onShelf ? nothing : this.renderPlace(first, second, third)}`;
  }

  private renderPlace(first: string, second: string, third: string) {
    const place = {
      hass: this.hass,
      locale: this.locale,
      href: this.href,
      navigate: this.navigate,
    };
    if (first === "import") {
      if (!this.has("ht-import", () => import("./import-view"))) return this.renderLoading();
      return html`<ht-import
        .hass=${place.hass}
        .locale=${place.locale}
        .way=${second}
        .href=${place.href}
        .navigate=${place.navigate}
      ></ht-import>`;
    }
    if (first === "new" || second === "edit") {
      if (!this.has("ht-editor", () => import("./editor"))) return this.renderLoading();
      return html`<ht-editor
        .hass=${place.hass}
        .locale=${place.locale}
        ?narrow=${this.narrow}
        .recipe=${first === "new" ? "" : first}
        .navigate=${place.navigate}
      ></ht-editor>`;
    }
    const version = second === "as" && /^\d{1,6}$/.test(third) ? Number(third) : 0;
    return html`<ht-recipe-page
      .hass=${this.hass}
      .locale=${this.locale}
      .connected=${this.connected}
      ?narrow=${this.narrow}
      .recipe=${first}
      .version=${version}
      .collections=${this.collections}
      .href=${this.href}
      .navigate=${this.navigate}
      @collect=${(event: CustomEvent<{ collection: string; recipe: string; add: boolean }>) => this.collect(event.detail)}
    ></ht-recipe-page>`;
  }

  /** Whether an element is there; else it is loaded, and the view is rendered again. */
  private has(tag: string, load: () => Promise<unknown>): boolean {
    if (customElements.get(tag) !== undefined) return true;
    load().then(
      () => this.requestUpdate(),
      () => {
        this.missing = true;
      },
    );
    return false;
  }

  private renderLoading() {
    return html`<ht-label .text=${this.locale.t(this.missing ? "view_missing" : "loading")}></ht-label>`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    // A page begins at its top; the shelf goes back to its own place.
    if (changed.has("rest") && this.rest.length > 0) window.scrollTo(0, 0);
  }

  private listen(): void {
    this.stop ??= this.feeds.changes.on(({ type, kind = "", subject }) => {
      forgetEarly();
      if (type === "kitchen" || kind === "household_changed") void this.readCollections();
      const ofRecipe = /^(recipe|note|picture|cooking)_/.test(kind);
      if (type !== "kitchen" && !ofRecipe) return;
      if (ofRecipe && subject === this.rest[0]) void this.page?.read();
      // An import sends a change for each recipe; the list is read once for all of them.
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.shelf?.refresh(), WAIT_MS);
    });
  }

  private async readCollections(): Promise<void> {
    try {
      this.collections = await readCollections(this.hass);
    } catch {
      this.collections = [];
    }
  }

  private async collect({
    collection,
    recipe,
    add,
  }: {
    collection: string;
    recipe: string;
    add: boolean;
  }): Promise<void> {
    const before = this.collections;
    this.collections = before.map((one) =>
      one.id === collection
        ? {
            ...one,
            recipes: add ? [...one.recipes, recipe] : one.recipes.filter((other) => other !== recipe),
          }
        : one,
    );
    try {
      await collect(this.hass, collection, recipe, add);
    } catch {
      this.collections = before;
    }
  }
}
