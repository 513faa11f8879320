import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import type { ComparedLine, Difference } from "./model";

/** `<ht-difference>`: what changed between two versions: lines that went, came or changed, marked by sign and word. */
@element("ht-difference")
export class DifferenceView extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) difference!: Difference;

  static override styles = [
    base,
    css`
      h4 {
        margin: var(--ht-space-3) 0 var(--ht-space-1);
        font-size: var(--ht-size-14);
        font-weight: 600;
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        line-height: 1.45;
      }

      li {
        padding: 4px 8px;
        overflow-wrap: anywhere;
      }

      del {
        color: var(--ht-fault-text);
      }

      ins {
        color: var(--ht-good);
        text-decoration: none;
      }

      ins::before {
        content: "+ ";
      }

      del::before {
        content: "− ";
      }
    `,
  ];

  protected override render() {
    const { locale, difference } = this;
    if (difference.same) return html`<p>${locale.t("difference_none")}</p>`;
    const facts = Object.entries(difference.facts).filter(([name]) => name !== "steps");
    return html`${
      facts.length > 0
        ? html`<ul>
            ${facts.map(
              ([name, [before, after]]) => html`<li>
                <b>${this.field(name)}</b>: <del>${shown(before)}</del> <ins>${shown(after)}</ins>
              </li>`,
            )}
          </ul>`
        : nothing
    }
      ${this.renderLines("ingredients", difference.ingredients)} ${this.renderLines("steps", difference.steps)}`;
  }

  private field(name: string): string {
    const words = this.locale.t(`field_${name}` as Key);
    return words === `field_${name}` ? name.replaceAll("_", " ") : words;
  }

  private renderLines(heading: Key, lines: readonly ComparedLine[]) {
    const changed = lines.filter(({ change }) => change !== "same");
    if (changed.length === 0) return nothing;
    return html`<h4>${this.locale.t(heading)}</h4>
      <ul>
        ${changed.map(
          ({ before, after }) => html`<li>
            ${before === null ? nothing : html`<div><del>${before}</del></div>`}
            ${after === null ? nothing : html`<div><ins>${after}</ins></div>`}
          </li>`,
        )}
      </ul>`;
  }
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map(shown).join(", ");
  if (typeof value === "object") {
    return Object.values(value)
      .filter((one) => one !== null && one !== undefined)
      .map(shown)
      .join(" ");
  }
  return `${value}`;
}
