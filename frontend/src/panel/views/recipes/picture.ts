import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import { base } from "../../../styles/tokens";
import { initial, tint } from "./format";
import { type Cover, pictureAt } from "./model";

/**
 * `<ht-picture .cover name wide>`: a picture of a recipe, 4:3 or 16:9, in its color until it is there; without one, the
 * initial of the name on a tint.
 */
@element("ht-picture")
export class RecipePicture extends LitElement {
  @property({ attribute: false }) cover: Cover | null = null;
  @property() name = "";
  @property({ type: Boolean, reflect: true }) wide = false;
  @property() alt = "";
  @state() private failed = false;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        position: relative;
        overflow: hidden;
        aspect-ratio: 4 / 3;
        border-radius: 16px;
        background: var(--ht-tint);
        filter: brightness(var(--ht-picture-light, 1));
        --ht-tint: #f4dcc6;
        --ht-tint-text: #7a3000;
      }

      :host([wide]) {
        aspect-ratio: 16 / 9;
      }

      :host([data-tint="1"]) {
        --ht-tint: #dfe8d2;
        --ht-tint-text: #33501c;
      }

      :host([data-tint="2"]) {
        --ht-tint: #f6d9d6;
        --ht-tint-text: #8a1c24;
      }

      :host([data-tint="3"]) {
        --ht-tint: #d8e4ea;
        --ht-tint-text: #1f4a5e;
      }

      :host([data-tint="4"]) {
        --ht-tint: #efe3bd;
        --ht-tint-text: #5f4700;
      }

      :host([data-tint="5"]) {
        --ht-tint: #e6dceb;
        --ht-tint-text: #553067;
      }

      img {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
        /* The whole picture is dimmed, with its color before it is there. */
        filter: none;
      }

      .initial {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        font-family: ui-serif, Georgia, serif;
        font-size: clamp(32px, 28cqi, 96px);
        line-height: 1;
        color: var(--ht-tint-text);
      }

      .frame {
        position: absolute;
        inset: 0;
        container-type: inline-size;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("cover") && changed.get("cover")?.url !== this.cover?.url) this.failed = false;
    this.dataset.tint = `${tint(this.name)}`;
    if (this.cover?.color && !this.failed) this.style.setProperty("--ht-tint", this.cover.color);
    else this.style.removeProperty("--ht-tint");
  }

  protected override render() {
    const { cover } = this;
    if (cover === null || this.failed) {
      return html`<div class="frame"><span class="initial" aria-hidden="true">${initial(this.name)}</span></div>`;
    }
    const [small, large] = this.wide ? ([480, 960] as const) : ([240, 480] as const);
    const sizes = this.wide ? "(max-width: 520px) 480px, 960px" : "(max-width: 900px) 50vw, 320px";
    return html`<img
      src=${pictureAt(cover.url, large)}
      srcset=${`${pictureAt(cover.url, small)} ${small}w, ${pictureAt(cover.url, large)} ${large}w`}
      sizes=${sizes}
      alt=${this.alt}
      loading=${this.wide ? nothing : "lazy"}
      fetchpriority=${this.wide ? "high" : nothing}
      decoding="async"
      @error=${() => {
        this.failed = true;
      }}
    />`;
  }
}
