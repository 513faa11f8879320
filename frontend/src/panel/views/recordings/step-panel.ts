import { css, html, LitElement, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/field";
import type { Field } from "../../../components/field";
import type { Locale } from "../../../localize/localize";
import { base, controls } from "../../../styles/tokens";
import * as icons from "./icons";
import {
  bounds,
  clamp,
  type Edge,
  type Edit,
  hasNext,
  type Phase,
  type Recording,
  STEP_S,
  splitBounds,
} from "./model";

/**
 * `<ht-step-panel recording phase>`: everything that can be changed of one step. Fires `edit` with an `Edit`, and `split`
 * with where the step would be split, or `null`.
 */
@element("ht-step-panel")
export class StepPanel extends LitElement {
  @property({ attribute: false }) recording!: Recording;
  @property({ attribute: false }) phase!: Phase;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) splitAt: number | null = null;
  @property({ type: Boolean }) disabled = false;
  @query("textarea") private text!: HTMLTextAreaElement | null;
  @query("#gate") private gate!: Field | null;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
      }

      textarea {
        display: block;
        min-block-size: 72px;
        field-sizing: content;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: center;
      }

      .ends {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
        gap: var(--ht-space-2);
      }

      .end {
        display: flex;
        gap: var(--ht-space-2);
        align-items: center;
      }

      .end span {
        flex: 1 1 auto;
        min-inline-size: 0;
        line-height: 1.35;
      }

      .end strong {
        display: block;
        font-weight: 500;
      }

      .gate {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: end;
      }

      .gate ht-field {
        flex: 1 1 12em;
        min-inline-size: 0;
      }
    `,
  ];

  protected override render() {
    const { phase, locale } = this;
    if (phase.out) {
      return html`<div class="row">
        ${this.button(icons.takeIn, "rec_take_in", { kind: "take_in" })}
        ${phase.activity === null ? nothing : this.renderMore()}
      </div>`;
    }
    return html`<div>
        <label for="text">${locale.t("rec_words")}</label>
        <textarea
          id="text"
          maxlength="2000"
          rows="2"
          .value=${phase.text}
          ?disabled=${this.disabled}
          @change=${this.renamed}
        ></textarea>
      </div>
      ${
        phase.own_text
          ? html`<div class="row">${this.button(icons.reset, "rec_words_kitchen", { kind: "rename", text: "" })}</div>`
          : nothing
      }
      <div class="ends">
        ${this.renderEnd("start")} ${phase.activity === null ? nothing : this.renderEnd("stop")}
      </div>
      <div class="gate">
        <ht-field
          id="gate"
          .label=${locale.t("rec_gate_words")}
          .help=${locale.t("rec_gate_help")}
          .maxlength=${200}
          .value=${phase.gate}
          ?disabled=${this.disabled}
        ></ht-field>
      </div>
      <div class="row">
        <ht-button
          .icon=${icons.hand}
          label=${locale.t(phase.gate ? "rec_gate_keep" : "rec_gate_set")}
          ?disabled=${this.disabled}
          @click=${() => this.setGate(this.gate?.value ?? "")}
        ></ht-button>
        ${phase.gate ? this.button(icons.close, "rec_gate_remove", { kind: "gate", text: "" }) : nothing}
      </div>
      ${this.splitAt === null ? html`<div class="row">${this.renderMore()}</div>` : this.renderSplit(this.splitAt)}`;
  }

  private renderMore() {
    const { phase, recording } = this;
    const [least, most] = splitBounds(phase);
    return html`${
      phase.activity === null || most < least
        ? nothing
        : html`<ht-button
              .icon=${icons.split}
              label=${this.locale.t("rec_split")}
              ?disabled=${this.disabled}
              @click=${() => this.split(Math.round((phase.start + phase.stop) / 2))}
            ></ht-button>`
    }
      ${hasNext(recording.phases, phase.id) ? this.button(icons.merge, "rec_merge", { kind: "merge" }) : nothing}
      ${phase.out ? nothing : this.button(icons.out, "rec_leave_out", { kind: "leave_out" })}`;
  }

  private renderSplit(at: number) {
    const { locale, phase } = this;
    const limits = splitBounds(phase);
    return html`<div class="end">
        <span><strong class="digits">${locale.clock(Math.round(at))}</strong>${locale.t("rec_split_at")}</span>
        ${this.stepper(locale.t("rec_split_at"), (by) => this.split(clamp(at + by, limits)))}
      </div>
      <div class="row">
        <ht-button
          kind="primary"
          .icon=${icons.split}
          label=${locale.t("rec_split_here")}
          ?disabled=${this.disabled}
          @click=${() => this.edit({ kind: "split", at })}
        ></ht-button>
        <ht-button label=${locale.t("cancel")} @click=${() => this.split(null)}></ht-button>
      </div>`;
  }

  private renderEnd(edge: Edge) {
    const { locale, phase, recording } = this;
    const at = edge === "start" ? phase.start : phase.stop;
    const limits = bounds(recording.phases, phase.id, edge, recording.length_s);
    const name = locale.t(edge === "start" ? "rec_begins" : "rec_ends");
    return html`<div class="end">
      <span><strong class="digits">${locale.clock(Math.round(at))}</strong>${name}</span>
      ${this.stepper(name, (by) => this.edit({ kind: "move", edge, at: clamp(at + by, limits) }))}
    </div>`;
  }

  private stepper(name: string, step: (by: number) => void) {
    const { locale } = this;
    const said = (key: "rec_earlier" | "rec_later") => locale.t(key, { what: name, seconds: STEP_S });
    return html`<ht-button
        compact
        .icon=${icons.minus}
        label=${said("rec_earlier")}
        ?disabled=${this.disabled}
        @click=${() => step(-STEP_S)}
      ></ht-button>
      <ht-button
        compact
        .icon=${icons.plus}
        label=${said("rec_later")}
        ?disabled=${this.disabled}
        @click=${() => step(STEP_S)}
      ></ht-button>`;
  }

  private button(icon: string, key: Parameters<Locale["t"]>[0], edit: Edit) {
    return html`<ht-button
      .icon=${icon}
      label=${this.locale.t(key)}
      ?disabled=${this.disabled}
      @click=${() => this.edit(edit)}
    ></ht-button>`;
  }

  private renamed(): void {
    const text = this.text?.value.trim() ?? "";
    if (text !== this.phase.text) this.edit({ kind: "rename", text });
  }

  private setGate(words: string): void {
    const text = words.trim() || this.locale.t("rec_gate_default");
    if (text !== this.phase.gate) this.edit({ kind: "gate", text });
  }

  private split(at: number | null): void {
    this.dispatchEvent(new CustomEvent("split", { detail: at }));
  }

  private edit(edit: Edit): void {
    this.dispatchEvent(new CustomEvent("edit", { detail: { ...edit, phase: this.phase.id } }));
  }
}
