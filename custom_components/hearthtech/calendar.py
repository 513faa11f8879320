"""The meal plan as a calendar."""

from dataclasses import replace
from datetime import datetime
from typing import Any, override

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
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.util import dt as dt_util

from .const import DOMAIN, MANUFACTURER
from .data import KitchenConfigEntry
from .errors import translated_errors, user_error
from .kitchen.changes import Change, ChangeKind
from .kitchen.plan.meal import Meal, slot_at
from .kitchen.plan.rules import WALL, MealRule, wall_of

PARALLEL_UPDATES = 0

PLAN_CHANGES = {ChangeKind.MEAL_PLANNED, ChangeKind.MEAL_CHANGED, ChangeKind.MEAL_REMOVED}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KitchenConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the meal plan of the kitchen."""
    async_add_entities([MealPlan(entry)])


def as_event(meal: Meal, rule: MealRule | None = None) -> CalendarEvent:
    """A planned meal as the calendar shows it; one that a repeating rule makes is known by rule and wall time."""
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


class MealPlan(CalendarEntity):
    """What is eaten when."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "meal_plan"
    _attr_supported_features = (
        CalendarEntityFeature.CREATE_EVENT
        | CalendarEntityFeature.DELETE_EVENT
        | CalendarEntityFeature.UPDATE_EVENT
    )

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Belong to the kitchen."""
        self._kitchen = entry.runtime_data
        self._event: CalendarEvent | None = None
        self._at_end: CALLBACK_TYPE | None = None
        self._attr_unique_id = f"{entry.entry_id}_meal_plan"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            translation_key="kitchen",
        )

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """The meal that is going on, else the next."""
        return self._event

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the plan."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(self._forget_end)
        await self._read()

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """The meals that touch a span of time."""
        with translated_errors():
            rules = {rule.id: rule for rule in await self._kitchen.rules()}
            meals = await self._kitchen.meals_between(start_date, end_date)
        return [as_event(meal, rules.get(meal.rule or "")) for meal in meals]

    @override
    async def async_create_event(self, **kwargs: Any) -> None:
        """Plan what was typed into the calendar, once or repeating; the name of a recipe brings the recipe."""
        with translated_errors():
            meal = await self._meal(kwargs)
            if repeats := kwargs.get(EVENT_RRULE):
                await self._kitchen.repeat_meal(self._rule(meal, repeats))
            else:
                await self._kitchen.plan_meal(meal)

    @override
    async def async_update_event(
        self,
        uid: str,
        event: dict[str, Any],
        recurrence_id: str | None = None,
        recurrence_range: str | None = None,
    ) -> None:
        """Move or rename a meal, all meals of a rule, or one of them and those after it."""
        with translated_errors():
            rule = await self._rule_of(uid)
            if rule is None or (recurrence_id and not recurrence_range):
                known = await self._kitchen.meal(_meal_id(uid, recurrence_id))
                await self._kitchen.change_meal(await self._meal(event, known))
                return
            first = rule.meal(wall_of(_meal_id(uid, recurrence_id)) or rule.first)
            meal = await self._meal(event, first)
            changed = self._rule(meal, event.get(EVENT_RRULE) or rule.repeats)
            await self._kitchen.change_rule(
                replace(changed, id=rule.id, left_out=rule.left_out),
                from_meal=first.id if recurrence_id else None,
            )

    @override
    async def async_delete_event(
        self, uid: str, recurrence_id: str | None = None, recurrence_range: str | None = None
    ) -> None:
        """Take a meal out of the plan, all meals of a rule, or one of them and those after it."""
        with translated_errors():
            if await self._rule_of(uid) is None or (recurrence_id and not recurrence_range):
                await self._kitchen.remove_meal(_meal_id(uid, recurrence_id))
            else:
                from_meal = _meal_id(uid, recurrence_id) if recurrence_id else None
                await self._kitchen.remove_rule(uid, from_meal=from_meal)

    async def _rule_of(self, uid: str) -> MealRule | None:
        return next((rule for rule in await self._kitchen.rules() if rule.id == uid), None)

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
        names = {name.casefold(): key for key, name in (await self._kitchen.recipe_names()).items()}
        recipe_id = names.get(event[EVENT_SUMMARY].strip().casefold())
        meal = known or Meal(starts_at=start, slot=slot_at(dt_util.as_local(start).time()))
        return replace(meal, starts_at=start, ends_at=end, words=words, recipe_id=recipe_id)

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in PLAN_CHANGES:
            self.hass.async_create_task(self._read(), eager_start=True)

    async def _read(self) -> None:
        meal = await self._kitchen.current_or_next_meal()
        self._event = None if meal is None else as_event(meal)
        self._forget_end()
        if meal is not None:
            self._at_end = async_track_point_in_utc_time(self.hass, self._ended, meal.end)
        self.async_write_ha_state()

    async def _ended(self, _: datetime) -> None:
        self._at_end = None
        await self._read()

    @callback
    def _forget_end(self) -> None:
        if self._at_end is not None:
            self._at_end()
            self._at_end = None
