import { html, nothing, type PropertyValues } from "lit";
import { query, queryAll, state } from "lit/decorators.js";
import "../cards/timers/timer-list";
import { element } from "../components/define";
import "../components/empty-state";
import "../components/label";
import { NO_BURNERS } from "../data/burners";
import { Latest } from "../data/commands";
import type { Feed, Feeds } from "../data/feed";
import { fire } from "../data/hass";
import { type Dish, NO_SESSIONS, type Session } from "../data/sessions";
import { RINGS_FOR_S, shownTimers } from "../data/timers";
import { PanelView } from "../panel/panel-view";
import { base, tokens } from "../styles/tokens";
import { type AskedDish, askedDishes } from "./address";
import { allowSleep, awakeState, onAwakeChange, stayAwake } from "./awake";
import { renderBar, renderStrips } from "./bar";
import "./cook-dish";
import type { CookDish } from "./cook-dish";
import "./cook-sheets";
import type { Sheet } from "./cook-sheets";
import { cookStyles } from "./cook-styles";
import "./finish";
import "./hands-band";
import * as icons from "./icons";
import { answer } from "./orders";
import { type CookPlan, readPlan } from "./plan";
import { type CookSettings, readSettings } from "./settings";
import { onSoundChange, soundTimer, unlockSound } from "./sound";
import { burnersOfSession, calling, firstDish, isOver } from "./state";
import "./start";
import "./timeline";

/** A page as wide as this shows two dishes beside one another (px). */
const TWO_COLUMNS = 1000;
const RING_AGAIN_MS = 3000;

/**
 * `hearthtech-cook`: cook mode in full screen, at `/hearthtech/cook/SESSION`. All of its state is on the server or in the
 * address, so a reload, a second tablet and a phone that slept show the same.
 */
@element("hearthtech-cook")
export class Cook extends PanelView {
  @state() private plan: CookPlan | undefined;
  @state() private missing = false;
  /** The dishes to be started, in place of a session. */
  @state() private start: AskedDish[] | null = null;
  @state() private chosen = "";
  @state() private sheet: Sheet | undefined;
  @state() private settings: CookSettings = readSettings();
  @state() private wide = true;
  @state() private hintClosed = false;
  @query("dialog") private dialog!: HTMLDialogElement;
  @queryAll("ht-cook-dish") private columns!: NodeListOf<CookDish>;
  private readonly reading = new Latest();
  private wanted = "";
  private stops: (() => void)[] = [];
  private rang = 0;
  private called = "";
  private readonly media = window.matchMedia(`(min-width: ${TWO_COLUMNS}px)`);

  static override styles = [tokens, base, cookStyles];

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.sessions, feeds.burners, feeds.timers];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const resized = () => {
      this.wide = this.media.matches;
    };
    resized();
    this.media.addEventListener("change", resized);
    const ring = setInterval(() => this.ring(), 500);
    this.stops = [
      () => this.media.removeEventListener("change", resized),
      () => clearInterval(ring),
      onAwakeChange(() => this.requestUpdate()),
      onSoundChange(() => this.requestUpdate()),
    ];
    fire(this, "hass-kiosk-mode", { enable: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.stops = [];
    this.sheet = undefined;
    // A dialog that is taken out of the page stays open, but no longer above it.
    this.dialog.close();
    allowSleep();
    fire(window, "hass-kiosk-mode", { enable: false });
  }

  private get sessionId(): string {
    return this.rest[0] ?? "";
  }

  private get session(): Session | undefined {
    return this.feeds.sessions.value.sessions[this.sessionId];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed as Map<PropertyKey, unknown>);
    this.toggleAttribute("dark", this.hass.themes?.darkMode ?? false);
    if (changed.has("rest")) {
      this.plan = undefined;
      this.chosen = "";
      this.missing = false;
      this.start = askedDishes(this.rest);
    }
    // Read again when the session has ended since, and when a first answer did not come.
    const key = `${this.sessionId} ${this.session === undefined} ${this.connected}`;
    if (
      this.start === null &&
      this.connected &&
      key !== this.wanted &&
      this.feeds.sessions.status === "ready"
    ) {
      this.wanted = key;
      void this.reading.of(
        readPlan(this.hass, this.sessionId),
        (plan) => {
          this.plan = plan;
          this.missing = false;
        },
        () => {
          this.missing = this.plan === undefined;
        },
      );
    }
    this.followCalls();
  }

  protected override updated(): void {
    if (this.isConnected && !this.dialog.open) this.dialog.showModal();
  }

  /** Show the dish that has just begun to call. */
  private followCalls(): void {
    const { session } = this;
    const first = session === undefined ? undefined : calling(session).find(({ answered }) => !answered);
    const key = first === undefined ? "" : `${first.id} ${first.step} ${first.waiting}`;
    if (key !== this.called && first !== undefined) this.chosen = first.id;
    this.called = key;
  }

  protected override render() {
    const { session, locale } = this;
    const name =
      this.start !== null
        ? locale.t("cook_start_heading")
        : (session?.name ?? this.plan?.name ?? locale.t("cook_mode"));
    return html`<dialog
      autofocus
      aria-label=${`${locale.t("cook_mode")}: ${name}`}
      @cancel=${this.cancelled}
      @keydown=${this.pressed}
      @pointerdown=${this.tapped}
    >
      ${renderBar({
        hass: this.hass,
        locale,
        name,
        burners: this.feeds.burners.value,
        ids: session === undefined ? [] : burnersOfSession(session),
        connected: this.connected,
        leave: this.leave,
        openSettings: this.openSettings,
      })}
      ${renderStrips({
        locale,
        connected: this.connected,
        sleeps: awakeState() === "missing" && !this.hintClosed,
        closeHint: () => {
          this.hintClosed = true;
        },
      })}
      <div class="area">${this.start !== null ? this.renderStart(this.start) : session === undefined ? this.renderWithout() : this.renderSession(session)}
        <ht-cook-sheets
          .hass=${this.hass}
          .locale=${locale}
          .sheet=${this.sheet}
          .session=${session}
          .plan=${this.plan}
          .burners=${this.feeds.burners.value}
          .address=${session === undefined || this.start !== null ? "" : `${location.origin}${this.href("cook", this.sessionId)}`}
          .settings=${this.settings}
          .connected=${this.connected}
          @closed=${this.closeSheet}
          @change=${(event: CustomEvent<CookSettings>) => {
            this.settings = event.detail;
          }}
        ></ht-cook-sheets></div>
    </dialog>`;
  }

  private renderStart(asked: AskedDish[]) {
    const { feeds, locale } = this;
    return html`<ht-cook-start
      .hass=${this.hass}
      .locale=${locale}
      .clock=${feeds.clock}
      .burners=${feeds.burners.value}
      .asked=${asked}
      .connected=${this.connected}
      @started=${(event: CustomEvent<string>) => this.navigate(["cook", event.detail], true)}
    ></ht-cook-start>`;
  }

  private renderWithout() {
    const { locale, feeds } = this;
    if (feeds.sessions.status === "loading" || (this.plan === undefined && !this.missing))
      return html`<div class="wait"><ht-label .text=${locale.t("loading")}></ht-label></div>`;
    const phase = this.plan?.phase;
    if (phase === "done" || phase === "stopped") {
      return html`<ht-cook-finish
        .hass=${this.hass}
        .locale=${locale}
        session=${this.sessionId}
        .connected=${this.connected}
        ?stopped=${phase === "stopped"}
      ></ht-cook-finish>`;
    }
    // It ends just now: the words are read again.
    if (this.plan !== undefined)
      return html`<div class="wait"><ht-label .text=${locale.t("loading")}></ht-label></div>`;
    return html`<div class="wait">
      <ht-empty-state
        .icon=${icons.chefHat}
        heading=${locale.t("cook_not_found")}
        text=${locale.t("cook_not_found_text")}
      >
        <ht-button kind="primary" label=${locale.t("to_today")} @click=${this.leave}></ht-button>
      </ht-empty-state>
    </div>`;
  }

  private renderSession(session: Session) {
    const calls = calling(session);
    const shown = this.shown(session);
    const focused = this.focused(session);
    const many = shown.length > 1;
    const several = session.dishes.length > 1;
    return html`${
      calls.length === 0
        ? nothing
        : html`<ht-hands-band
            .locale=${this.locale}
            .session=${session}
            .dishes=${calls}
            .burners=${this.feeds.burners.value.burners}
            @answered=${(event: CustomEvent<Dish>) => this.answered(session, event.detail)}
          ></ht-hands-band>`
    }
      <div class=${many ? "columns many" : "columns"} ?inert=${this.sheet !== undefined}>
        ${shown.map((dish) => this.renderDish(session, dish, many && dish.id === focused?.id, dish.id === shown.at(-1)?.id))}
      </div>
      ${
        several
          ? html`<ht-cook-timeline
              .hass=${this.hass}
              .locale=${this.locale}
              .clock=${this.feeds.clock}
              .session=${session}
              .focused=${focused?.id ?? ""}
              ?inert=${this.sheet !== undefined}
              @chosen=${(event: CustomEvent<string>) => {
                this.chosen = event.detail;
              }}
            ></ht-cook-timeline>`
          : nothing
      }`;
  }

  private renderDish(session: Session, dish: Dish, focused: boolean, withTimers: boolean) {
    const { feeds } = this;
    const burners = feeds.burners.value;
    const open = (kind: "help" | "behind") => () => {
      this.sheet = { kind, dish: dish.id };
    };
    return html`<ht-cook-dish
      data-dish=${dish.id}
      .hass=${this.hass}
      .locale=${this.locale}
      .clock=${feeds.clock}
      .session=${session}
      .dish=${dish}
      .planned=${this.plan?.dishes.find(({ id }) => id === dish.id)}
      .burner=${dish.burner_id === null ? undefined : burners.burners[dish.burner_id]}
      .settings=${this.settings}
      ?mayHeat=${burners.mayHeat}
      .connected=${this.connected}
      ?focused=${focused}
      ?single=${session.dishes.length === 1}
      @focus-dish=${() => {
        this.chosen = dish.id;
      }}
      @help=${open("help")}
      @behind=${open("behind")}
      >${withTimers ? this.renderTimers() : nothing}</ht-cook-dish
    >`;
  }

  private renderTimers() {
    const { feeds, locale } = this;
    const timers = shownTimers(feeds.timers.value, NO_SESSIONS, NO_BURNERS, feeds.clock.now());
    if (timers.length === 0) return nothing;
    return html`<section class="timers" aria-label=${locale.t("timers")}>
      <ht-timer-list
        .hass=${this.hass}
        .locale=${locale}
        .clock=${feeds.clock}
        .timers=${timers}
        .burners=${NO_BURNERS}
        .offersNew=${false}
        .connected=${this.connected}
      ></ht-timer-list>
    </section>`;
  }

  /** The dish that keys and pedals are about. */
  private focused(session: Session): Dish | undefined {
    return session.dishes.find(({ id }) => id === this.chosen) ?? firstDish(session);
  }

  /** The dishes on the screen: two of them where there is room. */
  private shown(session: Session): Dish[] {
    const focused = this.focused(session);
    if (focused === undefined) return [];
    if (!this.wide) return [focused];
    const others = session.dishes.filter((dish) => dish !== focused);
    const second = others.find((dish) => !isOver(dish)) ?? undefined;
    return session.dishes.filter((dish) => dish === focused || dish === second);
  }

  private answered(session: Session, dish: Dish): void {
    this.chosen = dish.id;
    // It goes on sounding if this fails, which is what the person notices.
    answer(this.hass, session.id, dish.id, dish.step).catch(() => undefined);
  }

  private ring(): void {
    const now = this.feeds.clock.now();
    const rings = this.feeds.timers.value.ringing.some((timer) => now - timer.ends_at <= RINGS_FOR_S);
    if (!rings || performance.now() - this.rang < RING_AGAIN_MS) return;
    this.rang = performance.now();
    soundTimer();
  }

  private tapped(): void {
    unlockSound();
    stayAwake();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || this.sheet !== undefined) return;
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const { session } = this;
    if (session === undefined) return;
    const focused = this.focused(session);
    const column = [...this.columns].find(({ dish }) => dish.id === focused?.id);
    if (event.key === "PageDown" || event.key === "ArrowRight") column?.keyNext();
    else if (event.key === "PageUp" || event.key === "ArrowLeft") column?.keyBack();
    else return;
    event.preventDefault();
  }

  private cancelled(event: Event): void {
    event.preventDefault();
    if (this.sheet !== undefined) this.sheet = undefined;
    else this.leave();
  }

  private readonly leave = (): void => {
    this.navigate(["today"]);
  };

  private readonly openSettings = (): void => {
    this.sheet = { kind: "settings" };
    // Only who opens this needs the code that draws it.
    void import("./qr");
  };

  private readonly closeSheet = (): void => {
    this.sheet = undefined;
  };
}
