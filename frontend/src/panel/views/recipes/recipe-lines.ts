import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/button";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import { LongPress } from "./long-press";
import type { Ingredient, Note, PersonVerdict } from "./model";
import "./notes-list";

/** `<ht-recipe-lines>`: the ingredients in the chosen amounts, each with its notes. Fires `line` with the number of one. */
@element("ht-recipe-lines")
export class RecipeLines extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) lines: readonly Ingredient[] = [];
  @property({ attribute: false }) fixed: readonly number[] = [];
  /** Whether the amounts are others than those of the recipe. Room for what is said then is always kept. */
  @property({ type: Boolean }) scaled = false;
  @property({ attribute: false }) notes: readonly Note[] = [];
  /** The verdicts, to mark the lines that are the reason of one. */
  @property({ attribute: false }) people: readonly PersonVerdict[] = [];

  static override styles = [
    base,
    css`
      h3 {
        margin: var(--ht-space-4) 0 var(--ht-space-1);
        font-size: var(--ht-size-14);
        font-weight: 600;
        line-height: 1.35;
        letter-spacing: 0.04em;
        color: var(--ht-accent);
        overflow-wrap: anywhere;
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        min-block-size: 48px;
        border-block-end: 1px solid var(--ht-line);
        touch-action: manipulation;
      }

      .text {
        min-inline-size: 0;
        padding-block: 4px;
        line-height: 1.35;
        overflow-wrap: anywhere;
        -webkit-touch-callout: none;
      }

      .stays {
        display: block;
        font-size: var(--ht-size-12);
        line-height: 1.25;
        color: var(--ht-text-2);
      }

      .harm {
        display: flex;
        gap: 4px;
        align-items: center;
        font-size: var(--ht-size-14);
        color: var(--ht-fault-text);
        --ht-icon-size: 16px;
      }

      ht-notes {
        grid-column: 1 / -1;
        margin-block-end: var(--ht-space-2);
      }

      ht-button {
        color: var(--ht-text-2);
        --ht-icon-size: 20px;
      }
    `,
  ];

  protected override render() {
    let section: string | undefined;
    const groups: { section: string | undefined; rows: unknown[] }[] = [];
    this.lines.forEach((line, at) => {
      if (groups.length === 0 || line.section !== section) groups.push({ section: line.section, rows: [] });
      section = line.section;
      groups.at(-1)?.rows.push(this.renderLine(line, at));
    });
    return groups.map(
      ({ section: heading, rows }) => html`${heading ? html`<h3>${heading}</h3>` : nothing}
        <ul>
          ${rows}
        </ul>`,
    );
  }

  private renderLine(line: Ingredient, at: number) {
    const { locale } = this;
    const notes = this.notes.filter((note) => note.part === "ingredient" && note.line === at);
    const press = new LongPress(() => this.opened(at));
    const harms = this.people
      .filter(({ results }) =>
        results.some(
          ({ standing, need, reasons }) =>
            standing === "contains" &&
            need !== "dislike" &&
            reasons.some((reason) => reason.line !== "" && line.text.includes(reason.line)),
        ),
      )
      .map(({ name }) => name);
    return html`<li
      @pointerdown=${press.start}
      @pointermove=${press.move}
      @pointerup=${press.stop}
      @pointercancel=${press.stop}
      @pointerleave=${press.stop}
    >
      <span class="text"
        >${line.text}${this.fixed.includes(at) ? html`<span class="stays" style=${this.scaled ? "" : "visibility:hidden"}>${locale.t("line_stays")}</span>` : nothing}
        ${
          harms.length > 0
            ? html`<span class="harm"
                ><ht-icon .path=${icons.bad}></ht-icon>${locale.t("not_for", { names: harms.join(", ") })}</span
              >`
            : nothing
        }</span
      >
      <ht-button
        compact
        bare
        .icon=${icons.more}
        label=${locale.t("line_more", { line: line.text.slice(0, 80) })}
        @click=${() => this.opened(at)}
      ></ht-button>
      ${notes.length > 0 ? html`<ht-notes .locale=${locale} .notes=${notes}></ht-notes>` : nothing}
    </li>`;
  }

  private opened(at: number): void {
    this.dispatchEvent(new CustomEvent("line", { detail: { part: "ingredient", line: at } }));
  }
}
