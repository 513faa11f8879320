"""Cache of the meal plan of the coming days, for conditions, which are synchronous, and triggers that compare."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..const import LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.meal_plan.meal import Meal, MealSlot
from ..kitchen.people.model import Person
from ..models import async_get_data

DAYS_ON: Final = 15
WATCHED: Final = {
    ChangeKind.MEAL_PLANNED,
    ChangeKind.MEAL_CHANGED,
    ChangeKind.MEAL_REMOVED,
    ChangeKind.PERSON_CHANGED,
    ChangeKind.PERSON_REMOVED,
    ChangeKind.RECIPE_CHANGED,
    ChangeKind.FOOD_CORRECTED,
}
"""Changes that affect which meals are planned, or which persons a meal would harm."""


class MealPlanCache:
    """Cache of the meals from today on, and of the persons that each meal would harm."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Subscribe to the kitchen, which may be loaded and unloaded."""
        self._hass = hass
        self._kitchen: Kitchen | None = None
        self._stops: list[CALLBACK_TYPE] = []
        self._listeners: list[CALLBACK_TYPE] = []
        self._looks = 0
        self.known = False
        """Whether the plan could be read."""
        self.meals: Sequence[Meal] = ()
        self.harmed: dict[str, Sequence[Person]] = {}
        """By the id of a meal: the persons who must not eat it."""
        async_get_data(hass).on_kitchen(self._use)

    def planned(self, slots: Sequence[MealSlot], until: datetime) -> list[Meal]:
        """Return the meals that start between now and a given time; of all slots if none is given."""
        now = dt_util.utcnow()
        return [
            meal for meal in self.meals if now <= meal.starts_at < until and (not slots or meal.slot in slots)
        ]

    @callback
    def subscribe(self, listener: CALLBACK_TYPE) -> Callable[[], None]:
        """Call a listener after each reload of the plan. Returns a function that unsubscribes."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def _use(self, kitchen: Kitchen | None) -> None:
        while self._stops:
            self._stops.pop()()
        self._kitchen, self.known, self.meals, self.harmed = kitchen, False, (), {}
        if kitchen is not None:
            self._stops = [
                kitchen.subscribe(self._changed),
                async_track_time_change(self._hass, self._new_day, hour=0, minute=0, second=1),
            ]
            self._look()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in WATCHED:
            self._look()

    @callback
    def _new_day(self, _: datetime) -> None:
        self._look()

    @callback
    def _look(self) -> None:
        self._hass.async_create_task(self._read(), "hearthtech plan watch", eager_start=True)

    async def _read(self) -> None:
        if (kitchen := self._kitchen) is None:
            return
        self._looks += 1
        look = self._looks
        start = dt_util.start_of_local_day()
        try:
            meals = await kitchen.meal_plan.between(start, start + timedelta(days=DAYS_ON))
            harmed = {meal.id: await kitchen.suggestions.harmed_by(meal) for meal in meals}
        except KitchenError as error:
            LOGGER.warning("The meal plan can't be read: %s", error)
            return
        if look != self._looks or kitchen is not self._kitchen:
            return
        self.known, self.meals = True, meals
        self.harmed = {meal_id: people for meal_id, people in harmed.items() if people}
        for listener in tuple(self._listeners):
            listener()


_WATCH: HassKey[MealPlanCache] = HassKey("hearthtech_plan_watch")


@callback
def plan_watch(hass: HomeAssistant) -> MealPlanCache:
    """Return the meal plan cache, creating it on first use."""
    if _WATCH not in hass.data:
        hass.data[_WATCH] = MealPlanCache(hass)
    return hass.data[_WATCH]
