import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../components/button";
import { element } from "../components/define";
import "../components/failure";
import type { Burner } from "../data/burners";
import { reasonOf } from "../data/commands";
import type { HomeAssistant } from "../data/hass";
import type { Dish, Session } from "../data/sessions";
import type { Key, Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import { heatWords, LEVELS } from "./dish-words";
import "./hold-button";
import * as icons from "./icons";
import { endCooking, order } from "./orders";
import type { PlannedDish } from "./plan";
import { isOver } from "./state";

const TEXTS: Record<string, Key> = {
  observe: "cook_observe_text",
  guide: "cook_guide_text",
  assist: "cook_assist_text",
  autopilot: "cook_autopilot_text",
};
const ORDER = Object.keys(LEVELS);
/** How much later "ten minutes later" is (s). */
const LATER_S = 600;

/** `<ht-cook-help>`: how much the kitchen helps with a dish, pause, later, and the end of cooking. Fires `done`. */
@element("ht-cook-help")
export class CookHelp extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) dish!: Dish;
  @property({ attribute: false }) burner: Burner | undefined;
  @property({ attribute: false }) planned: PlannedDish | undefined;
  @property({ type: Boolean }) mayHeat = false;
  @property({ type: Boolean }) connected = true;
  @state() private reason = "";
  @state() private ending = false;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
      }

      .level {
        display: grid;
        grid-template-columns: 1fr minmax(9em, auto);
        align-items: center;
        gap: 4px var(--ht-space-3);
        padding-block-end: var(--ht-space-2);
        border-block-end: 1px solid var(--ht-line);
      }

      h3,
      p {
        margin: 0;
        line-height: 1.35;
      }

      h3 {
        font-size: var(--ht-size-20);
        font-weight: 500;
      }

      p {
        color: var(--ht-text-2);
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }
    `,
  ];

  protected override render() {
    const { locale, dish, session } = this;
    const now = ORDER.indexOf(dish.level);
    return html`${ORDER.map((level, index) => {
      const heats = index > now && index >= 2 && dish.burner_id !== null;
      return html`<div class="level">
        <div>
          <h3>${locale.t(LEVELS[level] ?? "cook_guide")}</h3>
          <p>${locale.t(TEXTS[level] ?? "cook_guide_text")}</p>
        </div>
        ${
          index === now
            ? html`<ht-label .icon=${icons.check} tone="good" .text=${locale.t("cook_level_now")}></ht-label>`
            : html`<ht-hold-button
                quiet
                label=${locale.t("cook_choose")}
                note=${heats ? this.highest() : ""}
                .hint=${locale.t("cook_hold_hint")}
                ?hold=${heats}
                ?disabled=${!this.connected || isOver(dish) || (heats && !this.mayHeat)}
                @go=${() => this.attempt(order(this.hass, session.id, "level", { dish: dish.id, level, heat: heats }))}
              ></ht-hold-button>`
        }
      </div>`;
    })}
      ${this.mayHeat ? nothing : html`<p>${locale.t("cook_not_allowed")}</p>`}
      <div class="buttons">
        ${
          dish.pause === null && !isOver(dish)
            ? html`<ht-button
                .icon=${icons.pause}
                label=${locale.t("cook_pause")}
                ?disabled=${!this.connected}
                @click=${() => this.attempt(order(this.hass, session.id, "pause", { dish: dish.id }))}
              ></ht-button>`
            : nothing
        }
        ${
          session.dishes.length > 1 || session.ready_at !== null
            ? html`<ht-button
                .icon=${icons.timer}
                label=${locale.t("cook_later")}
                ?disabled=${!this.connected}
                @click=${() => this.attempt(order(this.hass, session.id, "hold", { seconds: LATER_S, heat: this.mayHeat }))}
              ></ht-button>`
            : nothing
        }
        ${
          this.ending
            ? html`<ht-button
                kind="stop"
                .icon=${icons.end}
                label=${locale.t("cook_end_sure")}
                ?disabled=${!this.connected}
                @click=${() => this.attempt(endCooking(this.hass, session.id))}
              ></ht-button>`
            : html`<ht-button
                .icon=${icons.end}
                label=${locale.t("cook_end")}
                @click=${() => {
                  this.ending = true;
                }}
              ></ht-button>`
        }
      </div>
      <ht-failure text=${this.reason}></ht-failure>`;
  }

  /** The highest heat that more help allows, in words: "Front left up to 90 %". */
  private highest(): string {
    const heats = (this.planned?.steps ?? []).flatMap(({ heat }) => (heat === null ? [] : [heat]));
    const power = Math.max(0, ...heats.map((heat) => heat.power ?? 0));
    const celsius = Math.max(0, ...heats.map((heat) => heat.temperature_c ?? 0));
    const burner = this.burner?.name ?? this.dish.name;
    const levels = [
      power > 0 ? heatWords({ power, temperature_c: null }, this.locale) : "",
      celsius > 0 ? heatWords({ power: null, temperature_c: celsius }, this.locale) : "",
    ].filter((level) => level !== "");
    return levels.length > 0
      ? this.locale.t("cook_up_to", { burner, level: levels.join(", ") })
      : this.locale.t("cook_may_heat", { burner });
  }

  private attempt(sent: Promise<void>): void {
    this.reason = "";
    sent.then(
      () => this.dispatchEvent(new Event("done")),
      async (error) => {
        this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
      },
    );
  }
}
