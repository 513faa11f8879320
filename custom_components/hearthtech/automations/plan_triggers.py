"""Triggers of the meal plan. They fire at the exact second, also for a meal that was planned just before."""

import asyncio
from collections.abc import Sequence
import contextlib
from datetime import datetime, time, timedelta
from typing import Any, Final, cast, override

from homeassistant.const import CONF_AT, CONF_OFFSET, CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.event import async_track_time_change
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..kitchen.changes import PLAN_CHANGES, Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.meal_plan.meal import Meal, MealSlot
from ..services.meal_results import meal_data
from ..validators import positive_period, time_of_day
from .kitchen_triggers import StartWaiter, TriggerWithoutOptions, on_changes, while_loaded
from .meal_plan_cache import plan_watch

CONF_SLOT: Final = "slot"
CONF_WITHIN: Final = "within"
NOON: Final = time(12)

MEAL_STARTS_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_OPTIONS, default=dict): {
            vol.Optional(CONF_OFFSET, default=timedelta()): positive_period,
            vol.Optional(CONF_SLOT, default=list): vol.All(cv.ensure_list, [vol.Coerce(MealSlot)]),
        },
    }
)


class MealStarts(Trigger):
    """Fires when a planned meal starts, or a number of minutes before."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return cast("ConfigType", MEAL_STARTS_SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Store the options."""
        super().__init__(hass, config)
        options = config.options or {}
        self._offset: timedelta = options[CONF_OFFSET]
        self._slots: list[MealSlot] = options[CONF_SLOT]

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Wait for meals while a kitchen is loaded, and again when it is reloaded."""

        @callback
        def fire(_: Kitchen, meal: Meal) -> None:
            if not self._slots or meal.slot in self._slots:
                run_action({"meal": meal_data(meal), "offset": self._offset}, f"meal {meal.words}")

        async def coming(kitchen: Kitchen, after: datetime) -> Sequence[Meal]:
            return await kitchen.meal_plan.next_meals(after)

        waiter = StartWaiter(
            self._hass, self._offset, what="meal plan", kinds=PLAN_CHANGES, coming=coming, fire=fire
        )
        return while_loaded(self._hass, waiter.use)


class MealChanged(TriggerWithoutOptions):
    """Fires when a meal is planned, changed or removed."""

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Subscribe while a kitchen is loaded, and again when it is reloaded."""
        in_order = asyncio.Lock()

        async def report(kitchen: Kitchen, change: Change) -> None:
            meal: dict[str, Any] = {"id": change.subject}
            # Reading the meal takes time; changes are reported in their order nevertheless.
            async with in_order:
                if change.kind is not ChangeKind.MEAL_REMOVED:
                    with contextlib.suppress(KitchenError):
                        meal = meal_data(await kitchen.meal_plan.get(change.subject))
                what = change.kind.value.removeprefix("meal_")
                run_action({"meal": meal, "change": what}, f"meal {what}")

        @callback
        def changed(kitchen: Kitchen, change: Change) -> None:
            if change.kind in PLAN_CHANGES:
                self._hass.async_create_task(report(kitchen, change), "hearthtech meal changed")

        return on_changes(self._hass, changed)


NOTHING_PLANNED_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_OPTIONS, default=dict): {
            vol.Optional(CONF_AT, default=NOON): time_of_day,
            vol.Optional(CONF_SLOT, default=list): vol.All(cv.ensure_list, [vol.Coerce(MealSlot)]),
        },
    }
)


class NothingPlanned(Trigger):
    """Fires at a time of the day (noon by default) if no meal is planned for the rest of the day."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return cast("ConfigType", NOTHING_PLANNED_SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Store the options."""
        super().__init__(hass, config)
        options = config.options or {}
        self._at: time = options[CONF_AT]
        self._slots: list[MealSlot] = options[CONF_SLOT]

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Check every day at that time."""
        watch = plan_watch(self._hass)

        @callback
        def look(_: datetime) -> None:
            end = dt_util.start_of_local_day(dt_util.now() + timedelta(days=1))
            if watch.known and not watch.planned(self._slots, end):
                run_action({"slot": [slot.value for slot in self._slots]}, "nothing planned")

        return async_track_time_change(
            self._hass, look, hour=self._at.hour, minute=self._at.minute, second=self._at.second
        )


ALLERGEN_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_OPTIONS, default=dict): {
            vol.Optional(CONF_WITHIN, default=timedelta(days=7)): positive_period,
        },
    }
)


class AllergenPlanned(Trigger):
    """Fires when a planned meal would harm an eater: after it was planned or changed, or an eater was added."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return cast("ConfigType", ALLERGEN_SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Store the options."""
        super().__init__(hass, config)
        self._within: timedelta = (config.options or {})[CONF_WITHIN]

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Compare after each reload of the plan. Fires once per meal and person."""
        watch = plan_watch(self._hass)

        def harms() -> dict[str, set[str]]:
            coming = watch.planned((), dt_util.utcnow() + self._within)
            return {meal.id: {one.name for one in watch.harmed.get(meal.id, ())} for meal in coming}

        told = harms()
        known = watch.known

        @callback
        def look() -> None:
            nonlocal told, known
            now = harms()
            # Meals planned before the trigger was attached do not fire it; the condition covers them.
            for meal in watch.meals if known else ():
                if now.get(meal.id, set()) - told.get(meal.id, set()):
                    people = sorted(now[meal.id])
                    run_action({"meal": meal_data(meal), "people": people}, f"allergen in {meal.words}")
            told, known = now, True

        return watch.subscribe(look)


TRIGGERS: dict[str, type[Trigger]] = {
    "meal_starts": MealStarts,
    "meal_changed": MealChanged,
    "nothing_planned": NothingPlanned,
    "allergen_planned": AllergenPlanned,
}
