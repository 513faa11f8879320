/** The icons of cook mode beside the common ones. */
export { default as arrowLeft } from "mdi:mdiArrowLeft";
export { default as arrowRight } from "mdi:mdiArrowRight";
export { default as bellOff } from "mdi:mdiBellOffOutline";
export { default as bell } from "mdi:mdiBellOutline";
export { default as cog } from "mdi:mdiCog";
export { default as tapHold } from "mdi:mdiGestureTapHold";
export { default as image } from "mdi:mdiImageOutline";
export { default as awake } from "mdi:mdiLightbulbOnOutline";
export { default as minus } from "mdi:mdiMinus";
export { default as qr } from "mdi:mdiQrcode";
export { default as star } from "mdi:mdiStar";
export { default as starOutline } from "mdi:mdiStarOutline";
export { default as end } from "mdi:mdiStopCircleOutline";
export * from "../components/icons";
