import clipboard from "mdi:mdiClipboardCheckOutline";
import fridge from "mdi:mdiFridgeOutline";
import lightbulb from "mdi:mdiLightbulbOutline";
import silverware from "mdi:mdiSilverwareForkKnife";
import { html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { duration } from "../../../localize/duration";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/empty-state";
import "../../../components/failure";
import * as icons from "../../../components/icons";
import "../../../components/label";
import "../../../cards/cooking/session-tile";
import "../../../cards/stove/stove-card";
import "../../../cards/timers/timers-card";
import { amountWords, dayWords, timeOfDay } from "../../../cook/moments";
import { callsHands } from "../../../cook/state";
import { Latest, reasonOf } from "../../../data/commands";
import type { Feed, Feeds } from "../../../data/feed";
import type { Session } from "../../../data/sessions";
import { base } from "../../../styles/tokens";
import { navigate } from "../../address";
import { DASHBOARD_PATH, hasDashboard, makeDashboard } from "../../dashboard";
import { PanelView } from "../../panel-view";
import { changesDay, type Day, type DaySuggestion, markPrepared, readDay, readSuggestion } from "./day";
import { todayStyles } from "./today-styles";

/** Changes come in groups: the day is read once for all of them (ms). */
const SETTLE_MS = 300;

/** `<ht-today>`: what is cooking, the stoves, the meals of the day, and everything that waits for somebody. */
@element("ht-today")
export class Today extends PanelView {
  @state() private day: Day | undefined;
  @state() private suggestion: DaySuggestion | null | undefined;
  @state() private dashboard: "unknown" | "missing" | "there" = "unknown";
  @state() private reason = "";
  @state() private failed = "";
  private readonly reading = new Latest();
  private readonly suggesting = new Latest();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private unfollow: (() => void) | undefined;
  private cooking = -1;
  private hadConnection = true;

  static override styles = [base, todayStyles];

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.burners, feeds.sessions];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.settling);
    this.unfollow?.();
    this.unfollow = undefined;
    this.cooking = -1;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    this.unfollow ??= this.feeds.changes.on((message) => {
      if (message.type === "kitchen" ? message.loaded : changesDay(message.kind)) this.readSoon();
    });
    // A session that ended has left something to do.
    const cooking = Object.keys(this.feeds.sessions.value.sessions).length;
    if (cooking !== this.cooking || (this.connected && !this.hadConnection)) this.readSoon();
    this.cooking = cooking;
    this.hadConnection = this.connected;
  }

  protected override firstUpdated(): void {
    if (!this.hass.user?.is_admin) return;
    hasDashboard(this.hass).then(
      (there) => {
        this.dashboard = there ? "there" : "missing";
      },
      () => undefined,
    );
  }

  private readSoon(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      void this.reading.of(
        readDay(this.hass),
        (day) => {
          this.day = day;
          this.failed = "";
        },
        (error) => {
          void reasonOf(this.hass, this.locale, error).then((reason) => {
            this.failed = this.locale.t("failed", { reason });
          });
        },
      );
      void this.suggesting.of(
        readSuggestion(this.hass),
        (suggestion) => {
          this.suggestion = suggestion;
        },
        () => {
          this.suggestion = null;
        },
      );
    }, SETTLE_MS);
  }

  protected override render() {
    const { locale, feeds } = this;
    const { status, value } = feeds.burners;
    if (status === "loading") return html`<ht-label .text=${locale.t("loading")}></ht-label>`;
    if (status === "missing") {
      return html`<ht-empty-state
        .icon=${icons.alert}
        heading=${locale.t("integration_missing")}
        text=${locale.t("integration_missing_text")}
      ></ht-empty-state>`;
    }
    const stoves = Object.values(value.stoves);
    return html`<div class="column">
        ${Object.values(feeds.sessions.value.sessions).map((session) => this.renderSession(session))}
        ${this.renderWaiting()} ${this.renderMeals()} ${this.renderPrepare()} ${this.renderSuggestion()}
        ${this.renderUseUp()}
        <ht-failure text=${this.failed} .retryLabel=${locale.t("retry")} @retry=${this.readSoon}></ht-failure>
      </div>
      <div class="column">
        ${
          stoves.length === 0
            ? html`<ht-empty-state
                .icon=${icons.stove}
                heading=${locale.t("stove_none")}
                text=${locale.t("stove_none_text")}
              ></ht-empty-state>`
            : stoves.map(
                (stove) => html`<hearthtech-stove-card-content
                  .hass=${this.hass}
                  .config=${{ type: "", stove: stove.id }}
                ></hearthtech-stove-card-content>`,
              )
        }
        <hearthtech-timers-card-content .hass=${this.hass}></hearthtech-timers-card-content>
      </div>
      ${this.renderOffer()}`;
  }

  private renderSession(session: Session) {
    const { locale } = this;
    const calls = session.dishes.some(callsHands);
    const name = `${locale.t("cooking_now")}: ${session.name}`;
    return html`<section class=${calls ? "part calls" : "part"} aria-label=${name}>
      <h2><ht-icon .path=${icons.chefHat}></ht-icon>${locale.t("cooking_now")}</h2>
      <ht-session-tile
        .hass=${this.hass}
        .locale=${locale}
        .clock=${this.feeds.clock}
        .session=${session}
        .burners=${this.feeds.burners.value}
        .connected=${this.connected}
        @open=${() => this.navigate(["cook", session.id])}
      ></ht-session-tile>
    </section>`;
  }

  private renderWaiting() {
    const { locale, day } = this;
    if (day === undefined || day.waiting.length === 0) return nothing;
    return html`<section class="part" aria-label=${locale.t("today_waiting")}>
      <h2><ht-icon .path=${icons.person}></ht-icon>${locale.t("today_waiting")}</h2>
      ${day.waiting.map((one) => {
        const words =
          one.kind === "gathering"
            ? locale.t("today_gathering", { name: one.name, count: (one.gaps ?? 0) + (one.unconfirmed ?? 0) })
            : locale.t(one.kind === "take" ? "today_take" : "today_rate", { name: one.name });
        const to = one.kind === "gathering" ? ["gatherings", one.id ?? ""] : ["cook", one.session ?? ""];
        return html`<div class="thing">
          <div><p dir="auto">${words}</p></div>
          <ht-button label=${locale.t("open")} @click=${() => this.navigate(to)}></ht-button>
        </div>`;
      })}
    </section>`;
  }

  private renderMeals() {
    const { locale, day } = this;
    if (day === undefined)
      return html`<section class="part"><ht-label .text=${locale.t("loading")}></ht-label></section>`;
    return html`<section class="part" aria-label=${locale.t("today_meals")}>
      <h2><ht-icon .path=${silverware}></ht-icon>${locale.t("today_meals")}</h2>
      ${
        day.meals.length === 0
          ? html`<div class="thing">
              <div><p class="quiet">${locale.t("today_no_meal")}</p></div>
              <ht-button label=${locale.t("today_choose")} @click=${() => this.navigate(["recipes"])}></ht-button>
            </div>`
          : day.meals.map(
              (meal) => html`<div class="thing">
                <div>
                  <p class="when">${timeOfDay(this.hass, meal.starts_at)}</p>
                  <h3 dir="auto">${meal.name}</h3>
                  ${meal.servings === null ? nothing : html`<p class="quiet">${locale.t("today_for", { count: amountWords(locale, meal.servings) })}</p>`}
                </div>
                ${
                  meal.recipe === null
                    ? nothing
                    : html`<div class="buttons">
                        <ht-button label=${locale.t("today_recipe")} @click=${() => this.navigate(["recipes", meal.recipe ?? ""])}></ht-button>
                        <ht-button
                          kind="primary"
                          .icon=${icons.chefHat}
                          label=${locale.t("today_cook")}
                          @click=${() => this.cook(meal.recipe, meal.servings)}
                        ></ht-button>
                      </div>`
                }
              </div>`,
            )
      }
    </section>`;
  }

  private renderPrepare() {
    const { locale, day } = this;
    if (day === undefined || day.prepare.length === 0) return nothing;
    const now = this.feeds.clock.now();
    return html`<section class="part" aria-label=${locale.t("today_prepare")}>
      <h2><ht-icon .path=${clipboard}></ht-icon>${locale.t("today_prepare")}</h2>
      ${day.prepare.map(
        (one) => html`<button
          class="check"
          type="button"
          role="checkbox"
          aria-checked=${one.done ? "true" : "false"}
          ?disabled=${!this.connected}
          @click=${() => this.prepared(one.id, !one.done)}
        >
          <span class="box">${one.done ? html`<ht-icon .path=${icons.check}></ht-icon>` : nothing}</span>
          <span
            ><span class="title" dir="auto">${one.title}</span>
            ${one.words ? html`<span class="quiet" dir="auto">${one.words}</span>` : nothing}
            <span class=${!one.done && one.latest_at < now ? "late" : "quiet"}
              >${locale.t(one.begin_at < now ? "today_by" : "today_from", { time: timeOfDay(this.hass, one.begin_at < now ? one.latest_at : one.begin_at) })}</span
            ></span
          >
        </button>`,
      )}
    </section>`;
  }

  private renderSuggestion() {
    const { locale, suggestion } = this;
    if (suggestion === undefined || suggestion === null) return nothing;
    return html`<section class="part" aria-label=${locale.t("today_suggestion")}>
      <h2><ht-icon .path=${lightbulb}></ht-icon>${locale.t("today_suggestion")}</h2>
      <div class="thing">
        <div>
          <h3 dir="auto">${suggestion.name}</h3>
          ${suggestion.minutes === null ? nothing : html`<p class="quiet">${duration(locale, suggestion.minutes * 60)}</p>`}
          <ul>
            ${suggestion.reasons.map((reason) => html`<li dir="auto">${reason}</li>`)}
          </ul>
        </div>
        <div class="buttons">
          <ht-button label=${locale.t("today_recipe")} @click=${() => this.navigate(["recipes", suggestion.recipe])}></ht-button>
          <ht-button
            .icon=${icons.chefHat}
            label=${locale.t("today_cook")}
            @click=${() => this.cook(suggestion.recipe, null)}
          ></ht-button>
        </div>
      </div>
    </section>`;
  }

  private renderUseUp() {
    const { locale, day } = this;
    if (day === undefined || day.use_up.length === 0) return nothing;
    return html`<section class="part" aria-label=${locale.t("expires")}>
      <h2><ht-icon .path=${fridge}></ht-icon>${locale.t("expires")}</h2>
      <ul class="foods">
        ${day.use_up.map(
          ({ name, days }) => html`<li class=${days !== null && days <= 0 ? "today" : ""} dir="auto">
            ${name}${days === null ? "" : ` · ${days < 0 ? locale.t("today_over") : dayWords(locale, days)}`}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderOffer() {
    const { locale } = this;
    if (this.dashboard === "unknown") return nothing;
    return html`<div class="offer">
      ${
        this.dashboard === "missing"
          ? html`<ht-button
              .icon=${icons.dashboard}
              label=${locale.t("dashboard_make")}
              ?disabled=${!this.connected}
              @click=${this.make}
            ></ht-button>`
          : html`<span role="status">${locale.t("dashboard_made", { name: locale.t("dashboard_title") })}</span>
              <ht-button label=${locale.t("open")} @click=${() => navigate(`/${DASHBOARD_PATH}`)}></ht-button>`
      }
      ${this.reason ? html`<ht-label tone="fault" role="status" .icon=${icons.alert} .text=${locale.t("failed", { reason: this.reason })}></ht-label>` : nothing}
    </div>`;
  }

  private cook(recipe: string | null, servings: number | null): void {
    if (recipe !== null) this.navigate(["cook", "recipe", recipe, servings === null ? "" : `${servings}`]);
  }

  private prepared(id: string, done: boolean): void {
    const { day } = this;
    if (day === undefined) return;
    const marked = (value: boolean) =>
      day.prepare.map((one) => (one.id === id ? { ...one, done: value } : one));
    this.day = { ...day, prepare: marked(done) };
    markPrepared(this.hass, id, done).catch(async (error) => {
      this.day = { ...day, prepare: marked(!done) };
      this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    });
  }

  private make(): void {
    this.reason = "";
    makeDashboard(this.hass, this.locale.t("dashboard_title")).then(
      () => {
        this.dashboard = "there";
      },
      async (error) => {
        this.reason = await reasonOf(this.hass, this.locale, error);
      },
    );
  }
}
