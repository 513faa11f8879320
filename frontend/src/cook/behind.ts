import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../components/define";
import "../components/label";
import type { HomeAssistant } from "../data/hass";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import type { PlannedDish } from "./plan";

interface Signed {
  path: string;
}

/** Sign the address of a file, because an image in a page sends no token. */
async function signed(hass: HomeAssistant, path: string): Promise<string> {
  return (await hass.connection.sendMessagePromise<Signed>({ type: "auth/sign_path", path })).path;
}

/**
 * `<ht-cook-behind>`: what is behind a step: pictures, clips and words at its margin, the trace of the cook who gave the
 * recipe, and all steps.
 */
@element("ht-cook-behind")
export class CookBehind extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) planned!: PlannedDish;
  @property({ type: Number }) step = 0;
  @state() private addresses: Record<string, string> = {};

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
      }

      figure {
        margin: 0;
      }

      figcaption,
      .author {
        color: var(--ht-text-2);
        line-height: 1.35;
      }

      img,
      video {
        display: block;
        inline-size: 100%;
        max-block-size: 50dvh;
        border-radius: 16px;
        object-fit: contain;
      }

      .trace {
        background: #fff;
      }

      audio {
        inline-size: 100%;
      }

      blockquote {
        margin: 0;
        font-family: ui-serif, Georgia, serif;
        font-size: var(--ht-size-20);
        line-height: 1.5;
      }

      ol {
        margin: 0;
        padding-inline-start: 1.6em;
        line-height: 1.45;
      }

      li[aria-current] {
        font-weight: 500;
      }

      h3 {
        margin: 0;
        font-size: var(--ht-size-16);
        font-weight: 500;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("planned") || changed.has("step")) for (const path of this.paths()) void this.sign(path);
  }

  private paths(): string[] {
    const { planned } = this;
    const notes = planned.steps[this.step]?.notes ?? [];
    const clips = planned.pictures.filter(({ url }) => url === null);
    const files = [...notes.map(({ media }) => media), ...clips.map(({ hash }) => hash)];
    const paths = files.filter((hash) => hash !== null).map((hash) => this.mediaPath(hash));
    return planned.trace === null ? paths : [...paths, this.tracePath(planned.trace.session)];
  }

  private mediaPath(hash: string): string {
    return `/api/hearthtech/media/${hash}`;
  }

  private tracePath(session: string): string {
    return `/api/hearthtech/session/${session}/plot.svg`;
  }

  private async sign(path: string): Promise<void> {
    if (path in this.addresses) return;
    try {
      const address = await signed(this.hass, path);
      this.addresses = { ...this.addresses, [path]: address };
    } catch {
      // Without a connection there is no picture; the words are there.
    }
  }

  protected override render() {
    const { planned, locale } = this;
    const notes = planned.steps[this.step]?.notes ?? [];
    const { trace } = planned;
    const traced = trace === null ? undefined : this.addresses[this.tracePath(trace.session)];
    return html`${notes.map(
      ({ words, author, media }) => html`<figure>
        ${media === null ? nothing : this.renderMedia(media, "", words)}
        ${words ? html`<blockquote dir="auto">${words}</blockquote>` : nothing}
        ${author ? html`<figcaption>${author}</figcaption>` : nothing}
      </figure>`,
    )}
    ${planned.pictures.map(
      ({ hash, url, media_type, caption }) => html`<figure>
        ${url === null ? this.renderMedia(hash, media_type, caption) : html`<img src=${`${url}?w=960`} alt=${caption} loading="lazy" />`}
        ${caption ? html`<figcaption dir="auto">${caption}</figcaption>` : nothing}
      </figure>`,
    )}
    ${
      trace === null
        ? nothing
        : html`<figure>
            <h3>${trace.cook ? locale.t("cook_trace_of", { cook: trace.cook }) : locale.t("cook_trace")}</h3>
            ${traced === undefined ? html`<ht-label .text=${locale.t("loading")}></ht-label>` : html`<img class="trace" src=${traced} alt=${locale.t("cook_trace")} />`}
          </figure>`
    }
      <h3>${locale.t("cook_all_steps")}</h3>
      <ol>
        ${planned.steps.map(
          (step, index) =>
            html`<li dir="auto" aria-current=${index === this.step ? "step" : nothing}>${step.text}</li>`,
        )}
      </ol>`;
  }

  private renderMedia(hash: string, type: string, words: string) {
    const address = this.addresses[this.mediaPath(hash)];
    if (address === undefined) return html`<ht-label .text=${this.locale.t("loading")}></ht-label>`;
    if (type.startsWith("audio/")) return html`<audio controls src=${address}></audio>`;
    if (type.startsWith("video/")) return html`<video controls muted playsinline src=${address}></video>`;
    return html`<img src=${address} alt=${words} loading="lazy" />`;
  }
}
