/** The icons of the recordings beside the common ones. */

export { default as back } from "mdi:mdiArrowLeft";
export { default as merge } from "mdi:mdiCallMerge";
export { default as split } from "mdi:mdiCallSplit";
export { default as trace } from "mdi:mdiChartTimelineVariant";
export { default as erase } from "mdi:mdiDeleteOutline";
export { default as sign } from "mdi:mdiDrawPen";
export { default as out } from "mdi:mdiEyeOffOutline";
export { default as takeIn } from "mdi:mdiEyeOutline";
export { default as fire } from "mdi:mdiFire";
export { default as minus } from "mdi:mdiMinus";
export { default as note } from "mdi:mdiNoteTextOutline";
export { default as pencil } from "mdi:mdiPencilOutline";
export { default as record } from "mdi:mdiRecordCircleOutline";
export { default as redo } from "mdi:mdiRedo";
export { default as reset } from "mdi:mdiRestore";
export { default as stop } from "mdi:mdiStopCircleOutline";
export { default as undo } from "mdi:mdiUndo";
export * from "../../icons";
