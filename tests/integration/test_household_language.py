"""Names, models and notices in the language of the household, also those that nobody has typed."""

import json
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.adapters.burner_names import usual_names, zone_name
from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.adapters.entity_hob.presets import propose
from custom_components.hearthtech.adapters.link_stove.virtual_stove import virtual_stove
from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.const import CONF_KIND, DOMAIN, EntryKind
from custom_components.hearthtech.entries.kitchen_issues import report_damaged_records, shown_record
from custom_components.hearthtech.hearth_link.simulator.virtual import USUAL
from custom_components.hearthtech.kitchen.storage.damaged_records import _KINDS
from custom_components.hearthtech.voice.replies import has_words, words

from .helpers import until
from .hobs import CELSIUS, FakeHob, manual_clock, mapping, set_up_hob

FOLDER = Path(__file__).parents[2] / "custom_components" / "hearthtech"
LANGUAGES = ("en", "de", "fr", "es", "it")
OTHERS = LANGUAGES[1:]


@pytest.mark.parametrize("language", OTHERS)
def test_no_name_is_english(language: str) -> None:
    english = {name for name, *_ in USUAL}
    names = usual_names(language)
    assert len(set(names)) == len(USUAL)
    assert not english & set(names)
    assert zone_name("2", language) != "Zone 2"
    assert zone_name("2", language, probe=True) not in {"Probe 2", zone_name("2", language)}


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("left_front", "Vorne links"),
        ("front left", "Vorne links"),
        ("Rear-Right", "Hinten rechts"),
        ("center", "Mitte"),
        ("burner_5", "Kochzone 5"),
        ("7", "Kochzone 7"),
        ("right", "Rechts"),
        ("sousvide", "Sousvide"),
        ("left_left", "Left left"),
        ("front_back", "Front back"),
        ("", ""),
        ("wok_1", "Wok 1"),
    ],
)
def test_places_as_integrations_name_them(zone: str, name: str) -> None:
    assert zone_name(zone, "de-CH") == name


def test_english_names_of_a_virtual_stove_are_what_they_were() -> None:
    assert usual_names("en") == tuple(name for name, *_ in USUAL)


async def test_the_burners_of_a_proposed_hob(hass: HomeAssistant) -> None:
    hass.config.language = "fr"
    fake = FakeHob(hass, manual_clock(hass), "lg_thinq")
    for place in ("left_front", "right_rear", "burner_5"):
        fake.add("sensor", f"0-1-2_{place}_power_level", 0)
    proposal = propose(hass, fake.device_id)
    assert proposal is not None
    assert [burner.name for burner in proposal.burners] == ["Foyer 5", "Avant gauche", "Arrière droit"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_virtual_stove(hass: HomeAssistant, language: str) -> None:
    hass.config.language = language
    title = words("title_virtual_stove", language)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=title,
        unique_id="virtual-1",
        data={CONF_KIND: EntryKind.VIRTUAL_STOVE.value},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    registry = dr.async_get(hass)
    stove = virtual_stove(hass, entry.entry_id)
    assert stove is not None
    device = registry.async_get_device_by_identifier((DOMAIN, stove.stove_id), entry.entry_id)
    assert device is not None
    assert device.model == title
    names = [one.name for one in dr.async_child_entries_for_config_entry(registry, entry.entry_id)]
    assert names == list(usual_names(language)[:4])
    # The household can speak of it by that name.
    await until(hass, lambda: assistant(hass).recognizer.exact_name("burner", names[0] or ""))
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_models_and_notices_of_a_hob(hass: HomeAssistant, language: str) -> None:
    hass.config.language = language
    fake = FakeHob(hass, manual_clock(hass))
    probe = fake.add("sensor", "probe", 20, unit=CELSIUS, device_class="temperature")
    entry = await set_up_hob(
        hass,
        mapping(hass, {EntityRole.PROBE: probe}, Control.GUIDE, name="A"),
        mapping(hass, {EntityRole.PROBE: probe}, Control.GUIDE, n=2, name="B"),
    )
    device = dr.async_get(hass).async_get(entry.runtime_data.device_id)
    assert isinstance(device, dr.DeviceEntry)
    assert device.model == words("model_open_pot", language)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"hob_shared_{entry.entry_id}_2")
    assert issue is not None
    texts = json.loads((FOLDER / "translations" / f"{language}.json").read_text("utf-8"))
    role = texts["config"]["step"]["hob_burner"]["data"]["probe"]
    assert (issue.translation_placeholders or {})["entities"] == role
    assert role != "probe"
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("kind", [*(kind for kind, *_ in _KINDS), "session", "timer"])
def test_every_kind_of_damaged_record_has_words(kind: str) -> None:
    assert has_words(f"record_{kind.replace(' ', '_')}")
    assert shown_record(f"{kind} 5f2c", "en") == f"{kind} 5f2c"
    assert shown_record(f"{kind} 5f2c", "de") != f"{kind} 5f2c" or kind in {"timer", "person"}


async def test_damaged_records_are_named_in_the_language_of_the_household(hass: HomeAssistant) -> None:
    hass.config.language = "it"
    report_damaged_records(hass, "1", ["repeating meal 5f2c", "what is this", "timer"])
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "damaged_records_1")
    assert issue is not None
    assert (issue.translation_placeholders or {})["what"] == "pasto ricorrente 5f2c, what is this, timer"
