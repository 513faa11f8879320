"""The meal plan as a calendar."""

from datetime import timedelta
import json

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act, until


async def test_the_meal_plan_is_a_calendar(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    start = dt_util.now() + timedelta(hours=2)
    calendar = {"entity_id": "calendar.kitchen_meal_plan"}
    event = {
        "summary": "grandma's chicken soup",
        "start_date_time": start,
        "end_date_time": start + timedelta(hours=1),
    }
    await hass.services.async_call("calendar", "create_event", {**calendar, **event}, blocking=True)
    (meal,) = await loaded_kitchen(hass).meal_plan.next_meals(dt_util.utcnow())
    assert meal.recipe_id == "grandmas-chicken-soup"
    found = await hass.services.async_call(
        "calendar",
        "get_events",
        {**calendar, "start_date_time": start, "duration": {"hours": 3}},
        blocking=True,
        return_response=True,
    )
    assert found is not None
    assert "chicken soup" in json.dumps(found)
    await until(hass, lambda: "message" in hass.states.get("calendar.kitchen_meal_plan").attributes)  # type: ignore[union-attr]
    removed = (await act(hass, "remove_meal", meal=meal.id))["meal"]
    assert removed["id"] == meal.id
    with pytest.raises(ServiceValidationError) as wrong:
        await act(hass, "remove_meal", meal=meal.id)
    assert wrong.value.translation_key == "kitchen_meal_not_found"
    day = {"summary": "Feast", "start_date": start.date(), "end_date": start.date() + timedelta(days=1)}
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call("calendar", "create_event", {**calendar, **day}, blocking=True)


async def test_a_meal_is_moved_and_taken_out_in_the_calendar(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    meal = (await act(hass, "plan_meal", name="Leftovers", starts_at=dt_util.now() + timedelta(hours=1)))[
        "meal"
    ]
    entity = hass.data["entity_components"]["calendar"].get_entity("calendar.kitchen_meal_plan")
    start = dt_util.now() + timedelta(hours=5)
    event = {"dtstart": start, "dtend": start + timedelta(hours=1), "summary": "Late leftovers"}
    await entity.async_update_event(meal["id"], event)
    changed = await loaded_kitchen(hass).meal_plan.get(meal["id"])
    assert changed.words == "Late leftovers"
    await entity.async_delete_event(meal["id"])
    assert await loaded_kitchen(hass).meal_plan.current_or_next_meal() is None
