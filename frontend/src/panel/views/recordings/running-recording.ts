import { css, html, LitElement } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import { ask, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";
import type { Recording } from "./model";
import "./recording-trace";

const EVERY_MS = 10_000;

/** `<ht-running-recording recording>`: a recording while somebody cooks: its trace, remarks, and the end. Fires `changed`. */
@element("ht-running-recording")
export class RunningRecording extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) recording!: Recording;
  @property({ type: Boolean }) connected = true;
  @state() private reason = "";
  @state() private said = "";
  @query("ht-field") private remark!: Field;
  private timer = 0;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
      }

      h2 {
        margin: 0;
        font-family: ui-serif, Georgia, serif;
        font-size: var(--ht-size-28);
        font-weight: 600;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }

      .card {
        padding: var(--ht-space-4) 0;
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        background: var(--ht-surface);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: end;
      }

      ht-field {
        flex: 1 1 14em;
        min-inline-size: 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => {
      if (this.connected && document.visibilityState !== "hidden") this.changed();
    }, EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  protected override render() {
    const { locale, recording } = this;
    return html`<h2>${recording.recording.name}</h2>
      <ht-label tone="fault" .icon=${icons.record} .text=${locale.t("rec_running_text")}></ht-label>
      <div class="card">
        <ht-recording-trace .recording=${recording} .locale=${locale} disabled></ht-recording-trace>
      </div>
      <div class="row">
        <ht-field .label=${locale.t("rec_remark")} .help=${locale.t("rec_remark_help")} .maxlength=${2000}></ht-field>
        <ht-button .icon=${icons.note} label=${locale.t("rec_remark_add")} ?disabled=${!this.connected} @click=${() => this.note()}></ht-button>
      </div>
      <div role="status">${this.said}</div>
      <ht-failure .text=${this.reason}></ht-failure>
      <div class="row">
        <ht-button
          kind="primary"
          .icon=${icons.stop}
          label=${locale.t("rec_stop")}
          ?disabled=${!this.connected}
          @click=${() => this.end()}
        ></ht-button>
      </div>`;
  }

  private async note(): Promise<void> {
    const words = this.remark.value.trim();
    if (words === "") return;
    if (await this.tell("cook/remark", { words })) {
      this.remark.value = "";
      this.said = this.locale.t("rec_remark_kept", { words });
    }
  }

  private async end(): Promise<void> {
    if (await this.tell("cook/stop", {})) this.changed();
  }

  private async tell(command: string, fields: object): Promise<boolean> {
    this.reason = "";
    try {
      await ask(this.hass, command, { ...fields, session: this.recording.recording.id });
      return true;
    } catch (error) {
      this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
      return false;
    }
  }

  private changed(): void {
    this.dispatchEvent(new Event("changed"));
  }
}
