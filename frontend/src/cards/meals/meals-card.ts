import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { duration } from "../../localize/duration";
import "../../components/button";
import { element } from "../../components/define";
import "../../components/failure";
import "../../components/label";
import { amountWords } from "../../cook/moments";
import { ask } from "../../data/commands";
import { navigate } from "../../panel/address";
import * as icons from "../../panel/icons";
import {
  type Board,
  dayName,
  dayNumber,
  isHarmful,
  localToday,
  type PlanMeal,
} from "../../panel/views/plan/model";
import { base, tokens } from "../../styles/tokens";
import { cardStyles } from "../area-card";
import { ReadingCard } from "../reading-card";
import { daysOfConfig, mealDays } from "./days";

export interface MealsCardConfig {
  type: string;
  /** The heading; empty for none. */
  name?: string;
  /** How many days are shown, with today. */
  days?: number;
}

/** The meals card: what is planned for today and the next days, and Cook. `hearthtech-meals-card` loads it. */
@element("hearthtech-meals-card-content")
export class MealsCard extends ReadingCard<Board> {
  protected readonly area = "today";
  protected readonly changedBy = /^(meal_|household_|person_|recipe_(changed|erased|restored))/;
  @state() private config: MealsCardConfig = { type: "" };

  static override styles = [
    tokens,
    base,
    cardStyles,
    css`
      h3 {
        margin: var(--ht-space-2) 0 0;
        font-size: var(--ht-size-14);
        font-weight: 500;
        color: var(--ht-text-2);
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--ht-space-2) var(--ht-space-3);
        min-block-size: 56px;
      }

      li + li {
        border-block-start: 1px solid var(--ht-line);
      }

      li > div {
        flex: 1 1 8em;
        min-inline-size: 0;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      p {
        margin: 0;
        line-height: 1.4;
      }

      .quiet {
        color: var(--ht-text-2);
      }

      .buttons {
        margin-block-start: auto;
      }
    `,
  ];

  setConfig(config: MealsCardConfig): void {
    this.config = config;
    this.requestUpdate();
  }

  protected override asksFor(): string {
    return `${localToday()} ${daysOfConfig(this.config.days)}`;
  }

  protected override ask(): Promise<Board> {
    return ask<Board>(this.hass, "plan", { start: localToday(), days: daysOfConfig(this.config.days) });
  }

  protected override render() {
    const { locale, value: board } = this;
    if (locale === undefined) return nothing;
    const heading = this.config.name || locale.t("today_planned");
    return html`<section aria-label=${heading}>
      ${this.config.name === "" ? nothing : html`<h2>${heading}</h2>`}
      <ht-failure .text=${this.failed}></ht-failure>
      ${this.connected ? nothing : html`<ht-label .icon=${icons.offline} tone="fault" .text=${locale.t("offline")}></ht-label>`}
      ${
        board === undefined
          ? this.failed === ""
            ? html`<ht-label .text=${locale.t("loading")}></ht-label>`
            : nothing
          : mealDays(board.meals, board.today, daysOfConfig(this.config.days)).map(({ day, meals }) =>
              this.renderDay(day, meals, day === board.today),
            )
      }
      <div class="buttons">
        <ht-button .icon=${icons.calendar} label=${locale.t("today_open_plan")} @click=${() => navigate("/hearthtech/plan")}></ht-button>
      </div>
    </section>`;
  }

  private renderDay(day: string, meals: readonly PlanMeal[], today: boolean) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const name = today ? locale.t("today_meals") : `${dayName(locale, day)}, ${dayNumber(locale, day)}`;
    return html`<h3>${name}</h3>
      ${
        meals.length === 0
          ? html`<p class="quiet">${locale.t("today_nothing")}</p>`
          : html`<ul aria-label=${name}>
              ${meals.map((meal) => this.renderMeal(meal))}
            </ul>`
      }`;
  }

  private renderMeal(meal: PlanMeal) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const facts = [
      meal.time,
      meal.servings === null ? "" : locale.t("today_for", { count: amountWords(locale, meal.servings) }),
      meal.minutes === null ? "" : duration(locale, meal.minutes * 60),
    ].filter((fact) => fact !== "");
    return html`<li>
      <div>
        <span dir="auto">${meal.name}</span>
        <p class="quiet">${facts.join(" · ")}</p>
        ${isHarmful(meal.trouble) ? html`<ht-label tone="fault" .icon=${icons.alert} .text=${locale.t("today_harms")}></ht-label>` : nothing}
      </div>
      ${
        meal.recipe === null
          ? nothing
          : html`<ht-button
              .icon=${icons.chefHat}
              label=${`${locale.t("today_cook")}: ${meal.name}`}
              compact
              @click=${() => navigate(`/hearthtech/cook/recipe/${encodeURIComponent(meal.recipe ?? "")}/${meal.servings ?? ""}`)}
            ></ht-button>`
      }
    </li>`;
  }
}
