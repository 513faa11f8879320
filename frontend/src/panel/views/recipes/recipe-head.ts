import { html, nothing } from "lit";
import "../../../components/button";
import "../../../components/label";
import type { Locale } from "../../../localize/localize";
import { day, duration, stars } from "./format";
import * as icons from "./icons";
import type { Past, PersonVerdict, Recipe, RecipePage } from "./model";
import "./picture";
import "./verdict-row";

interface Head {
  locale: Locale;
  page: RecipePage;
  past: Past | null;
  people: PersonVerdict[];
  /** Show today's version in place of one of the past. */
  openToday: () => void;
  /** The buttons below the facts. */
  actions: unknown;
}

/** The head of a recipe's page: picture, name, where it is from, times, and who may eat it. */
export function renderHead({ locale, page, past, people, openToday, actions }: Head) {
  const { recipe } = page;
  const cover = page.pictures.find(
    ({ role, media_type }) => role === "cover" && media_type.startsWith("image/"),
  );
  return html`<header class=${cover === undefined ? "head plain" : "head"}>
    ${cover === undefined ? nothing : html`<ht-picture wide .cover=${cover} .name=${recipe.name} .alt=${cover.caption}></ht-picture>`}
    <div class="title">
      ${page.newest === (recipe.version ?? 1) ? nothing : renderOld(locale, recipe, past, openToday)}
      <h1>${recipe.name}</h1>
      ${renderByline(locale, recipe, past)}
      <div class="facts">${renderFacts(locale, recipe, past)}</div>
      <ht-verdicts .locale=${locale} .people=${people}></ht-verdicts>
      <div class="actions">${actions}</div>
    </div>
  </header>`;
}

function renderOld(locale: Locale, recipe: Recipe, past: Past | null, openToday: () => void) {
  const version = recipe.version ?? 1;
  const cooked = past?.diary.find((entry) => entry.version === version);
  return html`<p class="old" role="status">
    ${
      cooked === undefined
        ? locale.t("version_old", { version })
        : locale.t("version_cooked", { version, day: day(locale, cooked.cooked_at) })
    }
    <ht-button label=${locale.t("version_today")} @click=${openToday}></ht-button>
  </p>`;
}

function renderByline(locale: Locale, recipe: Recipe, past: Past | null) {
  const descent = past?.descent;
  const from = [recipe.author, descent?.person, descent?.year, descent?.place].filter(Boolean).join(", ");
  const site = siteOf(recipe.source_url);
  if (!from && !site) return nothing;
  return html`<p class="byline">
    ${from}${from && site ? " · " : ""}${
      site === null
        ? nothing
        : html`<a href=${recipe.source_url ?? ""} target="_blank" rel="noreferrer noopener">${site}</a>`
    }
    <span class="visually-hidden">${locale.t("recipe_from")}</span>
  </p>`;
}

function renderFacts(locale: Locale, recipe: Recipe, past: Past | null) {
  const total = duration(locale, recipe.total_time_s ?? recipe.cook_time_s);
  const given = past?.ratings.filter(({ dimension }) => dimension === "overall") ?? [];
  const mean = given.reduce((sum, rating) => sum + rating.stars, 0) / Math.max(given.length, 1);
  const last = past?.diary[0];
  return html`${total ? html`<ht-label .icon=${icons.timer} .text=${total}></ht-label>` : nothing}
    ${recipe.prep_time_s ? html`<ht-label .icon=${icons.hand} .text=${locale.t("time_hands", { time: duration(locale, recipe.prep_time_s) })}></ht-label>` : nothing}
    ${given.length > 0 ? html`<ht-label .icon=${icons.star} .text=${stars(locale, mean)}></ht-label>` : nothing}
    ${last === undefined ? nothing : html`<ht-label .icon=${icons.history} .text=${locale.t("cooked_last", { day: day(locale, last.cooked_at) })}></ht-label>`}
    ${(recipe.keywords ?? []).slice(0, 8).map((word) => html`<span class="tag">${word}</span>`)}`;
}

/** The name of the site of an address; nothing for one that is no web address. */
function siteOf(address: string | undefined): string | null {
  if (address === undefined || !/^https?:\/\//i.test(address)) return null;
  try {
    return new URL(address).hostname.replace(/^www\./, "");
  } catch {
    return null;
  }
}
