import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import { ask, Latest, reasonOf, write } from "../../../data/commands";
import { fire, type HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { duration } from "../recipes/format";
import "./erase-recording";
import * as icons from "./icons";
import { type Comparison, type Edge, type Edit, numbers, type Phase, type Recording } from "./model";
import { renderCompare, renderProblem, renderSigned, renderStepHead } from "./page-parts";
import { pageStyles } from "./page-styles";
import "./recording-trace";
import "./running-recording";
import "./sign-sheet";
import type { Signature } from "./sign-sheet";
import "./step-panel";
import { moment } from "./words";

interface Edited {
  recording: Recording;
  conflict: boolean;
}

/** `<ht-recording-page recording>`: the trace and the steps of one recording, edited by hand, compared and signed. */
@element("ht-recording-page")
export class RecordingPage extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean }) connected = true;
  @property() recording = "";
  @property({ attribute: false }) navigate!: (parts: readonly string[], replace?: boolean) => void;
  @state() private shown: Recording | null = null;
  @state() private comparison: Comparison | null = null;
  /** The recordings that are shown beside this one. */
  @state() private beside: readonly string[] = [];
  @state() private chosen = "";
  @state() private splitAt: number | null = null;
  @state() private reason = "";
  @state() private conflict = false;
  @state() private signing = false;
  @state() private refused = "";
  @state() private busy = false;
  @state() private said = "";
  private failedEdit: Edit | null = null;
  private chain: Promise<void> = Promise.resolve();
  private readonly latest = new Latest();
  private readonly comparing = new Latest();

  static override styles = [base, pageStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("recording")) return;
    this.shown = this.comparison = this.splitAt = null;
    this.beside = [];
    this.chosen = this.reason = this.said = "";
    this.conflict = this.signing = false;
    void this.read();
  }

  /** Read the recording again; called when somebody has changed it. */
  async read(): Promise<void> {
    await this.latest.of(
      ask<Recording>(this.hass, "recording", { recording: this.recording }),
      (shown) => {
        this.show(shown);
        this.reason = "";
      },
      (error) => void this.failed(error),
    );
  }

  private show(shown: Recording): void {
    const first = this.shown === null;
    this.shown = shown;
    if (first)
      this.beside = shown.others
        .filter((one) => !one.running)
        .slice(0, 3)
        .map(({ id }) => id);
    if (!shown.phases.some(({ id }) => id === this.chosen)) {
      this.chosen = shown.phases.find(({ out }) => !out)?.id ?? "";
      this.splitAt = null;
    }
    this.compare();
  }

  private compare(): void {
    const { shown } = this;
    if (shown === null || shown.phases.length === 0 || this.beside.length === 0) {
      this.comparing.drop();
      this.comparison = null;
      return;
    }
    void this.comparing.of(
      ask<Comparison>(this.hass, "recording/compare", { recordings: [this.recording, ...this.beside] }),
      (comparison) => {
        this.comparison = comparison;
      },
      (error) => void this.failed(error),
    );
  }

  private async failed(error: unknown): Promise<void> {
    this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }

  protected override render() {
    const { locale, shown } = this;
    const failure = html`<ht-failure
      .text=${this.reason}
      .retryLabel=${locale.t("retry")}
      @retry=${() => this.retry()}
    ></ht-failure>`;
    if (shown === null) {
      return html`<div class="bar">${this.renderBack()}</div>
        ${this.reason ? nothing : html`<ht-label .text=${locale.t("loading")}></ht-label>`}${failure}`;
    }
    if (shown.recording.running) {
      return html`<div class="bar">${this.renderBack()}</div>
        ${failure}
        <ht-running-recording
          .hass=${this.hass}
          .locale=${locale}
          .recording=${shown}
          ?connected=${this.connected}
          @changed=${() => this.read()}
        ></ht-running-recording>`;
    }
    const off = !this.connected;
    return html`${this.renderBar(shown, off)}
      <div class="visually-hidden" role="status">${this.said}</div>
      ${this.renderTitle(shown, off)} ${failure}
      ${this.conflict ? html`<p class="conflict" role="alert">${locale.t("rec_conflict")}</p>` : nothing}
      ${shown.problem ? renderProblem(locale, shown) : this.renderSteps(shown, off)}
      <ht-erase-recording
        .hass=${this.hass}
        .locale=${locale}
        .recording=${shown}
        ?disabled=${off}
        @erased=${() => this.navigate(["recordings"], true)}
      ></ht-erase-recording>
      <ht-sign-sheet
        .open=${this.signing}
        .recording=${shown}
        .locale=${locale}
        .count=${1 + this.beside.length}
        .signer=${this.hass.user?.name ?? ""}
        .reason=${this.refused}
        ?busy=${off || this.busy}
        @sign=${(event: CustomEvent<Signature>) => this.sign(event.detail)}
        @closed=${() => {
          this.signing = false;
        }}
      ></ht-sign-sheet>`;
  }

  private renderBack() {
    return html`<ht-button
      compact
      .icon=${icons.back}
      label=${this.locale.t("recordings")}
      @click=${() => this.navigate(["recordings"])}
    ></ht-button>`;
  }

  private renderBar(shown: Recording, off: boolean) {
    const { locale } = this;
    return html`<div class="bar">
      ${this.renderBack()}
      <span class="space"></span>
      <ht-button compact .icon=${icons.undo} label=${locale.t("undo")} ?disabled=${off || !shown.can_undo} @click=${() => this.edit({ kind: "undo" })}></ht-button>
      <ht-button compact .icon=${icons.redo} label=${locale.t("redo")} ?disabled=${off || !shown.can_redo} @click=${() => this.edit({ kind: "redo" })}></ht-button>
      <ht-button
        kind="primary"
        .icon=${icons.sign}
        label=${locale.t("rec_sign")}
        ?disabled=${off || shown.problem !== ""}
        @click=${() => {
          this.signing = true;
          this.refused = "";
        }}
      ></ht-button>
    </div>`;
  }

  private renderTitle(shown: Recording, off: boolean) {
    const { locale } = this;
    const { recording: entry } = shown;
    return html`<div class="title">
        <ht-field
          .label=${locale.t("rec_dish")}
          .maxlength=${200}
          .value=${entry.name}
          ?disabled=${off}
          @change=${(event: Event) => this.name("name", event)}
        ></ht-field>
        <ht-field
          .label=${locale.t("rec_cook")}
          .maxlength=${200}
          .value=${entry.cook}
          ?disabled=${off}
          @change=${(event: Event) => this.name("cook", event)}
        ></ht-field>
      </div>
      <div class="facts">
        <ht-label .icon=${icons.calendar} .text=${moment(locale, entry.started_at)}></ht-label>
        <ht-label .icon=${icons.timer} .text=${duration(locale, shown.length_s)}></ht-label>
        ${shown.note ? html`<ht-label .icon=${icons.alert} .text=${shown.note}></ht-label>` : nothing}
      </div>
      ${entry.signed_by ? renderSigned(locale, shown, this.navigate) : nothing}`;
  }

  private renderSteps(shown: Recording, off: boolean) {
    const { locale } = this;
    const count = numbers(shown.phases);
    return html`<div class="columns">
        <div class="card trace">
          <ht-recording-trace
            .recording=${shown}
            .locale=${locale}
            .chosen=${this.chosen}
            .splitAt=${this.splitAt}
            ?disabled=${off}
            @choose=${(event: CustomEvent<string>) => this.choose(event.detail, true)}
            @place=${(event: CustomEvent<number>) => {
              this.splitAt = event.detail;
            }}
            @move=${(event: CustomEvent<{ edge: Edge; at: number }>) =>
              this.edit({ kind: "move", phase: this.chosen, ...event.detail })}
          ></ht-recording-trace>
        </div>
        <ol aria-label=${locale.t("rec_steps")}>
          ${repeat(
            shown.phases,
            ({ id }) => id,
            (phase) => this.renderStep(shown, phase, count.get(phase.id) ?? 0, off),
          )}
        </ol>
      </div>
      ${renderCompare(locale, shown, this.beside, this.comparison, off, (beside) => {
        this.beside = beside;
        this.compare();
      })}`;
  }

  private renderStep(shown: Recording, phase: Phase, number: number, off: boolean) {
    const { locale } = this;
    const open = phase.id === this.chosen;
    return html`<li ?data-chosen=${open} ?data-out=${phase.out} data-phase=${phase.id}>
      ${renderStepHead(locale, phase, number, open, () => this.choose(open ? "" : phase.id))}
      ${
        open
          ? html`<ht-step-panel
              .recording=${shown}
              .phase=${phase}
              .locale=${locale}
              .splitAt=${this.splitAt}
              ?disabled=${off}
              @edit=${(event: CustomEvent<Edit>) => this.edit(event.detail)}
              @split=${(event: CustomEvent<number | null>) => {
                this.splitAt = event.detail;
              }}
            ></ht-step-panel>`
          : nothing
      }
    </li>`;
  }

  private choose(id: string, scroll = false): void {
    this.chosen = id;
    this.splitAt = null;
    if (!scroll) return;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector("li[data-chosen]")?.scrollIntoView({ block: "nearest" }),
    );
  }

  private name(kind: "name" | "cook", event: Event): void {
    const text = (event.currentTarget as Field).value.trim();
    const { recording: entry } = this.shown as Recording;
    if (text === entry[kind]) return;
    if (kind === "name" && text === "") (event.currentTarget as Field).value = entry.name;
    else void this.edit({ kind, text });
  }

  private retry(): void {
    const edit = this.failedEdit;
    this.failedEdit = null;
    this.reason = "";
    if (edit === null) void this.read();
    else void this.edit(edit);
  }

  /** Send an edit after those before it. Nothing is disabled meanwhile, so that the focus stays where it is. */
  private edit(edit: Edit): Promise<void> {
    this.chain = this.chain.then(() => this.send(edit));
    return this.chain;
  }

  /** Send an edit of the version that is shown; refused, the old values are back. */
  private async send(edit: Edit): Promise<void> {
    const { shown } = this;
    if (shown === null) return;
    this.conflict = false;
    this.reason = "";
    // What was read before the edit must not replace its answer.
    this.latest.drop();
    const { recording } = this;
    try {
      const told = await write<Edited>(this.hass, "recording/edit", {
        ...edit,
        recording,
        version: shown.version,
      });
      if (recording === this.recording) {
        if (edit.kind === "split" && !told.conflict)
          this.chosen = this.added(shown, told.recording) || this.chosen;
        this.splitAt = null;
        this.conflict = told.conflict;
        this.said = told.conflict ? "" : this.locale.t("rec_changed");
        this.show(told.recording);
      }
    } catch (error) {
      this.failedEdit = edit;
      // The fields and the trace show what the kitchen has.
      this.shown = { ...shown };
      await this.failed(error);
    }
  }

  private added(before: Recording, after: Recording): string {
    const known = new Set(before.phases.map(({ id }) => id));
    return after.phases.find(({ id }) => !known.has(id))?.id ?? "";
  }

  private async sign({ by, recipe }: Signature): Promise<void> {
    const { shown } = this;
    if (shown === null || this.busy) return;
    this.busy = true;
    this.refused = "";
    try {
      const told = await write<{ recipe: string | null }>(this.hass, "recording/sign", {
        recordings: [this.recording, ...this.beside],
        version: shown.version,
        by,
        recipe,
      });
      this.signing = false;
      if (told.recipe === null) this.conflict = true;
      else fire(this, "hass-notification", { message: this.locale.t("rec_signed_toast", { name: by }) });
      await this.read();
    } catch (error) {
      this.refused = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    }
    this.busy = false;
  }
}
