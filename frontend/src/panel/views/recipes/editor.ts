import { css, html, LitElement, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import "../../../components/sheet";
import { act, ask, Latest, reasonOf, write } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import "./difference-view";
import { forgetDraft, History, saveDraft, savedDraft } from "./draft";
import { type Form, formOf, recipeOf } from "./form-model";
import * as icons from "./icons";
import type { Difference, Picture, Recipe, RecipePage } from "./model";
import "./recipe-form";
import type { Understood } from "./recipe-form";
import { upload } from "./upload";

const QUIET_MS = 600;

interface Checked {
  cooklang: string;
  understood: Understood;
  duplicates: Record<string, string>;
}

interface Conflict {
  newest: number;
  theirs: Recipe;
  difference: Difference;
}

/** `<ht-editor recipe>`: writes a recipe, or a new one. The draft stays in the browser until it is kept. */
@element("ht-editor")
export class Editor extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean, reflect: true }) narrow = false;
  /** Empty for a new recipe. */
  @property() recipe = "";
  @property({ attribute: false }) navigate!: (parts: readonly string[], replace?: boolean) => void;
  @state() private history: History<Form> | null = null;
  @state() private pictures: Picture[] = [];
  @state() private checked: Checked | null = null;
  @state() private conflict: Conflict | null = null;
  @state() private restored = false;
  @state() private asking = false;
  @state() private saving = false;
  @state() private reason = "";
  @query("#why") private why!: Field | null;
  private version = 0;
  private timer = 0;
  private readonly checking = new Latest();

  static override styles = [
    base,
    css`
      :host {
        display: block;
        max-inline-size: 1180px;
        margin-inline: auto;
      }

      .bar {
        position: sticky;
        inset-block-start: 56px;
        z-index: 1;
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: center;
        padding-block: var(--ht-space-2);
        background: var(--primary-background-color, #fafafa);
      }

      .bar .space {
        flex: 1;
      }

      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--ht-space-6);
      }

      @media (min-width: 1100px) {
        .columns {
          grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        }

        aside {
          position: sticky;
          inset-block-start: 128px;
          align-self: start;
        }
      }

      h2 {
        margin: 0 0 var(--ht-space-2);
        font-size: var(--ht-size-16);
        font-weight: 600;
      }

      pre {
        max-block-size: 60vh;
        margin: 0;
        padding: var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        overflow: auto;
        font-size: var(--ht-size-14);
        line-height: 1.5;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        background: var(--ht-surface);
      }

      .conflict {
        margin-block: var(--ht-space-3);
        padding: var(--ht-space-4);
        border: 2px solid var(--ht-heat-3);
        border-radius: var(--ht-radius);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        margin-block-start: var(--ht-space-3);
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("recipe")) return;
    this.history = this.checked = this.conflict = null;
    this.restored = false;
    void this.load();
  }

  private get key(): string {
    return this.recipe || "new";
  }

  private async load(): Promise<void> {
    const draft = savedDraft(this.key);
    const { recipe } = this;
    try {
      if (recipe === "") {
        this.version = 0;
        this.begin(draft?.recipe ?? { id: "", name: "", ingredients: [{ text: "" }], steps: [{ text: "" }] });
      } else {
        const page = await ask<RecipePage>(this.hass, "recipe", { recipe });
        if (recipe !== this.recipe) return;
        this.pictures = page.pictures;
        // A draft of an older version is kept as it was begun: saving it shows what changed meanwhile.
        this.version = draft?.version ?? page.recipe.version ?? 1;
        this.begin(draft?.recipe ?? page.recipe);
      }
      this.restored = draft !== null;
    } catch (error) {
      await this.failed(error);
    }
  }

  private begin(recipe: Recipe): void {
    this.history = new History(formOf(recipe));
    this.check();
  }

  protected override render() {
    const { locale, history } = this;
    if (history === null) {
      return html`<ht-label .text=${locale.t("loading")}></ht-label>
        <ht-failure .text=${this.reason} .retryLabel=${locale.t("retry")} @retry=${() => this.load()}></ht-failure>`;
    }
    const form = history.now;
    return html`<div class="bar">
        <ht-button ?compact=${this.narrow} .icon=${icons.back} label=${locale.t("cancel")} @click=${() => this.leave()}></ht-button>
        <ht-button compact .icon=${icons.undo} label=${locale.t("undo")} ?disabled=${!history.canUndo} @click=${() => this.step(() => history.undo())}></ht-button>
        <ht-button compact .icon=${icons.redo} label=${locale.t("redo")} ?disabled=${!history.canRedo} @click=${() => this.step(() => history.redo())}></ht-button>
        <span class="space"></span>
        ${
          this.recipe === ""
            ? nothing
            : html`<ht-button ?compact=${this.narrow} .icon=${icons.image} label=${locale.t("picture_add")} @click=${() => this.pick()}></ht-button>`
        }
        <ht-button
          kind="primary"
          .icon=${icons.check}
          label=${locale.t("save")}
          ?disabled=${this.saving}
          @click=${() => this.ask()}
        ></ht-button>
      </div>
      ${
        this.restored
          ? html`<div class="row" role="status">
              <ht-label .icon=${icons.history} .text=${locale.t("draft_restored")}></ht-label>
              <ht-button label=${locale.t("draft_drop")} @click=${() => this.drop()}></ht-button>
            </div>`
          : nothing
      }
      <ht-failure .text=${this.reason} .retryLabel=${locale.t("retry")} @retry=${() => this.save()}></ht-failure>
      ${this.conflict === null ? nothing : this.renderConflict(this.conflict)}
      <div class="columns">
        <ht-recipe-form
          .locale=${locale}
          .form=${form}
          .pictures=${this.pictures}
          .understood=${this.checked?.understood ?? null}
          @change=${(event: CustomEvent<Form>) => this.step(() => history.set(event.detail))}
        ></ht-recipe-form>
        <aside>
          ${this.renderSimilar()}
          <h2>${locale.t("cooklang")}</h2>
          <pre tabindex="0">${this.checked?.cooklang ?? ""}</pre>
        </aside>
      </div>
      <ht-sheet
        .open=${this.asking}
        heading=${locale.t("save_why")}
        .closeLabel=${locale.t("close")}
        @closed=${() => {
          this.asking = false;
        }}
      >
        ${
          this.asking
            ? html`<ht-field id="why" .label=${locale.t("save_reason")} .help=${locale.t("save_reason_hint")} .maxlength=${300}></ht-field>
                <div class="row">
                  <ht-button kind="primary" .icon=${icons.check} label=${locale.t("save")} @click=${() => this.save()}></ht-button>
                </div>`
            : nothing
        }
      </ht-sheet>
      <input
        hidden
        type="file"
        accept="image/*"
        @change=${(event: Event) => this.addPicture((event.target as HTMLInputElement).files?.[0])}
      />`;
  }

  private renderConflict({ newest, difference }: Conflict) {
    const { locale } = this;
    return html`<section class="conflict" role="alert">
      <h2>${locale.t("conflict", { version: newest })}</h2>
      <ht-difference .locale=${locale} .difference=${difference}></ht-difference>
      <div class="row">
        <ht-button kind="primary" label=${locale.t("conflict_mine")} @click=${() => this.overwrite()}></ht-button>
        <ht-button label=${locale.t("conflict_theirs")} @click=${() => this.drop()}></ht-button>
      </div>
    </section>`;
  }

  private renderSimilar() {
    const similar = Object.values(this.checked?.duplicates ?? {});
    if (similar.length === 0) return nothing;
    return html`<p>
      <ht-label tone="heat" .icon=${icons.careful} .text=${this.locale.t("similar", { names: similar.join(", ") })}></ht-label>
    </p>`;
  }

  private step(change: () => void): void {
    const { history } = this;
    if (history === null) return;
    change();
    saveDraft(this.key, { recipe: recipeOf(history.now), version: this.version, reason: "" });
    this.requestUpdate();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.check(), QUIET_MS);
  }

  private check(): void {
    const { history } = this;
    if (history === null) return;
    void this.checking.of(
      ask<Checked>(this.hass, "recipe/check", { document: this.document(history.now) }),
      (checked) => {
        this.checked = checked;
      },
      () => undefined,
    );
  }

  private document(form: Form): Recipe {
    return { ...recipeOf(form), id: this.recipe, version: Math.max(this.version, 1) };
  }

  private ask(): void {
    if (this.recipe === "") void this.save();
    else this.asking = true;
  }

  private async save(): Promise<void> {
    const { history } = this;
    if (history === null || this.saving) return;
    const reason = this.why?.value.trim() ?? "";
    this.asking = false;
    this.saving = true;
    this.reason = "";
    try {
      const told = await write<{ recipe?: Recipe } & Partial<Conflict>>(this.hass, "recipe/save", {
        document: this.document(history.now),
        reason,
      });
      if (told.recipe !== undefined) {
        forgetDraft(this.key);
        this.navigate(["recipes", told.recipe.id], true);
      } else this.conflict = told as Conflict;
    } catch (error) {
      await this.failed(error);
    }
    this.saving = false;
  }

  private overwrite(): void {
    if (this.conflict === null) return;
    this.version = this.conflict.newest;
    this.conflict = null;
    void this.save();
  }

  private drop(): void {
    forgetDraft(this.key);
    this.conflict = null;
    void this.load();
  }

  private leave(): void {
    this.navigate(this.recipe === "" ? ["recipes"] : ["recipes", this.recipe], true);
  }

  private pick(): void {
    this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click();
  }

  private async addPicture(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    try {
      const id = await upload(this.hass, file);
      const role = this.pictures.some((one) => one.role === "cover") ? "step" : "cover";
      await act(this.hass, "add_picture", { recipe: this.recipe, file: id, role });
      this.pictures = (await ask<RecipePage>(this.hass, "recipe", { recipe: this.recipe })).pictures;
    } catch (error) {
      await this.failed(error);
    }
  }

  private async failed(error: unknown): Promise<void> {
    this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }
}
