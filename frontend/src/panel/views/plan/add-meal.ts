import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as common from "../../../components/icons";
import { duration } from "../../../localize/duration";
import "../../../components/button";
import "../../../components/chip";
import "../../../components/failure";
import "../../../components/field";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import { ask, Latest, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { type Board, type Candidate, type Cell, isHarmful, SLOTS } from "./model";
import { troubleWords } from "./trouble";

export interface Choice {
  cell: Cell;
  recipe: string | null;
  name: string;
  people: string[];
  weekly: boolean;
}

const WAIT_MS = 200;

/**
 * `<ht-add-meal>`: what to plan in a cell: a recipe of the book, one that the kitchen suggests, or words. A recipe that
 * somebody at the table may not eat shows why, and must be confirmed. Fires `choose` (a `Choice`).
 */
@element("ht-add-meal")
export class AddMeal extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) board!: Board;
  @property({ attribute: false }) cell!: Cell;
  /** Who eats at first; empty: everybody. */
  @property({ attribute: false }) eaters: readonly string[] = [];
  /** Only another recipe for a planned meal is chosen. */
  @property({ type: Boolean }) replacing = false;
  @state() private query = "";
  @state() private people: string[] = [];
  @state() private found: Candidate[] | null = null;
  @state() private asking: string | null = null;
  @state() private weekly = false;
  @state() private failed = "";
  private latest = new Latest();
  private timer = 0;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
      }

      h3 {
        margin: 0;
        font-size: var(--ht-size-14);
        font-weight: 500;
        color: var(--ht-text-2);
      }

      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      .name {
        font-weight: 500;
      }

      .reason {
        display: block;
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }

      ht-row {
        border-block-end: 1px solid var(--ht-line);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("cell") && this.cell !== undefined) {
      this.people = [...this.eaters];
      this.read();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
    this.latest.drop();
  }

  protected override render() {
    const { board, cell, found, locale, query } = this;
    return html`
      ${
        this.replacing
          ? nothing
          : html`<div class="chips" role="group" aria-label=${locale.t("plan_add_title")}>
              ${SLOTS.map(
                (slot) =>
                  html`<ht-chip label=${locale.t(`plan_slot_${slot}` as Key)} ?selected=${slot === cell.slot} @click=${() => this.move({ ...cell, slot })}></ht-chip>`,
              )}
              <ht-chip label=${locale.t("plan_weekly")} ?selected=${this.weekly} @click=${() => this.repeatWeekly()}></ht-chip>
            </div>
            ${this.renderPeople(board)}`
      }
      <ht-field label=${locale.t("plan_search")} .value=${query} maxlength="200" @input=${this.written}></ht-field>
      <ht-failure .text=${this.failed} .retryLabel=${locale.t("retry")} @retry=${this.read}></ht-failure>
      ${
        query.trim() && !this.replacing
          ? html`<ht-button label=${locale.t("plan_words", { words: query.trim() })} @click=${() => this.choose(null, query.trim())}></ht-button>`
          : nothing
      }
      ${
        found === null
          ? html`<ht-label .text=${locale.t("loading")}></ht-label>`
          : html`<h3 role="status">${this.headOf(found)}</h3>
              <ht-list>${found.map((one) => this.renderCandidate(one))}</ht-list>`
      }
    `;
  }

  private renderPeople(board: Board) {
    const { locale, people } = this;
    if (board.people.length === 0) return nothing;
    return html`<h3>${locale.t("plan_who")}</h3>
      <div class="chips" role="group" aria-label=${locale.t("plan_who")}>
        ${board.people.map(
          (person) => html`<ht-chip
            label=${person.guest ? locale.t("plan_guest", { name: person.name }) : person.name}
            ?selected=${people.length === 0 ? !person.guest : people.includes(person.id)}
            @click=${() => this.togglePerson(person.id)}
          ></ht-chip>`,
        )}
      </div>`;
  }

  private renderCandidate(one: Candidate) {
    const { asking, board, locale } = this;
    const trouble = troubleWords(locale, one.trouble, board.people);
    const sure = asking === one.id;
    return html`<ht-row>
      <span class="name">${one.name}</span>
      ${one.minutes === null ? nothing : html`<span class="reason">${duration(locale, one.minutes * 60)}</span>`}
      ${one.reasons.slice(0, 2).map((reason) => html`<span class="reason">${reason}</span>`)}
      ${trouble.map((words) => html`<ht-label tone="fault" .icon=${common.alert} .text=${words}></ht-label>`)}
      <ht-button
        slot="end"
        kind=${sure ? "stop" : "plain"}
        .icon=${sure ? common.alert : common.plus}
        ?compact=${!sure}
        label=${sure ? locale.t("plan_anyway") : `${locale.t("plan_add_title")}: ${[one.name, ...trouble].join(", ")}`}
        @click=${() => this.take(one)}
      ></ht-button>
    </ht-row>`;
  }

  private headOf(found: readonly Candidate[]): string {
    if (!this.query.trim()) return this.locale.t("plan_suggested");
    return this.locale.t(found.length > 0 ? "plan_found" : "plan_found_nothing");
  }

  private move(cell: Cell): void {
    this.cell = cell;
  }

  private repeatWeekly(): void {
    this.weekly = !this.weekly;
  }

  private togglePerson(id: string): void {
    const everybody = this.board.people.filter((person) => !person.guest).map((person) => person.id);
    const now = this.people.length === 0 ? everybody : this.people;
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    const same = next.length === everybody.length && everybody.every((one) => next.includes(one));
    this.people = same ? [] : next;
    this.read();
  }

  private written(event: Event): void {
    this.query = (event.currentTarget as HTMLElement & { value: string }).value;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.read(), WAIT_MS);
  }

  private readonly read = (): void => {
    const { cell, hass, locale, people, query } = this;
    this.asking = null;
    void this.latest.of(
      ask<{ recipes: Candidate[] }>(hass, "plan/candidates", {
        query,
        slot: cell.slot,
        people,
        language: locale.language,
      }),
      ({ recipes }) => {
        this.found = recipes;
        this.failed = "";
      },
      (error) => {
        void reasonOf(hass, locale, error).then((reason) => {
          this.failed = locale.t("failed", { reason });
        });
      },
    );
  };

  private take(one: Candidate): void {
    if (isHarmful(one.trouble) && this.asking !== one.id) {
      this.asking = one.id;
      return;
    }
    this.choose(one.id, one.name);
  }

  private choose(recipe: string | null, name: string): void {
    const detail: Choice = { cell: this.cell, recipe, name, people: this.people, weekly: this.weekly };
    this.dispatchEvent(new CustomEvent("choose", { detail }));
  }
}
