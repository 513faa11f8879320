import { css, html, LitElement } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/failure";
import { act, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base, controls } from "../../../styles/tokens";
import { day } from "./format";
import * as icons from "./icons";

const SLOTS = { breakfast: "08:00", lunch: "12:30", dinner: "18:30" } as const;
type Slot = keyof typeof SLOTS;

/** `<ht-plan-form>`: a day and a meal for a recipe. Fires `planned` with what to say. */
@element("ht-plan-form")
export class PlanForm extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() recipe = "";
  @property({ type: Number }) servings = 0;
  @state() private chosenSlot: Slot = "dinner";
  @state() private reason = "";
  @query("input") private input!: HTMLInputElement;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--ht-space-4);
      }

      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    return html`<div>
        <label for="day">${locale.t("plan_day")}</label>
        <input id="day" type="date" .value=${localDay(new Date())} />
      </div>
      <div class="chips" role="group" aria-label=${locale.t("plan_meal")}>
        ${(Object.keys(SLOTS) as Slot[]).map(
          (slot) => html`<ht-chip
            .label=${locale.t(`slot_${slot}`)}
            ?selected=${this.chosenSlot === slot}
            @click=${() => {
              this.chosenSlot = slot;
            }}
          ></ht-chip>`,
        )}
      </div>
      <ht-button kind="primary" .icon=${icons.calendar} label=${locale.t("plan_it")} @click=${() => this.plan()}></ht-button>
      <ht-failure .text=${this.reason}></ht-failure>`;
  }

  private async plan(): Promise<void> {
    const chosen = this.input.value || localDay(new Date());
    this.reason = "";
    try {
      await act(this.hass, "plan_meal", {
        recipe: this.recipe,
        starts_at: `${chosen}T${SLOTS[this.chosenSlot]}:00`,
        slot: this.chosenSlot,
        ...(this.servings > 0 ? { servings: this.servings } : {}),
      });
      const words = this.locale.t("planned_for", { day: day(this.locale, `${chosen}T12:00:00`) });
      this.dispatchEvent(new CustomEvent("planned", { detail: words }));
    } catch (error) {
      this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    }
  }
}

function localDay(date: Date): string {
  const two = (value: number) => `${value}`.padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
