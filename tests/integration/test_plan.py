"""The plan as people use it: calendar, actions, feed, triggers and conditions, blueprints."""

from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er, llm
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from ical.calendar_stream import IcsCalendarStream
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_time_changed,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act, burner_device, entity_id, state, until

type Frozen = FrozenDateTimeFactory


@pytest.fixture(autouse=True)
async def _here(hass: HomeAssistant) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    hass.config.latitude = 52.5


def tomorrow(hour: int) -> datetime:
    return dt_util.start_of_local_day(dt_util.now() + timedelta(days=1)) + timedelta(hours=hour)


async def put(hass: HomeAssistant, name: str, *lines: str, minutes: float = 30) -> str:
    recipe = Recipe(
        id="", name=name, yields=Yield(amount=2), total_time_s=minutes * 60,
        ingredients=tuple(Ingredient(text=line) for line in lines), steps=(Step(text="Cook it."),),
    )  # fmt: skip
    return (await loaded_kitchen(hass).recipes.add(recipe)).id


async def join(hass: HomeAssistant, name: str, **allergens: Severity) -> Person:
    kitchen = loaded_kitchen(hass)
    person = Person(name=name, allergens={Allergen(one): how for one, how in allergens.items()})
    return await kitchen.people.add(person)


def ours(hass: HomeAssistant, entry: MockConfigEntry, domain: str, key: str) -> str:
    found = er.async_get(hass).async_get_entity_id(domain, DOMAIN, f"{entry.entry_id}_{key}")
    assert found is not None
    return found


async def test_a_meal_repeats_from_the_calendar_and_one_of_them_is_moved(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    calendar = ours(hass, kitchen_entry, "calendar", "meal_plan")
    assert await async_setup_component(hass, "calendar", {})
    client = await hass_ws_client(hass)

    async def command(kind: str, **data: Any) -> None:
        await client.send_json_auto_id({"type": f"calendar/event/{kind}", "entity_id": calendar, **data})
        answer = await client.receive_json()
        assert answer["success"], answer

    async def events() -> list[dict[str, Any]]:
        span = {"start_date_time": tomorrow(0), "end_date_time": tomorrow(0) + timedelta(days=5)}
        found = await hass.services.async_call(
            "calendar", "get_events", {ATTR_ENTITY_ID: calendar, **span}, blocking=True, return_response=True
        )
        assert found is not None
        listed: list[dict[str, Any]] = found[calendar]["events"]  # type: ignore[assignment,index,call-overload]
        return listed

    def event(start: datetime, **more: str) -> dict[str, Any]:
        end = start + timedelta(hours=1)
        return {"summary": "Porridge", "dtstart": start.isoformat(), "dtend": end.isoformat(), **more}

    await command("create", event=event(tomorrow(8), rrule="FREQ=DAILY;COUNT=4"))
    assert len(await events()) == 4
    (rule,) = await loaded_kitchen(hass).meal_plan.rules()
    second = (tomorrow(8) + timedelta(days=1)).strftime("%Y%m%dT%H%M%S")
    later = tomorrow(9) + timedelta(days=1)
    await command("update", uid=rule.id, recurrence_id=second, event=event(later))
    assert sorted(datetime.fromisoformat(one["start"]).hour for one in await events()) == [8, 8, 8, 9]
    third = (tomorrow(8) + timedelta(days=2)).strftime("%Y%m%dT%H%M%S")
    await command("delete", uid=rule.id, recurrence_id=third, recurrence_range="THISANDFUTURE")
    assert len(await events()) == 2
    await command("delete", uid=rule.id)
    assert [datetime.fromisoformat(one["start"]).hour for one in await events()] == [9]
    await command("delete", uid=f"{rule.id}@{second}")
    assert await events() == []


async def test_actions_of_the_plan(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    ada = await join(hass, "Ada")
    soup = await put(hass, "Leek soup", "3 leeks")
    made = await act(
        hass, "plan_meal", recipe="Leek soup", starts_at=tomorrow(18), slot="dinner", people=["ada"]
    )
    meal = made["meal"]
    assert (meal["recipe_id"], meal["people"]) == (soup, [ada.id])
    left = await act(hass, "plan_meal", name="Soup again", starts_at=tomorrow(20), leftover_of=meal["id"])
    assert left["meal"]["leftover_of"] == meal["id"]
    assert (await act(hass, "lock_meal", meal=meal["id"]))["meal"]["locked"] is True
    moved = await act(hass, "move_meal", meal=meal["id"], starts_at=tomorrow(19))
    assert datetime.fromisoformat(moved["meal"]["starts_at"]) == tomorrow(19)
    assert len((await act(hass, "get_meals", days=3))["meals"]) == 2
    calendar = IcsCalendarStream.calendar_from_ics((await act(hass, "export_plan"))["icalendar"])
    assert {one.summary for one in calendar.events} == {"Leek soup", "Soup again"}
    rule = await act(hass, "plan_meal", name="Fish", starts_at=tomorrow(12), repeats="FREQ=WEEKLY")
    assert rule["meal"]["rule"] == rule["rule"]
    with pytest.raises(ServiceValidationError):
        await act(hass, "plan_meal", name="Fish", starts_at=tomorrow(12), repeats="FREQ=SECONDLY")
    with pytest.raises(ServiceValidationError):
        await act(hass, "plan_meal", name="Fish", starts_at=tomorrow(12), people=["Nobody"])


async def test_the_feed_is_only_for_those_who_know_it(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator
) -> None:
    await act(hass, "plan_meal", name="Soup", starts_at=tomorrow(18))
    client = await hass_client_no_auth()

    async def asked(path: str) -> HTTPStatus:
        return HTTPStatus((await client.get(path)).status)

    assert await asked("/api/hearthtech/plan/guess.ics") is HTTPStatus.NOT_FOUND
    first = (await act(hass, "open_plan_feed"))["path"]
    answer = await client.get(first)
    assert answer.status == HTTPStatus.OK
    assert answer.content_type == "text/calendar"
    assert "SUMMARY:Soup" in await answer.text()
    second = (await act(hass, "open_plan_feed"))["path"]
    assert await asked(first) is HTTPStatus.NOT_FOUND
    assert await asked(second) is HTTPStatus.OK
    await hass.services.async_call(DOMAIN, "close_plan_feed", {}, blocking=True)
    assert await asked(second) is HTTPStatus.NOT_FOUND
    for odd in (
        "/api/hearthtech/plan/%00.ics",
        "/api/hearthtech/plan/%F0%9F%8D%9D.ics",
        f"/api/hearthtech/plan/{'x' * 4000}.ics",
    ):
        assert await asked(odd) is HTTPStatus.NOT_FOUND


async def test_suggest_propose_accept_and_shop(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    for food in ("leeks", "rice", "potatoes", "carrots", "lentils", "pumpkin", "cabbage"):
        await put(hass, f"Pan of {food}", f"500 g {food}", "1 onion")
    await act(
        hass, "add_to_pantry", name="pumpkin", amount=500, unit="g", use_by=dt_util.now().date().isoformat()
    )
    await loaded_kitchen(hass).profiles.make()
    found = await act(hass, "suggest_meals", use_up=True)
    assert found["answer"] == "found"
    assert [one["name"] for one in found["recipes"]] == ["Pan of pumpkin"]
    assert found["recipes"][0]["reasons"][0]["code"] == "uses_expiring"
    proposal = await act(hass, "propose_week", start=tomorrow(0).date().isoformat(), days=5)
    assert len(proposal["meals"]) == 5
    assert all(one["words"] for meal in proposal["meals"] for one in meal["reasons"])
    accepted = await act(hass, "accept_plan", proposal=proposal["proposal"])
    assert len(accepted["meals"]) == 5
    with pytest.raises(ServiceValidationError):
        await act(hass, "accept_plan", proposal=proposal["proposal"])
    listed = await act(hass, "make_shopping_list", days=7)
    assert any(one["name"] == "onion" for one in listed["items"])


async def test_the_stored_days_before_the_same_dinner_are_used(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    for food in ("leeks", "rice", "potatoes"):
        await put(hass, f"Pan of {food}", f"500 g {food}", "1 onion")
    await loaded_kitchen(hass).profiles.make()
    flow = await hass.config_entries.options.async_init(kitchen_entry.entry_id)
    await hass.config_entries.options.async_configure(
        flow["flow_id"], {"heat_users": [], "heat_automations": False, "again_after": 10}
    )
    start = tomorrow(0).date().isoformat()
    stored = await act(hass, "propose_week", start=start, days=6)
    dishes = [one["recipe_id"] for one in stored["meals"]]
    assert len(set(dishes)) == len(dishes) < 6
    once = await act(hass, "propose_week", start=start, days=6, again_after=2)
    assert len(once["meals"]) == 6


async def automation(hass: HomeAssistant, **config: Any) -> list[Event]:
    """Set up an automation that tells what it was told."""
    told: list[Event] = async_capture_events(hass, "told")
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": [
                {
                    "alias": "plan",
                    "actions": [{"event": "told", "event_data": {"t": "{{ trigger }}"}}],
                    **config,
                }
            ]
        },
    )
    await hass.async_block_till_done()
    assert hass.states.is_state("automation.plan", "on")
    return told


async def switch_off(hass: HomeAssistant, name: str) -> None:
    """An automation that looks at the clock every day must not outlive its test."""
    await hass.services.async_call(
        "automation", "turn_off", {ATTR_ENTITY_ID: f"automation.{name}"}, blocking=True
    )


async def test_the_plan_changes(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    data = {"change": "{{ trigger.change }}", "meal": "{{ trigger.meal }}"}
    told = await automation(
        hass,
        triggers=[{"trigger": "hearthtech.meal_changed"}],
        actions=[{"event": "told", "event_data": data}],
    )
    meal = (await act(hass, "plan_meal", name="Soup", starts_at=tomorrow(18)))["meal"]
    # The meal is read when its change is reported: of one that is gone by then, only the id is known.
    await until(hass, lambda: len(told) == 1)
    await act(hass, "lock_meal", meal=meal["id"])
    await until(hass, lambda: len(told) == 2)
    await act(hass, "remove_meal", meal=meal["id"])
    await until(hass, lambda: len(told) == 3)
    assert [event.data["change"] for event in told] == ["planned", "changed", "removed"]
    assert [event.data["meal"] for event in told] == [meal, {**meal, "locked": True}, {"id": meal["id"]}]


async def test_noon_and_nothing_is_planned(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: Frozen
) -> None:
    told = await automation(
        hass, triggers=[{"trigger": "hearthtech.nothing_planned", "options": {"slot": "dinner"}}],
        conditions=[{"condition": "hearthtech.nothing_is_planned", "options": {"slot": "dinner"}}],
    )  # fmt: skip
    noon = tomorrow(12)
    freezer.move_to(noon)
    async_fire_time_changed(hass, noon)
    await until(hass, lambda: told)
    await act(hass, "plan_meal", name="Soup", starts_at=tomorrow(18), slot="dinner")
    await hass.async_block_till_done()
    freezer.move_to(noon + timedelta(days=1))
    async_fire_time_changed(hass, noon + timedelta(days=1))
    await hass.async_block_till_done()
    assert len(told) == 1
    await switch_off(hass, "plan")


async def make(hass: HomeAssistant, blueprint: str, **inputs: Any) -> None:
    """Make an automation of a blueprint, as a person does in the user interface."""
    await act(hass, "copy_blueprints")
    use = {"path": f"hearthtech/{blueprint}.yaml", "input": inputs}
    assert await async_setup_component(
        hass, "automation", {"automation": [{"alias": blueprint, "use_blueprint": use}]}
    )
    await hass.async_block_till_done()
    assert hass.states.is_state(f"automation.{blueprint}", "on")


def tells(**data: str) -> list[dict[str, Any]]:
    return [{"event": "told", "event_data": data}]


async def at(hass: HomeAssistant, freezer: Frozen, moment: datetime) -> None:
    freezer.move_to(moment)
    async_fire_time_changed(hass, moment)
    await hass.async_block_till_done(wait_background_tasks=False)


async def test_an_allergen_on_the_plan_is_told(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    told = async_capture_events(hass, "told")
    await make(
        hass,
        "allergen_on_plan",
        actions=tells(who="{{ trigger.people | join }}", what="{{ trigger.meal.name }}"),
    )
    await join(hass, "Ada", peanuts=Severity.SEVERE)
    noodles = await put(hass, "Peanut noodles", "100 g peanut butter", "200 g noodles")
    await act(hass, "plan_meal", recipe=noodles, starts_at=tomorrow(18))
    await until(hass, lambda: told)
    assert told[0].data == {"who": "Ada", "what": "Peanut noodles"}


async def test_announce_dinner(hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: Frozen) -> None:
    said = async_mock_service(hass, "assist_satellite", "announce")
    await make(hass, "announce_dinner", satellites={"entity_id": "assist_satellite.kitchen"})
    await act(hass, "plan_meal", name="Soup", starts_at=tomorrow(18), slot="dinner")
    await hass.async_block_till_done()
    await at(hass, freezer, tomorrow(18) - timedelta(minutes=5))
    await until(hass, lambda: said)
    assert said[0].data["message"] == "Soup is ready. Come to the table!"


async def test_thaw_reminder(hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: Frozen) -> None:
    told = async_capture_events(hass, "told")
    await make(hass, "thaw_reminder", actions=tells(what="{{ thaw | join(', ') }}"))
    await act(hass, "add_to_pantry", name="salmon", amount=400, unit="g", place="Freezer, top drawer")
    await act(hass, "add_to_pantry", name="rice", amount=1, unit="kg", place="cupboard")
    dish = await put(hass, "Salmon rice", "300 g salmon", "200 g rice")
    dinner = tomorrow(18) + timedelta(days=1)
    await act(hass, "plan_meal", recipe=dish, starts_at=dinner, slot="dinner", servings=2)
    await hass.async_block_till_done()
    await at(hass, freezer, dinner - timedelta(hours=20))
    await until(hass, lambda: told)
    assert told[0].data["what"] == "salmon"


async def test_nothing_planned_by_noon_suggests(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: Frozen
) -> None:
    told = async_capture_events(hass, "told")
    await make(hass, "nothing_planned_by_noon", actions=tells(what="{{ suggested | count }}"))
    await at(hass, freezer, tomorrow(12))
    await until(hass, lambda: told)
    assert int(told[0].data["what"]) >= 1
    await switch_off(hass, "nothing_planned_by_noon")


async def test_shopping_on_the_way(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    told = async_capture_events(hass, "told")
    pushed = async_capture_events(hass, "call_service")
    await async_setup_component(
        hass, "zone", {"zone": [{"name": "Shop", "latitude": 52.0, "longitude": 13.0, "radius": 100}]}
    )
    Path(hass.config.path(".storage")).mkdir(exist_ok=True)
    local = MockConfigEntry(
        domain="local_todo", data={"todo_list_name": "Groceries", "storage_key": "groceries"}
    )
    local.add_to_hass(hass)
    assert await hass.config_entries.async_setup(local.entry_id)
    hass.states.async_set("person.ada", "not_home", {"latitude": 50.0, "longitude": 13.0})
    dish = await put(hass, "Leek pan", "3 leeks")
    await act(hass, "plan_meal", recipe=dish, starts_at=tomorrow(18))
    await make(
        hass, "shopping_on_the_way", person="person.ada", shop="zone.shop", list="todo.groceries",
        actions=tells(what="{{ to_buy | join }}"),
    )  # fmt: skip
    hass.states.async_set("person.ada", "Shop", {"latitude": 52.0, "longitude": 13.0})
    await until(hass, lambda: told)
    assert told[0].data["what"] == "leeks"
    assert hass.states.get("todo.groceries").state == "1"  # type: ignore[union-attr]
    assert pushed


async def test_preheat_asks_and_needs_an_armed_stove(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    from homeassistant.core import ServiceCall, SupportsResponse

    answers = ["", "yes"]
    asked: list[str] = []

    async def ask(call: ServiceCall) -> dict[str, Any]:
        asked.append(call.data["question"])
        return {"id": answers[len(asked) - 1] or None, "sentence": "", "slots": {}}

    hass.services.async_register(
        "assist_satellite", "ask_question", ask, supports_response=SupportsResponse.ONLY
    )
    await async_setup_component(
        hass, "zone", {"zone": [{"name": "Near", "latitude": 52.0, "longitude": 13.0, "radius": 900}]}
    )
    await make(
        hass, "preheat_on_the_way", person="person.ada", near="zone.near", burner=burner_device(hass, stove, 1).id,
        armed=entity_id(hass, "binary_sensor", stove, "armed"), satellite="assist_satellite.kitchen", temperature=60,
    )  # fmt: skip
    soon = dt_util.now() + timedelta(minutes=30)
    await act(hass, "plan_meal", name="Soup", starts_at=soon, slot="dinner")

    async def comes() -> None:
        hass.states.async_set("person.ada", "not_home", {"latitude": 50.0, "longitude": 13.0})
        await hass.async_block_till_done()
        hass.states.async_set("person.ada", "Near", {"latitude": 52.0, "longitude": 13.0})
        await hass.async_block_till_done()

    await comes()
    assert asked == [], "the stove is not armed"
    stove.controls.arm()
    stove.controls.pan(1, water_l=1)
    await until(hass, lambda: state(hass, "binary_sensor", stove, "armed").state == "on")
    await comes()
    await until(hass, lambda: len(asked) == 1)
    assert state(hass, "sensor", stove, "state", 1).state == "idle", "nobody said yes"
    await comes()
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "remote")
    assert len(asked) == 2


async def test_start_the_slow_step(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    told = async_capture_events(hass, "told")
    quick = await put(hass, "Quick pan", "1 onion", minutes=10)
    stew = await put(hass, "Slow stew", "1 onion", minutes=90)
    await make(
        hass, "start_slow_step", burner=burner_device(hass, stove, 1).id, look_ahead={"hours": 2}, spare={"minutes": 30},
        actions=tells(what="{{ trigger.meal.name }}"),
    )  # fmt: skip
    # Both are due to be looked at a moment from now; the stew needs all of the two hours.
    starts = dt_util.now() + timedelta(hours=2, seconds=1)
    await act(hass, "plan_meal", recipe=quick, starts_at=starts, slot="dinner")
    await act(hass, "plan_meal", recipe=stew, starts_at=starts, slot="dinner")
    await until(hass, lambda: told)
    assert [event.data["what"] for event in told] == ["Slow stew"]
    session = loaded_kitchen(hass).cooking.get()
    assert session.state.dishes[0].plan.recipe_id == stew
    assert state(hass, "sensor", stove, "state", 1).state == "idle", "heat stays with the cook"


async def test_language_models_may_ask_and_add(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    await join(hass, "Ada", peanuts=Severity.SEVERE)
    await put(hass, "Peanut noodles", "100 g peanut butter")
    await put(hass, "Leek pan", "3 leeks")
    await loaded_kitchen(hass).profiles.make()
    context = llm.LLMContext(
        platform="test", context=None, language="en", assistant="conversation", device_id=None
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)

    async def ask(tool: str, **args: Any) -> Any:
        result = await api.async_call_tool(llm.ToolInput(tool_name=f"hearthtech__{tool}", tool_args=args))
        return getattr(result, "data", result)

    found = await ask("suggest_meals")
    names = {one["name"] for one in found["recipes"]}
    assert {"Leek pan", "Peanut noodles"} & names, names
    assert "Peanut noodles" in {
        one["name"] for one in (await ask("suggest_meals", with_ingredients=["peanut butter"]))["recipes"]
    }, "an answer does not depend on what somebody must not eat"
    assert "not checked" in found["note"]
    await ask("add_to_shopping", item="2 kg flour")
    assert [item["amount"] for item in (await ask("shopping_list"))["items"]] == ["2 kg"]
    await act(hass, "add_to_pantry", name="milk")
    assert [item["name"] for item in (await ask("pantry"))["items"]] == ["milk"]
    await act(hass, "plan_meal", name="Soup", starts_at=tomorrow(18))
    assert [meal["name"] for meal in (await ask("planned_meals"))["meals"]] == ["Soup"]


async def test_the_later_meals_of_a_rule_are_removed_and_brought_back(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: Frozen
) -> None:
    planned = await act(
        hass, "plan_meal", name="Fish", starts_at=tomorrow(18), repeats="FREQ=DAILY", slot="dinner"
    )
    first = planned["meal"]["id"]

    async def count() -> int:
        return len((await act(hass, "get_meals", start=str(tomorrow(18))[:10], days=5))["meals"])

    assert await count() == 5
    await act(hass, "remove_meal", meal=first)
    assert await count() == 4
    await act(hass, "bring_back_meal", meal=first)
    await act(hass, "remove_meal", meal=first, following=True)
    assert await count() == 0
    await act(hass, "bring_back_meal", meal=first)
    assert await count() == 5
