import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { element } from "../../../components/define";
import * as common from "../../../components/icons";
import "../../../components/button";
import "../../../components/icon";
import "../../../components/label";
import type { HomeAssistant } from "../../../data/hass";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { watchDrag } from "./drag";
import * as icons from "./icons";
import "./meal-card";
import {
  type Board,
  beside,
  byCell,
  type Cell,
  cellKey,
  dayName,
  dayNumber,
  type PlanMeal,
  shownSlots,
  totalsOf,
} from "./model";
import { troubleWords } from "./trouble";
import { weekBoardStyles } from "./week-board-styles";

/**
 * `<ht-week-board>`: the days of a week side by side, below each other on a phone. Fires `open` (a meal), `add` (a cell),
 * `drop` ({meal, cell}), `take` and `swap` (a proposed meal), `prepared` (a preparation) and `say` (for the live region).
 * A meal is moved by drag, by keys, or by picking it up and tapping a cell.
 */
@element("ht-week-board")
export class WeekBoard extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) board!: Board;
  @property({ attribute: false }) days: readonly string[] = [];
  @property({ attribute: false }) proposals: readonly PlanMeal[] = [];
  /** The meal that is picked up: the next cell that is chosen gets it. */
  @property({ attribute: false }) picked: PlanMeal | null = null;
  @property({ type: Boolean }) connected = true;
  @state() private over: Cell | null = null;

  static override styles = [base, weekBoardStyles];

  /** Focus the card of a meal, after it has moved. */
  async focusMeal(id: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`ht-meal-card[data-id="${CSS.escape(id)}"]`)?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("picked") && this.picked === null) this.over = null;
  }

  protected override render() {
    const { board, days, locale, proposals } = this;
    const slots = shownSlots([...board.meals.filter(({ day }) => days.includes(day)), ...proposals]);
    const planned = byCell(board.meals);
    const proposed = byCell(proposals);
    return html`<div class="board" style=${`--days: ${days.length}; --slots: ${slots.length}`} @keydown=${(event: KeyboardEvent) => this.pressed(event, slots)}>
      ${days.map((day, column) => {
        const prepared = board.preparations.filter((one) => one.day === day);
        const totals = totalsOf(
          board.meals.filter((meal) => meal.day === day),
          board.people,
        );
        return html`<section class="day" ?data-today=${day === board.today} aria-label=${`${dayName(locale, day)} ${dayNumber(locale, day)}`}>
          <h3 style=${`--column: ${column + 1}`}><span>${dayName(locale, day, "short")}</span> <span class="date">${dayNumber(locale, day)}</span></h3>
          ${slots.map((slot, row) => this.renderCell({ day, slot }, column, row, planned, proposed))}
          <div class="foot" style=${`--column: ${column + 1}`}>
            ${prepared.map((one) => this.renderPreparation(one))}
            ${totals
              .filter((total) => total.kcal > 0)
              .map(
                (total) => html`<p class="total"><span>${total.person.name}</span
                  ><span class="digits">${locale.t(total.unknown > 0 ? "plan_at_least" : "plan_kcal", { kcal: locale.number(Math.round(total.kcal)) })}</span></p>`,
              )}
          </div>
        </section>`;
      })}
    </div>`;
  }

  private renderCell(
    cell: Cell,
    column: number,
    row: number,
    planned: Map<string, PlanMeal[]>,
    proposed: Map<string, PlanMeal[]>,
  ) {
    const { locale, picked } = this;
    const key = cellKey(cell);
    const meals = planned.get(key) ?? [];
    const offers = proposed.get(key) ?? [];
    const place = this.placeOf(cell);
    const target = this.over !== null && cellKey(this.over) === key;
    return html`<div
      class="cell"
      data-cell=${key}
      ?data-target=${target}
      ?data-open=${picked !== null}
      style=${`--column: ${column + 1}; --row: ${row + 2}`}
    >
      <p class="slot">${locale.t(`plan_slot_${cell.slot}` as Key)}</p>
      ${repeat(
        meals,
        (meal) => meal.id,
        (meal) => html`<ht-meal-card
          data-id=${meal.id}
          .hass=${this.hass}
          .locale=${locale}
          .meal=${meal}
          .people=${this.board.people}
          place=${place}
          ?picked=${picked?.id === meal.id}
          @click=${() => this.chosen(meal, cell)}
          @pointerdown=${(event: PointerEvent) => this.drag(event, meal)}
        ></ht-meal-card>`,
      )}
      ${repeat(
        offers,
        (meal) => meal.id,
        (meal) => html`<div class="offer">
          <ht-meal-card proposed .hass=${this.hass} .locale=${locale} .meal=${meal} .people=${this.board.people} place=${place} @click=${() => this.tell("take", meal)}></ht-meal-card>
          <div class="choice">
            <ht-button kind="primary" compact .icon=${common.check} label=${`${locale.t("plan_take")}: ${meal.name}`} @click=${() => this.tell("take", meal)}></ht-button>
            <ht-button compact .icon=${icons.swap} label=${`${locale.t("plan_swap")}: ${meal.name}`} @click=${() => this.tell("swap", meal)}></ht-button>
          </div>
        </div>`,
      )}
      ${
        picked !== null
          ? html`<button class="put" type="button" aria-label=${locale.t("plan_put_here", { name: picked.name, place })} @click=${() => this.drop(picked, cell)}></button>`
          : html`<button class="add" type="button" ?data-empty=${meals.length + offers.length === 0} ?disabled=${!this.connected} aria-label=${locale.t("plan_add", { place })} @click=${() => this.tell("add", cell)}><ht-icon .path=${common.plus}></ht-icon></button>`
      }
    </div>`;
  }

  private renderPreparation(one: Board["preparations"][number]) {
    const { locale } = this;
    const words = `${locale.t(`plan_prepare_${one.kind}` as Key)} ${locale.t("plan_for_meal", { name: one.name })}`;
    return html`<label class="prepare" title=${one.words || nothing}>
      <input type="checkbox" .checked=${one.done} ?disabled=${!this.connected} @change=${() => this.tell("prepared", one)} />
      <span><span class="digits">${one.time}</span> ${words}</span>
    </label>`;
  }

  private placeOf(cell: Cell): string {
    const { locale } = this;
    return locale.t("plan_place", {
      slot: locale.t(`plan_slot_${cell.slot}` as Key),
      day: dayName(locale, cell.day),
    });
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private say(words: string): void {
    this.tell("say", words);
  }

  private chosen(meal: PlanMeal, cell: Cell): void {
    if (this.picked === null) this.tell("open", meal);
    else this.drop(this.picked, cell);
  }

  private drop(meal: PlanMeal, cell: Cell): void {
    this.tell("drop", { meal, cell });
  }

  /** What is said of a cell while a meal is above it: the place, and who may not eat it. */
  private overWords(meal: PlanMeal, cell: Cell): string {
    const trouble = troubleWords(this.locale, meal.trouble, this.board.people);
    return [this.locale.t("plan_over", { place: this.placeOf(cell) }), ...trouble].join(". ");
  }

  private drag(event: PointerEvent, meal: PlanMeal): void {
    if (!this.connected || this.picked !== null) return;
    const source = event.currentTarget as HTMLElement;
    watchDrag(event, source, {
      begin: () => {
        source.toggleAttribute("data-dragged", true);
        const ghost = document.createElement("div");
        ghost.className = "ghost";
        const name = document.createElement("strong");
        name.textContent = meal.name;
        ghost.append(name);
        for (const words of troubleWords(this.locale, meal.trouble, this.board.people)) {
          const line = document.createElement("span");
          line.textContent = words;
          ghost.append(line);
        }
        this.renderRoot.append(ghost);
        return ghost;
      },
      over: (x, y) => {
        const cell = this.cellAt(x, y);
        if (cell !== null && (this.over === null || cellKey(this.over) !== cellKey(cell))) {
          this.say(this.overWords(meal, cell));
        }
        this.over = cell;
      },
      drop: (x, y) => {
        source.toggleAttribute("data-dragged", false);
        const cell = this.cellAt(x, y);
        this.over = null;
        if (cell !== null) this.drop(meal, cell);
      },
      cancel: () => {
        source.toggleAttribute("data-dragged", false);
        this.over = null;
        this.say(this.locale.t("plan_put_back", { name: meal.name }));
      },
    });
  }

  private cellAt(x: number, y: number): Cell | null {
    const root = this.renderRoot as ShadowRoot;
    const found = root
      .elementsFromPoint(x, y)
      .find((one) => one instanceof HTMLElement && one.matches(".cell"));
    const [day, slot] = (found as HTMLElement | undefined)?.dataset.cell?.split(" ") ?? [];
    return day === undefined || slot === undefined ? null : { day, slot: slot as Cell["slot"] };
  }

  private pressed(event: KeyboardEvent, slots: readonly Cell["slot"][]): void {
    const { picked } = this;
    if (picked === null) {
      const card = event
        .composedPath()
        .find((one) => one instanceof HTMLElement && one.matches("ht-meal-card:not([proposed])"));
      if (event.key !== " " || !(card instanceof HTMLElement) || !this.connected) return;
      event.preventDefault();
      const meal = this.board.meals.find(({ id }) => id === card.dataset.id);
      if (meal === undefined) return;
      this.over = { day: meal.day, slot: meal.slot };
      this.tell("pick", meal);
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.say(this.locale.t("plan_put_back", { name: picked.name }));
      this.tell("pick", null);
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const from = this.over ?? { day: picked.day, slot: picked.slot };
      const sideways = getComputedStyle(this).direction === "rtl" ? MIRRORED[event.key] : undefined;
      this.over = beside(from, sideways ?? event.key, this.days, slots);
      this.say(this.overWords(picked, this.over));
      this.renderRoot
        .querySelector(`[data-cell="${cellKey(this.over)}"]`)
        ?.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if ((event.key === "Enter" || event.key === " ") && this.over !== null) {
      event.preventDefault();
      event.stopPropagation();
      this.drop(picked, this.over);
    }
  }
}

const MIRRORED: Record<string, string> = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };
