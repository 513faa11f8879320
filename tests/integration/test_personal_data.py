"""Export and removal of everything that is kept about one person, by actions."""

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_mock_service
import voluptuous as vol

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act, until

NUTS = {Allergen.NUTS: Severity.SEVERE}


def user_context(hass: HomeAssistant, name: str, groups: list[str]) -> Context:
    user = MockUser(name=name, groups=[]).add_to_hass(hass)
    user.is_owner = False
    user.groups = [group for group in hass.auth._store._groups.values() if group.name in groups]
    return Context(user_id=user.id)


async def test_export_and_erase(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    kitchen = loaded_kitchen(hass)
    anna = await kitchen.people.add(Person(name="Anna", allergens=NUTS))
    await until(hass, lambda: len(kitchen_entry.subentries) == 1)
    await act(hass, "add_recipe", name="Soup", ingredients=["200 g lentils"], steps=["Boil for 20 minutes."])
    await act(hass, "log_eaten", person="Anna", recipe="Soup", portions=1)
    await act(hass, "rate_recipe", recipe="Soup", person="Anna", stars=5)
    await act(hass, "add_note", recipe="Soup", words="More salt.", author="Anna S.")
    entities = [
        entity.entity_id
        for entity in er.async_get(hass).entities.values()
        if f"_{anna.id}_" in entity.unique_id
    ]
    assert entities

    told = await act(hass, "export_person", person="Anna", names=["Anna S."])
    assert told["person"]["name"] == "Anna"
    assert {"people", "eaten", "ratings", "notes"} <= set(told["rows"])

    purged = async_mock_service(hass, "recorder", "purge_entities")
    told = await act(hass, "erase_person", person="Anna", names=["Anna S."], confirm=True)
    assert told["deleted"] == {"people": 1, "eaten": 1, "ratings": 1}
    assert told["cleared"]["notes"] == 1
    assert told["history_of"] == sorted(entities)
    assert purged[0].data == {"entity_id": sorted(entities), "keep_days": 0}
    await until(hass, lambda: not kitchen_entry.subentries)
    await until(hass, lambda: all(er.async_get(hass).async_get(one) is None for one in entities))
    with pytest.raises(ServiceValidationError):
        await act(hass, "export_person", person="Anna")


async def test_who_may(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    await loaded_kitchen(hass).people.add(Person(name="Anna", allergens=NUTS))
    member = user_context(hass, "Ben", ["Users"])
    for action, data in (("export_person", {}), ("erase_person", {"confirm": True})):
        with pytest.raises(Unauthorized):
            await hass.services.async_call(
                DOMAIN,
                action,
                {"person": "Anna", **data},
                blocking=True,
                return_response=True,
                context=member,
            )
    assert len(await loaded_kitchen(hass).people.all()) == 1


@pytest.mark.parametrize("data", [{}, {"confirm": False}, {"confirm": True, "names": [{"a": 1}]}], ids=str)
async def test_nothing_is_erased_without_a_clear_order(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, data: dict[str, object]
) -> None:
    await loaded_kitchen(hass).people.add(Person(name="Anna"))
    with pytest.raises(vol.Invalid):
        await act(hass, "erase_person", person="Anna", **data)
    assert len(await loaded_kitchen(hass).people.all()) == 1
