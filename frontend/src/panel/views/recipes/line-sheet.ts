import { css, html, LitElement, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import "../../../components/sheet";
import { act, ask, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Key, Locale } from "../../../localize/localize";
import { base, controls } from "../../../styles/tokens";
import * as icons from "./icons";
import type { Note, Substitution } from "./model";

export interface Place {
  part: Note["part"];
  line: number | null;
}

/**
 * `<ht-line-sheet>`: what can be done with a line: a note in the margin, the amount that is in the house, and substitutes.
 * Fires `closed`, `written` after a note, and `factor` with the factor for an amount.
 */
@element("ht-line-sheet")
export class LineSheet extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() recipe = "";
  @property({ type: Number }) version = 0;
  @property({ attribute: false }) place: Place | null = null;
  @property() text = "";
  @state() private reason = "";
  @state() private sending = false;
  @state() private substitutes: Substitution[] | null = null;
  @state() private checkedFor: string[] = [];
  @query("textarea") private area!: HTMLTextAreaElement;

  static override styles = [
    base,
    controls,
    css`
      blockquote {
        margin: 0 0 var(--ht-space-4);
        padding-inline-start: var(--ht-space-3);
        border-inline-start: 3px solid var(--ht-line);
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      section {
        margin-block-end: var(--ht-space-4);
      }

      textarea {
        font-family: ui-serif, Georgia, serif;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: end;
        margin-block-start: var(--ht-space-2);
      }

      .row ht-field {
        flex: 1;
      }

      ul {
        margin: var(--ht-space-2) 0;
        padding-inline-start: var(--ht-space-4);
        line-height: 1.45;
      }

      small {
        display: block;
        color: var(--ht-text-2);
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("place")) return;
    this.reason = "";
    this.sending = false;
    this.substitutes = null;
  }

  protected override render() {
    const { locale, place } = this;
    return html`<ht-sheet
      .open=${place !== null}
      heading=${place === null ? "" : this.heading(place)}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${
        place === null
          ? nothing
          : html`${this.text ? html`<blockquote>${this.text}</blockquote>` : nothing}
              <section>
                <label for="note">${locale.t("note_new")}</label>
                <textarea id="note" maxlength="4000"></textarea>
                <div class="row">
                  <ht-button
                    kind="primary"
                    .icon=${icons.note}
                    label=${locale.t("note_keep")}
                    ?disabled=${this.sending}
                    @click=${() => this.write(place)}
                  ></ht-button>
                </div>
              </section>
              ${place.part === "ingredient" ? this.renderIngredient(place.line ?? 0) : nothing}
              <ht-failure .text=${this.reason}></ht-failure>`
      }
    </ht-sheet>`;
  }

  private heading({ part, line }: Place): string {
    const { locale } = this;
    if (part === "ingredient") return locale.t("ingredient");
    if (part === "step") return locale.t("step_number", { step: (line ?? 0) + 1 });
    return locale.t("note_new");
  }

  private renderIngredient(line: number) {
    const { locale } = this;
    return html`<section>
        <div class="row">
          <ht-field
            .label=${locale.t("scale_to_amount")}
            .help=${locale.t("scale_to_amount_hint")}
            maxlength="60"
            id="have"
          ></ht-field>
          <ht-button .icon=${icons.scale} label=${locale.t("scale")} @click=${() => this.scale(line)}></ht-button>
        </div>
      </section>
      <section>
        ${
          this.substitutes === null
            ? html`<ht-button .icon=${icons.swap} label=${locale.t("substitutes")} @click=${() => this.find()}></ht-button>`
            : this.substitutes.length === 0
              ? html`<p>${locale.t("substitutes_none")}</p>`
              : html`<ul>
                    ${this.substitutes.map(
                      (one) => html`<li>
                        ${one.amount} → ${one.lines.join(" + ")}
                        ${one.note ? html`<small>${this.advice(one)}</small>` : nothing}
                      </li>`,
                    )}
                  </ul>
                  ${
                    this.checkedFor.length > 0
                      ? html`<ht-label
                          .icon=${icons.check}
                          .text=${locale.t("substitutes_checked", { names: this.checkedFor.join(", ") })}
                        ></ht-label>`
                      : nothing
                  }`
        }
      </section>`;
  }

  private advice({ note, advice }: Substitution): string {
    const words = this.locale.t(`advice_${note}` as Key);
    return words === `advice_${note}` ? advice : words;
  }

  private async write({ part, line }: Place): Promise<void> {
    const words = this.area.value.trim();
    if (!words) return this.area.focus();
    this.sending = true;
    try {
      await act(this.hass, "add_note", {
        recipe: this.recipe,
        version: this.version,
        words,
        part,
        ...(line === null ? {} : { line: line + 1 }),
      });
      this.dispatchEvent(new Event("written"));
    } catch (error) {
      await this.failed(error);
    }
    this.sending = false;
  }

  private async scale(line: number): Promise<void> {
    const amount = this.renderRoot.querySelector<Field>("#have")?.value.trim() ?? "";
    if (!amount) return;
    try {
      const { factor } = await ask<{ factor: number }>(this.hass, "recipe/factor", {
        recipe: this.recipe,
        version: this.version,
        line,
        amount,
      });
      this.dispatchEvent(new CustomEvent("factor", { detail: factor }));
    } catch (error) {
      await this.failed(error);
    }
  }

  private async find(): Promise<void> {
    try {
      const found = await ask<{ substitutes: Substitution[]; checked_for: string[] }>(
        this.hass,
        "recipe/substitutes",
        {
          recipe: this.recipe,
          food: this.text.slice(0, 500),
        },
      );
      this.substitutes = found.substitutes;
      this.checkedFor = found.checked_for;
    } catch (error) {
      await this.failed(error);
    }
  }

  private async failed(error: unknown): Promise<void> {
    this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }
}
