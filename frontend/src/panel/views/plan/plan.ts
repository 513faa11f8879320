import { html, nothing } from "lit";
import { query } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as common from "../../../components/icons";
import "../../../components/button";
import "../../../components/chip";
import "../../../components/failure";
import "../../../components/field";
import "../../../components/label";
import "../../../components/sheet";
import { base } from "../../../styles/tokens";
import type { Choice } from "./add-meal";
import "./add-meal";
import * as icons from "./icons";
import "./meal-details";
import type { MealChange } from "./meal-details";
import { type Board, type Cell, monthName, type PlanMeal, type PlanPreparation, spanName } from "./model";
import { PlanActions } from "./plan-actions";
import "./month";
import { planStyles } from "./plan-styles";
import { troubleWords } from "./trouble";
import "./week-board";
import type { WeekBoard } from "./week-board";

/** `<ht-plan>`: the meals of a week or a month, and what the kitchen proposes for the open ones. */
@element("ht-plan")
export class Plan extends PlanActions {
  @query("ht-week-board") protected override readonly week!: WeekBoard | null;

  static override styles = [base, planStyles];

  protected override render() {
    const { board, days, locale } = this;
    const [first = "", last = ""] = [days[0], days.at(-1)];
    return html`
      <div class="top">
        <div class="moves">
          <ht-button compact .icon=${icons.previous} label=${locale.t("plan_previous")} @click=${() => this.go(-1)}></ht-button>
          <ht-button compact .icon=${common.chevronRight} label=${locale.t("plan_next")} @click=${() => this.go(1)}></ht-button>
          <h2>${this.month ? monthName(locale, this.day) : spanName(locale, first, last)}</h2>
        </div>
        <div class="kinds" role="group" aria-label=${locale.t("plan")}>
          <ht-chip label=${locale.t("plan_today")} @click=${() => this.navigate(this.month ? ["plan", "month"] : ["plan"])}></ht-chip>
          <ht-chip label=${locale.t("plan_week")} ?selected=${!this.month} @click=${() => this.navigate(["plan", this.day])}></ht-chip>
          <ht-chip label=${locale.t("plan_month")} ?selected=${this.month} @click=${() => this.navigate(["plan", "month", this.day.slice(0, 7)])}></ht-chip>
          ${
            this.month
              ? nothing
              : html`<ht-button kind="primary" .icon=${icons.propose} label=${locale.t("plan_propose")} ?disabled=${!this.connected || board === null} @click=${this.openProposing}></ht-button>`
          }
        </div>
      </div>
      <ht-failure .text=${this.failed} .retryLabel=${this.retry === null ? "" : locale.t("retry")} @retry=${this.tryAgain}></ht-failure>
      ${this.renderProposalBar()} ${this.renderPicked()}
      ${board === null ? html`<ht-label .text=${locale.t("loading")}></ht-label>` : this.renderBoard(board)}
      <p class="hint">${this.month ? nothing : locale.t("plan_pick_hint")}</p>
      <div class="visually-hidden" role="status" aria-live="assertive">${this.said}</div>
      ${board === null ? nothing : this.renderSheets(board)}
    `;
  }

  private renderBoard(board: Board) {
    if (this.month) {
      return html`<ht-plan-month
        .locale=${this.locale}
        .board=${board}
        .days=${this.days}
        month=${this.day.slice(0, 7)}
        @choose=${(event: CustomEvent<string>) => this.navigate(["plan", event.detail])}
      ></ht-plan-month>`;
    }
    return html`<ht-week-board
      .hass=${this.hass}
      .locale=${this.locale}
      .board=${board}
      .days=${this.days}
      .proposals=${this.proposal?.meals ?? []}
      .picked=${this.picked}
      .connected=${this.connected}
      @open=${(event: CustomEvent<PlanMeal>) => this.open(event.detail)}
      @add=${(event: CustomEvent<Cell>) => this.add(event.detail)}
      @pick=${(event: CustomEvent<PlanMeal | null>) => this.pick(event.detail)}
      @drop=${(event: CustomEvent<{ meal: PlanMeal; cell: Cell }>) => this.dropped(event.detail.meal, event.detail.cell)}
      @take=${(event: CustomEvent<PlanMeal>) => this.take([event.detail])}
      @swap=${(event: CustomEvent<PlanMeal>) => this.swap(event.detail)}
      @prepared=${(event: CustomEvent<PlanPreparation>) => this.prepared(event.detail)}
      @say=${(event: CustomEvent<string>) => this.say(event.detail)}
    ></ht-week-board>`;
  }

  private renderProposalBar() {
    const { locale, proposal } = this;
    if (this.busy) return html`<p class="bar" role="status">${locale.t("plan_proposing")}</p>`;
    if (proposal === null) return nothing;
    return html`<div class="bar">
      <span role="status">${proposal.words || locale.t(proposal.meals.length > 0 ? "plan_proposed" : "plan_nothing_proposed")}</span>
      ${
        proposal.meals.length > 0
          ? html`<ht-button kind="primary" .icon=${common.check} label=${locale.t("plan_take_all", { count: proposal.meals.length })} @click=${() => this.take(proposal.meals)}></ht-button>`
          : nothing
      }
      <ht-button label=${locale.t("plan_discard")} @click=${this.discard}></ht-button>
    </div>`;
  }

  private renderPicked() {
    const { locale, picked } = this;
    if (picked === null) return nothing;
    return html`<div class="bar">
      <span>${locale.t("plan_picked", { name: picked.name })}</span>
      <ht-button label=${locale.t("cancel")} @click=${() => this.pick(null)}></ht-button>
    </div>`;
  }

  private renderSheets(board: Board) {
    const { adding, doubtful, locale, replacing } = this;
    const meal = board.meals.find(({ id }) => id === this.opened);
    const cell = adding ?? replacing;
    return html`
      <ht-sheet .open=${meal !== undefined} heading=${meal?.name ?? ""} .closeLabel=${locale.t("close")} @closed=${this.close}>
        ${
          meal === undefined
            ? nothing
            : html`<ht-meal-details
                .hass=${this.hass}
                .locale=${locale}
                .board=${board}
                .meal=${meal}
                .connected=${this.connected}
                @change=${(event: CustomEvent<MealChange>) => this.change(meal, event.detail)}
                @lock=${() => this.lock(meal)}
                @pick=${() => this.pick(meal)}
                @other=${() => this.findOther(meal)}
                @show=${() => meal.recipe !== null && this.navigate(["recipes", meal.recipe])}
                @remove=${() => this.takeOut(meal, false)}
                @remove-following=${() => this.takeOut(meal, true)}
              ></ht-meal-details>`
        }
      </ht-sheet>
      <ht-sheet
        .open=${cell !== null}
        heading=${cell === null ? "" : `${locale.t(replacing === null ? "plan_add_title" : "plan_find_other")}: ${this.placeOf(cell)}`}
        .closeLabel=${locale.t("close")}
        @closed=${this.close}
      >
        ${
          cell === null
            ? nothing
            : html`<ht-add-meal
                .hass=${this.hass}
                .locale=${locale}
                .board=${board}
                .cell=${cell}
                .eaters=${replacing?.people ?? []}
                ?replacing=${replacing !== null}
                @choose=${(event: CustomEvent<Choice>) => this.choose(event.detail)}
              ></ht-add-meal>`
        }
      </ht-sheet>
      <ht-sheet .open=${doubtful !== null} heading=${locale.t("plan_not_for")} .closeLabel=${locale.t("close")} @closed=${this.close}>
        ${
          doubtful === null
            ? nothing
            : html`<div class="doubt">
                ${troubleWords(locale, doubtful.meal.trouble, board.people).map(
                  (words) => html`<ht-label tone="fault" .icon=${common.alert} .text=${words}></ht-label>`,
                )}
                <ht-button kind="stop" label=${locale.t("plan_anyway")} @click=${this.moveAnyway}></ht-button>
                <ht-button label=${locale.t("cancel")} @click=${this.close}></ht-button>
              </div>`
        }
      </ht-sheet>
      <ht-sheet .open=${this.proposing} heading=${locale.t("plan_propose_title")} .closeLabel=${locale.t("close")} @closed=${this.close}>
        ${this.proposing ? this.renderProposing() : nothing}
      </ht-sheet>
    `;
  }

  private renderProposing() {
    const { locale } = this;
    const counts = (chosen: number, set: (count: number) => void) =>
      [0, 1, 2, 3].map(
        (count) =>
          html`<ht-chip label=${locale.number(count)} ?selected=${chosen === count} @click=${() => set(count)}></ht-chip>`,
      );
    return html`<div class="doubt">
      <p>${locale.t("plan_propose_text")}</p>
      <span>${locale.t("plan_leftovers_count")}</span>
      <div class="kinds" role="group" aria-label=${locale.t("plan_leftovers_count")}>${counts(
        this.leftovers,
        (count) => {
          this.leftovers = count;
        },
      )}</div>
      <span>${locale.t("plan_frozen_count")}</span>
      <div class="kinds" role="group" aria-label=${locale.t("plan_frozen_count")}>${counts(
        this.frozen,
        (count) => {
          this.frozen = count;
        },
      )}</div>
      <ht-button kind="primary" .icon=${icons.propose} label=${locale.t("plan_propose_go")} @click=${this.propose}></ht-button>
    </div>`;
  }
}
