import { css, html } from "lit";
import { query } from "lit/decorators.js";
import { element } from "../../../components/define";
import type { Feed, Feeds } from "../../../data/feed";
import { base } from "../../../styles/tokens";
import { PanelView } from "../../panel-view";
import "./recording-list";
import type { RecordingList } from "./recording-list";
import "./recording-page";
import type { RecordingPage } from "./recording-page";

const WAIT_MS = 150;

/** `<ht-recordings>`: the list of recordings, or one of them, by the address. */
@element("ht-recordings")
export class Recordings extends PanelView {
  @query("ht-recording-list") private list!: RecordingList | null;
  @query("ht-recording-page") private page!: RecordingPage | null;
  private stop: (() => void) | null = null;
  private timer = 0;
  private running: string | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
  ];

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.burners, feeds.sessions];
  }

  protected override firstUpdated(): void {
    this.listen();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.listen();
      this.read();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
    window.clearTimeout(this.timer);
  }

  protected override updated(): void {
    // A recording that begins or ends elsewhere is a session that comes or goes.
    const running = Object.keys(this.feeds.sessions.value.sessions).sort().join();
    if (this.running !== null && this.running !== running) this.read();
    this.running = running;
  }

  protected override render() {
    const [id = ""] = this.rest;
    if (id === "") {
      return html`<ht-recording-list
        .hass=${this.hass}
        .locale=${this.locale}
        .feeds=${this.feeds}
        .burners=${this.feeds.burners.value}
        ?connected=${this.connected}
        .href=${this.href}
        .navigate=${this.navigate}
      ></ht-recording-list>`;
    }
    return html`<ht-recording-page
      .hass=${this.hass}
      .locale=${this.locale}
      ?connected=${this.connected}
      .recording=${id}
      .navigate=${this.navigate}
    ></ht-recording-page>`;
  }

  private read(): void {
    void this.list?.read();
    void this.page?.read();
  }

  private listen(): void {
    this.stop ??= this.feeds.changes.on(({ type, kind = "", subject }) => {
      if (type !== "kitchen" && kind !== "household_changed") return;
      if (this.page !== null && type !== "kitchen" && subject !== this.rest[0]) return;
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.read(), WAIT_MS);
    });
  }
}
