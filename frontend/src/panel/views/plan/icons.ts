/** Icons that only the plan shows. */
export {
  mdiAutoFix as propose,
  mdiCalendarRefreshOutline as repeats,
  mdiChevronLeft as previous,
  mdiClockStart as prepare,
  mdiCursorMove as move,
  mdiFoodTakeoutBoxOutline as leftovers,
  mdiLockOpenVariantOutline as unlocked,
  mdiSnowflake as frozen,
  mdiSwapHorizontal as swap,
  mdiTrashCanOutline as remove,
} from "@mdi/js";
