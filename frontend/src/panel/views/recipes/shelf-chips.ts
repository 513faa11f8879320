import { html } from "lit";
import "../../../components/chip";
import type { Locale } from "../../../localize/localize";
import type { Collection } from "./collections";
import * as icons from "./icons";
import type { ShelfQuery } from "./shelf-data";

/** The filters that are one tap away: quick, fits somebody, all in the house, not for a month, a collection. */
export function renderChips(
  locale: Locale,
  asked: ShelfQuery,
  people: readonly { id: string; name: string }[],
  collections: readonly Collection[],
  ask: (change: Partial<ShelfQuery>) => void,
) {
  const chip = (label: string, selected: boolean, change: Partial<ShelfQuery>, icon: string) =>
    html`<ht-chip
      .label=${label}
      .icon=${selected ? icons.check : icon}
      ?selected=${selected}
      @click=${() => ask(change)}
    ></ht-chip>`;
  return html`<div class="chips" role="group" aria-label=${locale.t("filters")}>
    ${chip(locale.t("chip_quick"), asked.quick, { quick: !asked.quick }, icons.timer)}
    ${people.map(({ id, name }) =>
      chip(
        locale.t("chip_fits", { name }),
        asked.fits === id,
        { fits: asked.fits === id ? "" : id },
        icons.person,
      ),
    )}
    ${chip(locale.t("chip_in_house"), asked.inHouse, { inHouse: !asked.inHouse }, icons.fridge)}
    ${chip(locale.t("chip_not_for_month"), asked.notForMonth, { notForMonth: !asked.notForMonth }, icons.calendar)}
    ${collections.map(({ id, name }) =>
      chip(
        id === "favorites" || id === "to_try" ? locale.t(id) : name,
        asked.collection === id,
        { collection: asked.collection === id ? "" : id },
        id === "favorites" ? icons.heart : id === "to_try" ? icons.bookmark : icons.folder,
      ),
    )}
  </div>`;
}
