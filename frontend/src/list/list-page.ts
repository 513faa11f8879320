/**
 * The page of the shopping list that opens without network: `/hearthtech_list/`. It stands alone, with its own worker,
 * whose scope is this address only.
 */
import { css, html, LitElement, nothing } from "lit";
import { state } from "lit/decorators.js";
import { element } from "../components/define";
import "../components/button";
import "../components/icon";
import "../components/label";
import { feedsOf } from "../data/feed";
import type { HomeAssistant } from "../data/hass";
import { type Locale, languageOf, loadArea, loadWords, localeFor } from "../localize/localize";
import { offline } from "../panel/icons";
import "../panel/views/shopping/shopping-list";
import { base, tokens } from "../styles/tokens";
import { PageConnection } from "./connection";
import { keepPage } from "./keep";
import { Login } from "./login";

/** `<hearthtech-list>`: the shopping list without Home Assistant's frontend around it. */
@element("hearthtech-list")
export class ListPage extends LitElement {
  @state() private locale: Locale | undefined;
  @state() private isConnectedNow = false;
  @state() private loggedOut = false;
  /** Whether the page is kept, so that it opens without network. */
  @state() private kept = false;
  private readonly login = new Login();
  private readonly connection = new PageConnection(
    `${location.origin.replace(/^http/, "ws")}/api/websocket`,
    () => this.login.token(),
    () => {
      this.loggedOut = true;
    },
  );
  private hass: HomeAssistant = {
    connection: this.connection,
    connected: false,
    states: {},
    entities: {},
    devices: {},
    language: languageHere(),
    config: { unit_system: { temperature: "°C" } },
  };

  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: block;
        min-block-size: 100dvh;
        padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom)
          env(safe-area-inset-left);
        background: #fafafa;
      }

      :host([dark]) {
        background: #111;
      }

      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        gap: var(--ht-space-2);
        min-block-size: 56px;
        padding-inline: var(--ht-space-4);
        border-block-end: 1px solid var(--ht-line);
        background: var(--ht-surface);
      }

      h1 {
        flex: 1 0 auto;
        margin: 0;
        font-size: var(--ht-size-20);
        font-weight: 500;
        line-height: 1.35;
      }

      header ht-label {
        min-inline-size: 0;
        font-size: var(--ht-size-14);
      }

      main {
        padding: var(--ht-space-4);
      }

      .login {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
        max-inline-size: 40em;
        margin-inline: auto;
      }

      .login p {
        margin: 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => this.toggleAttribute("dark", dark.matches);
    dark.addEventListener("change", follow);
    follow();
    this.connection.addEventListener("ready", this.follow);
    this.connection.addEventListener("disconnected", this.follow);
    window.addEventListener("storage", this.follow);
    void this.begin();
  }

  private async begin(): Promise<void> {
    const language = languageOf(this.hass.language);
    await Promise.all([loadWords(language), loadArea("shopping", language)]);
    this.locale = localeFor(this.hass);
    document.documentElement.lang = language;
    document.title = this.locale?.t("shopping_list") ?? document.title;
    try {
      await this.login.finish();
    } catch {
      // The code was used or is too old: the page for logging in makes another.
    }
    this.loggedOut = !this.login.known;
    if (!this.loggedOut) this.connection.start();
    await this.updateComplete;
    this.kept = await keepPage();
  }

  private readonly follow = (): void => {
    const { connected } = this.connection;
    this.isConnectedNow = connected;
    if (!this.login.known) this.loggedOut = true;
    this.hass = { ...this.hass, connected };
  };

  protected override render() {
    const { locale } = this;
    if (locale === undefined) return nothing;
    return html`<header>
        <h1>${locale.t("shopping_list")}</h1>
        ${this.isConnectedNow || this.loggedOut ? nothing : html`<ht-label .icon=${offline} .text=${locale.t("offline")}></ht-label>`}
      </header>
      <main>
        ${
          this.loggedOut
            ? html`<div class="login">
                <p>${locale.t("shopping_log_in_text")}</p>
                <ht-button kind="primary" label=${locale.t("shopping_log_in")} @click=${() => location.assign(this.login.startAddress())}></ht-button>
              </div>`
            : html`<ht-shopping-list
                alone
                .hass=${this.hass}
                .locale=${locale}
                .feeds=${feedsOf(this.connection)}
                .connected=${this.isConnectedNow}
                ?kept=${this.kept}
              ></ht-shopping-list>`
        }
      </main>`;
  }
}

/** The language that the user chose in Home Assistant on this device, else that of the browser. */
function languageHere(): string {
  try {
    const chosen: unknown = JSON.parse(localStorage.getItem("selectedLanguage") ?? "null");
    if (typeof chosen === "string") return chosen;
  } catch {
    // Nothing was chosen here.
  }
  return navigator.language;
}
