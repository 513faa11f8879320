import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as common from "../../../components/icons";
import "../../../components/icon";
import "../../../components/label";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import { type Eater, eatersOf, initialsOf, isHarmful, type PlanMeal } from "./model";
import { troubleWords } from "./trouble";

/** `<ht-meal-card>`: one planned meal, or in gray a proposed one with its reason. It is one button. */
@element("ht-meal-card")
export class MealCard extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) meal!: PlanMeal;
  @property({ attribute: false }) people: readonly Eater[] = [];
  /** Where it is planned, for screen readers: "Dinner, Friday". */
  @property() place = "";
  @property({ type: Boolean, reflect: true }) proposed = false;
  @property({ type: Boolean, reflect: true }) picked = false;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }

      button {
        display: flex;
        flex-direction: column;
        align-items: stretch;
        gap: 4px;
        inline-size: 100%;
        min-block-size: 56px;
        padding: 8px 10px;
        border: 1px solid var(--ht-line);
        border-inline-start: 4px solid var(--ht-heat-2);
        border-radius: 10px;
        font: inherit;
        font-size: var(--ht-size-14);
        line-height: 1.35;
        text-align: start;
        color: var(--ht-text);
        background: var(--ht-surface);
        cursor: grab;
        -webkit-tap-highlight-color: transparent;
        -webkit-touch-callout: none;
        user-select: none;
      }

      :host([proposed]) button {
        border-style: dashed;
        border-color: var(--ht-outline);
        color: var(--ht-text-2);
        background: transparent;
        cursor: default;
      }

      :host([picked]) button {
        outline: 3px solid var(--ht-accent);
        outline-offset: 1px;
      }

      .name {
        font-weight: 500;
        hyphens: auto;
        overflow-wrap: anywhere;
      }

      .facts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 8px;
        font-size: var(--ht-size-12);
        color: var(--ht-text-2);
        --ht-icon-size: 16px;
      }

      .who {
        display: inline-flex;
        flex-wrap: wrap;
        gap: 3px;
      }

      .who span {
        min-inline-size: 20px;
        padding: 1px 4px;
        border-radius: 10px;
        line-height: 1.3;
        text-align: center;
        color: var(--ht-text);
        background: color-mix(in srgb, var(--ht-text) 10%, transparent);
      }

      .who .cook {
        color: var(--ht-on-accent);
        background: var(--ht-accent);
      }

      .reason {
        font-size: var(--ht-size-12);
      }
    `,
  ];

  protected override render() {
    const { locale, meal, people } = this;
    const eaters = eatersOf(meal, people);
    const trouble = troubleWords(locale, meal.trouble, people);
    const kcal = meal.kcal === null ? "" : locale.t("plan_kcal", { kcal: locale.number(meal.kcal) });
    return html`<button
      type="button"
      aria-keyshortcuts=${this.proposed ? nothing : "Space"}
      aria-pressed=${this.proposed ? nothing : this.picked ? "true" : "false"}
    >
      <span class="name">${meal.name}</span>
      <span class="visually-hidden">${this.spoken(eaters)}</span>
      <span class="facts">
        ${
          people.length > 0 && (meal.people.length > 0 || meal.cook !== null)
            ? html`<span class="who" aria-hidden="true"
                >${people
                  .filter((person) => eaters.includes(person) || person.id === meal.cook)
                  .map(
                    (person) =>
                      html`<span class=${person.id === meal.cook ? "cook" : ""}>${initialsOf(person, people)}</span>`,
                  )}</span
              >`
            : nothing
        }
        ${meal.locked ? html`<ht-icon .path=${common.lock}></ht-icon>` : nothing}
        ${meal.rule === null ? nothing : html`<ht-icon .path=${icons.repeats}></ht-icon>`}
        ${meal.leftover_of === null ? nothing : html`<ht-icon .path=${icons.leftovers}></ht-icon>`}
        ${meal.frozen === null ? nothing : html`<ht-icon .path=${icons.frozen}></ht-icon>`}
        ${kcal ? html`<span class="digits">${kcal}</span>` : nothing}
      </span>
      ${trouble.map(
        (words) =>
          html`<ht-label tone=${isHarmful(meal.trouble) ? "fault" : "plain"} .icon=${common.alert} .text=${words}></ht-label>`,
      )}
      ${(meal.reasons ?? []).slice(0, 2).map((reason) => html`<span class="reason">${reason}</span>`)}
    </button>`;
  }

  /** What the card shows by signs, for screen readers; the rest of its name is what stands on it. */
  private spoken(eaters: readonly Eater[]): string {
    const { locale, meal } = this;
    const who =
      meal.people.length === 0 ? locale.t("plan_everybody") : eaters.map(({ name }) => name).join(", ");
    const cook = this.people.find(({ id }) => id === meal.cook);
    const parts = [
      this.proposed ? locale.t("plan_proposed") : "",
      this.place,
      locale.t("plan_for", { people: who }),
      cook === undefined ? "" : locale.t("plan_cooks", { name: cook.name }),
      meal.locked ? locale.t("plan_locked") : "",
      meal.rule === null ? "" : locale.t("plan_repeating"),
      meal.leftover_of === null ? "" : locale.t("plan_leftover"),
      meal.frozen === null ? "" : locale.t("plan_from_freezer"),
    ];
    return `, ${parts.filter((part) => part !== "").join(", ")}, `;
  }
}
