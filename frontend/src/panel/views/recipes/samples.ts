import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import { act, ask, Latest, reasonOf, write } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import { offerUndo } from "../../../data/undo";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";

interface Sample {
  id: string;
  name: string;
}

/** `<ht-samples>`: one tap brings the sample recipes to an empty book; one takes those away that nobody made their own. */
@element("ht-samples")
export class Samples extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  /** Whether the book has no recipe. */
  @property({ type: Boolean }) empty = false;
  /** How many recipes there are; when it changes, the samples are read again. */
  @property({ attribute: false }) total: number | null = null;
  @state() private samples: Sample[] = [];
  @state() private reason = "";
  private readonly reading = new Latest();

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .here {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2) var(--ht-space-4);
        align-items: center;
        justify-content: space-between;
        margin-block-start: var(--ht-space-6);
        padding: var(--ht-space-3) var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: 12px;
      }

      p {
        flex: 1 1 220px;
        margin: 0;
        font-size: var(--ht-size-14);
        line-height: 1.45;
        color: var(--ht-text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("total") && !this.empty && this.total !== null) void this.read();
  }

  protected override render() {
    const { locale, samples } = this;
    const names = new Intl.ListFormat(locale.language).format(samples.map(({ name }) => name));
    return html`${
      this.empty
        ? html`<ht-button .icon=${icons.book} label=${locale.t("samples_add")} @click=${() => this.change("add")}></ht-button>`
        : samples.length === 0
          ? nothing
          : html`<div class="here">
                <p>${samples.length === 1 ? locale.t("samples_here_one", { name: names }) : locale.t("samples_here", { names })}</p>
                <ht-button .icon=${icons.remove} label=${locale.t("samples_remove")} @click=${() => this.change("erase")}></ht-button>
              </div>`
    }
      <ht-failure .text=${this.reason}></ht-failure>`;
  }

  private read(): Promise<void> {
    return this.reading.of(
      ask<{ recipes: Sample[] }>(this.hass, "samples"),
      ({ recipes }) => {
        this.samples = recipes;
      },
      () => {
        this.samples = [];
      },
    );
  }

  private async change(change: "add" | "erase"): Promise<void> {
    const { hass, locale } = this;
    this.reason = "";
    let erased: Sample[] = [];
    try {
      ({ erased = [] } = await write<{ erased?: Sample[] }>(hass, `samples/${change}`));
    } catch (error) {
      this.reason = locale.t("failed", { reason: await reasonOf(hass, locale, error) });
      return;
    }
    if (change === "add") return;
    this.samples = [];
    let left = erased;
    offerUndo(hass, locale, {
      message: locale.t("samples_removed"),
      label: locale.t("undo"),
      undo: async () => {
        const back = left.map(({ id }) => act(hass, "bring_back_recipe", { recipe: id }));
        const answers = await Promise.allSettled(back);
        left = left.filter((_, index) => answers[index]?.status === "rejected");
        const refused = answers.find((answer) => answer.status === "rejected");
        if (refused !== undefined) throw refused.reason;
      },
    });
  }
}
