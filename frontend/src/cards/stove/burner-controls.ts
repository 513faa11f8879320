import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../components/define";
import * as icons from "../../components/icons";
import "../../components/button";
import "../../components/chip";
import "../../components/heat-ring";
import "../../components/label";
import "../../components/slider";
import "../../components/trace";
import { type Burner, controls, foodCelsius, heatOf, onlyMeasures, type Stove } from "../../data/burners";
import type { ServerClock } from "../../data/clock";
import { type HomeAssistant, isRefusal } from "../../data/hass";
import { acknowledge, type HeatOrder, isRaise, needsArming, setHeat } from "../../data/heat";
import { refusalWords } from "../../data/refusal";
import type { Point } from "../../data/trace";
import type { Locale } from "../../localize/localize";
import { base } from "../../styles/tokens";
import { levelWords, shownOf } from "./burner-words";
import "./countdown";

type Mode = "power" | "temperature";
/** How long a sent level is shown before the burner's own level is (ms). */
const PATIENCE_MS = 4000;

/**
 * `<ht-burner-controls>`: everything about one burner, and its level. Less heat is sent when the slider is let go; more
 * heat waits for a tap that names burner and level, and for the press at the stove that a cold start needs.
 */
@element("ht-burner-controls")
export class BurnerControls extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) burner!: Burner;
  @property({ attribute: false }) stove: Stove | undefined;
  @property({ attribute: false }) points: readonly Point[] = [];
  /** The moment up to which the points are drawn (s). */
  @property({ attribute: false }) drawnAt = 0;
  @property({ type: Boolean }) mayHeat = false;
  @property({ type: Boolean }) connected = true;
  @state() private mode: Mode | undefined;
  /** The level that the person chose and that has not been sent. */
  @state() private chosen: number | undefined;
  @state() private asked: HeatOrder | undefined;
  @state() private sent: HeatOrder | undefined;
  @state() private refused = "";
  private lastOrder: HeatOrder | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
      }

      .now {
        display: grid;
        grid-template-columns: minmax(112px, 144px) 1fr;
        align-items: center;
        gap: var(--ht-space-4);
      }

      .facts {
        display: flex;
        flex-direction: column;
        align-items: flex-start;
        gap: 4px;
        min-inline-size: 0;
      }

      .modes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      .level {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      output {
        font-size: var(--ht-size-28);
        font-weight: 500;
      }

      .ask {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-2);
        padding: var(--ht-space-4);
        border: 2px solid var(--ht-heat-edge);
        border-radius: 16px;
      }

      .ask h3 {
        margin: 0;
        font-size: var(--ht-size-16);
        font-weight: 500;
      }

      .ask p,
      .note {
        margin: 0;
        line-height: 1.45;
      }

      .note {
        color: var(--ht-text-2);
        font-size: var(--ht-size-14);
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      .buttons [kind="primary"] {
        flex: 1 1 auto;
      }

      .failed {
        margin: 0;
        color: var(--ht-fault-text);
        line-height: 1.45;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("burner")) return;
    const before = changed.get("burner") as Burner | undefined;
    if (before !== undefined && before.revision !== this.burner.revision && this.sent !== undefined)
      this.settled();
    // The setting that the person saw is no longer there: ask again from the new one.
    if (this.asked !== undefined && !isRaise(this.burner, this.asked)) this.asked = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.patience);
  }

  protected override render() {
    return html`${this.renderNow()} ${onlyMeasures(this.burner) ? nothing : this.renderControls()}
      <div role="status" class=${this.refused ? "" : "visually-hidden"}>
        ${
          this.refused
            ? html`<p class="failed">${this.locale.t("failed", { reason: this.refused })}</p>
                <ht-button label=${this.locale.t("retry")} @click=${this.retry}></ht-button>`
            : nothing
        }
      </div>`;
  }

  private renderNow() {
    const { burner, locale } = this;
    const shown = shownOf(burner, locale);
    const celsius = foodCelsius(burner);
    const facts = [
      celsius === null ? null : locale.t("now", { temperature: locale.temperature(celsius) }),
      burner.target_c === null
        ? null
        : locale.t("target", { temperature: locale.temperature(burner.target_c) }),
      heatOf(burner) === "on" && burner.target_c === null
        ? `${locale.t("level")}: ${levelWords(burner, locale) ?? locale.t("unknown")}`
        : null,
    ].filter((fact) => fact !== null);
    return html`<div class="now">
        <ht-heat-ring .state=${shown.ring} .share=${shown.share} .value=${shown.value} .note=${shown.note}></ht-heat-ring>
        <div class="facts">
          <ht-label .icon=${shown.status.icon} .text=${shown.status.text} .tone=${shown.status.tone}></ht-label>
          ${facts.map((fact) => html`<span>${fact}</span>`)}
          ${
            burner.timer_ends_at === null
              ? nothing
              : html`<span>${locale.t("turns_off")}
                  <ht-countdown .endsAt=${burner.timer_ends_at} .clock=${this.clock} .locale=${locale}></ht-countdown></span>`
          }
        </div>
      </div>
      ${
        (burner.can.pan_temperature ?? "none") === "none" &&
        (burner.can.probe_temperature ?? "none") === "none"
          ? nothing
          : html`<ht-trace scale .points=${this.points} .now=${this.drawnAt} .locale=${locale}></ht-trace>`
      }`;
  }

  private renderControls() {
    const { burner, locale } = this;
    const can = controls(burner);
    const heat = heatOf(burner);
    if (heat === "unknown") return nothing;
    if (burner.source === "latched") {
      return html`<p class="note">${locale.t("acknowledge_text")}</p>
        ${
          this.mayHeat
            ? html`<ht-button .icon=${icons.check} label=${locale.t("acknowledge")} @click=${this.release}></ht-button>`
            : html`<p class="note">${locale.t("not_allowed")}</p>`
        }`;
    }
    if (!can.power && !can.temperature) return html`<p class="note">${locale.t("read_only")}</p>`;
    if (burner.source === "manual" && burner.kind !== null)
      return html`<p class="note">${locale.t("set_by_hand_note")}</p>`;
    if (heat === "off" && !can.starts) return html`<p class="note">${locale.t("adjust_only")}</p>`;
    if (heat === "off" && !this.mayHeat) return html`<p class="note">${locale.t("not_allowed")}</p>`;
    if (this.stove?.remote_enabled === false) return html`<p class="note">${locale.t("remote_off")}</p>`;
    const mode = this.currentMode();
    const scale = this.scale(mode);
    const value = this.chosen ?? this.present(mode);
    const words = this.words(mode, value);
    return html`${
      can.power && can.temperature
        ? html`<div class="modes">
              ${(["power", "temperature"] as const).map(
                (one) => html`<ht-chip
                  label=${locale.t(one === "power" ? "level" : "hold")}
                  ?selected=${mode === one}
                  @click=${() => this.choose(one)}
                ></ht-chip>`,
              )}
            </div>`
        : nothing
    }
      <div>
        <div class="level">
          <span>${locale.t(mode === "power" ? "level" : "temperature")}</span>
          <output class="digits">${words}</output>
        </div>
        <ht-slider
          label=${`${burner.name}, ${locale.t(mode === "power" ? "level" : "temperature")}`}
          .min=${scale.min}
          .max=${scale.max}
          .step=${scale.step}
          .value=${value}
          .text=${words}
          ?disabled=${!this.connected}
          @input=${this.moved}
          @change=${this.released}
        ></ht-slider>
        ${this.sent === undefined ? nothing : html`<p class="note" role="status">${locale.t("sending")}</p>`}
        ${this.mayHeat ? nothing : html`<p class="note">${locale.t("not_allowed")}</p>`}
      </div>
      ${this.asked === undefined ? nothing : this.renderQuestion(this.asked)}`;
  }

  private renderQuestion(order: HeatOrder) {
    const { burner, locale } = this;
    const armed = this.stove?.armed ?? null;
    const waits = needsArming(burner, armed);
    const level =
      order.power === undefined
        ? locale.temperature(order.temperature_c ?? 0)
        : this.words("power", order.power);
    const label = locale.t(burner.source === "idle" ? "start_at" : "raise_to", {
      burner: burner.name,
      level,
    });
    return html`<section class="ask" aria-live="polite">
      ${
        waits
          ? html`<h3>${locale.t("arm_heading")}</h3>
              <p>${locale.t("arm_text", { stove: this.stove?.name ?? locale.t("stove") })}</p>
              <ht-label .icon=${icons.timer} .text=${locale.t("arm_waiting")}></ht-label>`
          : burner.source === "idle" && armed === true
            ? html`<ht-label .icon=${icons.armed} .text=${locale.t("armed")} tone="good"></ht-label>`
            : nothing
      }
      <div class="buttons">
        <ht-button
          kind="primary"
          .icon=${icons.stove}
          label=${label}
          ?disabled=${waits || !this.connected}
          @click=${() => this.send(order)}
        ></ht-button>
        <ht-button label=${locale.t("cancel")} @click=${this.forget}></ht-button>
      </div>
    </section>`;
  }

  // Values of the slider: power in 0-1, temperatures in °C.

  private currentMode(): Mode {
    const can = controls(this.burner);
    if (!can.power) return "temperature";
    if (!can.temperature) return "power";
    return this.mode ?? (this.burner.target_c === null ? "power" : "temperature");
  }

  private scale(mode: Mode): { min: number; max: number; step: number } {
    const [minimum, maximum, step] = this.burner.range[mode] ?? [null, null, null];
    return mode === "power"
      ? { min: 0, max: Math.min(maximum ?? 1, 2), step: step ?? 0.05 }
      : { min: minimum ?? 40, max: maximum ?? 250, step: Math.max(step ?? 1, 1) };
  }

  private present(mode: Mode): number {
    const { min } = this.scale(mode);
    if (this.sent !== undefined) return (mode === "power" ? this.sent.power : this.sent.temperature_c) ?? min;
    if (mode === "power") return this.burner.target_c === null ? (this.burner.power ?? min) : min;
    return (
      this.burner.target_c ?? Math.max(min, Math.min(foodCelsius(this.burner) ?? min, this.scale(mode).max))
    );
  }

  private words(mode: Mode, value: number): string {
    if (mode === "temperature") return this.locale.temperature(value);
    if (value > 1) return this.locale.t("boost");
    return value === 0 ? this.locale.t("off") : this.locale.percent(value);
  }

  private choose(mode: Mode): void {
    this.mode = mode;
    this.forget();
  }

  private moved(event: Event): void {
    this.chosen = (event.target as unknown as { value: number }).value;
    this.asked = undefined;
    this.refused = "";
  }

  private released(event: Event): void {
    event.stopPropagation();
    const value = (event.target as unknown as { value: number }).value;
    const order: HeatOrder = this.currentMode() === "power" ? { power: value } : { temperature_c: value };
    this.chosen = value;
    if (!isRaise(this.burner, order)) this.send(order);
    else if (this.mayHeat) this.asked = order;
    else {
      this.chosen = undefined;
      this.refused = this.locale.t("not_allowed");
    }
  }

  private forget(): void {
    this.asked = undefined;
    this.chosen = undefined;
    this.refused = "";
  }

  private send(order: HeatOrder): void {
    this.lastOrder = order;
    this.refused = "";
    this.asked = undefined;
    this.chosen = undefined;
    this.sent = order;
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.settled(), PATIENCE_MS);
    setHeat(this.hass, this.burner, order, heatOf(this.burner) === "off").catch((error) =>
      this.failed(error),
    );
  }

  private release(): void {
    this.lastOrder = undefined;
    acknowledge(this.hass, this.burner.id).catch((error) => this.failed(error));
  }

  private retry(): void {
    this.refused = "";
    const order = this.lastOrder;
    if (order === undefined) return;
    // A raise is asked again, because the burner may have changed since.
    if (isRaise(this.burner, order)) this.asked = order;
    else this.send(order);
  }

  private settled(): void {
    clearTimeout(this.patience);
    this.sent = undefined;
  }

  private failed(error: unknown): void {
    this.settled();
    const say = (words: string) => {
      this.refused = words;
    };
    if (isRefusal(error)) void refusalWords(this.hass, this.locale, error).then(say);
    else say(this.locale.t("unknown"));
  }
}
