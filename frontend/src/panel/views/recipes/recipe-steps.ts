import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/button";
import "../../../components/label";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import { LongPress } from "./long-press";
import { type Note, type Picture, pictureAt, type Step, type StepMark } from "./model";
import "./notes-list";
import { goalWords, heatWords } from "./step-words";

/** `<ht-recipe-steps>`: the steps, with what each one waits for, its notes in the margin, and where amounts can't follow. */
@element("ht-recipe-steps")
export class RecipeSteps extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) steps: readonly Step[] = [];
  @property({ attribute: false }) marks: readonly StepMark[] = [];
  /** Whether the amounts are others than those of the recipe. Room for what is said then is always kept. */
  @property({ type: Boolean }) scaled = false;
  @property({ attribute: false }) notes: readonly Note[] = [];
  @property({ attribute: false }) pictures: readonly Picture[] = [];

  static override styles = [
    base,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      h3 {
        margin: var(--ht-space-6) 0 var(--ht-space-2);
        font-size: var(--ht-size-14);
        font-weight: 600;
        line-height: 1.35;
        letter-spacing: 0.04em;
        color: var(--ht-accent);
        overflow-wrap: anywhere;
      }

      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: 44px minmax(0, 66ch) auto;
        gap: 0 var(--ht-space-2);
        margin-block-end: var(--ht-space-4);
      }

      .number {
        font-family: ui-serif, Georgia, serif;
        font-size: var(--ht-size-28);
        line-height: 1.2;
        color: var(--ht-accent);
      }

      .text {
        margin: 0;
        font-size: calc(18px * var(--ht-scale));
        line-height: 1.6;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }

      mark {
        color: inherit;
        background: color-mix(in srgb, var(--ht-heat-2) 22%, transparent);
        text-decoration: underline dotted;
      }

      ins {
        font-size: var(--ht-size-14);
        font-weight: 600;
        line-height: 24px;
        color: var(--ht-heat-text);
        text-decoration: none;
      }

      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 4px var(--ht-space-3);
        grid-column: 2;
      }

      img {
        grid-column: 2;
        inline-size: 100%;
        max-inline-size: 480px;
        margin-block-start: var(--ht-space-2);
        border-radius: 16px;
      }

      ht-notes {
        grid-column: 2;
        margin-block-start: var(--ht-space-2);
      }

      @container (min-width: 800px) {
        li {
          grid-template-columns: 44px minmax(0, 66ch) auto minmax(160px, 240px);
        }

        ht-notes {
          grid-area: 1 / 4 / span 3 / 5;
          margin: 0;
        }
      }

      @container (max-width: 420px) {
        li {
          grid-template-columns: 28px minmax(0, 1fr) auto;
        }

        .number {
          font-size: var(--ht-size-20);
          line-height: 1.5;
        }
      }

      ht-button {
        margin-block-start: -8px;
        color: var(--ht-text-2);
        --ht-icon-size: 20px;
      }
    `,
  ];

  protected override render() {
    const parts: TemplateResult[] = [];
    let section: string | undefined;
    this.steps.forEach((step, at) => {
      if (step.section && step.section !== section)
        parts.push(html`<li style="display:block"><h3>${step.section}</h3></li>`);
      section = step.section;
      parts.push(this.renderStep(step, at));
    });
    return html`<ol>
      ${parts}
    </ol>`;
  }

  private renderStep(step: Step, at: number) {
    const { locale } = this;
    const mark = this.marks.find((one) => one.step === at);
    const notes = this.notes.filter((note) => note.part === "step" && note.line === at);
    const press = new LongPress(() => this.opened(at));
    const picture = this.pictures.find(({ hash }) => hash === step.picture);
    const goal = goalWords(locale, step);
    const heat = heatWords(locale, step);
    const when = (said: boolean | undefined) => (this.scaled && said ? "" : "visibility:hidden");
    return html`<li>
      <span class="number" aria-hidden="true">${locale.number(at + 1)}</span>
      <p
        class="text"
        @pointerdown=${press.start}
        @pointermove=${press.move}
        @pointerup=${press.stop}
        @pointercancel=${press.stop}
        @pointerleave=${press.stop}
      ><span class="visually-hidden">${locale.t("step_number", { step: at + 1 })} </span>${this.scaled ? marked(step.text, mark) : step.text}</p>
      <ht-button
        compact
        bare
        .icon=${icons.more}
        label=${locale.t("step_more", { step: at + 1 })}
        @click=${() => this.opened(at)}
      ></ht-button>
      ${picture === undefined ? nothing : html`<img src=${pictureAt(picture.url, 960)} alt=${picture.caption} loading="lazy" />`}
      <div class="facts">
        ${heat ? html`<ht-label .icon=${icons.fire} .text=${heat}></ht-label>` : nothing}
        ${goal ? html`<ht-label .icon=${step.goal?.type === "human" ? icons.hand : icons.target} .text=${goal}></ht-label>` : nothing}
        ${mark?.amounts.map(
          ({ start, end, scaled }) =>
            html`<ins style=${when(true)}>${letters(step.text, start, end)} → ${scaled}</ins>`,
        )}
        ${mark?.timed ? html`<ht-label style=${when(mark.time)} tone="heat" .icon=${icons.careful} .text=${locale.t("mark_time")}></ht-label>` : nothing}
        ${mark?.tin ? html`<ht-label style=${when(true)} tone="heat" .icon=${icons.tin} .text=${locale.t("mark_tin")}></ht-label>` : nothing}
      </div>
      ${notes.length > 0 ? html`<ht-notes .locale=${locale} .notes=${notes}></ht-notes>` : nothing}
    </li>`;
  }

  private opened(at: number): void {
    this.dispatchEvent(new CustomEvent("line", { detail: { part: "step", line: at } }));
  }
}

/** A part of a text. The server counts characters, as Python does; a string counts halves of those beyond 65,535. */
function letters(text: string, start: number, end?: number): string {
  return [...text].slice(start, end).join("");
}

/** The text with its amounts that are not those of now. */
function marked(text: string, mark: StepMark | undefined) {
  if (mark === undefined || mark.amounts.length === 0) return text;
  const parts: unknown[] = [];
  let at = 0;
  for (const { start, end } of mark.amounts) {
    if (start < at) continue;
    parts.push(letters(text, at, start));
    parts.push(html`<mark>${letters(text, start, end)}</mark>`);
    at = end;
  }
  parts.push(letters(text, at));
  return parts;
}
