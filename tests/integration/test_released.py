"""What a household has stored and automated keeps working: names, ids and answers are those of the fixtures.

The fixtures in `tests/released` were written by release 0.1.0. `HEARTHTECH_RECORD=1` writes `names.json`,
`registry.json` and `answers.json` anew from the present code: do that only for a change that users are told of.
"""

from collections.abc import AsyncIterator
import json
import os
from pathlib import Path
import re
import sqlite3
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.websocket_api.const import DOMAIN as WEBSOCKET_DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er, intent
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.hearthtech.const import CONF_KIND, DOMAIN, KITCHEN_UNIQUE_ID, EntryKind
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

RELEASED = Path(__file__).parents[1] / "released"
FOLDER = Path(__file__).parents[2] / "custom_components" / "hearthtech"
RECORD = bool(os.environ.get("HEARTHTECH_RECORD"))
NOW = "2026-05-04 10:00:00+00:00"

SOUP = "Brno Dill Soup"
SEQUENCE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search_recipes", {"query": "soup"}),
    ("search_recipes", {"query": "stew", "limit": 2}),
    ("get_recipe", {"recipe": SOUP, "details": ["notes", "pictures"]}),
    ("get_recipe", {"recipe": SOUP, "servings": 8}),
    ("get_recipe", {"recipe": SOUP, "version": 1}),
    ("get_family_tree", {"recipe": SOUP}),
    ("compare_recipes", {"recipe": SOUP, "version": 1, "other": SOUP, "other_version": 2}),
    ("get_measures", {}),
    ("analyze_recipe", {"recipe": "Pancakes"}),
    ("analyze_ingredients", {"ingredients": ["200 g spaghetti", "2 tbsp olive oil"], "servings": 2, "name": "Spaghetti"}),
    ("search_foods", {"words": "strawberries", "limit": 3}),
    ("get_eaten", {"person": "Anna", "day": "2026-01-01", "until": "2026-01-20"}),
    ("list_people", {}),
    ("check_recipe", {"recipe": "Pancakes"}),
    ("get_meals", {"start": "2026-05-04", "days": 7}),
    ("get_pantry", {}),
    ("pantry_after", {"recipe": SOUP, "servings": 4}),
    ("get_shopping_list", {}),
    ("find_substitutes", {"food": "2 eggs", "recipe": "Pancakes"}),
    ("export_recipe", {"recipe": "Pancakes", "format": "cooklang"}),
    ("export_recipe", {"recipe": "Pancakes", "format": "json_ld"}),
    ("get_session", {}),
    ("get_session_report", {}),
    ("learn_from_cookings", {"recipe": SOUP}),
    ("add_recipe", {"name": "Toast", "ingredients": ["2 slices bread"], "steps": ["Toast for 3 minutes."], "yield": "2 slices"}),
    ("edit_recipe", {"recipe": "Toast", "ingredients": ["3 slices bread"], "reason": "hunger"}),
    ("tag_recipe", {"recipe": "Toast", "add": ["breakfast"]}),
    ("add_note", {"recipe": "Toast", "words": "Less brown.", "author": "Nonna", "part": "step", "line": 1}),
    ("rate_recipe", {"recipe": "Toast", "stars": 4.5, "person": "Lena"}),
    ("log_cooking", {"recipe": "Toast", "cooked_at": "2026-05-03 18:30:00", "person": "Lena"}),
    ("weigh_measure", {"person": "Nonna", "measure": "pinch", "food": "salt", "grams": 0.4}),
    ("forget_measure", {"person": "Nonna", "measure": "pinch", "food": "salt"}),
    ("correct_food", {"name": "Nonna's cheese", "food": "1033"}),
    ("forget_food_correction", {"name": "Nonna's cheese"}),
    ("set_descent", {"recipe": "Toast", "parent": "Pancakes", "person": "Nonna", "year": 1962}),
    ("forget_descent", {"recipe": "Toast"}),
    ("log_eaten", {"person": "Anna", "recipe": "Toast", "portions": 1.5, "at": "2026-05-04 08:00:00"}),
    ("plan_meal", {"recipe": "Toast", "starts_at": "2026-05-05 08:00:00", "slot": "breakfast", "people": ["Anna"]}),
    ("plan_meal", {"name": "Pizza night", "starts_at": "2026-05-06 19:00:00", "repeats": "FREQ=WEEKLY;COUNT=3"}),
    ("get_meals", {"start": "2026-05-04", "days": 14}),
    ("add_to_pantry", {"name": "Flour", "amount": 500, "unit": "g", "use_by": "2026-05-06", "place": "cupboard"}),
    ("change_pantry", {"item": "Flour", "amount": 400, "unit": "g"}),
    ("get_pantry", {"days": 3}),
    ("remove_from_pantry", {"item": "Flour"}),
    ("add_to_shopping", {"name": "2 kg flour"}),
    ("undo_shopping", {}),
    ("make_shopping_list", {"recipes": ["Pancakes"], "servings": 4}),
    ("import_recipe", {"text": "Pancakes: 2 eggs, 250 ml milk, 125 g flour. Whisk and fry.", "preview": True}),
    ("restore_recipe_version", {"recipe": "Toast", "version": 1}),
    ("erase_recipe", {"recipe": "Toast"}),
    ("bring_back_recipe", {"recipe": "Toast"}),
    ("undo_recipe_change", {"recipe": "Toast"}),
    ("export_plan", {"start": "2026-05-04", "days": 7}),
)  # fmt: skip
"""Actions in the order in which they are called on the released book, with their data."""

RETIRED_EVENTS = ("knob", "pan", "timer", "taken_over", "safety", "boil", "food")
"""Entities whose events each burner now has in one; a repair issue names those that a household had."""

IDS = re.compile(r"\b[0-9a-f]{32}\b|\b[0-9a-f]{64}\b")


def steady(value: object, ids: dict[str, str]) -> Any:
    """Return a response with random ids replaced by numbers in the order of their appearance."""
    return json.loads(
        IDS.sub(lambda found: ids.setdefault(found.group(), f"id-{len(ids)}"), json.dumps(value, default=str))
    )


def compare(name: str, found: object) -> None:
    """Compare with a fixture, or write it when recording."""
    path = RELEASED / name
    if RECORD:
        path.write_text(
            json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
        )
    assert found == json.loads(path.read_text(encoding="utf-8"))


def restore_book(path: Path) -> None:
    """Make a database file from the dump of the released book."""
    connection = sqlite3.connect(path)
    connection.executescript((RELEASED / "household-1.sql").read_text(encoding="utf-8"))
    connection.close()


@pytest.fixture
async def released_kitchen(
    hass: HomeAssistant, tmp_path: Path, freezer: FrozenDateTimeFactory
) -> AsyncIterator[MockConfigEntry]:
    """A kitchen on the released book, at a fixed time."""
    await hass.config.async_set_time_zone("Europe/Prague")
    freezer.move_to(NOW)
    restore_book(tmp_path / "book.db")
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Kitchen",
        unique_id=KITCHEN_UNIQUE_ID,
        data={CONF_KIND: EntryKind.KITCHEN.value, "book": str(tmp_path / "book.db")},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)


async def test_actions_answer_as_the_release_did(
    hass: HomeAssistant, released_kitchen: MockConfigEntry
) -> None:
    ids: dict[str, str] = {}
    answers: list[dict[str, Any]] = []
    for action, data in SEQUENCE:
        try:
            response: object = await hass.services.async_call(
                DOMAIN, action, data, blocking=True, return_response=True
            )
        except (HomeAssistantError, vol.Invalid) as error:
            response = {"error": getattr(error, "translation_key", None) or str(error)}
        answers.append({"action": action, "response": steady(response, ids)})
    compare("answers.json", answers)


async def test_entities_keep_their_unique_ids(
    hass: HomeAssistant, released_kitchen: MockConfigEntry, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    book_ids: dict[str, str] = {}
    found = sorted(
        {
            (
                entity.domain,
                steady(
                    entity.unique_id.replace(stove.stove_id, "STOVE").replace(
                        released_kitchen.entry_id, "KITCHEN"
                    ),
                    book_ids,
                ),
                entity.translation_key or "",
                entity.entity_category or "",
            )
            for entry in (stove_entry, released_kitchen)
            for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        }
    )
    known = {tuple(row) for row in found}
    if RECORD:
        compare("registry.json", [list(row) for row in found])
    released = {tuple(row) for row in json.loads((RELEASED / "registry.json").read_text(encoding="utf-8"))}
    gone = {(domain, unique_id) for domain, unique_id, *_ in released - known}
    assert gone == {
        ("update", "STOVE_firmware"),
        *(("event", f"STOVE_{n}_{key}") for n in range(1, 5) for key in RETIRED_EVENTS),
    }, "entities of the release that are gone or have another id"


async def test_names_that_households_use_are_still_there(
    hass: HomeAssistant, released_kitchen: MockConfigEntry, stove_entry: MockConfigEntry
) -> None:
    translations = json.loads((FOLDER / "translations" / "en.json").read_text(encoding="utf-8"))
    routes = {
        resource.canonical for resource in hass.http.app.router.resources() if DOMAIN in resource.canonical
    }
    found = {
        "actions": sorted(hass.services.async_services_for_domain(DOMAIN)),
        "blueprints": sorted(
            str(path.relative_to(FOLDER)) for path in (FOLDER / "blueprints").rglob("*.yaml")
        ),
        "commands": sorted(name for name in hass.data[WEBSOCKET_DOMAIN] if name.startswith(DOMAIN)),
        "conditions": sorted(load_yaml_dict(FOLDER / "conditions.yaml")),
        "exceptions": sorted(translations["exceptions"]),
        "intents": sorted(
            handler.intent_type
            for handler in intent.async_get(hass)
            if type(handler).__module__.startswith("custom_components.hearthtech")
        ),
        "issues": sorted(translations["issues"]),
        "triggers": sorted(load_yaml_dict(FOLDER / "triggers.yaml")),
        "urls": sorted(routes),
    }
    if RECORD:
        compare("names.json", found)
    released = json.loads((RELEASED / "names.json").read_text(encoding="utf-8"))
    gone = {kind: sorted(set(names) - set(found[kind])) for kind, names in released.items()}
    assert not any(gone.values()), gone
