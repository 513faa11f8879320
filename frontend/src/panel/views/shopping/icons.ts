/** The icons that only shopping and the pantry show. */

export { default as scanIcon } from "mdi:mdiBarcodeScan";
export { default as minus } from "mdi:mdiMinus";
