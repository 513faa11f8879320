"""Triggers of the meal plan. They fire at the exact second, also for a meal that was planned just before."""

import asyncio
import contextlib
from datetime import datetime, time, timedelta
from typing import Any, Final, cast, override

from homeassistant.const import CONF_AT, CONF_OFFSET, CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.event import async_track_point_in_utc_time, async_track_time_change
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..const import LOGGER
from ..kitchen.changes import PLAN_CHANGES, Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.meal_plan.meal import Meal, MealSlot
from ..models import async_get_data
from ..validators import positive_period, time_of_day
from .meal_plan_cache import plan_watch

CONF_SLOT: Final = "slot"
CONF_WITHIN: Final = "within"
NOON: Final = time(12)

GRACE: Final = timedelta(seconds=1)
"""A meal that started less than this ago still fires, since planning it takes time."""

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
        def fire(meal: Meal) -> None:
            if not self._slots or meal.slot in self._slots:
                run_action({"meal": _payload(meal), "offset": self._offset}, f"meal {meal.words}")

        waiter = _Waiter(self._hass, self._offset, fire)
        stop = async_get_data(self._hass).on_kitchen(waiter.use)

        @callback
        def detach() -> None:
            stop()
            waiter.use(None)

        return detach


class MealChanged(Trigger):
    """Fires when a meal is planned, changed or removed."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Accept no options."""
        return cast("ConfigType", vol.Schema({vol.Optional(CONF_OPTIONS, default=dict): {}})(config))

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Subscribe while a kitchen is loaded, and again when it is reloaded."""
        stops: list[CALLBACK_TYPE] = []
        in_order = asyncio.Lock()

        async def tell(kitchen: Kitchen, change: Change) -> None:
            meal: dict[str, Any] = {"id": change.subject}
            # Reading the meal takes time; changes are reported in their order nevertheless.
            async with in_order:
                if change.kind is not ChangeKind.MEAL_REMOVED:
                    with contextlib.suppress(KitchenError):
                        meal = _payload(await kitchen.meal_plan.get(change.subject))
                what = change.kind.value.removeprefix("meal_")
                run_action({"meal": meal, "change": what}, f"meal {what}")

        @callback
        def follow(kitchen: Kitchen | None) -> None:
            while stops:
                stops.pop()()
            if kitchen is None:
                return

            @callback
            def changed(change: Change) -> None:
                if change.kind in PLAN_CHANGES:
                    self._hass.async_create_task(tell(kitchen, change), "hearthtech meal changed")

            stops.append(kitchen.subscribe(changed))

        stop = async_get_data(self._hass).on_kitchen(follow)

        @callback
        def detach() -> None:
            stop()
            follow(None)

        return detach


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
                    run_action({"meal": _payload(meal), "people": people}, f"allergen in {meal.words}")
            told, known = now, True

        return watch.subscribe(look)


TRIGGERS: dict[str, type[Trigger]] = {
    "meal_starts": MealStarts,
    "meal_changed": MealChanged,
    "nothing_planned": NothingPlanned,
    "allergen_planned": AllergenPlanned,
}


class _Waiter:
    """Waits for the next meal, and restarts when the plan changes."""

    def __init__(self, hass: HomeAssistant, offset: timedelta, fire: Any) -> None:
        self._hass = hass
        self._offset = offset
        self._fire = fire
        self._after = dt_util.utcnow() + offset
        """Meals up to this time have fired, or had started before the waiting began."""
        self._kitchen: Kitchen | None = None
        self._unsubscribe: CALLBACK_TYPE | None = None
        self._cancel: CALLBACK_TYPE | None = None
        self._looks = 0

    @callback
    def use(self, kitchen: Kitchen | None) -> None:
        """Set the kitchen whose meals to wait for, or none."""
        self._stop_waiting()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._kitchen = kitchen
        if kitchen is not None:
            self._unsubscribe = kitchen.subscribe(self._changed)
            self._look()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in PLAN_CHANGES:
            self._look()

    @callback
    def _look(self) -> None:
        self._hass.async_create_task(self._find(), "hearthtech meal trigger")

    async def _find(self) -> None:
        if (kitchen := self._kitchen) is None:
            return
        self._looks += 1
        look = self._looks
        after = max(self._after, dt_util.utcnow() + self._offset - GRACE)
        try:
            meals = await kitchen.meal_plan.next_meals(after)
        except KitchenError as error:
            LOGGER.warning("The meal plan can't be read: %s", error)
            return
        if look != self._looks or kitchen is not self._kitchen:
            return
        self._stop_waiting()
        if not meals:
            return

        @callback
        def due(_: datetime) -> None:
            self._cancel = None
            self._after = meals[0].starts_at
            for meal in meals:
                self._fire(meal)
            self._look()

        self._cancel = async_track_point_in_utc_time(self._hass, due, meals[0].starts_at - self._offset)

    @callback
    def _stop_waiting(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None


def _payload(meal: Meal) -> dict[str, Any]:
    return {
        "id": meal.id,
        "name": meal.words,
        "recipe_id": meal.recipe_id,
        "slot": meal.slot.value,
        "starts_at": dt_util.as_local(meal.starts_at).isoformat(),
        "ends_at": dt_util.as_local(meal.end).isoformat(),
        "servings": meal.servings,
        "leftover_of": meal.leftover_of,
    }
