"""Conditions on the meal plan."""

from datetime import datetime, timedelta
from typing import Any, Final, Unpack, cast, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..kitchen.meal_plan.meal import MealSlot
from ..validators import positive_period
from .meal_plan_cache import plan_watch

CONF_SLOT: Final = "slot"
CONF_WITHIN: Final = "within"

SCHEMA: Final = vol.Schema(
    {
        vol.Optional(CONF_OPTIONS, default=dict): {
            vol.Optional(CONF_WITHIN): positive_period,
            vol.Optional(CONF_SLOT, default=list): vol.All(cv.ensure_list, [vol.Coerce(MealSlot)]),
        },
    }
)


class PlanCondition(Condition):
    """Base class: a condition on the meals that start within a time from now; by default until the end of the day."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return cast("ConfigType", SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Store the options."""
        super().__init__(hass, config)
        options = config.options or {}
        self._watch = plan_watch(hass)
        self._within: timedelta | None = options.get(CONF_WITHIN)
        self._slots: list[MealSlot] = options.get(CONF_SLOT, [])

    def _until(self) -> datetime:
        if self._within is not None:
            return dt_util.utcnow() + self._within
        return dt_util.start_of_local_day(dt_util.now() + timedelta(days=1))

    @override
    async def _async_track_changes(self, action: Any) -> CALLBACK_TYPE:
        return self._watch.subscribe(action)


class MealIsPlanned(PlanCondition):
    """True if a meal is planned."""

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        return bool(self._watch.planned(self._slots, self._until()))


class NothingIsPlanned(PlanCondition):
    """True if no meal is planned; unknown while the plan can't be read."""

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        return self._watch.known and not self._watch.planned(self._slots, self._until())


class AllergenIsPlanned(PlanCondition):
    """True if a planned meal would harm a person who eats it."""

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        return any(meal.id in self._watch.harmed for meal in self._watch.planned(self._slots, self._until()))


CONDITIONS: dict[str, type[Condition]] = {
    "meal_is_planned": MealIsPlanned,
    "nothing_is_planned": NothingIsPlanned,
    "allergen_is_planned": AllergenIsPlanned,
}
