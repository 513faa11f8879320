import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../components/define";
import * as icons from "../components/icons";
import { RootElement } from "../components/root";
import "../components/button";
import "../components/empty-state";
import "../components/label";
import "../components/sheet";
import "../cards/stove/countdown";
import "../cards/timers/timer-list";
import type { Feed, Feeds } from "../data/feed";
import { fire, type Route } from "../data/hass";
import { type ShownTimer, shownTimers } from "../data/timers";
import { hasArea, languageOf, loadArea } from "../localize/localize";
import { base, tokens } from "../styles/tokens";
import { addressOf, HOME, navigate, parseAddress } from "./address";
import "./navigation";
import type { PanelView } from "./panel-view";
import { VIEWS, type View } from "./views";

/** The panel: header with menu and timers, the areas of the kitchen, and the one that the address names. */
@element("hearthtech-panel-content")
export class KitchenPanel extends RootElement {
  @property({ type: Boolean, reflect: true }) narrow = false;
  @property({ attribute: false }) route: Route | undefined;
  @state() private timersOpen = false;
  /** The views that were loaded, by their path; those that could not be, with `null`. */
  @state() private loaded: Readonly<Record<string, PanelView | null>> = {};
  private readonly loading = new Set<string>();
  private readonly href = (...parts: string[]) => addressOf(this.base, parts);
  private readonly goTo = (parts: readonly string[], replace = false) =>
    navigate(addressOf(this.base, parts), replace);

  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 100dvh;
        background: var(--primary-background-color, #fafafa);
        padding-inline: var(--safe-area-inset-left, 0px) var(--safe-area-inset-right, 0px);
      }

      .bar {
        position: sticky;
        inset-block-start: 0;
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-2);
        min-block-size: calc(56px + var(--safe-area-inset-top, 0px));
        padding: var(--safe-area-inset-top, 0px) var(--ht-space-2) 0;
        border-block-end: 1px solid var(--ht-line);
        color: var(--ht-text);
        background: var(--ht-surface);
      }

      h1 {
        flex: 1 1 auto;
        min-inline-size: 0;
        margin: 0;
        padding-inline-start: var(--ht-space-2);
        font-size: var(--ht-size-20);
        font-weight: 500;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      .timers {
        display: inline-flex;
        align-items: center;
        gap: var(--ht-space-2);
        flex: 1000 1 6em;
        min-inline-size: 0;
        max-inline-size: max-content;
        min-block-size: 48px;
        padding: 4px 12px;
        border: 1px solid var(--ht-line);
        border-radius: 24px;
        font: inherit;
        line-height: 1.25;
        color: var(--ht-text);
        background: transparent;
        cursor: pointer;
      }

      .timers[data-ringing] {
        border-color: transparent;
        color: var(--ht-on-stop);
        background: var(--ht-stop);
      }

      .timers .name {
        overflow: hidden;
        max-inline-size: 12em;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .more {
        min-inline-size: 24px;
        border-radius: 12px;
        text-align: center;
        background: color-mix(in srgb, currentcolor 12%, transparent);
      }

      .strip {
        display: flex;
        align-items: center;
        gap: var(--ht-space-2);
        padding: var(--ht-space-2) var(--ht-space-4);
        color: var(--ht-fault-text);
        border-block-end: 1px solid var(--ht-line);
        background: var(--ht-surface);
      }

      :host([narrow]) {
        --ht-nav-height: calc(23px + 35px * var(--ht-scale) + var(--safe-area-inset-bottom, 0px));
      }

      :host([narrow]) ht-navigation {
        z-index: 2;
        position: sticky;
        inset-block-end: 0;
        order: 3;
      }

      main {
        flex: 1 1 auto;
        inline-size: 100%;
        max-inline-size: 1400px;
        margin-inline: auto;
        padding: var(--ht-space-4);
      }

      :host([narrow]) main {
        padding: var(--ht-space-2);
      }
    `,
  ];

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.timers, feeds.sessions, feeds.burners];
  }

  protected override isReady(): boolean {
    return this.feeds.burners.status !== "loading";
  }

  protected override render() {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const address = parseAddress(this.route?.path);
    const view = VIEWS.find(({ path }) => path === address.view);
    const connected = this.hass.connected !== false && this.hass.connection.connected;
    const { feeds } = this;
    const timers = shownTimers(
      feeds.timers.value,
      feeds.sessions.value,
      feeds.burners.value,
      feeds.clock.now(),
    );
    return html`<header class="bar">
        ${
          this.narrow || this.hass.dockedSidebar === "always_hidden"
            ? html`<ht-button
                compact
                bare
                .icon=${icons.menu}
                label=${locale.t("menu")}
                @click=${() => fire(this, "hass-toggle-menu")}
              ></ht-button>`
            : nothing
        }
        <h1>${view === undefined || view.path === HOME ? locale.t("kitchen") : locale.t(view.title)}</h1>
        ${this.renderTimers(timers)}
      </header>
      <ht-navigation
        .locale=${locale}
        ?narrow=${this.narrow}
        current=${address.view}
        .href=${this.href}
        @go=${(event: CustomEvent<string>) => this.goTo([event.detail])}
      ></ht-navigation>
      <div role="status">
        ${connected ? nothing : html`<div class="strip"><ht-icon .path=${icons.offline}></ht-icon>${locale.t("offline")}</div>`}
      </div>
      <main>${view === undefined ? this.renderNothing() : this.renderView(view, address.rest, connected)}</main>
      <ht-sheet
        .open=${this.timersOpen}
        heading=${locale.t("timers")}
        .closeLabel=${locale.t("close")}
        @closed=${() => {
          this.timersOpen = false;
        }}
      >
        ${
          this.timersOpen
            ? html`<ht-timer-list
                .hass=${this.hass}
                .locale=${locale}
                .clock=${feeds.clock}
                .timers=${timers}
                .burners=${feeds.burners.value}
                .connected=${connected}
              ></ht-timer-list>`
            : nothing
        }
      </ht-sheet>`;
  }

  private renderTimers(timers: ShownTimer[]) {
    const { locale } = this;
    const [next] = timers;
    if (locale === undefined) return nothing;
    const name = next === undefined ? locale.t("timers") : next.name || locale.t("timer");
    return html`<button
      class="timers"
      type="button"
      aria-haspopup="dialog"
      ?data-ringing=${next?.ringing ?? false}
      @click=${() => {
        this.timersOpen = true;
      }}
    >
      ${
        next === undefined
          ? html`<ht-icon .path=${icons.timer}></ht-icon>`
          : next.ringing
            ? html`<ht-icon .path=${icons.bellRing}></ht-icon>`
            : next.pausedLeftS !== null
              ? html`<ht-icon .path=${icons.pause}></ht-icon>`
              : html`<ht-countdown .endsAt=${next.endsAt} .clock=${this.feeds.clock} .locale=${locale}></ht-countdown>`
      }
      <span class="name">${next?.ringing ? `${name}: ${locale.t("ringing")}` : name}</span>
      ${timers.length > 1 ? html`<span class="more digits">${locale.number(timers.length)}</span>` : nothing}
    </button>`;
  }

  private renderView(view: View, rest: string[], connected: boolean) {
    const { locale } = this;
    const shown = this.loaded[view.path];
    if (locale === undefined) return nothing;
    const language = languageOf(this.hass.language);
    const words = (view.words ?? []).every((area) => hasArea(area, language));
    if (shown === undefined || (shown !== null && !words)) {
      void this.loadView(view);
      return html`<ht-label class="loading" .text=${locale.t("loading")}></ht-label>`;
    }
    if (shown === null) {
      return html`<ht-empty-state
        .icon=${icons.offline}
        heading=${locale.t("view_missing")}
        text=${locale.t("view_missing_text")}
      >
        <ht-button
          kind="primary"
          label=${locale.t("retry")}
          @click=${() => {
            const { [view.path]: _failed, ...others } = this.loaded;
            this.loaded = others;
          }}
        ></ht-button>
      </ht-empty-state>`;
    }
    Object.assign(shown, {
      hass: this.hass,
      locale,
      feeds: this.feeds,
      connected,
      narrow: this.narrow,
      rest,
      href: this.href,
      navigate: this.goTo,
    });
    return shown;
  }

  /** Load the view that was opened, with its words. The element lives as long as the panel. */
  private async loadView({ path, tag, load, words = [] }: View): Promise<void> {
    if (this.loading.has(path)) return;
    this.loading.add(path);
    let shown = this.loaded[path] ?? null;
    try {
      const language = languageOf(this.hass.language);
      await Promise.all([load(), ...words.map((area) => loadArea(area, language))]);
      shown ??= document.createElement(tag) as PanelView;
    } catch {
      shown = null;
      // A chunk of an older version is gone, or there is no connection.
    }
    this.loading.delete(path);
    this.loaded = { ...this.loaded, [path]: shown };
  }

  private renderNothing() {
    const { locale } = this;
    if (locale === undefined) return nothing;
    return html`<ht-empty-state
      .icon=${icons.help}
      heading=${locale.t("not_found")}
      text=${locale.t("not_found_text")}
    >
      <ht-button kind="primary" label=${locale.t("to_today")} @click=${() => this.goTo([HOME])}></ht-button>
    </ht-empty-state>`;
  }

  private get base(): string {
    return this.route?.prefix ?? "/hearthtech";
  }
}
