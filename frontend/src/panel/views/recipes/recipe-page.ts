import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/empty-state";
import "../../../components/failure";
import { act, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import { offerUndo } from "../../../data/undo";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import "./actions-sheet";
import type { Collection } from "./collections";
import * as icons from "./icons";
import "./line-sheet";
import type { Place } from "./line-sheet";
import type { Recipe, RecipePage, System } from "./model";
import "./notes-list";
import "./nutrition-label";
import "./original-view";
import "./past-view";
import { RecipeData } from "./recipe-data";
import { renderHead } from "./recipe-head";
import { pageStyles } from "./recipe-page-styles";
import "./recipe-lines";
import "./recipe-steps";
import "./scale-bar";
import "./tin-sheet";
import { savedUnits, saveUnits } from "./units";

/** `<ht-recipe-page>`: one recipe, today's version or the one that was cooked on a day. */
@element("ht-recipe-page")
export class RecipePageView extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean }) connected = true;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @property() recipe = "";
  /** A version of the past; 0 for the newest one. */
  @property({ type: Number }) version = 0;
  @property({ attribute: false }) collections: readonly Collection[] = [];
  @property({ attribute: false }) href!: (...parts: string[]) => string;
  @property({ attribute: false }) navigate!: (parts: readonly string[]) => void;
  @state() private reason = "";
  @state() private gone = false;
  @state() private place: Place | null = null;
  @state() private tinOpen = false;
  @state() private actionsOpen = false;
  @state() private beside = false;
  private readonly data = new RecipeData(
    () => this.hass,
    () => this.requestUpdate(),
    (error, first) => this.failed(error, first),
  );

  static override styles = [base, pageStyles];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("recipe") && !changed.has("version")) return;
    this.data.reset(savedUnits(this.locale));
    this.beside = this.gone = false;
    void this.read();
  }

  /** Read everything again, because the book has changed. */
  async read(): Promise<void> {
    this.reason = "";
    await this.data.read(this.recipe, this.version);
  }

  private get unit(): string {
    const yields = this.data.page?.recipe.yields;
    if (this.data.page?.servings !== null && this.data.page?.servings !== undefined)
      return this.locale.t("servings");
    return yields?.unit && yields.unit !== "servings" ? yields.unit : this.locale.t("times_the_recipe");
  }

  protected override render() {
    const { locale } = this;
    const { page } = this.data;
    if (this.gone) {
      return html`<ht-empty-state .icon=${icons.book} heading=${locale.t("recipe_gone")} text=${locale.t("recipe_gone_text")}>
        <ht-button kind="primary" label=${locale.t("to_shelf")} @click=${() => this.navigate(["recipes"])}></ht-button>
      </ht-empty-state>`;
    }
    if (page === null) {
      return this.reason
        ? html`<ht-failure .text=${this.reason} .retryLabel=${locale.t("retry")} @retry=${() => this.read()}></ht-failure>`
        : html`<div class="waiting" role="status"><span class="visually-hidden">${locale.t("loading")}</span></div>`;
    }
    const shown = this.data.scaled ?? page;
    const general = page.notes.filter(({ part }) => part === "recipe" || part === "story");
    return html`<article @remove=${(event: CustomEvent<string>) => this.removeNote(event.detail)}>
      ${renderHead({
        locale,
        page,
        past: this.data.past,
        people: this.data.people,
        openToday: () => this.navigate(["recipes", page.recipe.id]),
        actions: this.renderActions(),
      })}
      ${
        page.recipe.story || page.recipe.description || general.length > 0
          ? html`<section class="story">
              ${page.recipe.description ? html`<p class="lead">${page.recipe.description}</p>` : nothing}
              ${page.recipe.story ? html`<p>${page.recipe.story}</p>` : nothing}
              <ht-notes .locale=${locale} .notes=${general}></ht-notes>
            </section>`
          : nothing
      }
      ${
        this.beside && this.data.past?.original
          ? html`<ht-original .hass=${this.hass} .locale=${locale} .recipe=${page.recipe.id} .original=${this.data.past.original}></ht-original>`
          : nothing
      }
      <div class="columns">
        <section class="ingredients" aria-labelledby="ingredients">
          <h2 id="ingredients">${locale.t("ingredients")}</h2>
          <div class="scale">
            <ht-scale-bar
              .locale=${locale}
              .value=${round(this.data.servings * this.data.factor)}
              .unit=${this.unit}
              @change=${(event: CustomEvent<number>) => this.scaleTo(event.detail / this.data.servings)}
            ></ht-scale-bar>
            ${
              page.tin === null
                ? nothing
                : html`<ht-button
                    compact
                    .icon=${icons.tin}
                    label=${locale.t("scale_to_tin")}
                    @click=${() => {
                      this.tinOpen = true;
                    }}
                  ></ht-button>`
            }
            <ht-button
              compact
              style=${this.data.factor === 1 ? "visibility:hidden" : ""}
              .icon=${icons.undo}
              label=${locale.t("scale_reset")}
              @click=${() => this.scaleTo(1)}
            ></ht-button>
          </div>
          <ht-recipe-lines
            .locale=${locale}
            .lines=${shown.recipe.ingredients ?? []}
            .fixed=${shown.fixed}
            ?scaled=${shown.factor !== 1}
            .notes=${page.notes}
            .people=${this.data.people}
            @line=${(event: CustomEvent<Place>) => this.open(event.detail)}
          ></ht-recipe-lines>
          <div class="units" role="group" aria-label=${locale.t("units")}>
            ${([null, "metric", "us"] as const).map(
              (system) => html`<ht-chip
                .label=${locale.t(system === null ? "units_written" : `units_${system}`)}
                ?selected=${this.data.units === system}
                @click=${() => this.convert(system)}
              ></ht-chip>`,
            )}
          </div>
          ${
            (page.recipe.equipment ?? []).length > 0
              ? html`<h2>${locale.t("field_equipment")}</h2>
                  <p>${page.recipe.equipment?.join(", ")}</p>`
              : nothing
          }
        </section>
        <section class="steps" aria-labelledby="steps">
          <h2 id="steps">${locale.t("steps")}</h2>
          <ht-recipe-steps
            .locale=${locale}
            .steps=${shown.recipe.steps ?? []}
            .marks=${shown.marks}
            ?scaled=${shown.factor !== 1}
            .notes=${page.notes}
            .pictures=${page.pictures}
            @line=${(event: CustomEvent<Place>) => this.open(event.detail)}
          ></ht-recipe-steps>
          ${(page.recipe.notes ?? []).map((note) => html`<p class="tip">${note}</p>`)}
        </section>
      </div>
      <ht-failure .text=${this.reason} .retryLabel=${locale.t("retry")} @retry=${() => this.read()}></ht-failure>
      <div class="more">
      <section>
        <h2>${locale.t("nutrition")}</h2>
        <ht-nutrition
          .hass=${this.hass}
          .locale=${locale}
          .recipe=${page.recipe.id}
          .version=${page.recipe.version ?? 1}
        ></ht-nutrition>
      </section>
      ${
        this.data.past === null
          ? nothing
          : html`<ht-past
                .hass=${this.hass}
                .locale=${locale}
                .recipe=${page.recipe.id}
                .past=${this.data.past}
                .href=${this.href}
                .navigate=${this.navigate}
                @changed=${() => this.read()}
              ></ht-past>`
      }
      </div>
      ${this.renderBar()} ${this.renderSheets(page)}
    </article>`;
  }

  private renderActions() {
    const { locale } = this;
    return html`<ht-button kind="primary" .icon=${icons.chefHat} label=${locale.t("cook")} @click=${this.cook}></ht-button>
      ${this.renderMark("favorites", icons.heart, icons.heartOutline)}
      ${this.renderMark("to_try", icons.bookmark, icons.bookmarkOutline)}
      ${
        this.data.past?.original
          ? html`<ht-button
              compact
              .icon=${icons.original}
              label=${locale.t("original")}
              .pressed=${this.beside}
              @click=${() => {
                this.beside = !this.beside;
              }}
            ></ht-button>`
          : nothing
      }
      <ht-button
        compact
        .icon=${icons.more}
        label=${locale.t("recipe_more")}
        @click=${() => {
          this.actionsOpen = true;
        }}
      ></ht-button>`;
  }

  private renderMark(id: "favorites" | "to_try", on: string, off: string) {
    const marked = this.collections.find((one) => one.id === id)?.recipes?.includes(this.recipe) ?? false;
    return html`<ht-button
      compact
      .icon=${marked ? on : off}
      label=${this.locale.t(id)}
      .pressed=${marked}
      @click=${() => this.dispatchEvent(new CustomEvent("collect", { detail: { collection: id, recipe: this.recipe, add: !marked } }))}
    ></ht-button>`;
  }

  /** On a phone, what a thumb reaches: cook, and for how many. */
  private renderBar() {
    if (!this.narrow) return nothing;
    return html`<div class="bar">
      <ht-button kind="primary" .icon=${icons.chefHat} label=${this.locale.t("cook")} @click=${this.cook}></ht-button>
      <ht-scale-bar
        .locale=${this.locale}
        .value=${round(this.data.servings * this.data.factor)}
        .unit=${this.unit}
        @change=${(event: CustomEvent<number>) => this.scaleTo(event.detail / this.data.servings)}
      ></ht-scale-bar>
    </div>`;
  }

  private renderSheets(page: RecipePage) {
    const { locale, place } = this;
    const shown = (this.data.scaled ?? page).recipe;
    const text =
      place === null || place.line === null
        ? ""
        : ((place.part === "ingredient" ? shown.ingredients : shown.steps)?.[place.line]?.text ?? "");
    return html`<ht-line-sheet
        .hass=${this.hass}
        .locale=${locale}
        .recipe=${page.recipe.id}
        .version=${page.recipe.version ?? 1}
        .place=${place}
        .text=${text}
        @closed=${() => {
          this.place = null;
        }}
        @written=${() => {
          this.place = null;
          void this.read();
        }}
        @factor=${(event: CustomEvent<number>) => {
          this.place = null;
          this.scaleTo(event.detail);
        }}
      ></ht-line-sheet>
      <ht-tin-sheet
        .locale=${locale}
        .tin=${page.tin}
        .open=${this.tinOpen}
        @closed=${() => {
          this.tinOpen = false;
        }}
        @factor=${(event: CustomEvent<number>) => {
          this.tinOpen = false;
          this.scaleTo(event.detail);
        }}
      ></ht-tin-sheet>
      <ht-actions-sheet
        .hass=${this.hass}
        .locale=${locale}
        .page=${page}
        .factor=${this.data.factor}
        .servings=${round(this.data.servings * this.data.factor)}
        .units=${this.data.units}
        .collections=${this.collections}
        .open=${this.actionsOpen}
        @closed=${() => {
          this.actionsOpen = false;
        }}
        @note=${() => {
          this.actionsOpen = false;
          this.open({ part: "recipe", line: null });
        }}
        @edit=${() => this.navigate(["recipes", page.recipe.id, "edit"])}
        @erase=${() => this.erase(page.recipe)}
        @done=${() => this.read()}
      ></ht-actions-sheet>`;
  }

  private open(place: Place): void {
    this.place = place;
  }

  private scaleTo(factor: number): void {
    if (!Number.isFinite(factor) || factor <= 0 || factor >= 1000) return;
    this.reason = "";
    void this.data.scale({ factor });
  }

  private convert(units: System | null): void {
    saveUnits(units);
    this.reason = "";
    void this.data.scale({ units });
  }

  private readonly cook = (): void => {
    const known = this.data.page?.servings !== null && this.data.page?.servings !== undefined;
    const servings = known ? [`${round(this.data.servings * this.data.factor)}`] : [];
    this.navigate(["cook", "recipe", this.recipe, ...servings]);
  };

  private async removeNote(note: string): Promise<void> {
    try {
      await act(this.hass, "remove_note", { note });
      await this.read();
      this.offerUndo(this.locale.t("note_removed"));
    } catch (error) {
      this.failed(error, false);
    }
  }

  private async erase(recipe: Recipe): Promise<void> {
    try {
      await act(this.hass, "erase_recipe", { recipe: recipe.id });
      this.navigate(["recipes"]);
      this.offerUndo(this.locale.t("recipe_erased", { name: recipe.name }));
    } catch (error) {
      this.failed(error, false);
    }
  }

  private offerUndo(message: string): void {
    const { hass, locale, recipe } = this;
    offerUndo(hass, locale, {
      message,
      label: locale.t("undo"),
      undo: async () => {
        await act(hass, "undo_recipe_change", { recipe });
        if (this.isConnected) await this.read();
      },
    });
  }

  private failed(error: unknown, first: boolean): void {
    const key = (error as { translation_key?: string } | null)?.translation_key;
    if (first && key === "kitchen_recipe_not_found") {
      this.gone = true;
      return;
    }
    void reasonOf(this.hass, this.locale, error).then((reason) => {
      this.reason = this.locale.t("failed", { reason });
    });
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
