"""The trigger of the meal plan: to the second, also for what was planned a moment ago."""

from datetime import datetime, timedelta
from typing import Any, Final, cast, override

from homeassistant.const import CONF_OFFSET, CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .calendar import PLAN_CHANGES
from .const import LOGGER
from .data import household
from .kitchen.changes import Change
from .kitchen.errors import KitchenError
from .kitchen.kitchen import Kitchen
from .kitchen.plan.meals import Meal, Slot

CONF_SLOT: Final = "slot"

GRACE: Final = timedelta(seconds=1)
"""A meal whose moment passed this little ago still counts: planning it took that long."""

MEAL_STARTS_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_OPTIONS, default=dict): {
            vol.Optional(CONF_OFFSET, default=timedelta()): cv.positive_time_period,
            vol.Optional(CONF_SLOT, default=list): vol.All(cv.ensure_list, [vol.Coerce(Slot)]),
        },
    }
)


class MealStarts(Trigger):
    """A planned meal starts, or starts in so many minutes."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Check the options."""
        return cast("ConfigType", MEAL_STARTS_SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Keep the options."""
        super().__init__(hass, config)
        options = config.options or {}
        self._offset: timedelta = options[CONF_OFFSET]
        self._slots: list[Slot] = options[CONF_SLOT]

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Wait for meals, for as long as there is a kitchen, and again when it comes back."""

        @callback
        def fire(meal: Meal) -> None:
            if not self._slots or meal.slot in self._slots:
                run_action({"meal": _payload(meal), "offset": self._offset}, f"meal {meal.words}")

        waiter = _Waiter(self._hass, self._offset, fire)
        stop = household(self._hass).on_kitchen(waiter.use)

        @callback
        def detach() -> None:
            stop()
            waiter.use(None)

        return detach


class _Waiter:
    """Waits for the meal that comes next, and looks again whenever the plan changes."""

    def __init__(self, hass: HomeAssistant, offset: timedelta, fire: Any) -> None:
        self._hass = hass
        self._offset = offset
        self._fire = fire
        self._after = dt_util.utcnow() + offset
        """Meals up to here have been told, or were past when the waiting began."""
        self._kitchen: Kitchen | None = None
        self._unsubscribe: CALLBACK_TYPE | None = None
        self._cancel: CALLBACK_TYPE | None = None
        self._looks = 0

    @callback
    def use(self, kitchen: Kitchen | None) -> None:
        """Wait for the meals of this kitchen, or for none."""
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
            meals = await kitchen.next_meals(after)
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
    }
