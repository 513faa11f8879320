import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import "../components/button";
import { element } from "../components/define";
import "../components/failure";
import "../components/label";
import "./eaten";
import { ask, Latest, reasonOf, write } from "../data/commands";
import type { HomeAssistant } from "../data/hass";
import type { Locale } from "../localize/localize";
import { base, controls } from "../styles/tokens";
import type { Eater } from "./eaten";
import * as icons from "./icons";

interface DishResult {
  id: string;
  name: string;
  recipe: string;
  version: number;
  newest: number;
  takes: string[];
  eaters: Eater[];
  stars: number | null;
  corrections: number;
  scaled: boolean;
  habits: number;
}

interface Result {
  session: string;
  name: string;
  dishes: DishResult[];
}

const STARS = [1, 2, 3, 4, 5];
const DRAFT = "hearthtech-cook-note";

/** What was written and not sent, kept for this device. */
function draftOf(session: string, dish: string): string {
  try {
    return localStorage.getItem(`${DRAFT}-${session}-${dish}`) ?? "";
  } catch {
    return "";
  }
}

function keepDraft(session: string, dish: string, words: string): void {
  try {
    const key = `${DRAFT}-${session}-${dish}`;
    if (words === "") localStorage.removeItem(key);
    else localStorage.setItem(key, words);
  } catch {
    // Without storage it lasts as long as the page.
  }
}

/** `<ht-cook-finish>`: how it was, what to change next time, what was used up, and the result as a version. */
@element("ht-cook-finish")
export class CookFinish extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() session = "";
  @property({ type: Boolean }) connected = true;
  @property({ type: Boolean }) stopped = false;
  @state() private result: Result | undefined;
  @state() private said: Record<string, string> = {};
  @state() private stars: Record<string, number> = {};
  @state() private failed: Record<string, string> = {};
  private readonly reading = new Latest();

  static override styles = [
    base,
    controls,
    css`
      :host {
        flex: 1 1 0;
        min-block-size: 0;
        padding: var(--ht-space-4);
        overflow: auto;
        overscroll-behavior: contain;
      }

      .page {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
        gap: var(--ht-space-4);
        max-inline-size: 1100px;
        margin-inline: auto;
      }

      .head {
        grid-column: 1 / -1;
        font-size: var(--ht-size-32);
        font-weight: 500;
        line-height: 1.25;
      }

      section {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
        padding: var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: 16px;
      }

      h2,
      h3,
      p {
        margin: 0;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      h2 {
        font-size: var(--ht-size-24);
        font-weight: 500;
      }

      h3 {
        font-size: var(--ht-size-16);
        font-weight: 500;
      }

      .stars {
        display: flex;
        gap: 4px;
      }

      .stars button {
        display: grid;
        place-items: center;
        inline-size: 60px;
        block-size: 64px;
        padding: 0;
        border: 0;
        border-radius: 16px;
        color: var(--ht-heat-text);
        background: none;
        cursor: pointer;
        --ht-icon-size: 44px;
      }

      textarea {
        font-family: ui-serif, Georgia, serif;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-2) var(--ht-space-3);
      }

      .quiet {
        color: var(--ht-text-2);
      }

      .group {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-2);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const back = changed.get("connected") === false && this.connected;
    if (changed.has("session") || back) this.read();
  }

  private read(): void {
    void this.reading.of(
      ask<Result>(this.hass, "cook/result", { session: this.session }),
      (result) => {
        this.result = result;
      },
      (error) => this.fail("", error),
    );
  }

  protected override render() {
    const { locale, result } = this;
    if (result === undefined) {
      return html`<ht-label .text=${locale.t("loading")}></ht-label>
        <ht-failure text=${this.failed[""] ?? ""} .retryLabel=${locale.t("retry")} @retry=${this.read}></ht-failure>`;
    }
    return html`<div class="page">
      <p class="head">${locale.t(this.stopped ? "cook_over" : "cook_enjoy")}</p>
      ${result.dishes.map((dish) => this.renderDish(dish))}
      ${result.dishes.length === 0 ? html`<p class="quiet">${locale.t("cook_nothing_left")}</p>` : nothing}
    </div>`;
  }

  private renderDish(dish: DishResult) {
    const { locale } = this;
    const stars = this.stars[dish.id] ?? dish.stars ?? 0;
    return html`<section aria-label=${dish.name}>
      <h2 dir="auto">${dish.name}</h2>
      <div class="group">
        <h3>${locale.t("cook_how_was_it")}</h3>
        <div class="stars" role="radiogroup" aria-label=${locale.t("cook_how_was_it")}>
          ${STARS.map(
            (star) => html`<button
              type="button"
              role="radio"
              aria-checked=${Math.round(stars) === star ? "true" : "false"}
              aria-label=${locale.t("cook_stars", { count: locale.number(star) })}
              ?disabled=${!this.connected}
              @click=${() => this.rate(dish, star)}
            >
              <ht-icon .path=${star <= Math.round(stars) ? icons.star : icons.starOutline}></ht-icon>
            </button>`,
          )}
        </div>
      </div>
      <ht-cook-eaten
        .hass=${this.hass}
        .locale=${locale}
        .session=${this.session}
        .dish=${dish.id}
        .eaters=${dish.eaters}
        .connected=${this.connected}
        ?hidden=${dish.eaters.length === 0}
      ></ht-cook-eaten>
      <div class="group">
        <h3 id="note-${dish.id}">${locale.t("cook_next_time")}</h3>
        <textarea
          aria-labelledby="note-${dish.id}"
          maxlength="2000"
          dir="auto"
          .value=${draftOf(this.session, dish.id)}
          @input=${(event: Event) => keepDraft(this.session, dish.id, (event.target as HTMLTextAreaElement).value)}
        ></textarea>
        <div class="row">
          <ht-button label=${locale.t("cook_keep_note")} ?disabled=${!this.connected} @click=${() => this.note(dish)}></ht-button>
        </div>
      </div>
      ${
        dish.takes.length === 0
          ? nothing
          : html`<div class="group">
              <h3>${locale.t("cook_pantry")}</h3>
              <p class="quiet" dir="auto">${dish.takes.join(", ")}</p>
              <div class="row">
                <ht-button label=${locale.t("cook_take")} ?disabled=${!this.connected} @click=${() => this.take(dish)}></ht-button>
              </div>
            </div>`
      }
      ${
        dish.newest === dish.version && (dish.scaled || dish.habits > 0)
          ? html`<div class="group">
              <h3>${locale.t("cook_version")}</h3>
              <p class="quiet">
                ${dish.habits > 0 ? locale.t("cook_learned", { count: locale.number(dish.habits) }) : locale.t("cook_scaled")}
              </p>
              <div class="row">
                <ht-button label=${locale.t("cook_keep_version")} ?disabled=${!this.connected} @click=${() => this.keep(dish)}></ht-button>
              </div>
            </div>`
          : nothing
      }
      <p role="status">${this.said[dish.id] ? html`<ht-label tone="good" .icon=${icons.check} .text=${this.said[dish.id] ?? ""}></ht-label>` : nothing}</p>
      <ht-failure text=${this.failed[dish.id] ?? ""}></ht-failure>
    </section>`;
  }

  private rate(dish: DishResult, stars: number): void {
    const before = this.stars[dish.id] ?? dish.stars ?? 0;
    this.stars = { ...this.stars, [dish.id]: stars };
    this.act(dish, "rate", { stars }, "cook_rated", () => {
      this.stars = { ...this.stars, [dish.id]: before };
    });
  }

  private note(dish: DishResult): void {
    const words = draftOf(this.session, dish.id).trim();
    if (words === "") return;
    this.act(dish, "note", { words }, "cook_noted", undefined, () => {
      keepDraft(this.session, dish.id, "");
      this.requestUpdate();
    });
  }

  private take(dish: DishResult): void {
    this.act(dish, "take", {}, "cook_taken", undefined, () => this.read());
  }

  private keep(dish: DishResult): void {
    const reason = this.locale.t("cook_version_reason");
    this.act(dish, "keep", { reason, learned: dish.habits > 0 }, "cook_kept", undefined, () => this.read());
  }

  private act(
    dish: DishResult,
    command: string,
    fields: object,
    said: "cook_rated" | "cook_noted" | "cook_taken" | "cook_kept",
    undo?: () => void,
    done?: () => void,
  ): void {
    this.failed = { ...this.failed, [dish.id]: "" };
    write(this.hass, `cook/${command}`, { ...fields, session: this.session, dish: dish.id }).then(
      () => {
        this.said = { ...this.said, [dish.id]: this.locale.t(said) };
        done?.();
      },
      (error) => {
        undo?.();
        this.fail(dish.id, error);
      },
    );
  }

  private fail(dish: string, error: unknown): void {
    void reasonOf(this.hass, this.locale, error).then((reason) => {
      this.failed = { ...this.failed, [dish]: this.locale.t("failed", { reason }) };
    });
  }
}
