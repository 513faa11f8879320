import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { type Board, dayName, dayNumber, isHarmful, type PlanMeal } from "./model";

const SHOWN = 3;

/** `<ht-plan-month>`: the meals of some weeks at a glance. A day fires `choose` with its date. */
@element("ht-plan-month")
export class PlanMonth extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) board!: Board;
  @property({ attribute: false }) days: readonly string[] = [];
  @property() month = "";

  static override styles = [
    base,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      .grid {
        display: grid;
        grid-template-columns: repeat(7, minmax(0, 1fr));
        gap: 1px;
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        overflow: clip;
        background: var(--ht-line);
      }

      .head {
        padding: 8px;
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
        background: var(--ht-surface);
      }

      button {
        display: flex;
        flex-direction: column;
        gap: 2px;
        min-inline-size: 0;
        min-block-size: 96px;
        padding: 6px 8px;
        border: 0;
        font: inherit;
        font-size: var(--ht-size-12);
        line-height: 1.35;
        text-align: start;
        color: var(--ht-text);
        background: var(--ht-surface);
        cursor: pointer;
      }

      button:focus-visible {
        outline-offset: -3px;
      }

      button[data-other] {
        color: var(--ht-text-2);
        background: var(--ht-glass);
      }

      .number {
        font-size: var(--ht-size-14);
        font-weight: 500;
      }

      [data-today] .number {
        color: var(--ht-accent);
        text-decoration: underline 3px;
        text-underline-offset: 4px;
      }

      .meal {
        inline-size: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .meal[data-trouble] {
        color: var(--ht-fault-text);
        font-weight: 500;
      }

      .dots {
        display: none;
      }

      @container (max-width: 700px) {
        button {
          min-block-size: 56px;
          padding: 4px;
          align-items: center;
        }

        .meal,
        .more {
          display: none;
        }

        .dots {
          display: flex;
          gap: 3px;
        }

        .dots span {
          inline-size: 6px;
          block-size: 6px;
          border-radius: 50%;
          background: var(--ht-heat-3);
        }

        .head {
          padding: 6px 2px;
          text-align: center;
        }
      }
    `,
  ];

  protected override render() {
    const { board, days, locale } = this;
    const meals = new Map<string, PlanMeal[]>();
    for (const meal of board.meals) meals.set(meal.day, [...(meals.get(meal.day) ?? []), meal]);
    return html`<div class="grid">
      ${days.slice(0, 7).map((day) => html`<div class="head" aria-hidden="true">${dayName(locale, day, "short")}</div>`)}
      ${days.map((day) => {
        const planned = meals.get(day) ?? [];
        const names = planned.map((meal) => meal.name);
        return html`<button
          type="button"
          ?data-today=${day === board.today}
          ?data-other=${!day.startsWith(this.month)}
          aria-label=${[`${dayName(locale, day)} ${dayNumber(locale, day)}`, ...(names.length > 0 ? names : [locale.t("plan_empty")])].join(", ")}
          @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: day }))}
        >
          <span class="number">${locale.number(Number(day.slice(8)))}</span>
          ${planned.slice(0, SHOWN).map((meal) => html`<span class="meal" ?data-trouble=${isHarmful(meal.trouble)}>${meal.name}</span>`)}
          ${planned.length > SHOWN ? html`<span class="more">${locale.t("plan_more", { count: planned.length - SHOWN })}</span>` : nothing}
          ${planned.length > 0 ? html`<span class="dots" aria-hidden="true">${planned.slice(0, 4).map(() => html`<span></span>`)}</span>` : nothing}
        </button>`;
      })}
    </div>`;
  }
}
