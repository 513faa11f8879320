import { css, html, LitElement, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/empty-state";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import "../../../components/sheet";
import { type Burner, foodCelsius } from "../../../data/burners";
import { act, ask, Latest, reasonOf, write } from "../../../data/commands";
import type { Feeds } from "../../../data/feed";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { duration } from "../recipes/format";
import { follow } from "../recipes/link";
import * as icons from "./icons";
import type { Entry } from "./model";
import { moment } from "./words";

/** `<ht-recording-list>`: what was recorded and what is being recorded, and the way to record the next dish. */
@element("ht-recording-list")
export class RecordingList extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) feeds!: Feeds;
  /** Passed so that a new temperature is shown. */
  @property({ attribute: false }) burners: unknown;
  @property({ type: Boolean }) connected = true;
  @property({ attribute: false }) href!: (...parts: string[]) => string;
  @property({ attribute: false }) navigate!: (parts: readonly string[], replace?: boolean) => void;
  @state() private entries: readonly Entry[] | null = null;
  @state() private reason = "";
  @state() private starting = false;
  @state() private burner = "";
  @state() private refused = "";
  @state() private busy = false;
  @query("#dish") private dish!: Field | null;
  private readonly latest = new Latest();

  static override styles = [
    base,
    css`
      :host {
        display: block;
        max-inline-size: 820px;
        margin-inline: auto;
      }

      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: center;
        justify-content: space-between;
        margin-block-end: var(--ht-space-4);
      }

      header p {
        flex: 1 1 16em;
        margin: 0;
        line-height: 1.45;
        color: var(--ht-text-2);
      }

      section {
        margin-block-end: var(--ht-space-6);
        padding: 0 var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        background: var(--ht-surface);
      }

      h2 {
        margin: 0 0 var(--ht-space-2);
        font-size: var(--ht-size-16);
        font-weight: 600;
      }

      a {
        display: block;
        color: inherit;
        text-decoration: none;
      }

      a strong {
        display: block;
        font-family: ui-serif, Georgia, serif;
        font-size: var(--ht-size-20);
        font-weight: 600;
        line-height: 1.3;
      }

      a span {
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }

      .running {
        --ht-icon-size: 24px;
        color: var(--ht-fault-text);
      }

      .form {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
      }

      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.read();
  }

  /** Read the list again; called when something has changed. */
  async read(): Promise<void> {
    await this.latest.of(
      ask<Entry[]>(this.hass, "recordings"),
      (entries) => {
        this.entries = entries;
        this.reason = "";
      },
      (error) => void this.failed(error),
    );
  }

  private async failed(error: unknown): Promise<void> {
    this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }

  protected override render() {
    const { locale, entries } = this;
    const failure = html`<ht-failure
      .text=${this.reason}
      .retryLabel=${locale.t("retry")}
      @retry=${() => this.read()}
    ></ht-failure>`;
    if (entries === null)
      return html`${this.reason ? nothing : html`<ht-label .text=${locale.t("loading")}></ht-label>`}${failure}`;
    const running = entries.filter((entry) => entry.running);
    const ended = entries.filter((entry) => !entry.running);
    return html`<header>
        <p>${locale.t("rec_intro")}</p>
        ${entries.length === 0 ? nothing : this.renderRecord()}
      </header>
      ${failure}
      ${
        entries.length === 0
          ? html`<ht-empty-state .icon=${icons.trace} heading=${locale.t("rec_none")} text=${locale.t("rec_none_text")}>
              ${this.renderRecord()}
            </ht-empty-state>`
          : nothing
      }
      ${running.length === 0 ? nothing : html`<h2>${locale.t("rec_running")}</h2><section><ht-list>${running.map((entry) => this.renderRunning(entry))}</ht-list></section>`}
      ${ended.length === 0 ? nothing : html`<h2>${locale.t("rec_done")}</h2><section><ht-list>${ended.map((entry) => this.renderEnded(entry))}</ht-list></section>`}
      ${this.renderStart()}`;
  }

  private renderRecord() {
    return html`<ht-button
      kind="primary"
      .icon=${icons.record}
      label=${this.locale.t("rec_record")}
      ?disabled=${!this.connected}
      @click=${() => {
        this.starting = true;
        this.refused = "";
        this.burner = "";
      }}
    ></ht-button>`;
  }

  private renderLink(entry: Entry, facts: string) {
    return html`<a
      href=${this.href("recordings", entry.id)}
      @click=${(event: MouseEvent) => follow(event, () => this.navigate(["recordings", entry.id]))}
      ><strong>${entry.name}</strong><span>${facts}</span></a
    >`;
  }

  private renderRunning(entry: Entry) {
    const { locale, feeds } = this;
    const burner = feeds.burners.value.burners[entry.burner_id];
    const celsius = burner === undefined ? null : foodCelsius(burner);
    const facts = [burner?.name ?? "", celsius === null ? "" : locale.temperature(celsius)];
    return html`<ht-row>
      <ht-icon slot="start" class="running" .path=${icons.record}></ht-icon>
      ${this.renderLink(entry, facts.filter(Boolean).join(" · "))}
      <ht-button
        slot="end"
        .icon=${icons.stop}
        label=${locale.t("rec_stop")}
        ?disabled=${!this.connected}
        @click=${() => this.end(entry)}
      ></ht-button>
    </ht-row>`;
  }

  private renderEnded(entry: Entry) {
    const { locale } = this;
    const facts = [entry.cook, moment(locale, entry.started_at), duration(locale, entry.length_s)];
    return html`<ht-row>
      ${this.renderLink(entry, facts.filter(Boolean).join(" · "))}
      ${
        entry.signed_by
          ? html`<ht-label slot="end" tone="good" .icon=${icons.sign} .text=${locale.t("rec_signed_by", { name: entry.signed_by })}></ht-label>`
          : entry.edited
            ? html`<ht-label slot="end" .icon=${icons.pencil} .text=${locale.t("rec_edited")}></ht-label>`
            : nothing
      }
    </ht-row>`;
  }

  private get free(): Burner[] {
    const busy = new Set(
      (this.entries ?? []).filter(({ running }) => running).map((entry) => entry.burner_id),
    );
    return Object.values(this.feeds.burners.value.burners).filter(
      (one) => one.available && one.dish === null && !busy.has(one.id),
    );
  }

  private renderStart() {
    const { locale } = this;
    return html`<ht-sheet
      .open=${this.starting}
      heading=${locale.t("rec_record")}
      .closeLabel=${locale.t("close")}
      @closed=${() => {
        this.starting = false;
      }}
    >
      ${
        this.starting
          ? html`<div class="form">
              <ht-field id="dish" .label=${locale.t("rec_dish")} .maxlength=${200}></ht-field>
              <div>
                <h2 id="where">${locale.t("rec_burner")}</h2>
                <div class="chips" role="group" aria-labelledby="where">
                  ${this.free.map(
                    (one) => html`<ht-chip
                      label=${one.name}
                      ?selected=${this.burner === one.id}
                      @click=${() => {
                        this.burner = one.id;
                      }}
                    ></ht-chip>`,
                  )}
                </div>
                ${this.free.length === 0 ? html`<ht-label .text=${locale.t("rec_burner_none")}></ht-label>` : nothing}
              </div>
              <ht-label .icon=${icons.hand} .text=${locale.t("rec_hands_off")}></ht-label>
              <ht-failure .text=${this.refused}></ht-failure>
              <div class="chips">
                <ht-button
                  kind="primary"
                  .icon=${icons.record}
                  label=${locale.t("rec_begin")}
                  ?disabled=${this.busy}
                  @click=${() => this.begin()}
                ></ht-button>
              </div>
            </div>`
          : nothing
      }
    </ht-sheet>`;
  }

  private async begin(): Promise<void> {
    const name = this.dish?.value.trim() ?? "";
    if (name === "" || this.burner === "") {
      this.refused = this.locale.t("rec_begin_missing");
      return;
    }
    this.busy = true;
    try {
      await act(this.hass, "watch_cooking", { name, burner: this.burner });
      this.starting = false;
      await this.read();
    } catch (error) {
      this.refused = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    }
    this.busy = false;
  }

  private async end(entry: Entry): Promise<void> {
    try {
      await write(this.hass, "cook/stop", { session: entry.id });
      this.navigate(["recordings", entry.id]);
    } catch (error) {
      await this.failed(error);
    }
  }
}
