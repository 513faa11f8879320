import { css, html, LitElement, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import type { Recording } from "./model";
import "./question-sheet";

export interface Signature {
  by: string;
  /** The recipe that gets its next version; empty for a new one. */
  recipe: string;
}

/** `<ht-sign-sheet open recording>`: who signs, and what it becomes. Fires `sign` with a `Signature`, and `closed`. */
@element("ht-sign-sheet")
export class SignSheet extends LitElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) recording!: Recording;
  @property({ attribute: false }) locale!: Locale;
  /** How many recordings give the tolerances. */
  @property({ type: Number }) count = 1;
  @property() signer = "";
  @property() reason = "";
  @property({ type: Boolean }) busy = false;
  @state() private anew = false;
  @state() private empty = false;
  @query("#by") private by!: Field | null;

  static override styles = [
    base,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      h3 {
        margin: 0;
        font-family: ui-serif, Georgia, serif;
        font-size: var(--ht-size-24);
        font-weight: 600;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { locale, recording } = this;
    const { recording: entry } = recording;
    const steps = recording.phases.filter(({ out }) => !out);
    const asks = steps.filter((phase) => phase.asks || phase.gate).length;
    return html`<ht-question-sheet
      .locale=${locale}
      .open=${this.open}
      heading=${locale.t("rec_sign")}
      action=${locale.t("rec_sign_now")}
      .icon=${icons.sign}
      .reason=${this.reason}
      ?disabled=${this.busy}
      @act=${this.sign}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${
        this.open
          ? html`<h3>${entry.name}</h3>
              <p>
                ${locale.t("rec_sign_steps", { count: steps.length })}
                ${this.count > 1 ? locale.t("rec_sign_cooks", { count: this.count }) : nothing}
              </p>
              ${
                asks > 0
                  ? html`<ht-label .icon=${icons.hand} .text=${locale.t("rec_sign_gates", { count: asks })}></ht-label>`
                  : nothing
              }
              <ht-field
                id="by"
                .label=${locale.t("rec_sign_by")}
                .help=${locale.t("rec_sign_help")}
                .error=${this.empty ? locale.t("rec_sign_missing") : ""}
                .maxlength=${200}
                .value=${entry.cook || entry.signed_by || this.signer}
              ></ht-field>
              ${
                recording.recipe_name
                  ? html`<div class="row" role="group" aria-label=${locale.t("rec_sign_as")}>
                      <ht-chip
                        label=${locale.t("rec_sign_version", { name: recording.recipe_name })}
                        ?selected=${!this.anew}
                        @click=${() => {
                          this.anew = false;
                        }}
                      ></ht-chip>
                      <ht-chip
                        label=${locale.t("rec_sign_new")}
                        ?selected=${this.anew}
                        @click=${() => {
                          this.anew = true;
                        }}
                      ></ht-chip>
                    </div>`
                  : nothing
              }`
          : nothing
      }
    </ht-question-sheet>`;
  }

  private sign(): void {
    const by = this.by?.value.trim() ?? "";
    this.empty = by === "";
    if (this.empty) return;
    const recipe = this.recording.recipe_name && !this.anew ? this.recording.recording.recipe_id : "";
    this.dispatchEvent(new CustomEvent<Signature>("sign", { detail: { by, recipe } }));
  }
}
