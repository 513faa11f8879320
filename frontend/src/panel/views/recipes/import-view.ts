import { html, LitElement, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import { act, ask, reasonOf, write } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import { offerUndo } from "../../../data/undo";
import type { Key, Locale } from "../../../localize/localize";
import { base, controls } from "../../../styles/tokens";
import { type Form, formOf, recipeOf } from "./form-model";
import * as icons from "./icons";
import type { Kept, Progress, Read } from "./import-data";
import { renderMany, renderPictures, renderSimilar, renderUnparsed } from "./import-found";
import { importStyles } from "./import-styles";
import { follow } from "./link";
import { pictureAt } from "./model";
import "./recipe-form";
import { sharedLink } from "./shared";
import { upload } from "./upload";

type Way = "link" | "paste" | "photo" | "file";
const WAYS: readonly { way: Way; path: string; icon: string }[] = [
  { way: "link", path: "", icon: icons.link },
  { way: "paste", path: "paste", icon: icons.paste },
  { way: "photo", path: "photo", icon: icons.camera },
  { way: "file", path: "file", icon: icons.archive },
];

/** `<ht-import way>`: reads recipes from a link, words, a photo or a file, shows what was understood, and keeps them. */
@element("ht-import")
export class ImportView extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() way: string = "";
  @property({ attribute: false }) href!: (...parts: string[]) => string;
  @property({ attribute: false }) navigate!: (parts: readonly string[], replace?: boolean) => void;
  @state() private read: Read | null = null;
  @state() private form: Form | null = null;
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private without: ReadonlySet<number> = new Set();
  @state() private busy = false;
  @state() private reason = "";
  @state() private progress: Progress | null = null;
  @query("textarea, input:not([type=file])") private words!: HTMLInputElement | HTMLTextAreaElement | null;
  @query("input[type=file]") private file!: HTMLInputElement | null;
  private stop: (() => void) | null = null;
  /** The link that another app brought. */
  private shared = "";

  static override styles = [base, controls, importStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.shared = sharedLink(window.location.search);
    const opened = this.hass.connection.subscribeMessage<{ type: string; import?: Progress }>(
      (message) => {
        if (message.import !== undefined) this.progress = message.import;
      },
      { type: "hearthtech/imports" },
    );
    // Without a kitchen there is no progress; a subscription that the server has forgotten needs no end.
    opened.catch(() => undefined);
    this.stop = () => void opened.then((stop) => stop()).catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("way")) return;
    this.read = this.form = this.progress = null;
    this.reason = "";
  }

  private get chosenWay(): Way {
    return WAYS.find(({ path }) => path === this.way)?.way ?? "link";
  }

  protected override render() {
    const { locale, read } = this;
    return html`<h1>${locale.t("recipe_add")}</h1>
      ${
        read === null
          ? html`<nav aria-label=${locale.t("recipe_add")}>
                ${WAYS.map(({ way, path, icon }) => {
                  const parts = ["recipes", "import", ...(path ? [path] : [])];
                  return html`<a
                    href=${this.href(...parts)}
                    aria-current=${way === this.chosenWay ? "page" : nothing}
                    @click=${(event: MouseEvent) => follow(event, () => this.navigate(parts, true))}
                    ><ht-icon .path=${icon}></ht-icon>${locale.t(`add_${way === "file" ? "archive" : way}` as Key)}</a
                  >`;
                })}
              </nav>
              ${this.renderWay()}`
          : this.renderRead(read)
      }
      ${this.busy ? this.renderBusy() : nothing}
      <ht-failure .text=${this.reason}></ht-failure>`;
  }

  private renderWay() {
    const { locale } = this;
    const send = (event: Event) => {
      event.preventDefault();
      void this.readNow();
    };
    switch (this.chosenWay) {
      case "link":
        return html`<form @submit=${send}>
          <label for="url">${locale.t("import_address")}</label>
          <input id="url" inputmode="url" autocomplete="off" maxlength="4000" .value=${this.shared} />
          <p class="hint">${locale.t("import_link_hint")}</p>
          <ht-button kind="primary" .icon=${icons.download} label=${locale.t("import_read")} ?disabled=${this.busy} @click=${send}></ht-button>
        </form>`;
      case "paste":
        return html`<form @submit=${send}>
          <label for="words">${locale.t("import_words")}</label>
          <textarea id="words" rows="12"></textarea>
          <p class="hint">${locale.t("import_paste_hint")}</p>
          <ht-button kind="primary" .icon=${icons.download} label=${locale.t("import_read")} ?disabled=${this.busy} @click=${send}></ht-button>
        </form>`;
      default:
        return html`<div
          class="drop"
          @dragover=${(event: DragEvent) => event.preventDefault()}
          @drop=${(event: DragEvent) => {
            event.preventDefault();
            void this.readNow(event.dataTransfer?.files[0]);
          }}
        >
          <ht-icon .path=${this.chosenWay === "photo" ? icons.camera : icons.upload}></ht-icon>
          <p>${locale.t(this.chosenWay === "photo" ? "import_photo_hint" : "import_file_hint")}</p>
          <ht-button
            kind="primary"
            .icon=${icons.upload}
            label=${locale.t(this.chosenWay === "photo" ? "import_photo" : "import_file")}
            ?disabled=${this.busy}
            @click=${() => this.file?.click()}
          ></ht-button>
          <input
            hidden
            type="file"
            accept=${this.chosenWay === "photo" ? "image/*,application/pdf" : nothing}
            @change=${() => this.readNow(this.file?.files?.[0])}
          />
        </div>`;
    }
  }

  private renderBusy() {
    const { locale, progress } = this;
    const total = progress?.total ?? null;
    return html`<div class="busy" role="status">
      <p>
        ${locale.t(`import_${progress?.stage ?? "reading"}` as Key)}
        ${progress !== null && total !== null && total > 1 ? `${locale.number(progress.done)} / ${locale.number(total)}` : ""}
      </p>
      ${total === null || total < 2 ? html`<progress></progress>` : html`<progress max=${total} value=${progress?.done ?? 0}></progress>`}
    </div>`;
  }

  private renderRead(read: Read) {
    const { locale } = this;
    if (read.scan !== undefined && read.draft === undefined) return this.renderScan(read.scan);
    const unread = Object.entries(read.unread ?? {});
    const kept = read.total - this.without.size;
    return html`${
      this.form === null
        ? renderMany(locale, read, this.without, (without) => {
            this.without = without;
          })
        : this.renderOne(read)
    }
      ${
        unread.length > 0
          ? html`<details>
              <summary>${locale.t("import_unread", { count: unread.length })}</summary>
              <ul>
                ${unread.slice(0, 200).map(([name, why]) => html`<li>${name}: ${why}</li>`)}
              </ul>
            </details>`
          : nothing
      }
      <div class="bar">
        <ht-button .icon=${icons.back} label=${locale.t("import_again")} ?disabled=${this.busy} @click=${() => this.restart()}></ht-button>
        <ht-button
          kind="primary"
          .icon=${icons.check}
          label=${this.form === null ? locale.t("import_keep_many", { count: locale.number(kept) }) : locale.t("import_keep")}
          ?disabled=${this.busy || kept === 0}
          @click=${() => this.keep()}
        ></ht-button>
      </div>`;
  }

  private renderScan(scan: { url: string; words: string }) {
    const { locale } = this;
    return html`<div class="beside">
      <img src=${pictureAt(scan.url, 1600)} alt=${locale.t("original_scan")} />
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.readNow();
        }}
      >
        <label for="words">${locale.t("import_scan_words")}</label>
        <textarea id="words" rows="18" .value=${scan.words}></textarea>
        <p class="hint">${locale.t(scan.words ? "import_scan_check" : "import_scan_type")}</p>
        <ht-button kind="primary" .icon=${icons.download} label=${locale.t("import_read")} ?disabled=${this.busy} @click=${() => this.readNow()}></ht-button>
      </form>
    </div>`;
  }

  private renderOne(read: Read) {
    const { locale, form } = this;
    const [found] = read.recipes;
    if (form === null || found === undefined) return nothing;
    return html`${renderSimilar(locale, found, this.href)} ${renderUnparsed(locale, found)}
      ${renderPictures(locale, found, this.chosen, (chosen) => {
        this.chosen = chosen;
      })}
      <ht-recipe-form
        .locale=${locale}
        .form=${form}
        .understood=${found.understood ?? null}
        @change=${(event: CustomEvent<Form>) => {
          this.form = event.detail;
        }}
      ></ht-recipe-form>`;
  }

  private restart(): void {
    this.read = this.form = null;
    this.reason = "";
    this.without = new Set();
  }

  private async readNow(file?: File): Promise<void> {
    const written = this.words?.value.trim() ?? "";
    const scan = this.read?.scan;
    if (file === undefined && !written) return this.words?.focus();
    await this.work(async () => {
      const what =
        file !== undefined
          ? { file: await upload(this.hass, file) }
          : this.chosenWay === "link"
            ? { url: written.slice(0, 4096) }
            : { text: written, ...(scan === undefined ? {} : { scan: scan.hash }) };
      const read = await ask<Read>(this.hass, "import/read", what);
      const [found] = read.recipes;
      this.without = new Set();
      this.form = found?.recipe === undefined ? null : formOf(found.recipe);
      this.chosen = new Set((found?.pictures ?? []).slice(0, 1).map(({ name }) => name));
      this.read = read;
      window.scrollTo(0, 0);
    });
  }

  private async keep(): Promise<void> {
    const { read, form } = this;
    if (read?.draft === undefined) return;
    await this.work(async () => {
      const kept = await write<Kept>(this.hass, "import/keep", {
        draft: read.draft,
        ...(form === null
          ? { without: [...this.without] }
          : { document: { ...recipeOf(form), id: "" }, pictures: [...this.chosen] }),
      });
      const [first] = kept.recipes;
      this.restart();
      this.navigate(
        kept.recipes.length === 1 && first !== undefined ? ["recipes", first.id] : ["recipes"],
        true,
      );
      if (first !== undefined) this.offerUndo(kept, first.id);
    });
  }

  private offerUndo(kept: Kept, recipe: string): void {
    const { hass, locale } = this;
    const [first] = kept.recipes;
    const message =
      kept.recipes.length === 1
        ? locale.t("import_kept", { name: first?.name ?? "" })
        : locale.t("import_kept_many", {
            count: locale.number(kept.recipes.length),
            present: locale.number(kept.present.length),
          });
    offerUndo(hass, locale, {
      message,
      label: locale.t("undo"),
      duration: 12_000,
      undo: async () => {
        await act(hass, "undo_recipe_change", { recipe });
        this.navigate(["recipes"]);
      },
    });
  }

  private async work(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.reason = "";
    this.progress = null;
    try {
      await work();
    } catch (error) {
      this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    }
    this.busy = false;
  }
}
