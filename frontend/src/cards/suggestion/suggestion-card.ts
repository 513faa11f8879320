import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { duration } from "../../localize/duration";
import "../../components/button";
import { element } from "../../components/define";
import "../../components/empty-state";
import "../../components/failure";
import "../../components/label";
import { ask } from "../../data/commands";
import { languageOf } from "../../localize/localize";
import { navigate } from "../../panel/address";
import * as icons from "../../panel/icons";
import type { Candidate, Slot } from "../../panel/views/plan/model";
import { base, tokens } from "../../styles/tokens";
import { cardStyles } from "../area-card";
import { ReadingCard } from "../reading-card";
import { shownOfAll, suggestionCount } from "./turn";

export interface SuggestionCardConfig {
  type: string;
  /** The heading; empty for none. */
  name?: string;
  /** How many are shown at once. */
  count?: number;
  /** The meal of the day that they are for; empty: any. */
  slot?: Slot;
}

/** The suggestion card: what the kitchen suggests, with its reasons. `hearthtech-suggestion-card` loads it. */
@element("hearthtech-suggestion-card-content")
export class SuggestionCard extends ReadingCard<{ recipes: Candidate[] }> {
  protected readonly area = "today";
  protected readonly changedBy = /^(meal_|pantry_|household_|person_|recipe_)/;
  @state() private config: SuggestionCardConfig = { type: "" };
  @state() private turn = 0;

  static override styles = [
    tokens,
    base,
    cardStyles,
    css`
      h3 {
        margin: 0;
        font-size: var(--ht-size-20);
        font-weight: 500;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }

      article + article {
        padding-block-start: var(--ht-space-3);
        border-block-start: 1px solid var(--ht-line);
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
        padding-block: var(--ht-space-2);
      }

      .others {
        margin-block-start: auto;
      }
    `,
  ];

  setConfig(config: SuggestionCardConfig): void {
    this.config = config;
    this.requestUpdate();
  }

  protected override asksFor(): string {
    return this.config.slot ?? "";
  }

  protected override ask(): Promise<{ recipes: Candidate[] }> {
    const { slot } = this.config;
    const language = languageOf(this.hass.language);
    return ask(this.hass, "plan/candidates", { language, ...(slot ? { slot } : {}) });
  }

  protected override render() {
    const { locale, value } = this;
    if (locale === undefined) return nothing;
    const heading = this.config.name || locale.t("today_suggestion");
    const count = suggestionCount(this.config.count);
    return html`<section aria-label=${heading}>
      ${this.config.name === "" ? nothing : html`<h2>${heading}</h2>`}
      <ht-failure .text=${this.failed}></ht-failure>
      ${
        value === undefined
          ? this.failed === ""
            ? html`<ht-label .text=${locale.t("loading")}></ht-label>`
            : nothing
          : value.recipes.length === 0
            ? html`<ht-empty-state .icon=${icons.book} heading=${locale.t("today_no_suggestion")}>
                <ht-button label=${locale.t("today_choose")} @click=${() => navigate("/hearthtech/recipes")}></ht-button>
              </ht-empty-state>`
            : html`<div aria-live="polite">
                  ${shownOfAll(value.recipes, count, this.turn).map((one) => this.renderOne(one))}
                </div>
                ${
                  value.recipes.length > count
                    ? html`<div class="others">
                        <ht-button
                          label=${locale.t("today_others")}
                          @click=${() => {
                            this.turn += 1;
                          }}
                        ></ht-button>
                      </div>`
                    : nothing
                }`
      }
    </section>`;
  }

  private renderOne(one: Candidate) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const id = encodeURIComponent(one.id);
    return html`<article aria-label=${one.name}>
      <h3 dir="auto">${one.name}</h3>
      ${one.minutes === null ? nothing : html`<p>${duration(locale, one.minutes * 60)}</p>`}
      ${one.reasons.length > 0 ? html`<ul>${one.reasons.map((reason) => html`<li dir="auto">${reason}</li>`)}</ul>` : nothing}
      <div class="buttons">
        <ht-button label=${locale.t("today_recipe")} @click=${() => navigate(`/hearthtech/recipes/${id}`)}></ht-button>
        <ht-button
          kind="primary"
          .icon=${icons.chefHat}
          label=${locale.t("today_cook")}
          @click=${() => navigate(`/hearthtech/cook/recipe/${id}/`)}
        ></ht-button>
      </div>
    </article>`;
  }
}
