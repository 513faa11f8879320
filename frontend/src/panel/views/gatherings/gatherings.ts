import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as icons from "../../icons";
import "../../../components/button";
import "../../../components/empty-state";
import "../../../components/failure";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import "../../../components/sheet";
import { ask, Latest, reasonOf } from "../../../data/commands";
import { base } from "../../../styles/tokens";
import { PanelView } from "../../panel-view";
import {
  type GatheringDetail,
  type GatheringList,
  type GatheringSummary,
  loadNeedNames,
  momentWords,
} from "./data";
import "./gathering";
import "./gathering-form";
import { parts } from "./parts";

/** Time between two readings of the number of ballots (ms). */
const BALLOTS_MS = 5000;
const FOLLOWED = /^(gathering_|guest_|gap_|voting_|winner_)/;

/** `<ht-gatherings>`: the gatherings of the household, or the one that the address names. */
@element("ht-gatherings")
export class Gatherings extends PanelView {
  @state() private list: GatheringList | undefined;
  @state() private detail: GatheringDetail | undefined;
  @state() private failure = "";
  @state() private making = false;
  private readonly lists = new Latest();
  private readonly details = new Latest();
  private stopListening: () => void = () => undefined;
  private again = 0;

  static override styles = [
    base,
    parts,
    css`
      :host {
        display: block;
        max-inline-size: 1100px;
        margin-inline: auto;
      }

      .top {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: var(--ht-space-2);
        padding-block-end: var(--ht-space-3);
      }

      a {
        color: inherit;
        font-weight: 500;
        display: inline-flex;
        align-items: center;
        min-block-size: 48px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hass !== undefined) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
    clearTimeout(this.again);
  }

  protected override firstUpdated(): void {
    this.begin();
    loadNeedNames(this.hass).then(
      () => this.requestUpdate(),
      () => undefined,
    );
  }

  private begin(): void {
    this.stopListening();
    this.stopListening = this.feeds.changes.on((message) => {
      if (message.type === "kitchen" || FOLLOWED.test(message.kind ?? "")) this.readSoon();
    });
    this.read();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("rest") && this.hasUpdated && changed.get("rest") !== undefined) {
      if (this.detail?.id !== this.rest[0]) this.detail = undefined;
      this.read();
    }
  }

  /** Many answers at once are one question. */
  private readSoon(afterMs = 300): void {
    clearTimeout(this.again);
    this.again = window.setTimeout(() => {
      if (document.visibilityState === "hidden") this.readSoon(BALLOTS_MS);
      else if (this.isConnected) this.read();
    }, afterMs);
  }

  private read(): void {
    const failed = async (error: unknown) => {
      this.failure = await reasonOf(this.hass, this.locale, error);
    };
    void this.lists.of(
      ask<GatheringList>(this.hass, "gatherings"),
      (list) => {
        this.list = list;
        this.failure = "";
      },
      failed,
    );
    const [id] = this.rest;
    if (id === undefined) return;
    void this.details.of(
      ask<GatheringDetail>(this.hass, "gathering", { gathering: id }),
      (detail) => {
        this.detail = detail;
        // Nothing is sent when a ballot comes in, so that no moment belongs to a voter.
        if (detail.voting) this.readSoon(BALLOTS_MS);
      },
      failed,
    );
  }

  protected override render() {
    const { locale, list } = this;
    const failure = html`<ht-failure
      .text=${this.failure}
      .retryLabel=${locale.t("retry")}
      @retry=${() => this.read()}
    ></ht-failure>`;
    if (list === undefined) {
      return this.failure ? failure : html`<ht-label .text=${locale.t("loading")}></ht-label>`;
    }
    if (this.rest[0] !== undefined) {
      return html`<div class="top">
          <ht-button label=${locale.t("g_all")} @click=${() => this.navigate(["gatherings"])}></ht-button>
        </div>
        ${failure}
        ${
          this.detail === undefined
            ? html`<ht-label .text=${this.failure ? "" : locale.t("loading")}></ht-label>`
            : html`<ht-gathering
                .hass=${this.hass}
                .locale=${locale}
                .gathering=${this.detail}
                .list=${list}
                .connected=${this.connected}
                @changed=${() => this.read()}
                @gone=${() => this.navigate(["gatherings"], true)}
              ></ht-gathering>`
        }`;
    }
    return html`${failure}
      <div class="top">
        <h2>${locale.t("gatherings")}</h2>
        <ht-button
          kind="primary"
          .icon=${icons.plus}
          label=${locale.t("g_new")}
          ?disabled=${!this.connected}
          @click=${() => {
            this.making = true;
          }}
        ></ht-button>
      </div>
      ${
        list.gatherings.length === 0
          ? html`<ht-empty-state
              .icon=${icons.party}
              heading=${locale.t("g_none")}
              text=${locale.t("g_none_text")}
            ></ht-empty-state>`
          : html`<section>
              <ht-list>${[...list.gatherings].reverse().map((one) => this.renderRow(one))}</ht-list>
            </section>`
      }
      <ht-sheet
        .open=${this.making}
        heading=${locale.t("g_new")}
        .closeLabel=${locale.t("close")}
        @closed=${() => {
          this.making = false;
        }}
      >
        ${
          this.making
            ? html`<ht-gathering-form
                .hass=${this.hass}
                .locale=${locale}
                @saved=${(event: CustomEvent<string>) => {
                  this.making = false;
                  this.navigate(["gatherings", event.detail]);
                }}
              ></ht-gathering-form>`
            : nothing
        }
      </ht-sheet>`;
  }

  private renderRow(one: GatheringSummary) {
    const { locale } = this;
    return html`<ht-row>
      <a
        href=${this.href("gatherings", one.id)}
        @click=${(event: MouseEvent) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          this.navigate(["gatherings", one.id]);
        }}
        >${one.title}</a
      >
      <p class="soft">${momentWords(locale, one.starts_at)}${one.place ? ` · ${one.place}` : ""}</p>
      <ht-label slot="end" .text=${locale.t(one.open ? `g_stage_${one.stage}` : "g_closed")}></ht-label>
    </ht-row>`;
  }
}
