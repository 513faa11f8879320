"""Foods, corrections and what was eaten: through the actions and sensors of a real Home Assistant."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
import voluptuous as vol

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.diagnostics import async_get_config_entry_diagnostics
from custom_components.hearthtech.kitchen.changes import ChangeKind
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Person, Sex
from custom_components.hearthtech.kitchen.people.store import add_person, remove_person

from .helpers import act


async def welcome(entry: MockConfigEntry, name: str) -> Person:
    """Somebody new at the table."""
    kitchen: Kitchen = entry.runtime_data
    person = Person(name=name, birth_year=1986, sex=Sex.FEMALE)
    added = await kitchen.context.store.write(lambda book: add_person(book, person, kitchen.clock.now()))
    kitchen.context.publish(ChangeKind.PERSON_CHANGED, added.id)
    return added


async def test_foods_are_found_and_a_correction_counts(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    found = (await act(hass, "search_foods", words="parmesan", limit=3))["foods"]
    assert found[0]["contains"] == ["milk"]
    assert found[0]["per_100_g"]["ENERC_KCAL"] > 300
    await act(hass, "correct_food", name="grated cheese", food=str(found[0]["food"]))
    told = await act(hass, "analyze_ingredients", ingredients=["100 g grated cheese"], servings=2)
    assert told["nutrition"]["lines"][0]["number"] == found[0]["food"]
    assert (await act(hass, "forget_food_correction", name="grated cheese")) == {"forgotten": True}
    assert (await act(hass, "forget_food_correction", name="grated cheese")) == {"forgotten": False}


async def test_an_unknown_ingredient_shows_an_interval_and_how_many_are_counted(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    lines = ["200 g spaghetti", "2 tbsp olive oil", "1 cup blorptang"]
    told = await act(hass, "analyze_ingredients", ingredients=lines, servings=2, name="<Pasta> & more")
    energy = told["nutrition"]["per_serving"]["ENERC_KCAL"]
    assert energy["low"] < energy["amount"] < energy["high"]
    assert told["facts"]["counted"].startswith("2 of 3 ingredients counted")
    for form in ("fda", "eu"):
        label = told["facts"]["labels"][form]
        assert "2 of 3 ingredients counted" in label["text"]
        assert "2 of 3 ingredients counted" in label["svg"]
        assert label["svg"].startswith("<svg")
        assert "<Pasta>" not in label["svg"]
    assert told["facts"]["nutri_score"] is None


async def test_lines_in_the_language_of_the_household(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    hass.config.language = "de"
    told = await act(hass, "analyze_ingredients", ingredients=["300 g Mehl"])
    assert told["nutrition"]["lines"][0]["food"].startswith("Wheat flour")
    told = await act(hass, "analyze_ingredients", ingredients=["300 g farine"], language="fr")
    assert told["nutrition"]["lines"][0]["food"].startswith("Wheat flour")


@pytest.mark.parametrize(
    ("action", "data", "key"),
    [
        ("correct_food", {"name": "x", "food": "blorptang"}, "kitchen_food_not_found"),
        ("correct_food", {"name": "!!", "food": "1033"}, "kitchen_invalid"),
        ("log_eaten", {"person": "Nobody", "name": "Toast"}, "kitchen_person_not_found"),
        ("undo_eaten", {"eaten": "nothing"}, "kitchen_portion_not_found"),
        ("get_eaten", {"person": "Nobody"}, "kitchen_person_not_found"),
    ],
)
async def test_what_can_not_be_done_is_said(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, action: str, data: dict[str, str], key: str
) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await act(hass, action, **data)
    assert caught.value.translation_key == key


@pytest.mark.parametrize(
    "data",
    [{"person": "Anna"}, {"person": "Anna", "recipe": "a", "ingredients": ["b"]},
     {"person": "Anna", "name": "a", "portions": 0}, {"person": "Anna", "name": "a", "portions": 101}],
)  # fmt: skip
async def test_what_was_eaten_must_make_sense(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, data: dict[str, object]
) -> None:
    with pytest.raises(vol.Invalid):
        await act(hass, "log_eaten", **data)


async def test_what_was_eaten_is_told_and_can_be_taken_back(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await welcome(kitchen_entry, "Anna")
    logged = await act(
        hass, "log_eaten", person="Anna", recipe="Grandma's Chicken Soup", portions=2, leftover=True
    )
    assert logged["eaten"]["portions"] == 2
    assert logged["eaten"]["leftover"]
    (day,) = (await act(hass, "get_eaten", person="anna"))["days"]
    assert day["day"] == dt_util.now().date().isoformat()
    assert day["reference"] == "person"
    assert 0 < day["shares"]["PROCNT"]["low"] < day["shares"]["PROCNT"]["amount"]
    await act(hass, "undo_eaten", eaten=logged["eaten"]["id"])
    (day,) = (await act(hass, "get_eaten", person="anna"))["days"]
    assert day["eaten"] == []
    first = (dt_util.now() - timedelta(days=6)).date().isoformat()
    week = await act(hass, "get_eaten", person="anna", day=first, until=dt_util.now().date().isoformat())
    assert len(week["days"]) == 7


# Sensors


def sensor(hass: HomeAssistant, entry: MockConfigEntry, person: Person, key: str) -> er.RegistryEntry | None:
    """A sensor of a person in the registry."""
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id("sensor", DOMAIN, f"{entry.entry_id}_{person.id}_eaten_{key}")
    return None if entity_id is None else registry.async_get(entity_id)


def shown(hass: HomeAssistant, entity_id: str) -> State:
    """A state that is there."""
    state = hass.states.get(entity_id)
    assert state is not None
    return state


async def wanted(hass: HomeAssistant, entry: MockConfigEntry, person: Person, key: str) -> str:
    """Turn a person's sensor on, as a user does. Returns its entity id."""
    found = sensor(hass, entry, person, key)
    assert found is not None
    er.async_get(hass).async_update_entity(found.entity_id, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    return found.entity_id


async def test_sensors_of_a_person_are_off_until_wanted_and_follow_what_is_logged(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    anna = await welcome(kitchen_entry, "Anna")
    await hass.async_block_till_done()
    for key in ("energy", "protein", "carbohydrate", "fat", "fiber", "salt"):
        found = sensor(hass, kitchen_entry, anna, key)
        assert found is not None
        assert found.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    energy = await wanted(hass, kitchen_entry, anna, "energy")
    salt = await wanted(hass, kitchen_entry, anna, "salt")
    assert shown(hass, energy).state == "unknown"
    portion = await act(hass, "log_eaten", person="Anna", ingredients=["100 g sugar", "1 g salt"])
    await hass.async_block_till_done()
    state = shown(hass, energy)
    assert float(state.state) == pytest.approx(387 * 0.98, rel=0.01)
    assert state.attributes["state_class"] == "total"
    assert state.attributes["unit_of_measurement"] == "kcal"
    assert state.attributes["last_reset"] == dt_util.start_of_local_day().isoformat()
    assert state.attributes["low"] < float(state.state) < state.attributes["high"]
    assert state.attributes["complete"]
    assert float(shown(hass, salt).state) == pytest.approx(0.387 * 2.5 * 0.98, rel=0.02)
    await act(hass, "undo_eaten", eaten=portion["eaten"]["id"])
    await hass.async_block_till_done()
    assert shown(hass, energy).state == "unknown"


async def test_a_new_day_begins_at_midnight_of_the_household(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("Pacific/Auckland")
    anna = await welcome(kitchen_entry, "Anna")
    await hass.async_block_till_done()
    energy = await wanted(hass, kitchen_entry, anna, "energy")
    await act(hass, "log_eaten", person="Anna", ingredients=["100 g sugar"])
    await hass.async_block_till_done()
    before = shown(hass, energy)
    assert float(before.state) > 0
    freezer.move_to(dt_util.start_of_local_day() + timedelta(days=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    after = shown(hass, energy)
    assert after.state == "unknown"
    assert after.attributes["last_reset"] > before.attributes["last_reset"]


async def test_who_goes_takes_the_sensors_along_and_nothing_is_in_diagnostics(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    anna, ben = await welcome(kitchen_entry, "Annabella"), await welcome(kitchen_entry, "Benjamin")
    await hass.async_block_till_done()
    await act(hass, "log_eaten", person="Annabella", name="Secret cake")
    told = str(await async_get_config_entry_diagnostics(hass, kitchen_entry))
    assert "Annabella" not in told
    assert "Secret cake" not in told
    device = dr.async_get(hass).async_get_child_device_by_identifier(
        (DOMAIN, f"{kitchen_entry.entry_id}/{anna.id}"), kitchen_entry.entry_id
    )
    assert device is not None
    assert device.name == "Annabella"
    kitchen: Kitchen = kitchen_entry.runtime_data
    await kitchen.context.store.write(lambda book: remove_person(book, anna.id, kitchen.clock.now()))
    kitchen.context.publish(ChangeKind.PERSON_REMOVED, anna.id)
    await hass.async_block_till_done()
    assert sensor(hass, kitchen_entry, anna, "energy") is None
    assert sensor(hass, kitchen_entry, ben, "energy") is not None
    await kitchen.context.store.write(lambda book: remove_person(book, ben.id, kitchen.clock.now()))
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    await hass.async_block_till_done()
    assert sensor(hass, kitchen_entry, ben, "energy") is None
