import { html, nothing } from "lit";
import { state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/field";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import { base } from "../../../styles/tokens";
import { DIMENSIONS, type Entry, openPage } from "./data";
import { parts } from "./parts";
import { GatheringSection } from "./section";

const SCORES = [1, 2, 3, 4, 5];

/** `<ht-cook-off-section>`: opens the vote, prints and counts ballots on paper, reveals the result. */
@element("ht-cook-off-section")
export class CookOffSection extends GatheringSection {
  @state() private note = "";

  static override styles = [base, parts];

  protected override render() {
    const { locale, gathering } = this;
    return html`<section>
      <h2>${locale.t("g_cook_off")}</h2>
      ${gathering.result === null ? this.renderVote() : this.renderResult(gathering.result.entries)}
      ${this.renderFailure()}
    </section>`;
  }

  private renderVote() {
    const { locale, gathering } = this;
    if (gathering.stage === "planning") {
      const entries = gathering.dishes.filter((dish) => dish.competes && !dish.still_needed).length;
      return html`<p class="soft">${locale.t("g_cook_off_how")}</p>
        <div class="actions">
          <ht-button
            kind="primary"
            label=${locale.t("g_open_vote")}
            ?disabled=${this.locked || entries < 2 || !gathering.open}
            @click=${() => this.run("open_voting")}
          ></ht-button>
        </div>`;
    }
    return html`<p>${locale.t("g_letters", { letters: gathering.letters.join(", ") })}</p>
      <p role="status">${locale.t("g_ballots", { count: locale.number(gathering.ballots) })}</p>
      ${gathering.voting ? this.renderPaper() : nothing}
      <div class="actions">
        <ht-button
          kind="primary"
          label=${locale.t("g_reveal")}
          ?disabled=${this.locked}
          @click=${() => this.run("close_voting")}
        ></ht-button>
      </div>`;
  }

  private renderPaper() {
    const { locale, gathering } = this;
    return html`<div class="actions">
        <ht-field id="count" label=${locale.t("g_paper_count")} inputmode="numeric" value="10" maxlength="3"></ht-field>
        <ht-button label=${locale.t("g_paper_print")} ?disabled=${this.locked} @click=${this.print}></ht-button>
      </div>
      <ht-field id="code" label=${locale.t("g_paper_code")} maxlength="20"></ht-field>
      ${gathering.letters.map(
        (letter) => html`<div class="actions">
          ${DIMENSIONS.map(
            (dimension) => html`<label class="field"
              >${locale.t("g_score", { letter, dimension: locale.t(`g_${dimension}`) })}<select
                id="s-${letter}-${dimension}"
              >
                <option value=""></option>
                ${SCORES.map((score) => html`<option value=${score}>${locale.number(score)}</option>`)}
              </select></label
            >`,
          )}
        </div>`,
      )}
      <div class="actions">
        <ht-button label=${locale.t("g_paper_enter")} ?disabled=${this.locked} @click=${this.count}></ht-button>
        <span role="status">${this.note}</span>
      </div>`;
  }

  private renderResult(entries: readonly Entry[]) {
    const { locale, gathering } = this;
    return html`<ht-list>
        ${entries.map((entry) => {
          const place =
            entry.place === null
              ? locale.t("g_no_scores")
              : locale.t("g_place_n", { place: locale.number(entry.place) });
          const score = new Intl.NumberFormat(locale.language, { maximumFractionDigits: 2 });
          const notes = [
            entry.cook,
            entry.letter,
            entry.technique === null ? "" : locale.t(`g_technique_${entry.technique}`),
            entry.score === null ? "" : score.format(entry.score),
          ];
          return html`<ht-row>
            <span slot="start" class="place">${place}${entry.tied ? ` (${locale.t("g_tie")})` : ""}</span>
            ${entry.dish}
            <p class="soft">${notes.filter((note) => note !== "").join(" · ")}</p>
          </ht-row>`;
        })}
      </ht-list>
      <p class="soft">${locale.t("g_ballots", { count: locale.number(gathering.result?.ballots ?? 0) })}</p>`;
  }

  private async print(): Promise<void> {
    const count = Number.parseInt(this.written("count"), 10);
    const made = await this.run<{ path: string }>("create_paper_ballots", { count });
    if (made !== undefined) openPage(made.path);
  }

  private async count(): Promise<void> {
    const scores: Record<string, Record<string, number>> = {};
    for (const letter of this.gathering.letters) {
      const given = DIMENSIONS.map((name) => [name, this.written(`s-${letter}-${name}`)] as const);
      const filled = given.filter(([, score]) => score !== "");
      if (filled.length > 0) {
        scores[letter] = Object.fromEntries(filled.map(([name, score]) => [name, Number(score)]));
      }
    }
    this.note = "";
    const done = await this.run<{ replaced: boolean }>("count_paper_ballot", {
      code: this.written("code"),
      scores,
    });
    if (done === undefined) return;
    this.note = this.locale.t(done.replaced ? "g_paper_replaced" : "g_paper_counted");
    this.empty("code");
    for (const select of this.renderRoot.querySelectorAll("select")) select.value = "";
  }
}
