import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/label";
import type { Key, Locale } from "../../../localize/localize";
import { base, controls } from "../../../styles/tokens";
import {
  confirmed,
  decided,
  type Form,
  guessCount,
  type LineRow,
  lineRow,
  moved,
  rewritten,
  type StepRow,
  stepRow,
} from "./form-model";
import { formStyles } from "./form-styles";
import * as icons from "./icons";
import type { Nutrition, Picture, Step } from "./model";
import { watchRow } from "./row-drag";
import "./step-sheet";
import { goalWords, heatWords } from "./step-words";

type Rows = "lines" | "steps";
export type Understood = Pick<Nutrition, "counted" | "lines_total" | "lines">;

/** `<ht-recipe-form .form>`: a recipe that is written. Fires `change` with the new form; the rows move by drag and by keys. */
@element("ht-recipe-form")
export class RecipeForm extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) form!: Form;
  @property({ attribute: false }) pictures: readonly Picture[] = [];
  /** What the kitchen understood of each line. */
  @property({ attribute: false }) understood: Understood | null = null;
  @state() private opened = "";
  /** The row that is dragged, and the rows in the order in which they would be dropped. */
  @state() private dragged: { key: string; rows: Rows; order: (LineRow | StepRow)[] } | null = null;
  @state() private said = "";

  static override styles = [base, controls, formStyles];

  protected override render() {
    const { locale, form } = this;
    const guesses = guessCount(form);
    return html`${this.renderText("name", "field_name", 1)} ${this.renderText("description", "field_description", 2)}
      ${this.renderText("story", "field_story", 4)}
      <div class="grid">
        ${this.renderText("author", "field_author", 1)} ${this.renderText("amount", "field_yields", 1)}
        ${this.renderText("unit", "field_unit", 1)} ${this.renderText("prep", "field_prep_min", 1)}
        ${this.renderText("cook", "field_cook_min", 1)} ${this.renderText("total", "field_total_min", 1)}
        ${this.renderText("tags", "field_keywords", 1)} ${this.renderText("equipment", "field_equipment", 1)}
      </div>
      <p class="visually-hidden" role="status">${this.said}</p>
      <h2>${locale.t("ingredients")}</h2>
      ${
        this.understood === null
          ? nothing
          : html`<ht-label
              .icon=${this.understood.counted === this.understood.lines_total ? icons.good : icons.careful}
              .text=${locale.t("nutrition_counted", { counted: this.understood.counted, total: this.understood.lines_total })}
            ></ht-label>`
      }
      <ul class="rows">
        ${repeat(
          this.shown("lines"),
          ({ key }) => key,
          (row, at) => this.renderRow("lines", row, at),
        )}
      </ul>
      ${this.renderAdd("lines")}
      <h2>${locale.t("steps")}</h2>
      ${
        guesses === 0
          ? nothing
          : html`<div class="guesses">
              <ht-label tone="heat" .icon=${icons.unsure} .text=${locale.t("guesses_open", { count: guesses })}></ht-label>
              <ht-button label=${locale.t("guesses_confirm")} @click=${() => this.tell(confirmed(form))}></ht-button>
            </div>`
      }
      <ol class="rows">
        ${repeat(
          this.shown("steps"),
          ({ key }) => key,
          (row, at) => this.renderRow("steps", row, at),
        )}
      </ol>
      ${this.renderAdd("steps")}
      <ht-step-sheet
        .locale=${locale}
        .pictures=${this.pictures}
        .row=${form.steps.find(({ key }) => key === this.opened) ?? null}
        @closed=${() => {
          this.opened = "";
        }}
        @step=${(event: CustomEvent<Step>) => this.setStep(this.opened, event.detail)}
      ></ht-step-sheet>`;
  }

  private renderText(name: Exclude<keyof Form, "base" | "lines" | "steps">, label: Key, rows: number) {
    const value = this.form[name];
    const take = (event: Event) =>
      this.tell({ ...this.form, [name]: (event.target as HTMLInputElement | HTMLTextAreaElement).value });
    return html`<div class="field">
      <label for=${name}>${this.locale.t(label)}</label>
      ${
        rows === 1
          ? html`<input id=${name} .value=${value} maxlength="1000" autocomplete="off" @change=${take} />`
          : html`<textarea id=${name} rows=${rows} .value=${value} maxlength="100000" @change=${take}></textarea>`
      }
    </div>`;
  }

  private renderAdd(rows: Rows) {
    const { locale } = this;
    const add = (heading: boolean) => {
      const row = rows === "lines" ? lineRow("", heading) : stepRow("", heading);
      this.tell({ ...this.form, [rows]: [...this.form[rows], row] });
      void this.updateComplete.then(() => this.field(row.key)?.focus());
    };
    return html`<div class="add">
      <ht-button
        .icon=${icons.plus}
        label=${locale.t(rows === "lines" ? "line_add" : "step_add")}
        @click=${() => add(false)}
      ></ht-button>
      <ht-button label=${locale.t("heading_add")} @click=${() => add(true)}></ht-button>
    </div>`;
  }

  private renderRow(rows: Rows, row: LineRow | StepRow, at: number) {
    const { locale } = this;
    const label = row.heading
      ? locale.t("heading")
      : rows === "lines"
        ? `${locale.t("ingredient")} ${at + 1}`
        : locale.t("step_number", { step: at + 1 });
    const take = (event: Event) => this.write(rows, row.key, (event.target as HTMLTextAreaElement).value);
    return html`<li
      class=${row.heading ? "row heading" : "row"}
      data-key=${row.key}
      data-dragged=${this.dragged?.key === row.key ? "" : nothing}
    >
      <button
        class="grip"
        type="button"
        aria-label=${locale.t("row_move", { row: label })}
        @pointerdown=${(event: PointerEvent) => this.drag(event, rows, row.key)}
        @keydown=${(event: KeyboardEvent) => this.keyed(event, rows, row.key)}
      >
        <ht-icon .path=${icons.drag}></ht-icon>
      </button>
      <div class="content">
        ${
          rows === "steps" && !row.heading
            ? html`<textarea rows="2" aria-label=${label} .value=${row.text} maxlength="20000" @change=${take}></textarea>`
            : html`<input aria-label=${label} .value=${row.text} maxlength="4000" autocomplete="off" @change=${take} />`
        }
        ${rows === "lines" && !row.heading ? this.renderUnderstood(row.text) : nothing}
        ${rows === "steps" && !row.heading ? this.renderFacts(row as StepRow) : nothing}
      </div>
      <ht-button
        compact
        bare
        .icon=${icons.remove}
        label=${locale.t("row_remove", { row: label })}
        @click=${() =>
          this.tell({
            ...this.form,
            [rows]: (this.form[rows] as (LineRow | StepRow)[]).filter(({ key }) => key !== row.key),
          })}
      ></ht-button>
    </li>`;
  }

  private renderUnderstood(text: string) {
    const found = this.understood?.lines.find((line) => line.text === text.trim());
    if (found === undefined) return nothing;
    const { locale } = this;
    if (!found.counted || found.food === null) {
      return html`<small class="unsure">${locale.t("line_not_understood")}</small>`;
    }
    const grams = found.grams === null ? "" : `, ${locale.number(found.grams)} g`;
    return html`<small>${found.food}${grams}</small>`;
  }

  private renderFacts(row: StepRow) {
    const { locale } = this;
    const { step } = row;
    if (step === null) return nothing;
    const guessed = [...new Set((step.guesses ?? []).map(({ field }) => field))];
    const words = [goalWords(locale, step), heatWords(locale, step)].filter(Boolean).join(" · ");
    return html`<div class="facts">
      <ht-button
        .icon=${icons.target}
        label=${words || locale.t("step_details")}
        @click=${() => {
          this.opened = row.key;
        }}
      ></ht-button>
      ${guessed.map((field) => {
        const guess = step.guesses?.find((one) => one.field === field);
        const from = [...row.text].slice(guess?.start ?? 0, guess?.end ?? 0).join("");
        const name = locale.t(`guess_${field}` as Key);
        return html`<span class="guess">
          <span>${locale.t("guess_from", { what: name === `guess_${field}` ? field : name, words: from })}</span>
          <ht-button
            compact
            bare
            .icon=${icons.check}
            label=${locale.t("guess_right")}
            @click=${() => this.setStep(row.key, decided(step, field, true))}
          ></ht-button>
          <ht-button
            compact
            bare
            .icon=${icons.close}
            label=${locale.t("guess_wrong")}
            @click=${() => this.setStep(row.key, decided(step, field, false))}
          ></ht-button>
        </span>`;
      })}
    </div>`;
  }

  private write(rows: Rows, key: string, text: string): void {
    if (rows === "lines") {
      // Several lines that are pasted into one field are several ingredients.
      const [first = "", ...others] = text.split("\n").filter((line) => line.trim());
      this.tell({
        ...this.form,
        lines: this.form.lines.flatMap((row) =>
          row.key === key ? [{ ...row, text: first }, ...others.map((line) => lineRow(line))] : [row],
        ),
      });
    } else {
      this.tell({
        ...this.form,
        steps: this.form.steps.map((row) => (row.key === key ? rewritten(row, text) : row)),
      });
    }
  }

  private setStep(key: string, step: Step): void {
    this.tell({
      ...this.form,
      steps: this.form.steps.map((row) => (row.key === key ? { ...row, step } : row)),
    });
  }

  private keyed(event: KeyboardEvent, rows: Rows, key: string): void {
    const by = { ArrowUp: -1, ArrowDown: 1, Home: -10_000, End: 10_000 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.move(rows, key, by);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-key="${key}"] .grip`)?.focus(),
    );
  }

  /** The rows as they are shown: while one is dragged, as if it was dropped where it is. */
  private shown(rows: Rows): (LineRow | StepRow)[] {
    return this.dragged?.rows === rows ? this.dragged.order : this.form[rows];
  }

  private drag(event: PointerEvent, rows: Rows, key: string): void {
    const row = (event.currentTarget as HTMLElement).closest("li");
    const list = row?.parentElement;
    if (row === null || list === null || list === undefined) return;
    const before = this.form[rows] as (LineRow | StepRow)[];
    const from = before.findIndex((one) => one.key === key);
    let to = from;
    watchRow(event, row, () => [...list.children] as HTMLElement[], {
      over: (place) => {
        if (place === to && this.dragged !== null) return;
        to = place;
        this.dragged = { key, rows, order: moved(before, key, to - from) };
      },
      end: (kept) => {
        this.dragged = null;
        // One change, however far it was dragged, so that one Undo takes it back.
        if (kept && to !== from) this.move(rows, key, to - from);
      },
    });
  }

  private move(rows: Rows, key: string, by: number): void {
    const list = this.form[rows] as (LineRow | StepRow)[];
    const next = moved(list, key, by);
    const place = next.findIndex((row) => row.key === key) + 1;
    this.said = this.locale.t("row_moved", { place, count: next.length });
    if (next.some((row, at) => row !== list[at])) this.tell({ ...this.form, [rows]: next });
  }

  private field(key: string): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-key="${key}"] :is(input, textarea)`);
  }

  private tell(form: Form): void {
    this.dispatchEvent(new CustomEvent("change", { detail: form }));
  }
}
