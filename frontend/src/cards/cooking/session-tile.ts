import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import "../../components/button";
import { element } from "../../components/define";
import * as icons from "../../components/icons";
import "../../components/label";
import "../../components/stop-button";
import { timeOfDay } from "../../cook/moments";
import { anyOn, burnersOfSession, callsHands } from "../../cook/state";
import { type BurnerState, foodCelsius } from "../../data/burners";
import type { ServerClock } from "../../data/clock";
import type { HomeAssistant } from "../../data/hass";
import type { Dish, Session } from "../../data/sessions";
import type { Locale } from "../../localize/localize";
import { base } from "../../styles/tokens";
import "../stove/countdown";

/** `<ht-session-tile>`: what is cooked now: each dish with its step, temperature and time; cook mode and Stop. */
@element("ht-session-tile")
export class SessionTile extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) burners!: BurnerState;
  @property({ type: Boolean }) connected = true;
  /** Whether Stop is here; Today has the stove beside it. */
  @property({ type: Boolean }) stops = false;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .dish {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--ht-space-2) var(--ht-space-4);
        min-block-size: 56px;
        padding-block: var(--ht-space-2);
      }

      .dish + .dish {
        border-block-start: 1px solid var(--ht-line);
      }

      .words {
        flex: 1 1 12em;
        min-inline-size: 0;
      }

      p {
        margin: 0;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      .quiet {
        color: var(--ht-text-2);
      }

      .step {
        display: -webkit-box;
        font-size: var(--ht-size-20);
        line-height: 1.35;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }

      .numbers,
      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-2) var(--ht-space-3);
      }

      .buttons {
        justify-content: space-between;
        padding-block-start: var(--ht-space-2);
      }
    `,
  ];

  protected override render() {
    const { locale, session } = this;
    const ids = burnersOfSession(session);
    return html`${session.dishes.map((dish) => this.renderDish(dish))}
      <div class="buttons">
        <ht-button
          kind="primary"
          .icon=${icons.chefHat}
          label=${locale.t("today_cook_mode")}
          @click=${() => this.dispatchEvent(new Event("open"))}
        ></ht-button>
        ${
          this.stops && ids.length > 0
            ? html`<ht-stop-button
                .hass=${this.hass}
                .locale=${locale}
                .burners=${ids}
                .on=${anyOn(this.burners, ids)}
                .connected=${this.connected}
                .name=${session.name}
              ></ht-stop-button>`
            : nothing
        }
      </div>`;
  }

  private renderDish(dish: Dish) {
    const { locale } = this;
    const burner = dish.burner_id === null ? undefined : this.burners.burners[dish.burner_id];
    const celsius = burner === undefined ? null : foodCelsius(burner);
    const place =
      dish.phase === "planned" && dish.begins_at !== null
        ? locale.t("today_begins_at", { time: timeOfDay(this.hass, dish.begins_at) })
        : locale.t("step_of", { step: Math.min(dish.step + 1, dish.steps), steps: dish.steps });
    return html`<div class="dish">
      <div class="words">
        <p><b dir="auto">${dish.name}</b> <span class="quiet">${place}</span></p>
        <p class="step" dir="auto">${dish.step_text ?? dish.next_text ?? ""}</p>
        ${callsHands(dish) ? html`<ht-label tone="heat" .icon=${icons.hand} .text=${locale.t("today_hands")}></ht-label>` : nothing}
      </div>
      <div class="numbers">
        ${celsius === null ? nothing : html`<ht-label .icon=${icons.thermometer} .text=${locale.temperature(celsius)}></ht-label>`}
        ${dish.step_ends_at === null ? nothing : html`<ht-countdown .endsAt=${dish.step_ends_at} .clock=${this.clock} .locale=${locale}></ht-countdown>`}
      </div>
    </div>`;
  }
}
