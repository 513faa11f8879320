import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as common from "../../icons";
import "../../../components/button";
import "../../../components/chip";
import "../../../components/field";
import "../../../components/label";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import { type Board, dayName, dayNumber, eatersOf, type PlanMeal } from "./model";
import { troubleWords } from "./trouble";

export interface MealChange {
  people?: string[];
  cook?: string;
  servings?: number;
}

/**
 * `<ht-meal-details>`: one planned meal: who eats and cooks, how much, and what can be done with it. Fires `change`
 * ({`people`, `cook`, `servings`}), `lock`, `pick`, `other`, `show`, `remove` and `remove-following`.
 */
@element("ht-meal-details")
export class MealDetails extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) board!: Board;
  @property({ attribute: false }) meal!: PlanMeal;
  @property({ type: Boolean }) connected = true;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
      }

      h3 {
        margin: 0 0 var(--ht-space-2);
        font-size: var(--ht-size-14);
        font-weight: 500;
        color: var(--ht-text-2);
      }

      .chips,
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      .facts {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }

      ht-field {
        max-inline-size: 16em;
      }
    `,
  ];

  protected override render() {
    const { board, locale, meal } = this;
    const trouble = troubleWords(locale, meal.trouble, board.people);
    const eaters = eatersOf(meal, board.people);
    return html`
      <div class="facts">
        <ht-label .icon=${common.calendar} .text=${`${meal.day === board.today ? locale.t("plan_today") : `${dayName(locale, meal.day)}, ${dayNumber(locale, meal.day)}`} ${meal.time}`}></ht-label>
        ${trouble.map((words) => html`<ht-label tone="fault" .icon=${common.alert} .text=${words}></ht-label>`)}
        ${meal.leftover_of === null ? nothing : html`<ht-label .icon=${icons.leftovers} .text=${locale.t("plan_leftover")}></ht-label>`}
        ${meal.frozen === null ? nothing : html`<ht-label .icon=${icons.frozen} .text=${locale.t("plan_from_freezer")}></ht-label>`}
        ${meal.rule === null ? nothing : html`<ht-label .icon=${icons.repeats} .text=${locale.t("plan_repeating")}></ht-label>`}
      </div>
      ${
        board.people.length === 0
          ? nothing
          : html`<section>
                <h3>${locale.t("plan_who")}</h3>
                <div class="chips" role="group" aria-label=${locale.t("plan_who")}>
                  ${board.people.map(
                    (person) => html`<ht-chip
                      label=${person.guest ? locale.t("plan_guest", { name: person.name }) : person.name}
                      ?selected=${eaters.includes(person)}
                      ?disabled=${!this.connected}
                      @click=${() => this.toggle(person.id)}
                    ></ht-chip>`,
                  )}
                </div>
              </section>
              <section>
                <h3>${locale.t("plan_cook")}</h3>
                <div class="chips" role="group" aria-label=${locale.t("plan_cook")}>
                  ${board.people.map(
                    (person) => html`<ht-chip
                      label=${person.name}
                      .icon=${common.chefHat}
                      ?selected=${meal.cook === person.id}
                      ?disabled=${!this.connected}
                      @click=${() => this.tell("change", { cook: meal.cook === person.id ? "" : person.id })}
                    ></ht-chip>`,
                  )}
                </div>
              </section>`
      }
      <ht-field
        label=${locale.t("plan_servings")}
        help=${locale.t("plan_servings_help")}
        inputmode="decimal"
        maxlength="6"
        .value=${meal.servings === null ? "" : `${meal.servings}`}
        ?disabled=${!this.connected}
        @change=${this.servings}
      ></ht-field>
      <div class="actions">
        ${meal.recipe === null ? nothing : html`<ht-button kind="primary" .icon=${common.book} label=${locale.t("plan_open_recipe")} @click=${() => this.tell("show")}></ht-button>`}
        <ht-button .icon=${icons.move} label=${locale.t("plan_move")} ?disabled=${!this.connected} @click=${() => this.tell("pick")}></ht-button>
        <ht-button .icon=${icons.swap} label=${locale.t("plan_find_other")} ?disabled=${!this.connected} @click=${() => this.tell("other")}></ht-button>
        <ht-button
          .icon=${meal.locked ? icons.unlocked : common.lock}
          label=${locale.t(meal.locked ? "plan_unlock" : "plan_lock")}
          .pressed=${meal.locked}
          ?disabled=${!this.connected}
          @click=${() => this.tell("lock")}
        ></ht-button>
        <ht-button .icon=${icons.remove} label=${locale.t("plan_remove")} ?disabled=${!this.connected} @click=${() => this.tell("remove")}></ht-button>
        ${meal.rule === null ? nothing : html`<ht-button .icon=${icons.remove} label=${locale.t("plan_remove_following")} ?disabled=${!this.connected} @click=${() => this.tell("remove-following")}></ht-button>`}
      </div>
    `;
  }

  private tell(type: string, detail?: MealChange): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private toggle(id: string): void {
    const now = eatersOf(this.meal, this.board.people).map((person) => person.id);
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    if (next.length > 0) this.tell("change", { people: next });
  }

  private servings(event: Event): void {
    event.stopPropagation();
    const text = (event.currentTarget as HTMLElement & { value: string }).value.trim().replace(",", ".");
    const count = text === "" ? 0 : Number(text);
    if (Number.isFinite(count) && count >= 0) this.tell("change", { servings: count });
  }
}
