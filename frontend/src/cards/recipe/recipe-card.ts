import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { duration } from "../../localize/duration";
import "../../components/button";
import { element } from "../../components/define";
import "../../components/empty-state";
import * as icons from "../../panel/icons";
import "../../components/label";
import { amountWords } from "../../cook/moments";
import { ask, Latest } from "../../data/commands";
import type { Feed, Feeds } from "../../data/feed";
import { navigate } from "../../panel/address";
import type { Cover } from "../../panel/views/recipes/model";
import "../../panel/views/recipes/picture";
import { base, tokens } from "../../styles/tokens";
import { AreaCard, cardStyles } from "../area-card";

export interface RecipeCardConfig {
  type: string;
  /** The id or the name of a recipe; empty: the suggestion of the kitchen. */
  recipe?: string;
}

interface CardRecipe {
  id: string;
  name: string;
  servings: number | null;
  minutes: number | null;
  cover: Cover | null;
  reasons: string[];
}

/** The recipe card: one recipe, or what the kitchen suggests, and Cook. `hearthtech-recipe-card` loads it. */
@element("hearthtech-recipe-card-content")
export class RecipeCard extends AreaCard {
  protected readonly area = "today";
  @state() private config: RecipeCardConfig = { type: "" };
  @state() private recipe: CardRecipe | null | undefined;
  private readonly reading = new Latest();
  private unfollow: (() => void) | undefined;
  private wanted = "";

  static override styles = [
    tokens,
    base,
    cardStyles,
    css`
      ht-picture {
        flex: none;
      }

      h3 {
        margin: 0;
        font-size: var(--ht-size-24);
        font-weight: 500;
        line-height: 1.25;
        overflow-wrap: anywhere;
      }

      p,
      ul {
        margin: 0;
        line-height: 1.4;
        color: var(--ht-text-2);
      }

      ul {
        padding-inline-start: 1.2em;
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        margin-block-start: auto;
      }
    `,
  ];

  setConfig(config: RecipeCardConfig): void {
    this.config = config;
    this.wanted = "";
    this.requestUpdate();
  }

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.changes];
  }

  protected override isReady(): boolean {
    return this.recipe !== undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unfollow?.();
    this.unfollow = undefined;
  }

  protected override willUpdate(): void {
    this.unfollow ??= this.feeds.changes.on((message) => {
      const about = message.subject === this.recipe?.id || message.kind?.startsWith("pantry_");
      if (message.type === "kitchen" ? message.loaded : about) this.read();
    });
    const key = `${this.config.recipe ?? ""} ${this.hass.connection.connected}`;
    if (key !== this.wanted) {
      this.wanted = key;
      this.read();
    }
  }

  private read(): void {
    void this.reading.of(
      ask<CardRecipe | null>(this.hass, "cook/card", { recipe: this.config.recipe ?? "" }),
      (recipe) => {
        this.recipe = recipe;
      },
      () => {
        // Without a connection the old one stays; a recipe that is gone is said below.
        this.recipe = this.hass.connection.connected ? null : this.recipe;
      },
    );
  }

  protected override render() {
    const { locale, recipe } = this;
    if (locale === undefined) return nothing;
    if (recipe === undefined)
      return html`<section><ht-label .text=${locale.t("loading")}></ht-label></section>`;
    if (recipe === null) {
      return html`<section>
        <ht-empty-state .icon=${icons.book} heading=${locale.t("today_no_recipe")}>
          <ht-button label=${locale.t("today_choose")} @click=${() => navigate("/hearthtech/recipes")}></ht-button>
        </ht-empty-state>
      </section>`;
    }
    const facts = [
      recipe.minutes === null ? "" : duration(locale, recipe.minutes * 60),
      recipe.servings === null ? "" : locale.t("today_for", { count: amountWords(locale, recipe.servings) }),
    ].filter((fact) => fact !== "");
    const id = encodeURIComponent(recipe.id);
    return html`<section aria-label=${recipe.name}>
      <ht-picture wide .cover=${recipe.cover} name=${recipe.name}></ht-picture>
      <h3 dir="auto">${recipe.name}</h3>
      ${facts.length > 0 ? html`<p>${facts.join(" · ")}</p>` : nothing}
      ${recipe.reasons.length > 0 ? html`<ul>${recipe.reasons.map((reason) => html`<li dir="auto">${reason}</li>`)}</ul>` : nothing}
      <div class="buttons">
        <ht-button label=${locale.t("today_recipe")} @click=${() => navigate(`/hearthtech/recipes/${id}`)}></ht-button>
        <ht-button
          kind="primary"
          .icon=${icons.chefHat}
          label=${locale.t("today_cook")}
          @click=${() => navigate(`/hearthtech/cook/recipe/${id}/`)}
        ></ht-button>
      </div>
    </section>`;
  }
}
