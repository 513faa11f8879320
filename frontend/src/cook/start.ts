import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../components/button";
import "../components/chip";
import { element } from "../components/define";
import "../components/failure";
import "../components/field";
import "../components/label";
import { type BurnerState, controls } from "../data/burners";
import type { ServerClock } from "../data/clock";
import { ask, Latest, reasonOf } from "../data/commands";
import type { HomeAssistant } from "../data/hass";
import { needsArming } from "../data/heat";
import type { HeatLevel } from "../data/sessions";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import { stayAwake } from "./awake";
import { heatWords, LEVELS } from "./dish-words";
import "./hob-picker";
import "./hold-button";
import * as icons from "./icons";
import { amountWords, timeOfDay } from "./moments";
import { type DishChoice, startCooking } from "./orders";
import { unlockSound } from "./sound";
import { startStyles } from "./start-styles";

interface Preview {
  dishes: {
    name: string;
    recipe_id: string;
    servings: number | null;
    steps: number;
    length_s: number | null;
    begins_in_s: number;
  }[];
  ready_in_s: number | null;
  heats: ({ burner: string } & HeatLevel)[];
}

interface Found {
  id: string;
  name: string;
}

/** The time after the last change until the course is computed again (ms). */
const SETTLE_MS = 250;
const HEATING = new Set(["assist", "autopilot"]);

/**
 * `<ht-cook-start>`: burners on a picture of the hob, help and servings of each dish, and when each begins. The tap on Cook
 * states the highest heat, and unlocks sound and screen. Fires `started` with the id of the session.
 */
@element("ht-cook-start")
export class CookStart extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) burners!: BurnerState;
  @property({ type: Boolean }) connected = true;
  /** What the address names. */
  @property({ attribute: false }) asked: readonly { recipe: string; servings: number | null }[] = [];
  @state() private dishes: DishChoice[] = [];
  @state() private active = 0;
  @state() private preview: Preview | undefined;
  @state() private readyAt = "";
  @state() private reason = "";
  @state() private adding = false;
  @state() private found: Found[] = [];
  @state() private starting = false;
  private readonly reading = new Latest();
  private readonly finding = new Latest();
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [base, startStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("asked")) return;
    this.dishes = this.asked.map(({ recipe, servings }) => ({
      recipe,
      servings,
      level: "guide",
      burner: null,
    }));
    this.active = 0;
    this.preview = undefined;
    this.read(0);
  }

  protected override render() {
    const { locale, preview } = this;
    if (this.dishes.length === 0) return html`<p>${locale.t("cook_not_found_text")}</p>`;
    if (preview === undefined) {
      return this.reason
        ? html`<ht-failure text=${this.reason} .retryLabel=${locale.t("retry")} @retry=${() => this.read(0)}></ht-failure>`
        : html`<ht-label .text=${locale.t("loading")}></ht-label>`;
    }
    return html`<div class="page">
      <div class="dishes">
        ${this.dishes.map((dish, index) => this.renderDish(dish, index))}
        ${this.renderAdd()}
      </div>
      <div class="place">${this.renderHob()}${this.renderReady(preview)}</div>
    </div>
    <div class="foot">${this.renderStart(preview)}</div>`;
  }

  private renderDish(dish: DishChoice, index: number) {
    const { locale, preview } = this;
    const shown = preview?.dishes[index];
    const burner = dish.burner == null ? undefined : this.burners.burners[dish.burner];
    const servings = dish.servings ?? shown?.servings ?? null;
    const active = this.active === index && this.dishes.length > 1;
    return html`<section class=${active ? "dish active" : "dish"} aria-label=${shown?.name ?? ""} @focusin=${() => this.choose(index)} @pointerdown=${() => this.choose(index)}>
      <header>
        <h2 dir="auto">${shown?.name ?? ""}</h2>
        ${
          this.dishes.length > 1
            ? html`<ht-button compact bare .icon=${icons.close} label=${locale.t("cook_remove_dish", { dish: shown?.name ?? "" })} @click=${() => this.leaveOut(index)}></ht-button>`
            : nothing
        }
      </header>
      <p class="when">${this.whenOf(index)}</p>
      <div class="line">
        <span>${locale.t("cook_servings")}</span>
        ${
          servings === null
            ? html`<span class="where">${locale.t("cook_servings_unknown")}</span>`
            : html`<span class="stepper">
                <ht-button compact .icon=${icons.minus} label=${locale.t("cook_fewer")} ?disabled=${servings <= 1} @click=${() => this.change(index, { servings: Math.max(Math.ceil(servings) - 1, 1) })}></ht-button>
                <output class="digits">${amountWords(locale, servings)}</output>
                <ht-button compact .icon=${icons.plus} label=${locale.t("cook_more")} @click=${() => this.change(index, { servings: Math.floor(servings) + 1 })}></ht-button>
              </span>`
        }
        <span class="where push"><ht-icon .path=${icons.pot}></ht-icon>${burner?.name ?? locale.t("cook_no_burner")}</span>
      </div>
      <div class="levels" role="group" aria-label=${locale.t("cook_help_group")}>
        ${Object.entries(LEVELS).map(
          ([level, key]) =>
            html`<ht-chip label=${locale.t(key)} ?selected=${dish.level === level} @click=${() => this.change(index, { level })}></ht-chip>`,
        )}
      </div>
    </section>`;
  }

  private whenOf(index: number): string {
    const { locale, preview } = this;
    const shown = preview?.dishes[index];
    if (preview === undefined || shown === undefined) return "";
    const now = this.clock.now();
    const begins =
      shown.begins_in_s < 60
        ? locale.t("cook_begins_now")
        : locale.t("cook_begins_at", { time: timeOfDay(this.hass, now + shown.begins_in_s) });
    const length =
      shown.length_s === null ? "" : ` · ${locale.t("cook_takes", { time: this.minutes(shown.length_s) })}`;
    return `${begins}${length}`;
  }

  private minutes(seconds: number): string {
    return this.locale.spoken(Math.max(Math.round(seconds / 60), 1) * 60).replace(/ 0 \S+$/, "");
  }

  private renderAdd() {
    const { locale } = this;
    if (!this.adding) {
      return html`<ht-button .icon=${icons.plus} label=${locale.t("cook_add_dish")} @click=${this.openSearch}></ht-button>`;
    }
    return html`<section class="dish">
      <ht-field label=${locale.t("cook_add_dish")} @input=${this.search}></ht-field>
      <div class="levels">
        ${repeat(
          this.found,
          ({ id }) => id,
          ({ id, name }) => html`<ht-button .label=${name} @click=${() => this.add(id)}></ht-button>`,
        )}
      </div>
    </section>`;
  }

  private renderHob() {
    const { locale } = this;
    const stoves = Object.values(this.burners.stoves).filter(({ kind }) => kind !== "thermometer");
    if (stoves.length === 0) return nothing;
    const placed: Record<string, string> = {};
    for (const [index, { burner }] of this.dishes.entries()) {
      if (burner != null) placed[burner] = this.preview?.dishes[index]?.name ?? "";
    }
    const name = this.preview?.dishes[this.active]?.name ?? "";
    return html`<p class="ask" role="status">${locale.t("cook_which_burner", { dish: name })}</p>
      <ht-hob-picker
        .locale=${locale}
        .burners=${this.burners}
        .placed=${placed}
        active=${this.dishes[this.active]?.burner ?? ""}
        @burner=${(event: CustomEvent<string>) => this.put(event.detail)}
      ></ht-hob-picker>`;
  }

  private renderReady(preview: Preview) {
    const { locale } = this;
    const ready =
      preview.ready_in_s === null
        ? ""
        : locale.t("cook_all_ready", { time: timeOfDay(this.hass, this.clock.now() + preview.ready_in_s) });
    return html`<div class="ready">
      <label>
        <span>${locale.t("cook_ready_by")}</span>
        <input type="time" .value=${this.readyAt} @change=${this.readyChanged} />
      </label>
      <span role="status">${ready}</span>
    </div>`;
  }

  /** The heats that the start allows: those of dishes where the kitchen sets heat. */
  private heats(preview: Preview): ({ burner: string } & HeatLevel)[] {
    const heating = new Set(
      this.dishes
        .filter(({ level, burner }) => HEATING.has(level) && burner != null)
        .map(({ burner }) => burner),
    );
    const shown = new Map<string, { burner: string } & HeatLevel>();
    // A dish has a highest power and a highest temperature; the power is what a person compares.
    for (const heat of preview.heats)
      if (heating.has(heat.burner) && !shown.has(heat.burner)) shown.set(heat.burner, heat);
    return [...shown.values()];
  }

  private renderStart(preview: Preview) {
    const { locale } = this;
    const heats = this.burners.mayHeat ? this.heats(preview) : [];
    const note = heats
      .map((heat) =>
        locale.t("cook_up_to", {
          burner: this.burners.burners[heat.burner]?.name ?? heat.burner,
          level: heatWords(heat, locale),
        }),
      )
      .join(", ");
    const wanted = this.heats(preview).length > 0;
    const cold = heats.some(({ burner: id }) => {
      const burner = this.burners.burners[id];
      const stove = burner === undefined ? undefined : this.burners.stoves[burner.stove];
      return burner !== undefined && controls(burner).starts && needsArming(burner, stove?.armed ?? null);
    });
    return html`${wanted && !this.burners.mayHeat ? html`<p class="hint">${locale.t("cook_start_not_allowed")}</p>` : nothing}
      ${cold ? html`<p class="hint"><ht-icon .path=${icons.armed}></ht-icon>${locale.t("cook_arm_hint")}</p>` : nothing}
      <ht-failure text=${this.reason}></ht-failure>
      <ht-hold-button
        .icon=${icons.chefHat}
        label=${locale.t("cook_start")}
        note=${note}
        ?disabled=${!this.connected || this.starting}
        @go=${() => this.start(heats.length > 0)}
      ></ht-hold-button>`;
  }

  private choose(index: number): void {
    this.active = index;
  }

  private change(index: number, change: Partial<DishChoice>): void {
    this.dishes = this.dishes.map((dish, at) => (at === index ? { ...dish, ...change } : dish));
    this.read();
  }

  private leaveOut(index: number): void {
    this.dishes = this.dishes.filter((_, at) => at !== index);
    if (this.preview !== undefined)
      this.preview = { ...this.preview, dishes: this.preview.dishes.filter((_, at) => at !== index) };
    this.active = Math.min(this.active, this.dishes.length - 1);
    this.read(0);
  }

  /** Put the active dish on a burner, or take it away; then it is the next dish's turn. */
  private put(burner: string): void {
    const own = this.dishes[this.active]?.burner === burner;
    this.dishes = this.dishes.map((dish, at) => {
      if (at === this.active) return { ...dish, burner: own ? null : burner };
      return dish.burner === burner ? { ...dish, burner: null } : dish;
    });
    const next = this.dishes.findIndex((dish) => dish.burner == null);
    if (!own && next >= 0) this.active = next;
    this.read();
  }

  private openSearch(): void {
    this.adding = true;
    this.lookUp("");
  }

  private search(event: Event): void {
    this.lookUp((event.target as unknown as { value: string }).value);
  }

  private lookUp(query: string): void {
    void this.finding.of(
      ask<Found[]>(this.hass, "cook/find", { query }),
      (found) => {
        this.found = found.filter(({ id }) => !this.dishes.some(({ recipe }) => recipe === id));
      },
      () => undefined,
    );
  }

  private add(recipe: string): void {
    this.adding = false;
    this.dishes = [...this.dishes, { recipe, level: this.dishes[0]?.level ?? "guide", burner: null }];
    this.active = this.dishes.findIndex(({ burner }) => burner == null);
    this.read(0);
  }

  private readyChanged(event: Event): void {
    this.readyAt = (event.target as HTMLInputElement).value;
    this.read();
  }

  /** The wanted end in seconds since the epoch: today, or tomorrow when that time is over. */
  private readyMoment(): number | null {
    const [hours, minutes] = this.readyAt.split(":").map(Number);
    if (hours === undefined || minutes === undefined || Number.isNaN(hours)) return null;
    const now = this.clock.now();
    const at = new Date(now * 1000);
    at.setHours(hours, minutes, 0, 0);
    const seconds = at.getTime() / 1000;
    return seconds > now ? seconds : seconds + 24 * 3600;
  }

  private read(wait = SETTLE_MS): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.reading.of(
        ask<Preview>(this.hass, "cook/prepare", { dishes: this.dishes, ready_at: this.readyMoment() }),
        (preview) => {
          this.preview = preview;
          this.reason = "";
        },
        (error) => void this.failed(error),
      );
    }, wait);
  }

  private start(heat: boolean): void {
    // Inside the tap: a browser allows sound and a screen that stays on only then.
    unlockSound();
    stayAwake();
    this.starting = true;
    this.reason = "";
    startCooking(this.hass, this.dishes, { heat, ready_at: this.readyMoment() }).then(
      ({ session }) => this.dispatchEvent(new CustomEvent("started", { detail: session })),
      (error) => {
        this.starting = false;
        void this.failed(error);
      },
    );
  }

  private async failed(error: unknown): Promise<void> {
    this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }
}
