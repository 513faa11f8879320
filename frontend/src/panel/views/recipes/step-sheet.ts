import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/sheet";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { decided, numberOf, type StepRow, withGoal, withHeat } from "./form-model";
import * as icons from "./icons";
import { type Goal, type Picture, pictureAt, type Step } from "./model";
import { PHENOMENA } from "./step-words";

const GOALS = ["none", "duration", "temperature", "phenomenon", "human"] as const;
type GoalKind = (typeof GOALS)[number];

/** `<ht-step-sheet>`: what a step waits for, its heat, its picture, and whether it needs hands. Fires `step` and `closed`. */
@element("ht-step-sheet")
export class StepSheet extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) row: StepRow | null = null;
  @property({ attribute: false }) pictures: readonly Picture[] = [];

  static override styles = [
    base,
    css`
      section {
        margin-block-end: var(--ht-space-6);
      }

      h3 {
        margin: 0 0 var(--ht-space-2);
        font-size: var(--ht-size-16);
        font-weight: 600;
      }

      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        margin-block-end: var(--ht-space-2);
      }

      .pictures {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
        gap: var(--ht-space-2);
      }

      .pictures button {
        padding: 0;
        border: 3px solid transparent;
        border-radius: 12px;
        background: none;
        cursor: pointer;
      }

      .pictures button[aria-pressed="true"] {
        border-color: var(--ht-accent);
      }

      img {
        display: block;
        inline-size: 100%;
        aspect-ratio: 4 / 3;
        border-radius: 9px;
        object-fit: cover;
      }
    `,
  ];

  protected override render() {
    const { locale, row } = this;
    const step = row?.step ?? null;
    return html`<ht-sheet
      .open=${step !== null}
      heading=${locale.t("step_details")}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${step === null ? nothing : html`${this.renderGoal(step)} ${this.renderHeat(step)} ${this.renderPicture(step)}`}
    </ht-sheet>`;
  }

  private renderGoal(step: Step) {
    const { locale } = this;
    const { goal } = step;
    const kind: GoalKind = goal?.type ?? "none";
    const field = (label: string, value: string, take: (text: string) => Goal | undefined) =>
      html`<ht-field
        .label=${label}
        .value=${value}
        .maxlength=${400}
        @change=${(event: Event) => {
          const made = take((event.target as Field).value);
          if (made !== undefined) this.tell(withGoal(step, made));
        }}
      ></ht-field>`;
    return html`<section>
      <h3>${locale.t("goal")}</h3>
      <div class="chips">
        ${GOALS.map(
          (one) => html`<ht-chip
            .label=${locale.t(`goal_kind_${one}`)}
            ?selected=${kind === one}
            @click=${() => this.tell(withGoal(step, this.first(one)))}
          ></ht-chip>`,
        )}
      </div>
      ${
        goal?.type === "duration"
          ? field(locale.t("goal_minutes"), `${goal.seconds / 60}`, (text) => {
              const value = numberOf(text);
              return value === null ? undefined : { ...goal, seconds: value * 60 };
            })
          : goal?.type === "temperature"
            ? field(
                `${locale.t("temperature")} (${locale.unit})`,
                `${locale.degrees(goal.celsius)}`,
                (text) => {
                  const value = numberOf(text);
                  return value === null ? undefined : { ...goal, celsius: this.celsius(value) };
                },
              )
            : goal?.type === "human"
              ? field(locale.t("goal_words"), goal.words, (words) => ({ type: "human", words }))
              : goal?.type === "phenomenon"
                ? html`<div class="chips">
                    ${PHENOMENA.map(
                      (phenomenon) => html`<ht-chip
                        .label=${locale.t(`phenomenon_${phenomenon}`)}
                        ?selected=${goal.phenomenon === phenomenon}
                        @click=${() => this.tell(withGoal(step, { type: "phenomenon", phenomenon }))}
                      ></ht-chip>`,
                    )}
                  </div>`
                : nothing
      }
      <ht-chip
        .label=${locale.t("step_needs_hands")}
        .icon=${icons.hand}
        ?selected=${step.needs_hands !== false}
        @click=${() => this.tell({ ...decided(step, "needs_hands", true), needs_hands: step.needs_hands === false })}
      ></ht-chip>
    </section>`;
  }

  private renderHeat(step: Step) {
    const { locale } = this;
    const { heat } = step;
    const kind = heat === undefined ? "none" : heat.temperature_c === undefined ? "power" : "hold";
    return html`<section>
      <h3>${locale.t("heat")}</h3>
      <div class="chips">
        ${(["none", "power", "hold"] as const).map(
          (one) => html`<ht-chip
            .label=${locale.t(`heat_kind_${one}`)}
            ?selected=${kind === one}
            @click=${() =>
              this.tell(
                withHeat(
                  step,
                  one === "none" ? undefined : one === "power" ? { power: 0.5 } : { temperature_c: 90 },
                ),
              )}
          ></ht-chip>`,
        )}
      </div>
      ${
        heat === undefined
          ? nothing
          : html`<ht-field
              .label=${kind === "power" ? locale.t("heat_percent") : `${locale.t("temperature")} (${locale.unit})`}
              .value=${kind === "power" ? `${Math.round((heat.power ?? 0) * 100)}` : `${locale.degrees(heat.temperature_c ?? 0)}`}
              inputmode="decimal"
              @change=${(event: Event) => {
                const text = (event.target as Field).value.trim();
                const value = text === "0" ? 0 : numberOf(text);
                if (value === null) return;
                this.tell(
                  withHeat(
                    step,
                    kind === "power"
                      ? { power: Math.min(value, 100) / 100 }
                      : { temperature_c: this.celsius(value) },
                  ),
                );
              }}
            ></ht-field>`
      }
      <ht-field
        .label=${`${locale.t("oven")} (${locale.unit})`}
        .value=${step.oven_c === undefined ? "" : `${locale.degrees(step.oven_c)}`}
        inputmode="decimal"
        @change=${(event: Event) => {
          const value = numberOf((event.target as Field).value);
          const { oven_c: _oven, ...rest } = decided(step, "oven_c", false);
          this.tell(value === null ? rest : { ...rest, oven_c: this.celsius(value) });
        }}
      ></ht-field>
    </section>`;
  }

  private renderPicture(step: Step) {
    const pictures = this.pictures.filter(({ media_type }) => media_type.startsWith("image/"));
    if (pictures.length === 0) return nothing;
    return html`<section>
      <h3>${this.locale.t("step_picture")}</h3>
      <div class="pictures">
        ${pictures.map(
          (picture, at) => html`<button
            type="button"
            aria-pressed=${step.picture === picture.hash ? "true" : "false"}
            aria-label=${`${this.locale.t("step_picture")} ${at + 1}`}
            @click=${() => {
              const { picture: chosen, ...rest } = step;
              this.tell(chosen === picture.hash ? rest : { ...rest, picture: picture.hash });
            }}
          >
            <img src=${pictureAt(picture.url, 240)} alt=${picture.caption} loading="lazy" />
          </button>`,
        )}
      </div>
    </section>`;
  }

  private first(kind: GoalKind): Goal | undefined {
    switch (kind) {
      case "none":
        return undefined;
      case "duration":
        return { type: "duration", seconds: 600 };
      case "temperature":
        return { type: "temperature", celsius: 75 };
      case "phenomenon":
        return { type: "phenomenon", phenomenon: "boils" };
      case "human":
        return { type: "human", words: "" };
    }
  }

  private celsius(degrees: number): number {
    return this.locale.fahrenheit ? Math.round(((degrees - 32) / 1.8) * 10) / 10 : degrees;
  }

  private tell(step: Step): void {
    this.dispatchEvent(new CustomEvent("step", { detail: step }));
  }
}
