"""The meal plan, and what is prepared for it, as calendar entities."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.components.calendar.const import (
    EVENT_DESCRIPTION,
    EVENT_END,
    EVENT_RRULE,
    EVENT_START,
    EVENT_SUMMARY,
    CalendarEntityFeature,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_point_in_utc_time, async_track_time_change
from homeassistant.util import dt as dt_util

from .entities.book_entity import BookEntity
from .entities.kitchen_device import kitchen_device
from .errors import translated_errors, user_error
from .kitchen.changes import PLAN_CHANGES, Change
from .kitchen.meal_plan.meal import Meal, slot_at
from .kitchen.meal_plan.preparation_service import PREPARATION_CHANGES, MealPreparation, preparation_title
from .kitchen.meal_plan.rules import WALL, MealRule, wall_of
from .models import KitchenConfigEntry

PARALLEL_UPDATES = 0
PREPARATION_TIME: Final = timedelta(minutes=30)
"""Length of a preparation in the calendar."""
NEXT_WITHIN: Final = timedelta(days=14)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KitchenConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendars of the kitchen's meal plan and of what is prepared for it."""
    async_add_entities([MealPlan(entry), PreparationCalendar(entry)])


def as_event(meal: Meal, rule: MealRule | None = None) -> CalendarEvent:
    """Convert a planned meal to a calendar event. A repeated meal is identified by its rule and its local time."""
    wall = None if rule is None else wall_of(meal.id)
    repeats = rule is not None and wall is not None and wall not in rule.left_out
    return CalendarEvent(
        uid=rule.id if repeats and rule is not None else meal.id,
        recurrence_id=wall.strftime(WALL) if repeats and wall is not None else None,
        rrule=rule.repeats if repeats and rule is not None else None,
        start=dt_util.as_local(meal.starts_at),
        end=dt_util.as_local(meal.end),
        summary=meal.words,
    )


def _meal_id(uid: str, recurrence_id: str | None) -> str:
    return f"{uid}@{recurrence_id}" if recurrence_id else uid


class MealPlan(BookEntity, CalendarEntity):
    """Calendar entity of the meal plan."""

    _attr_translation_key = "meal_plan"
    _attr_supported_features = (
        CalendarEntityFeature.CREATE_EVENT
        | CalendarEntityFeature.DELETE_EVENT
        | CalendarEntityFeature.UPDATE_EVENT
    )

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._event: CalendarEvent | None = None
        self._at_end: CALLBACK_TYPE | None = None
        self._attr_unique_id = f"{entry.entry_id}_meal_plan"
        self._attr_device_info = kitchen_device(entry)

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return the current meal, or else the next one."""
        return self._event

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to changes of the plan."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(self._forget_end)
        await self.update_from_book()

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the meals that overlap a time range."""
        with translated_errors():
            rules = {rule.id: rule for rule in await self._kitchen.meal_plan.rules()}
            meals = await self._kitchen.meal_plan.between(start_date, end_date)
        return [as_event(meal, rules.get(meal.rule or "")) for meal in meals]

    @override
    async def async_create_event(self, **kwargs: Any) -> None:
        """Plan an event that was entered in the calendar, single or repeating.

        If its title is the name of a recipe, that recipe is linked.
        """
        with translated_errors():
            meal = await self._meal(kwargs)
            if repeats := kwargs.get(EVENT_RRULE):
                await self._kitchen.meal_plan.repeat(self._rule(meal, repeats))
            else:
                await self._kitchen.meal_plan.plan(meal)

    @override
    async def async_update_event(
        self,
        uid: str,
        event: dict[str, Any],
        recurrence_id: str | None = None,
        recurrence_range: str | None = None,
    ) -> None:
        """Move or rename one meal, all meals of a rule, or a meal and the following ones of its rule."""
        with translated_errors():
            rule = await self._rule_of(uid)
            if rule is None or (recurrence_id and not recurrence_range):
                known = await self._kitchen.meal_plan.get(_meal_id(uid, recurrence_id))
                await self._kitchen.meal_plan.change(await self._meal(event, known), base=known)
                return
            first = rule.meal(wall_of(_meal_id(uid, recurrence_id)) or rule.first)
            meal = await self._meal(event, first)
            changed = self._rule(meal, event.get(EVENT_RRULE) or rule.repeats)
            await self._kitchen.meal_plan.change_rule(
                replace(changed, id=rule.id, left_out=rule.left_out),
                from_meal=first.id if recurrence_id else None,
            )

    @override
    async def async_delete_event(
        self, uid: str, recurrence_id: str | None = None, recurrence_range: str | None = None
    ) -> None:
        """Delete one meal, all meals of a rule, or a meal and the following ones of its rule."""
        with translated_errors():
            if await self._rule_of(uid) is None or (recurrence_id and not recurrence_range):
                await self._kitchen.meal_plan.remove(_meal_id(uid, recurrence_id))
            else:
                from_meal = _meal_id(uid, recurrence_id) if recurrence_id else None
                await self._kitchen.meal_plan.remove_rule(uid, from_meal=from_meal)

    async def _rule_of(self, uid: str) -> MealRule | None:
        return next((rule for rule in await self._kitchen.meal_plan.rules() if rule.id == uid), None)

    def _rule(self, meal: Meal, repeats: str) -> MealRule:
        return MealRule(
            first=dt_util.as_local(meal.starts_at).replace(tzinfo=None),
            length=meal.end - meal.starts_at,
            time_zone=self.hass.config.time_zone,
            repeats=repeats,
            slot=meal.slot,
            recipe_id=meal.recipe_id,
            words=meal.words,
            servings=meal.servings,
            people=meal.people,
            locked=meal.locked,
        )

    async def _meal(self, event: dict[str, Any], known: Meal | None = None) -> Meal:
        start, end = event[EVENT_START], event[EVENT_END]
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            raise user_error("meal_without_time")
        words = " ".join([event[EVENT_SUMMARY], event.get(EVENT_DESCRIPTION) or ""]).strip()
        names = {name.casefold(): key for key, name in (await self._kitchen.recipes.names()).items()}
        recipe_id = names.get(event[EVENT_SUMMARY].strip().casefold())
        meal = known or Meal(starts_at=start, slot=slot_at(dt_util.as_local(start).time()))
        return replace(meal, starts_at=start, ends_at=end, words=words, recipe_id=recipe_id)

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in PLAN_CHANGES:
            self.update_soon()

    @override
    async def read_book(self) -> Meal | None:
        return await self._kitchen.meal_plan.current_or_next_meal()

    @override
    def show_book(self, found: Meal | None) -> None:
        self._event = None if found is None else as_event(found)
        self._forget_end()
        if found is not None:
            self._at_end = async_track_point_in_utc_time(self.hass, self._ended, found.end)

    async def _ended(self, _: datetime) -> None:
        self._at_end = None
        await self.update_from_book()

    @callback
    def _forget_end(self) -> None:
        if self._at_end is not None:
            self._at_end()
            self._at_end = None


class PreparationCalendar(BookEntity, CalendarEntity):
    """Calendar entity of what is done before planned meals. It follows the plan, and can't be edited."""

    _attr_translation_key = "preparations"

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._event: CalendarEvent | None = None
        self._attr_unique_id = f"{entry.entry_id}_preparation_calendar"
        self._attr_device_info = kitchen_device(entry)

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return the preparation of now, or else the next one that is not done."""
        return self._event

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to changes of the plan and of recipes; the next one is looked for every five minutes."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(
            async_track_time_change(self.hass, self.update_from_book, minute=range(0, 60, 5), second=15)
        )
        await self.update_from_book()

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the preparations that begin in a time range."""
        with translated_errors():
            found = await self._kitchen.preparations.between(start_date, end_date)
        return [self._as_event(one) for one in found]

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in PREPARATION_CHANGES:
            self.update_soon()

    @override
    async def read_book(self) -> MealPreparation | None:
        now = dt_util.utcnow()
        found = await self._kitchen.preparations.between(now - PREPARATION_TIME, now + NEXT_WITHIN)
        return next((one for one in found if not one.done), None)

    @override
    def show_book(self, found: MealPreparation | None) -> None:
        self._event = None if found is None else self._as_event(found)

    def _as_event(self, one: MealPreparation) -> CalendarEvent:
        return CalendarEvent(
            uid=one.id,
            start=dt_util.as_local(one.begin_at),
            end=dt_util.as_local(one.begin_at + PREPARATION_TIME),
            summary=preparation_title(one, self.hass.config.language.partition("-")[0]),
            description=one.words,
        )
