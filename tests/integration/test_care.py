"""Diagnostics, system health, logbook, translations, permissions, calendar: what surrounds the entities."""

from datetime import timedelta
import json
from pathlib import Path
import tomllib
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech import async_remove_config_entry_device
from custom_components.hearthtech.const import CONF_KEY, CONF_KIND, DOMAIN, KITCHEN_UNIQUE_ID, EntryKind
from custom_components.hearthtech.data import household, loaded_kitchen
from custom_components.hearthtech.diagnostics import async_get_config_entry_diagnostics
from custom_components.hearthtech.kitchen.burner import RefusalCode
from custom_components.hearthtech.kitchen.errors import ErrorCode
from custom_components.hearthtech.logbook import EVENT_STOVE, MESSAGES, async_describe_events
from custom_components.hearthtech.plain import plain
from custom_components.hearthtech.stove.messages import EventKind
from custom_components.hearthtech.stove.simulator.virtual import VirtualStove
from custom_components.hearthtech.system_health import system_health_info

from .conftest import set_up_stove, stove_data
from .helpers import act, burner_device, entity_id, state, until

FOLDER = Path(__file__).parents[2] / "custom_components" / "hearthtech"
LANGUAGES = ("en", "de", "fr", "es", "it")


def leaves(tree: dict[str, Any], path: str = "") -> dict[str, str]:
    """Every text of a translation by its path."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        where = f"{path}.{key}" if path else key
        found |= leaves(value, where) if isinstance(value, dict) else {where: value}
    return found


def translation(language: str) -> dict[str, str]:
    return leaves(json.loads((FOLDER / "translations" / f"{language}.json").read_text()))


def placeholders(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    english, other = translation("en"), translation(language)
    assert english.keys() == other.keys()
    for key, text in other.items():
        assert text.strip(), key
        assert placeholders(text) == placeholders(english[key]), key


def test_strings_are_the_english_translation() -> None:
    assert (FOLDER / "strings.json").read_text() == (FOLDER / "translations" / "en.json").read_text()


def test_every_refusal_and_error_has_a_sentence() -> None:
    english = translation("en")
    for code in RefusalCode:
        assert f"exceptions.refused_{code}.message" in english
    for error in ErrorCode:
        assert f"exceptions.kitchen_{error}.message" in english


async def test_every_action_has_description_icon_and_example(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    described = load_yaml_dict(FOLDER / "services.yaml")
    english = translation("en")
    icons = json.loads((FOLDER / "icons.json").read_text())["services"]
    registered = hass.services.async_services_for_domain(DOMAIN)
    assert set(described) >= {"set_burner", "stop", "everything_off"}
    assert set(described) == set(registered)
    for action, about in described.items():
        assert action in icons
        assert f"services.{action}.description" in english
        for name, field in ((about or {}).get("fields") or {}).items():
            assert "example" in field, (action, name)
            assert f"services.{action}.fields.{name}.name" in english


def test_manifest_asks_for_what_the_environment_holds() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    project = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text())
    assert manifest["requirements"] == project["dependency-groups"]["integration"]


async def test_diagnostics_hold_no_secret(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> None:
    told = json.dumps(await async_get_config_entry_diagnostics(hass, stove_entry), default=str)
    for secret in (stove_entry.data[CONF_KEY], stove.stove_id, stove.fingerprint, "127.0.0.1"):
        assert secret not in told
    assert "pan_temperature_c" in told
    kitchen = await async_get_config_entry_diagnostics(hass, kitchen_entry)
    assert kitchen["recipes"] >= 3
    assert "Soup" not in json.dumps(kitchen)


async def test_system_health(
    hass: HomeAssistant, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, "system_health", {})
    told = await system_health_info(hass)
    assert told["kitchen_open"]
    assert told["recipes"] >= 3
    assert (told["stoves"], told["stoves_connected"], told["burners"]) == (1, 1, 4)


def test_every_event_has_a_sentence_in_the_logbook() -> None:
    of_a_hob_without_link = {"turned_off", "out_of_sight"}
    assert set(MESSAGES) == set(EventKind) | of_a_hob_without_link


async def test_the_logbook_says_what_a_hand_did(hass: HomeAssistant) -> None:
    described: dict[str, Any] = {}
    async_describe_events(hass, lambda _domain, event, describe: described.update({event: describe}))
    event = type("Event", (), {"data": {"name": "Front left", "type": "knob_turned", "level": 0.6}})()
    assert described[EVENT_STOVE](event) == {"name": "Front left", "message": "was turned by hand to 60%"}
    event = type("Event", (), {"data": {"name": "Front left", "type": "of_a_newer_stove"}})()
    assert described[EVENT_STOVE](event)["message"] == "of_a_newer_stove"


async def test_a_burner_that_is_there_can_not_be_removed_by_hand(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    assert not await async_remove_config_entry_device(hass, stove_entry, burner_device(hass, stove, 1))
    stale = dr.async_get(hass).async_get_or_create(
        config_entry_id=stove_entry.entry_id, identifiers={(DOMAIN, "gone")}
    )
    assert await async_remove_config_entry_device(hass, stove_entry, stale)


async def test_who_may(
    hass: HomeAssistant,
    stove: VirtualStove,
    stove_entry: MockConfigEntry,
    kitchen_entry: MockConfigEntry,
    hass_admin_user: MockUser,
) -> None:
    call = {"burner": f"{stove.stove_id}/1", "power": 50, "start": True}
    stove.hands.arm()
    stove.hands.pan(1, water_l=1)

    async def refusal(context: Context | None) -> str | None:
        with pytest.raises(ServiceValidationError) as refused:
            await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True, context=context)
        return refused.value.translation_key

    hass.config_entries.async_update_entry(
        kitchen_entry, options={"heat_users": [], "heat_automations": False}
    )
    assert await refusal(Context(user_id=hass_admin_user.id)) == "heat_not_allowed"
    assert await refusal(None) == "heat_not_allowed_automation"
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN, "set_burner", call, blocking=True, context=Context(user_id="nobody")
        )
    options = {"heat_users": [hass_admin_user.id], "heat_automations": False}
    hass.config_entries.async_update_entry(kitchen_entry, options=options)
    allowed = Context(user_id=hass_admin_user.id)
    await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True, context=allowed)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "remote")
    number = entity_id(hass, "number", stove, "power_level", 1)
    lower = {"entity_id": number, "value": 20}
    await hass.services.async_call("number", "set_value", lower, blocking=True)
    await until(hass, lambda: state(hass, "number", stove, "power_level", 1).state == "20.0")
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call("number", "set_value", {**lower, "value": 90}, blocking=True)
    await act(hass, "stop", burner=call["burner"])
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")


async def test_targets(hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry) -> None:
    whole = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, stove.stove_id), stove_entry.entry_id)
    assert whole is not None
    assert len((await act(hass, "stop", burner=whole.id))["burners"]) == 4
    one = entity_id(hass, "sensor", stove, "state", 2)
    assert list((await act(hass, "stop", burner=[one, one]))["burners"]) == [f"{stove.stove_id}/2"]
    with pytest.raises(ServiceValidationError) as wrong:
        await act(hass, "stop", burner="nonsense")
    assert wrong.value.translation_key == "burner_not_found"
    assert stove.stove_id in (await act(hass, "get_arm_state", stove=whole.id))["stoves"]


async def test_without_a_kitchen_its_actions_say_so(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    with pytest.raises(ServiceValidationError) as wrong:
        await act(hass, "search_recipes", query="soup")
    assert wrong.value.translation_key == "no_kitchen"


async def test_the_hands_of_a_virtual_stove(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    entry = MockConfigEntry(
        domain=DOMAIN, title="Virtual", unique_id="virtual-1", data={"kind": "virtual_stove"}
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    runtime = entry.runtime_data

    async def use(gesture: str, **data: Any) -> None:
        call = {"stove": f"{runtime.id}/1", "gesture": gesture, **data}
        await hass.services.async_call(DOMAIN, "use_hands", call, blocking=True)

    await use("arm")
    await use("place_pan", water=1)
    await use("turn_knob", power_level=40)
    await until(hass, lambda: runtime.burner_state(1).source == "manual")
    assert runtime.state.armed
    for gesture in ("lift_pan", "confirm_step", "acknowledge", "disarm", "lock", "unlock"):
        await use(gesture)
    await until(hass, lambda: not runtime.state.armed)
    with pytest.raises(ServiceValidationError) as wrong:
        await use("turn_knob", burner_number=9)
    assert wrong.value.translation_key == "burner_not_found"
    with pytest.raises(ServiceValidationError) as wrong:
        await hass.services.async_call(
            DOMAIN, "use_hands", {"stove": f"{stove.stove_id}/1", "gesture": "arm"}, blocking=True
        )
    assert wrong.value.translation_key == "not_virtual"
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_stove_that_is_away_is_tried_again(hass: HomeAssistant, stove: VirtualStove) -> None:
    entry = await set_up_stove(hass, stove)
    await hass.config_entries.async_unload(entry.entry_id)
    assert len(household(hass).burners) == 0
    await stove.stop()
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY


async def test_a_kitchen_whose_book_is_away_is_tried_again(hass: HomeAssistant, tmp_path: Path) -> None:
    data = {"kind": "kitchen", "book": str(tmp_path)}
    entry = MockConfigEntry(domain=DOMAIN, unique_id="kitchen", data=data)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert household(hass).kitchen is None


async def test_the_meal_plan_is_a_calendar(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    start = dt_util.now() + timedelta(hours=2)
    calendar = {"entity_id": "calendar.kitchen_meal_plan"}
    event = {
        "summary": "grandma's chicken soup",
        "start_date_time": start,
        "end_date_time": start + timedelta(hours=1),
    }
    await hass.services.async_call("calendar", "create_event", {**calendar, **event}, blocking=True)
    (meal,) = await loaded_kitchen(hass).next_meals(dt_util.utcnow())
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
    changed = await loaded_kitchen(hass).meal(meal["id"])
    assert changed.words == "Late leftovers"
    await entity.async_delete_event(meal["id"])
    assert await loaded_kitchen(hass).current_or_next_meal() is None


def test_plain_values() -> None:
    assert plain({RefusalCode.BUSY: (1, {2}, None)}) == {"busy": [1, [2], None]}
    assert plain(dt_util.utc_from_timestamp(0)) == "1970-01-01T00:00:00+00:00"
    assert plain(Path("x")) == "x"


@pytest.mark.parametrize("kind", ["stove", "kitchen"])
async def test_an_entry_of_a_newer_minor_version_is_used_and_left_as_it_is(
    hass: HomeAssistant, stove: VirtualStove, tmp_path: Path, kind: str
) -> None:
    entry = await entry_of(hass, stove, tmp_path, kind, minor_version=7, data={"of_a_newer_version": 1})
    assert entry.state is ConfigEntryState.LOADED
    assert (entry.version, entry.minor_version) == (1, 7)
    assert entry.data["of_a_newer_version"] == 1
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("kind", ["stove", "kitchen"])
async def test_an_entry_of_a_newer_major_version_is_not_guessed_at(
    hass: HomeAssistant, stove: VirtualStove, tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await entry_of(hass, stove, tmp_path, kind, version=2)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert (entry.version, entry.minor_version) == (2, 1)
    assert "higher than the current version" in caplog.text
    assert not stove.server.sessions, "the stove was not even asked"
    assert not (tmp_path / "book.db").exists(), "no book was opened, let alone changed"


async def entry_of(
    hass: HomeAssistant, stove: VirtualStove, folder: Path, kind: str, **version: Any
) -> MockConfigEntry:
    """An entry as another version of HearthTech may have left it, set up."""
    data = version.pop("data", {})
    if kind == "stove":
        data |= await hass.async_add_executor_job(stove_data, hass, stove)
    else:
        data |= {CONF_KIND: EntryKind.KITCHEN.value, "book": str(folder / "book.db")}
    unique_id = stove.stove_id if kind == "stove" else KITCHEN_UNIQUE_ID
    entry = MockConfigEntry(domain=DOMAIN, title=kind, unique_id=unique_id, data=data, **version)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry
