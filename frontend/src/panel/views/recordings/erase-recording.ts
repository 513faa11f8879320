import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/label";
import { reasonOf, write } from "../../../data/commands";
import { fire, type HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import type { Recording } from "./model";
import "./question-sheet";

/**
 * `<ht-erase-recording recording>`: erases a recording after a question. Fires `erased`. Without the right it says whose
 * right it is.
 */
@element("ht-erase-recording")
export class EraseRecording extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) recording!: Recording;
  @property({ type: Boolean }) disabled = false;
  @state() private asking = false;
  @state() private refused = "";
  @state() private busy = false;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        margin-block-start: var(--ht-space-6);
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    const { recording: entry, recipe_name: recipe } = this.recording;
    if (entry.signed_by && !this.hass.user?.is_admin)
      return html`<ht-label .text=${locale.t("rec_erase_admin")}></ht-label>`;
    return html`<ht-button
        .icon=${icons.erase}
        label=${locale.t("rec_erase")}
        ?disabled=${this.disabled}
        @click=${() => {
          this.asking = true;
          this.refused = "";
        }}
      ></ht-button>
      <ht-question-sheet
        .locale=${locale}
        .open=${this.asking}
        heading=${locale.t("rec_erase_ask", { name: entry.name })}
        action=${locale.t("rec_erase_now")}
        kind="stop"
        .icon=${icons.erase}
        .reason=${this.refused}
        ?disabled=${this.disabled || this.busy}
        @act=${this.erase}
        @closed=${() => {
          this.asking = false;
        }}
      >
        ${
          this.asking
            ? html`<p>
                ${locale.t("rec_erase_text")}
                ${recipe ? locale.t("rec_erase_recipe", { name: recipe }) : nothing}
              </p>`
            : nothing
        }
      </ht-question-sheet>`;
  }

  private readonly erase = async (): Promise<void> => {
    const { locale } = this;
    this.busy = true;
    try {
      const { name } = await write<{ name: string }>(this.hass, "recording/erase", {
        recording: this.recording.recording.id,
      });
      this.asking = false;
      fire(this, "hass-notification", { message: locale.t("rec_erased", { name }) });
      this.dispatchEvent(new Event("erased"));
    } catch (error) {
      this.refused = locale.t("failed", { reason: await reasonOf(this.hass, locale, error) });
    }
    this.busy = false;
  };
}
