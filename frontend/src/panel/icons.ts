/** The icons of the areas of the panel, beside the common ones. */

export { default as people } from "mdi:mdiAccountGroupOutline";
export { default as book } from "mdi:mdiBookOpenVariantOutline";
export { default as calendar } from "mdi:mdiCalendarMonthOutline";
export { default as cart } from "mdi:mdiCartOutline";
export { default as dots } from "mdi:mdiDotsHorizontal";
export { default as party } from "mdi:mdiPartyPopper";
export * from "../components/icons";
