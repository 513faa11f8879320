import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/field";
import { plus } from "../../../components/icons";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { dayName } from "../plan/model";
import { writtenItem } from "./written";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** A Monday, to name the days of a week. */
const MONDAY = 5;

/** `<ht-standing-form>`: what is always in the house, or bought every week. Fires `standing` with the item. */
@element("ht-standing-form")
export class StandingForm extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean }) connected = true;
  @state() private kind: "minimum" | "weekly" = "minimum";
  @state() private weekday = 0;

  static override styles = [
    base,
    css`
      :host,
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        gap: var(--ht-space-2);
      }

      :host {
        padding-block: var(--ht-space-3);
      }

      .row {
        inline-size: 100%;
      }

      ht-field {
        flex: 1 1 8em;
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    return html`<div class="row" role="group" aria-label=${locale.t("shopping_standing")}>
        <ht-chip label=${locale.t("shopping_kind_minimum")} ?selected=${this.kind === "minimum"} @click=${() => this.choose("minimum")}></ht-chip>
        <ht-chip label=${locale.t("shopping_kind_weekly")} ?selected=${this.kind === "weekly"} @click=${() => this.choose("weekly")}></ht-chip>
      </div>
      ${
        this.kind === "minimum"
          ? nothing
          : html`<div class="row" role="group" aria-label=${locale.t("shopping_weekday")}>
              ${WEEKDAYS.map(
                (_, index) => html`<ht-chip
                  label=${dayName(locale, `2026-01-${`${MONDAY + index}`.padStart(2, "0")}`, "short")}
                  ?selected=${this.weekday === index}
                  @click=${() => {
                    this.weekday = index;
                  }}
                ></ht-chip>`,
              )}
            </div>`
      }
      <div class="row" @keydown=${this.pressed}>
        <ht-field label=${locale.t("shopping_standing_what")} maxlength="100"></ht-field>
        <ht-button compact .icon=${plus} label=${locale.t("shopping_standing_add")} ?disabled=${!this.connected} @click=${this.added}></ht-button>
      </div>`;
  }

  private choose(kind: "minimum" | "weekly"): void {
    this.kind = kind;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.composedPath()[0] instanceof HTMLInputElement) this.added();
  };

  private readonly added = (): void => {
    const field = this.renderRoot.querySelector<HTMLElement & { value: string }>("ht-field");
    if (field === null || !this.connected || field.value.trim() === "") return;
    const item = writtenItem(field.value);
    field.value = "";
    const detail = {
      kind: this.kind,
      ...item,
      ...(this.kind === "weekly" ? { weekday: WEEKDAYS[this.weekday] } : {}),
    };
    this.dispatchEvent(new CustomEvent("standing", { detail }));
  };
}
