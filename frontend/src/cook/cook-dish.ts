import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../components/button";
import { element } from "../components/define";
import "../components/failure";
import "../components/label";
import { type Burner, foodCelsius, heatOf } from "../data/burners";
import type { ServerClock } from "../data/clock";
import { reasonOf } from "../data/commands";
import type { HomeAssistant } from "../data/hass";
import type { Dish, HeatLevel, Session } from "../data/sessions";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import "./cook-time";
import { dishStyles } from "./dish-styles";
import { goalWords, heatSource, heatWords, LEVELS } from "./dish-words";
import { fitText } from "./fit";
import "./hold-button";
import type { HoldButton } from "./hold-button";
import * as icons from "./icons";
import { amountWords, timeOfDay } from "./moments";
import { order, setTimer, strike } from "./orders";
import { type Amount, firstLine, type Goal, type PlannedDish, type PlannedStep, textParts } from "./plan";
import { type CookSettings, SIZES } from "./settings";
import { isOver, isStruck, mayGoBack, nextOrder } from "./state";

/** A second touch within this time does nothing: a floury finger bounces (ms). */
export const BOUNCE_MS = 400;

/** `<ht-cook-dish>`: the present step of one dish. Fires `focus-dish` when it is touched, and `help` and `behind`. */
@element("ht-cook-dish")
export class CookDish extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) dish!: Dish;
  @property({ attribute: false }) planned: PlannedDish | undefined;
  @property({ attribute: false }) burner: Burner | undefined;
  @property({ attribute: false }) settings!: CookSettings;
  @property({ type: Boolean }) mayHeat = false;
  @property({ type: Boolean }) connected = true;
  /** Whether it is the only dish, whose name is in the bar above. */
  @property({ type: Boolean }) single = false;
  /** Whether keys and pedals are about this dish, and others are there. */
  @property({ type: Boolean, reflect: true }) focused = false;
  @state() private reason = "";
  /** Marks that were sent and have not come back. */
  @state() private marks = new Map<string, boolean>();
  @query(".words") private box!: HTMLElement;
  @query(".text") private text!: HTMLElement;
  @query(".next") private nextButton!: HoldButton | null;
  private touchedAt = Number.NEGATIVE_INFINITY;
  private resized: ResizeObserver | undefined;
  private retry: (() => void) | undefined;
  private fitted = "";

  static override styles = [base, dishStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized = new ResizeObserver(() => this.fit(true));
    if (this.hasUpdated) this.resized.observe(this.box);
    void document.fonts?.ready.then(() => this.fit(true));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized?.disconnect();
  }

  protected override firstUpdated(): void {
    this.resized?.observe(this.box);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("dish")) return;
    const before = changed.get("dish") as Dish | undefined;
    if (before !== undefined && (before.step !== this.dish.step || before.id !== this.dish.id)) {
      this.reason = "";
      this.marks = new Map();
    }
    const kept = [...this.marks].filter(([key, struck]) => {
      const [step = 0, line = 0] = key.split(" ").map(Number);
      return isStruck(this.dish, step, line) !== struck;
    });
    if (kept.length !== this.marks.size) this.marks = new Map(kept);
  }

  protected override updated(): void {
    this.fit();
  }

  /** The step that is shown: the present one, or the first of a dish that has not begun. */
  private get step(): PlannedStep | undefined {
    return this.planned?.steps[this.dish.phase === "planned" ? 0 : this.dish.step];
  }

  protected override render() {
    const { dish, locale, planned, step } = this;
    const text = step?.text ?? dish.step_text ?? "";
    const planning = dish.phase === "planned";
    const place = planning
      ? dish.begins_at === null
        ? locale.t("cook_not_begun")
        : locale.t("cook_begins_at", { time: timeOfDay(this.hass, dish.begins_at) })
      : dish.phase === "warming"
        ? locale.t("cook_keeps_warm")
        : isOver(dish)
          ? locale.t("cook_ready")
          : locale.t("step_of", { step: dish.step + 1, steps: dish.steps });
    return html`<section class="dish" aria-label=${dish.name} @pointerdown=${this.touched} @focusin=${this.touched}>
      <div class="head">
        <h2 class=${this.single ? "visually-hidden" : nothing} dir="auto">${dish.name}</h2>
        <span class="where" role="status">${step?.section ? `${step.section} · ` : ""}${place}</span>
        ${
          planned?.servings === null || planned === undefined
            ? nothing
            : html`<span class="where">${locale.t("cook_for", { count: amountWords(locale, planned.servings) })}</span>`
        }
        <span class="push"></span>
        ${
          (step?.notes.length ?? 0) > 0 || (planned?.pictures.length ?? 0) > 0 || planned?.trace
            ? html`<ht-button .icon=${icons.image} label=${locale.t("cook_behind")} @click=${() => this.fire("behind")}></ht-button>`
            : nothing
        }
        ${this.renderHelp()}
        <span class="segments" aria-hidden="true"
          >${Array.from({ length: Math.min(dish.steps, 40) }, (_, index) => html`<i class=${isOver(dish) || index < dish.step ? "past" : index === dish.step && !planning ? "here" : ""}></i>`)}</span
        >
      </div>
      <div class="numbers">${this.renderTemperature()}${this.renderTime()}</div>
      <div class="words" tabindex=${-1}>
        <p class="text" lang=${planned?.language ?? nothing} dir="auto">
          ${
            step === undefined
              ? text
              : textParts(step).map(({ text: part, time }) =>
                  time === null
                    ? part
                    : html`<button
                        class="time"
                        type="button"
                        title=${locale.t("cook_set_timer")}
                        @click=${() => this.startTimer(time.name || `${dish.name}: ${part}`, time.seconds)}
                      ><ht-icon .path=${icons.timer}></ht-icon>${part}</button>`,
                )
          }
        </p>
        ${step?.oven_c == null ? nothing : html`<p class="small">${locale.t("cook_oven", { temperature: locale.temperature(step.oven_c) })}</p>`}
        ${step?.unscaled ? html`<p class="small">${locale.t("cook_unscaled")}</p>` : nothing}
        ${step === undefined ? nothing : this.renderGoal(step.goal)}
        ${step?.notes.slice(0, 2).map(({ words, author }) => (words ? html`<p class="small" dir="auto">${author ? `${author}: ` : ""}${words}</p>` : nothing))}
      </div>
      <div class="side">
        ${(step?.amounts.length ?? 0) > 0 ? html`<ul aria-label=${locale.t("cook_uses")}>${step?.amounts.map((amount) => this.renderAmount(amount))}</ul>` : nothing}
        <slot></slot>
      </div>
      ${this.renderFoot()}
      <ht-failure
        text=${this.reason}
        .retryLabel=${this.retry === undefined ? "" : locale.t("retry")}
        @retry=${() => this.retry?.()}
      ></ht-failure>
    </section>`;
  }

  private renderHelp() {
    const { dish, burner, locale } = this;
    const source = heatSource(burner);
    const byHand = source === "by_hand";
    const kitchen = source === "by_kitchen";
    const level = locale.t(LEVELS[dish.level] ?? "cook_guide");
    const icon = byHand ? icons.hand : kitchen ? icons.chefHat : icons.pot;
    const place = burner === undefined ? nothing : html`<span class="place">${burner.name}: </span>`;
    const [before = "", after = ""] = locale.t("cook_help", { level: "\n" }).split("\n");
    return html`<button
      class=${byHand ? "help by-hand" : kitchen ? "help kitchen" : "help"}
      type="button"
      aria-haspopup="dialog"
      @click=${() => this.fire("help")}
    >
      <ht-icon .path=${icon}></ht-icon><span
        >${place}${locale.t(source)} · <span class="help-word">${before}</span>${level}<span class="help-word">${after}</span></span
      >
    </button>`;
  }

  private renderTemperature() {
    const { burner, locale, step } = this;
    const celsius = burner === undefined ? null : foodCelsius(burner);
    if (burner === undefined || celsius === null) return nothing;
    const goal = step?.goal?.kind === "TemperatureGoal" ? step.goal.celsius : undefined;
    const to = goal ?? burner.target_c ?? undefined;
    const label =
      to === undefined
        ? locale.t("temperature")
        : locale.t("cook_goal", { temperature: locale.temperature(to) });
    return html`<div class="number">
      <span class=${heatOf(burner) === "on" ? "big heats" : "big"}
        ><span class="degrees">${locale.number(locale.degrees(celsius))}</span><span class="unit">${locale.unit}</span></span
      >
      <span class="label"><ht-icon .path=${icons.thermometer}></ht-icon>${label}</span>
    </div>`;
  }

  private renderTime() {
    const { dish, locale } = this;
    if (dish.pause !== null)
      return html`<div class="number"><span class="label"><ht-icon .path=${icons.pause}></ht-icon>${locale.t("paused")}</span></div>`;
    if (dish.step_ends_at === null) return nothing;
    return html`<div class="number">
      <ht-cook-time class="big" .endsAt=${dish.step_ends_at} .clock=${this.clock} .locale=${locale}></ht-cook-time>
      <span class="label"><ht-icon .path=${icons.timer}></ht-icon>${locale.t("cook_left")}</span>
    </div>`;
  }

  private renderGoal(goal: Goal | null) {
    const words = goalWords(goal, this.locale);
    return words === "" ? nothing : html`<p class="small">${words}</p>`;
  }

  private renderAmount(amount: Amount) {
    const at = this.dish.step;
    const struck = this.marks.get(`${at} ${amount.line}`) ?? isStruck(this.dish, at, amount.line);
    const part = amount.words && amount.words !== amount.text;
    return html`<li>
      <button
        class="amount"
        type="button"
        role="checkbox"
        aria-checked=${struck ? "true" : "false"}
        @click=${() => this.mark(amount.line, !struck)}
      >
        <span class="box">${struck ? html`<ht-icon .path=${icons.check}></ht-icon>` : nothing}</span>
        <span lang=${this.planned?.language ?? nothing}
          ><span class="what" dir="auto">${amount.text}</span>${part ? html`<span class="part" dir="auto">${amount.words}</span>` : nothing}</span
        >
      </button>
    </li>`;
  }

  private renderFoot() {
    const { dish, locale } = this;
    const next = nextOrder(dish);
    const heat = next?.heat ?? null;
    const last = dish.step + 1 >= dish.steps;
    const following = dish.phase === "planned" ? undefined : this.planned?.steps[dish.step + 1];
    const then = following?.text ?? dish.next_text;
    const back = dish.back_heat;
    const forbidden = heat !== null && !this.mayHeat;
    const label =
      next?.order === "resume"
        ? locale.t("cook_continue")
        : dish.waiting === "start"
          ? locale.t("cook_begin")
          : dish.waiting === "hands"
            ? locale.t("cook_hands_done")
            : last
              ? locale.t("cook_finish")
              : locale.t("cook_next");
    return html`<div class=${this.settings.hand === "left" ? "foot left" : "foot"}>
      <ht-hold-button
        class="back"
        quiet
        .icon=${icons.arrowLeft}
        compact
        label=${locale.t("cook_back")}
        note=${back === null ? "" : this.raiseWords(back)}
        .hint=${locale.t("cook_hold_hint")}
        ?hold=${back !== null}
        ?disabled=${!mayGoBack(dish) || !this.connected || (back !== null && !this.mayHeat)}
        @go=${() => this.back(back !== null)}
      ></ht-hold-button>
      <p class="then">
        ${
          forbidden
            ? locale.t("cook_not_allowed")
            : isOver(dish) || dish.phase === "warming"
              ? nothing
              : then
                ? html`${locale.t("cook_then")} <b dir="auto">${firstLine(then)}</b>`
                : locale.t("cook_last_step")
        }
      </p>
      ${
        heat !== null && next?.order === "resume"
          ? html`<ht-hold-button
              class="cold"
              quiet
              label=${locale.t("cook_continue_cold")}
              ?disabled=${!this.connected}
              @go=${() => this.send("resume", false)}
            ></ht-hold-button>`
          : nothing
      }
      <ht-hold-button
        class="next"
        .icon=${last ? icons.check : icons.arrowRight}
        label=${label}
        note=${heat === null ? "" : this.raiseWords(heat)}
        .hint=${locale.t("cook_hold_hint")}
        ?hold=${heat !== null}
        ?disabled=${next === null || !this.connected || forbidden}
        @go=${() => this.next(heat !== null)}
      ></ht-hold-button>
    </div>`;
  }

  private raiseWords(heat: HeatLevel): string {
    return this.locale.t("raise_to", {
      burner: this.burner?.name ?? this.dish.name,
      level: heatWords(heat, this.locale),
    });
  }

  /** Go on by a key or a pedal: only where heat does not rise. */
  keyNext(): void {
    const next = nextOrder(this.dish);
    if (next === null) return;
    if (next.heat === null) this.next(false);
    else this.nextButton?.showHint();
  }

  keyBack(): void {
    if (mayGoBack(this.dish) && this.dish.back_heat === null) this.back(false);
  }

  private next(heat: boolean): void {
    const next = nextOrder(this.dish);
    if (next !== null && !this.bounces()) this.send(next.order, heat);
  }

  private back(heat: boolean): void {
    if (!this.bounces()) this.send("previous", heat);
  }

  private bounces(): boolean {
    const now = performance.now();
    const bounced = now - this.touchedAt < BOUNCE_MS;
    if (!bounced) this.touchedAt = now;
    return bounced;
  }

  private send(name: "confirm" | "resume" | "previous", heat: boolean): void {
    const { dish } = this;
    const fields =
      name === "resume" ? { dish: dish.id, heat } : { dish: dish.id, from_step: dish.step, heat };
    // Heat is never sent again by itself: the person presses again, and sees what it raises now.
    this.attempt(
      order(this.hass, this.session.id, name, fields),
      heat ? undefined : () => this.send(name, false),
    );
  }

  private startTimer(name: string, seconds: number): void {
    this.attempt(setTimer(this.hass, this.session.id, name, seconds), () => this.startTimer(name, seconds));
  }

  private mark(line: number, struck: boolean): void {
    const at = this.dish.step;
    const key = `${at} ${line}`;
    this.marks = new Map(this.marks).set(key, struck);
    const sent = strike(this.hass, this.session.id, this.dish.id, at, line, struck).catch((error) => {
      this.marks = new Map([...this.marks].filter(([one]) => one !== key));
      throw error;
    });
    this.attempt(sent, () => this.mark(line, struck));
  }

  private attempt(sent: Promise<void>, retry: (() => void) | undefined): void {
    this.reason = "";
    sent.catch(async (error) => {
      const reason = await reasonOf(this.hass, this.locale, error);
      this.retry = retry;
      this.reason = this.locale.t("failed", { reason });
    });
  }

  private fit(again = false): void {
    if (!this.hasUpdated) return;
    const key = `${this.text.textContent} ${this.settings.distance} ${this.box.childElementCount}`;
    if (!again && key === this.fitted) return;
    this.fitted = key;
    fitText(this.box, this.text, SIZES[this.settings.distance]);
  }

  private touched(): void {
    this.fire("focus-dish");
  }

  private fire(type: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail: this.dish.id }));
  }
}
