import { html, nothing } from "lit";
import { state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/field";
import "../../../components/label";
import { base } from "../../../styles/tokens";
import { DIMENSIONS, type GatheringReview, openPage, SIGNS } from "./data";
import { parts } from "./parts";
import { GatheringSection } from "./section";

interface Pasted {
  taken: string[];
  known: string[];
  refused: string[];
  damaged: string[];
  votes: number;
}

/** `<ht-afterwards-section>`: pages to print and to pass around, pasted answers, reviews, timeline, and the end. */
@element("ht-afterwards-section")
export class AfterwardsSection extends GatheringSection {
  @state() private pasted: Pasted | undefined;
  @state() private sure = false;

  static override styles = [base, parts];

  protected override render() {
    const { locale } = this;
    return html`${this.renderOutside()}
      <section>
        <h2>${locale.t("g_print")}</h2>
        <div class="actions">
          <ht-button label=${locale.t("g_cards")} ?disabled=${this.locked} @click=${() => this.page("cards")}></ht-button>
          <ht-button
            label=${locale.t("g_keepsake")}
            ?disabled=${this.locked}
            @click=${() => this.page("keepsake")}
          ></ht-button>
          ${
            this.hass.user?.is_admin
              ? html`<ht-button
                  label=${locale.t("g_archive")}
                  ?disabled=${this.locked}
                  @click=${() => this.page("archive")}
                ></ht-button>`
              : nothing
          }
        </div>
        ${this.renderFailure()}
      </section>
      ${this.renderReviews()}${this.renderTimeline()}${this.renderEnd()}`;
  }

  private renderOutside() {
    const { locale, pasted, gathering } = this;
    if (!gathering.open) return nothing;
    const refused = pasted === undefined ? [] : [...pasted.known, ...pasted.refused, ...pasted.damaged];
    return html`<section>
      <h2>${locale.t("g_outside")}</h2>
      <p class="soft">${locale.t("g_outside_how")}</p>
      <div class="actions">
        <ht-button
          label=${locale.t("g_outside_file")}
          ?disabled=${this.locked}
          @click=${() => this.page("outside")}
        ></ht-button>
      </div>
      <label class="field">${locale.t("g_paste")}<textarea id="paste"></textarea></label>
      <div class="actions">
        <ht-button label=${locale.t("g_paste_take")} ?disabled=${this.locked} @click=${this.paste}></ht-button>
      </div>
      <div role="status">
        ${
          pasted === undefined
            ? nothing
            : html`<p>
                ${locale.t("g_pasted", { taken: pasted.taken.join(", ") || "–", votes: locale.number(pasted.votes) })}
              </p>
              ${refused.length === 0 ? nothing : html`<p>${locale.t("g_pasted_refused", { names: refused.join(", ") })}</p>`}`
        }
      </div>
    </section>`;
  }

  private renderReviews() {
    const { locale, gathering } = this;
    return html`<section>
      <h2>${locale.t("g_reviews")}</h2>
      ${gathering.reviews.map((review) => this.renderReview(review))}
      <label class="field"
        >${locale.t("g_dish_name")}<select id="reviewed">
          <option value="">${locale.t("g_whole_meal")}</option>
          ${gathering.dishes
            .filter((dish) => !dish.still_needed)
            .map((dish) => html`<option value=${dish.id}>${dish.name}</option>`)}
        </select></label
      >
      <div class="actions">
        <ht-field id="critic" label=${locale.t("g_critic")} maxlength="80"></ht-field>
        ${DIMENSIONS.map(
          (dimension) => html`<label class="field"
            >${locale.t(`g_${dimension}`)}<select id="stars-${dimension}">
              <option value=""></option>
              ${[0, 1, 2, 3, 4, 5].map((stars) => html`<option value=${stars}>${locale.number(stars)}</option>`)}
            </select></label
          >`,
        )}
      </div>
      <label class="field">${locale.t("g_review_words")}<textarea id="review" maxlength="10000"></textarea></label>
      <div class="actions">
        <ht-button label=${locale.t("g_review_add")} ?disabled=${this.locked} @click=${this.review}></ht-button>
      </div>
    </section>`;
  }

  private renderReview(review: GatheringReview) {
    const { locale } = this;
    const stars = DIMENSIONS.filter((name) => review.stars[name] !== undefined).map((name) =>
      locale.t("g_stars", { dimension: locale.t(`g_${name}`), stars: review.stars[name] ?? 0 }),
    );
    return html`<blockquote>
      <p class="story">${review.words}</p>
      <p class="soft">${[review.critic, this.dishName(review.dish_id), ...stars].join(" · ")}</p>
    </blockquote>`;
  }

  private renderTimeline() {
    const { locale, gathering } = this;
    if (gathering.timeline.length === 0) return nothing;
    const time = new Intl.DateTimeFormat(locale.language, { hour: "2-digit", minute: "2-digit" });
    return html`<section>
      <h2>${locale.t("g_timeline")}</h2>
      <ul>
        ${gathering.timeline.slice(-100).map(
          (moment) => html`<li>
            ${moment.at === null ? "" : time.format(new Date(moment.at))} ${SIGNS[moment.reaction] ?? ""}
            ${this.dishName(moment.dish_id)}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderEnd() {
    const { locale, gathering } = this;
    return html`<section>
      <h2>${locale.t("g_end")}</h2>
      ${
        gathering.open
          ? html`<p class="soft">${locale.t("g_close_how")}</p>
              <div class="actions">
                <ht-button
                  label=${locale.t("g_close")}
                  ?disabled=${this.locked}
                  @click=${() => this.run("close_gathering")}
                ></ht-button>
              </div>`
          : nothing
      }
      <div class="actions">
        <ht-button
          kind=${this.sure ? "stop" : "plain"}
          label=${locale.t(this.sure ? "g_delete_sure" : "g_delete")}
          ?disabled=${this.locked}
          @click=${this.removeGathering}
        ></ht-button>
      </div>
    </section>`;
  }

  private dishName(id: string): string {
    const found = this.gathering.dishes.find((dish) => dish.id === id);
    return found?.name ?? this.locale.t("g_whole_meal");
  }

  private async page(page: "cards" | "keepsake" | "outside" | "archive"): Promise<void> {
    const made = await this.run<{ path: string }>("get_gathering_page", { page });
    if (made !== undefined) openPage(made.path);
  }

  private async paste(): Promise<void> {
    const text = this.written("paste");
    if (text === "") return;
    this.pasted = await this.run<Pasted>("paste_answers", { text });
    if (this.pasted !== undefined) this.empty("paste");
  }

  private async review(): Promise<void> {
    const given = DIMENSIONS.map((name) => [name, this.written(`stars-${name}`)] as const);
    const stars = Object.fromEntries(
      given.filter(([, value]) => value !== "").map(([name, value]) => [name, Number(value)]),
    );
    const critic = this.written("critic");
    const words = this.written("review");
    if (words === "" && Object.keys(stars).length === 0) return;
    const data = { dish: this.written("reviewed"), words, ...stars, ...(critic === "" ? {} : { critic }) };
    if ((await this.run("add_review", data)) !== undefined) this.empty("review", "critic");
  }

  private async removeGathering(): Promise<void> {
    if (!this.sure) {
      this.sure = true;
      return;
    }
    if ((await this.run("remove_gathering")) !== undefined) {
      this.dispatchEvent(new CustomEvent("gone", { bubbles: true, composed: true }));
    }
  }
}
