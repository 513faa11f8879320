import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/icon";
import "../../../components/sheet";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { figure } from "./format";
import * as icons from "./icons";
import type { PersonVerdict, Reason, Standing, Verdict } from "./model";

const ORDER: readonly Standing[] = ["contains", "may_contain", "not_checked", "free_of"];

/** The worst result of a person; dislikes only say what they would rather not eat. */
export function worst({ results }: PersonVerdict): Verdict | undefined {
  const serious = results.filter(({ need }) => need !== "dislike");
  const disliked = results.filter(({ need, standing }) => need === "dislike" && standing === "contains");
  return [...serious].sort((one, other) => ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing))[0]
    ?.standing !== "free_of" && serious.length > 0
    ? [...serious].sort((one, other) => ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing))[0]
    : (disliked[0] ?? serious[0]);
}

/** `<ht-verdicts>`: an icon and words for each person; the reasons open with a tap. "Not checked" is never green. */
@element("ht-verdicts")
export class VerdictRow extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) people: readonly PersonVerdict[] = [];
  @state() private opened: string | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .people {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 48px;
        padding: 6px 14px 6px 10px;
        border: 1px solid var(--ht-line);
        border-radius: 24px;
        font: inherit;
        font-size: var(--ht-size-14);
        line-height: 1.3;
        text-align: start;
        color: var(--ht-text);
        background: transparent;
        cursor: pointer;
        --ht-icon-size: 20px;
      }

      button[data-tone="good"] ht-icon {
        color: var(--ht-good);
      }

      button[data-tone="bad"] {
        border-color: var(--ht-fault);
      }

      button[data-tone="bad"] ht-icon {
        color: var(--ht-fault-text);
      }

      button[data-tone="unsure"] {
        border-style: dashed;
        border-color: var(--ht-outline);
      }

      h3 {
        margin: var(--ht-space-3) 0 0;
        font-size: var(--ht-size-16);
        font-weight: 500;
        line-height: 1.35;
      }

      ul {
        margin: 4px 0;
        padding-inline-start: var(--ht-space-4);
        line-height: 1.45;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    const shown = this.people.filter(({ results }) => results.length > 0);
    const person = this.people.find(({ id }) => id === this.opened);
    return html`<div class="people" role="group" aria-label=${locale.t("verdicts")}>
        ${shown.map((one) => this.renderPerson(one))}
      </div>
      <ht-sheet
        .open=${person !== undefined}
        heading=${person?.name ?? ""}
        .closeLabel=${locale.t("close")}
        @closed=${() => {
          this.opened = null;
        }}
      >
        ${
          person === undefined
            ? nothing
            : person.results.map(
                (result) => html`<h3>${this.words(result)}</h3>
                  <ul>
                    ${result.reasons.slice(0, 12).map((reason) => html`<li>${this.reason(reason)}</li>`)}
                  </ul>`,
              )
        }
      </ht-sheet>`;
  }

  private renderPerson(person: PersonVerdict) {
    const found = worst(person);
    const standing = found?.standing ?? "free_of";
    const disliked = found?.need === "dislike" && standing === "contains";
    const tone = disliked
      ? "unsure"
      : standing === "free_of"
        ? "good"
        : standing === "contains" || person.harms
          ? "bad"
          : "unsure";
    const icon =
      tone === "good"
        ? icons.good
        : standing === "contains" && !disliked
          ? icons.bad
          : standing === "not_checked"
            ? icons.unsure
            : icons.careful;
    const words =
      found === undefined || standing === "free_of" ? this.locale.t("verdict_fits") : this.words(found);
    return html`<button
      type="button"
      data-tone=${tone}
      aria-haspopup="dialog"
      @click=${() => {
        this.opened = person.id;
      }}
    >
      <ht-icon .path=${icon}></ht-icon><span><b>${person.name}</b>: ${words}</span>
    </button>`;
  }

  private words({ need, code, standing }: Verdict): string {
    const { locale } = this;
    const what =
      need === "allergen"
        ? this.code(`allergen_${code}`, code)
        : need === "diet"
          ? this.code(`diet_${code}`, code)
          : code;
    if (need === "diet") return locale.t(`verdict_diet_${standing}` as Key, { what });
    if (need === "dislike")
      return locale.t(standing === "contains" ? "verdict_dislikes" : "verdict_no_dislike", { what });
    return locale.t(`verdict_${standing}` as Key, { what });
  }

  private code(key: string, code: string): string {
    const words = this.locale.t(key as Key);
    return words === key ? code.replaceAll("_", " ") : words;
  }

  private reason({ why, line, what, amount, limit, unit }: Reason): string {
    const { locale } = this;
    if (amount !== null && limit !== null) {
      return locale.t("why_amount", {
        what: this.code(`nutrient_${what.toLowerCase()}`, what),
        amount: `${figure(locale, amount)} ${unit}`,
        limit: `${figure(locale, limit)} ${unit}`,
      });
    }
    const words = locale.t(`why_${why}` as Key, { line, what: what.replaceAll("_", " ") });
    return words === `why_${why}` ? [line, what].filter(Boolean).join(": ") : words;
  }
}
