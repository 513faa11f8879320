import { html, nothing } from "lit";
import "../../../components/label";
import type { Locale } from "../../../localize/localize";
import * as icons from "./icons";
import type { Found, Read } from "./import-data";
import { pictureAt } from "./model";

/** Recipes that are listed before they are kept; more of them are only counted. */
const MOST_LISTED = 500;

export function toggled<T>(set: ReadonlySet<T>, value: T): Set<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** Recipes of the book that are like the one that was read. */
export function renderSimilar(locale: Locale, found: Found, href: (...parts: string[]) => string) {
  const similar = Object.entries(found.duplicates);
  if (similar.length === 0) return nothing;
  return html`<p class="similar">
    <ht-label tone="heat" .icon=${icons.careful} .text=${locale.t("similar_heading")}></ht-label>
    ${similar.map(
      ([id, name]) => html`<a href=${href("recipes", id)} target="_blank" rel="noopener">${name}</a>`,
    )}
  </p>`;
}

/** What of the source is in no field, so that somebody looks at it. */
export function renderUnparsed(locale: Locale, found: Found) {
  const unparsed = found.recipe?.unparsed ?? [];
  if (unparsed.length === 0) return nothing;
  const words = unparsed.join(" · ").slice(0, 300);
  return html`<ht-label
    tone="heat"
    .icon=${icons.careful}
    .text=${locale.t("import_unparsed", { words })}
  ></ht-label>`;
}

/** The pictures of the page, of which the chosen ones are kept. */
export function renderPictures(
  locale: Locale,
  found: Found,
  chosen: ReadonlySet<string>,
  choose: (chosen: ReadonlySet<string>) => void,
) {
  const pictures = found.pictures ?? [];
  if (pictures.length === 0) return nothing;
  return html`<div class="pictures" role="group" aria-label=${locale.t("import_pictures")}>
    ${pictures.map(
      ({ name, url }, at) => html`<button
        type="button"
        aria-pressed=${chosen.has(name) ? "true" : "false"}
        aria-label=${`${locale.t("import_pictures")} ${at + 1}`}
        @click=${() => choose(toggled(chosen, name))}
      >
        <img src=${pictureAt(url, 480)} alt="" />
      </button>`,
    )}
  </div>`;
}

/** Many recipes of an archive, each of which can be left out. */
export function renderMany(
  locale: Locale,
  read: Read,
  without: ReadonlySet<number>,
  leaveOut: (without: ReadonlySet<number>) => void,
) {
  return html`<p>${locale.t("import_found", { count: locale.number(read.total) })}</p>
    <ul class="many">
      ${read.recipes.slice(0, MOST_LISTED).map(
        (found) => html`<li>
          <label>
            <input
              type="checkbox"
              .checked=${!without.has(found.index)}
              @change=${() => leaveOut(toggled(without, found.index))}
            />
            <span>${found.name}</span>
            ${
              Object.keys(found.duplicates).length > 0
                ? html`<small>${locale.t("import_similar", { names: Object.values(found.duplicates).join(", ") })}</small>`
                : nothing
            }
          </label>
        </li>`,
      )}
    </ul>
    ${
      read.total > MOST_LISTED
        ? html`<p>${locale.t("import_more", { count: locale.number(read.total - MOST_LISTED) })}</p>`
        : nothing
    }`;
}
