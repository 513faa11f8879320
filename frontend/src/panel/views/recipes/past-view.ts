import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/label";
import { act, ask, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import "./difference-view";
import { day, stars } from "./format";
import * as icons from "./icons";
import { follow } from "./link";
import type { Difference, Past, TreeNode } from "./model";
import "./stars-input";

/** `<ht-past>`: diary, versions with their differences, family tree and ratings. Fires `changed` after a change. */
@element("ht-past")
export class PastView extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() recipe = "";
  @property({ attribute: false }) past!: Past;
  @property({ attribute: false }) href!: (...parts: string[]) => string;
  @property({ attribute: false }) navigate!: (parts: readonly string[]) => void;
  @state() private difference: Difference | null = null;
  @state() private compared = 0;
  @state() private reason = "";

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: var(--ht-space-6) var(--ht-space-8);
      }

      h2 {
        margin: 0 0 var(--ht-space-2);
        font-family: ui-serif, Georgia, serif;
        font-size: var(--ht-size-24);
        font-weight: 600;
        line-height: 1.3;
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      ul ul {
        margin-inline-start: 10px;
        padding-inline-start: var(--ht-space-4);
        border-inline-start: 2px solid var(--ht-line);
      }

      li {
        padding-block: 4px;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      a {
        display: inline-flex;
        align-items: center;
        min-block-size: 48px;
        color: var(--ht-accent);
      }

      small {
        display: block;
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: center;
      }

      .row > div {
        flex: 1 1 10em;
      }

      [aria-current] {
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    return html`${this.renderDiary()} ${this.renderVersions()} ${this.past.tree === null ? nothing : this.renderTree(this.past.tree)}
      <ht-failure .text=${this.reason}></ht-failure>`;
  }

  private renderDiary() {
    const { locale, past } = this;
    const given = past.ratings.filter(({ dimension }) => dimension === "overall");
    return html`<section>
      <h2>${locale.t("diary")}</h2>
      <ht-stars-input
        .locale=${locale}
        @change=${(event: CustomEvent<number>) => this.change("rate_recipe", { stars: event.detail })}
      ></ht-stars-input>
      ${
        given.length > 0
          ? html`<ul>
              ${given.map(
                (rating) => html`<li>
                  ${rating.person}: ${stars(locale, rating.stars)} ★
                  ${rating.words ? html`<small>${rating.words}</small>` : nothing}
                </li>`,
              )}
            </ul>`
          : nothing
      }
      ${
        past.diary.length === 0
          ? html`<p>${locale.t("diary_none")}</p>`
          : html`<ul>
              ${past.diary.slice(0, 60).map((entry) => {
                const parts = ["recipes", this.recipe, "as", `${entry.version}`];
                return html`<li>
                  <a
                    href=${this.href(...parts)}
                    @click=${(event: MouseEvent) => follow(event, () => this.navigate(parts))}
                    >${day(locale, entry.cooked_at)}${entry.cook ? `, ${entry.cook}` : ""}</a
                  >
                  ${entry.words ? html`<small>${entry.words}</small>` : nothing}
                </li>`;
              })}
            </ul>`
      }
      <ht-button
        .icon=${icons.check}
        label=${locale.t("diary_add")}
        @click=${() => this.change("log_cooking", {})}
      ></ht-button>
    </section>`;
  }

  private renderVersions() {
    const { locale, past } = this;
    return html`<section>
      <h2>${locale.t("versions")}</h2>
      <ul>
        ${[...past.versions].reverse().map(
          (one) => html`<li class="row">
            <div>
              <a
                href=${this.href("recipes", this.recipe, "as", `${one.version}`)}
                aria-current=${one.version === past.version ? "true" : nothing}
                @click=${(event: MouseEvent) => follow(event, () => this.navigate(["recipes", this.recipe, "as", `${one.version}`]))}
                >${locale.t("version_number", { version: one.version })}</a
              >
              <small>${[day(locale, one.created_at), one.author, one.reason].filter(Boolean).join(" · ")}</small>
            </div>
            ${
              one.version > 1
                ? html`<ht-button
                    label=${locale.t("version_changes")}
                    .pressed=${this.compared === one.version}
                    @click=${() => this.compare(one.version)}
                  ></ht-button>`
                : nothing
            }
            ${
              one.version === past.version
                ? nothing
                : html`<ht-button
                    label=${locale.t("version_restore")}
                    @click=${() => this.change("restore_recipe_version", { version: one.version })}
                  ></ht-button>`
            }
          </li>
          ${
            this.compared === one.version && this.difference !== null
              ? html`<li><ht-difference .locale=${locale} .difference=${this.difference}></ht-difference></li>`
              : nothing
          }`,
        )}
      </ul>
    </section>`;
  }

  private renderTree(tree: TreeNode) {
    return html`<section>
      <h2>${this.locale.t("family_tree")}</h2>
      <ul>
        ${this.renderNode(tree, 0)}
      </ul>
    </section>`;
  }

  private renderNode(node: TreeNode, depth: number): TemplateResult {
    const { locale } = this;
    const { descent } = node;
    const from = [descent?.person, descent?.year ? `${descent.year}` : "", descent?.place, descent?.reason];
    const parts = ["recipes", node.id];
    return html`<li>
      <a
        href=${this.href(...parts)}
        aria-current=${node.id === this.recipe ? "true" : nothing}
        @click=${(event: MouseEvent) => follow(event, () => this.navigate(parts))}
        >${node.name}</a
      >
      ${from.some(Boolean) ? html`<small>${from.filter(Boolean).join(", ")}</small>` : nothing}
      ${
        node.children.length > 0 && depth < 40
          ? html`<ul aria-label=${locale.t("family_of", { name: node.name })}>
              ${node.children.map((child) => this.renderNode(child, depth + 1))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  private async compare(version: number): Promise<void> {
    if (this.compared === version) {
      this.compared = 0;
      return;
    }
    try {
      this.difference = await ask<Difference>(this.hass, "recipe/difference", {
        recipe: this.recipe,
        before: version - 1,
        after: version,
      });
      this.compared = version;
    } catch (error) {
      await this.failed(error);
    }
  }

  private async change(action: string, data: object): Promise<void> {
    this.reason = "";
    try {
      await act(this.hass, action, { recipe: this.recipe, ...data });
      this.dispatchEvent(new Event("changed"));
    } catch (error) {
      await this.failed(error);
    }
  }

  private async failed(error: unknown): Promise<void> {
    this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }
}
