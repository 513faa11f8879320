"""Which thermometer of a device measures food: MEATER, Inkbird, Combustion, ThermoWorks and others, as they register."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.hearthtech.adapters.entity_hob.mapping import EntityRole
from custom_components.hearthtech.adapters.entity_hob.presets import propose

from .hobs import CELSIUS, FakeHob, manual_clock

FAHRENHEIT = "°F"


@dataclass(frozen=True, kw_only=True)
class Registered:
    """An entity as its integration registers it."""

    name: str | None
    unique_id: str
    unit: str | None = CELSIUS
    device_class: str | None = "temperature"
    category: EntityCategory | None = None
    translation_key: str | None = None
    domain: str = "sensor"
    object_id: str = "meater_probe_ambient_grill_surface_target"
    """Says nothing on purpose."""


def add(fake: FakeHob, one: Registered) -> None:
    entry = er.async_get(fake.hass).async_get_or_create(
        one.domain,
        fake.platform,
        one.unique_id,
        suggested_object_id=one.object_id,
        config_entry=fake.entry,
        device_id=fake.device_id,
        original_name=one.name,
        has_entity_name=True,
        unit_of_measurement=one.unit,
        original_device_class=one.device_class,
        entity_category=one.category,
        translation_key=one.translation_key,
    )
    fake.hass.states.async_set(entry.entity_id, "21", {"unit_of_measurement": one.unit})


def entity(name: str | None, unique_id: str, **more: Any) -> Registered:
    return Registered(name=name, unique_id=unique_id, **more)


MAC = "aa:bb:cc:dd:ee:ff"
DIAGNOSTIC = EntityCategory.DIAGNOSTIC
CASES: Mapping[str, tuple[str, list[Registered], list[str]]] = {
    "MEATER": (
        "meater",
        [
            entity("Ambient temperature", "12ab-ambient", translation_key="ambient"),
            entity("Internal temperature", "12ab-internal", translation_key="internal"),
            entity("Target temperature", "12ab-cook_target_temp"),
            entity("Peak temperature", "12ab-cook_peak_temp"),
        ],
        ["12ab-internal"],
    ),
    "MEATER in German": (
        "meater",
        [
            entity("Umgebungstemperatur", "12ab-ambient", translation_key="ambient"),
            entity("Zieltemperatur", "12ab-cook_target_temp", translation_key="cook_target_temp"),
            entity("Innentemperatur", "12ab-internal", translation_key="internal"),
        ],
        ["12ab-internal"],
    ),
    "MEATER Block by MQTT": (
        "mqtt",
        [
            entity(f"MEATER Block Probe {n} {what}", f"block_probe{n}_{what.lower()}")
            for n in (1, 2, 3, 4)
            for what in ("Ambient", "Tip", "Target")
        ],
        [f"block_probe{n}_tip" for n in (1, 2, 3, 4)],
    ),
    "Inkbird IBT-4XS": (
        "inkbird",
        [entity(f"Temperature Probe {n}", f"{MAC}-temperature_probe_{n}") for n in (1, 2, 3, 4)]
        + [entity("Battery", f"{MAC}-battery", unit="%", device_class="battery")],
        [f"{MAC}-temperature_probe_{n}" for n in (1, 2, 3, 4)],
    ),
    "Inkbird IBT-2X in °F": (
        "inkbird",
        [entity(f"Temperature Probe {n}", f"{MAC}-temperature_probe_{n}", unit=FAHRENHEIT) for n in (2, 1)],
        [f"{MAC}-temperature_probe_{n}" for n in (1, 2)],
    ),
    "Inkbird with a body temperature": (
        "inkbird",
        [
            entity("Temperature", f"{MAC}-temperature"),
            entity("External temperature", f"{MAC}-external_temperature"),
        ],
        [f"{MAC}-external_temperature"],
    ),
    "Combustion": (
        "combustion",
        [entity(f"T{n} Temperature", f"1000f_temperature_t{n}") for n in range(1, 9)]
        + [
            entity("Ambient Temperature", "1000f_virtual_ambient"),
            entity("Surface Temperature", "1000f_virtual_surface"),
            entity("Core Temperature", "1000f_virtual_core"),
            entity("Prediction Set Point Temperature", "1000f_prediction_set_point"),
            entity("Estimated Core Temperature", "1000f_estimated_core"),
        ],
        ["1000f_virtual_core"],
    ),
    "ThermoWorks Signals": (
        "thermoworks_cloud",
        [
            entity(name, f"tw_{n}_{key}", unit=FAHRENHEIT)
            for n in (1, 2, 3, 4)
            for name, key in (
                (f"Channel {n} temperature", "temperature"),
                (f"Channel {n} high alarm threshold", "high_alarm"),
                (f"Channel {n} low alarm threshold", "low_alarm"),
            )
        ]
        + [entity("Fan set temperature", "tw_fan_set", unit=FAHRENHEIT)],
        [f"tw_{n}_temperature" for n in (1, 2, 3, 4)],
    ),
    "ToGrill": (
        "togrill",
        [entity(f"Probe {n}", f"tg_temperature_{n}") for n in (1, 2)]
        + [
            entity("Ambient", "tg_ambient_temperature", translation_key="ambient_temperature"),
            entity("Probe 1 target", "tg_temperature_target_1", domain="number"),
            entity("Probe 2 maximum", "tg_temperature_maximum_2", domain="number"),
        ],
        ["tg_temperature_1", "tg_temperature_2"],
    ),
    "Tasmota with two DS18B20": (
        "tasmota",
        [
            entity("DS18B20-1 Temperature", "AABBCC_sensor_sensor_DS18B20-1_Temperature"),
            entity("DS18B20-2 Temperature", "AABBCC_sensor_sensor_DS18B20-2_Temperature"),
            entity("ESP32 Temperature", "AABBCC_sensor_sensor_ESP32_Temperature"),
        ],
        [
            "AABBCC_sensor_sensor_DS18B20-1_Temperature",
            "AABBCC_sensor_sensor_DS18B20-2_Temperature",
        ],
    ),
    "ESPHome": (
        "esphome",
        [
            entity("Pot probe", "aabbcc-sensor-pot_probe"),
            entity("Internal temperature", "aabbcc-sensor-internal_temperature", category=DIAGNOSTIC),
            entity("Uptime", "aabbcc-sensor-uptime", unit="s", device_class="duration"),
        ],
        ["aabbcc-sensor-pot_probe"],
    ),
    "a Zigbee thermometer": (
        "zha",
        [
            entity("Temperature", "00:11-1-1026"),
            entity("Device temperature", "00:11-1-2", category=DIAGNOSTIC),
            entity("Humidity", "00:11-1-1029", unit="%", device_class="humidity"),
        ],
        ["00:11-1-1026"],
    ),
    "Govee with two probes": (
        "govee_ble",
        [
            entity("Temperature Probe 1", f"{MAC}-temperature_probe_1"),
            entity("Temperature Alarm Probe 1", f"{MAC}-temperature_alarm_probe_1"),
            entity("Temperature Probe 2", f"{MAC}-temperature_probe_2"),
            entity("Temperature", f"{MAC}-temperature"),
        ],
        [f"{MAC}-temperature_probe_1", f"{MAC}-temperature_probe_2"],
    ),
    "WLANThermo in German": (
        "wlanthermo",
        [entity(f"Kanal {n} Temperatur", f"wt_kanal{n}") for n in (1, 2)]
        + [entity("Kanal 1 Maximum", "wt_kanal1_max"), entity("Pitmaster Solltemperatur", "wt_soll")],
        ["wt_kanal1", "wt_kanal2"],
    ),
    "French names": (
        "mqtt",
        [
            entity("Température ambiante", "fr_ambiante"),
            entity("Sonde 1", "fr_sonde_1"),
            entity("Sonde 2", "fr_sonde_2"),
            entity("Température cible", "fr_cible"),
        ],
        ["fr_sonde_1", "fr_sonde_2"],
    ),
    "pots by name": (
        "mqtt",
        [entity("Soup temperature", "t_soup"), entity("Milk temperature", "t_milk")],
        ["t_milk", "t_soup"],
    ),
    "a grill probe": (
        "mqtt",
        [entity("Grill probe 1", "g_probe1"), entity("Grill temperature", "g_pit")],
        ["g_probe1"],
    ),
    "no device class, but a unit": (
        "template",
        [entity("Food", "plain", device_class=None)],
        ["plain"],
    ),
    "a unit of something else": (
        "template",
        [
            entity("Probe", "no_unit", unit=None, device_class=None),
            entity("Probe 2", "percent", unit="%", device_class=None),
            entity("Probe 3 delta", "delta", device_class="temperature_delta"),
        ],
        [],
    ),
    "an ambient thermometer alone": ("mqtt", [entity("Ambient temperature", "amb")], []),
}


@pytest.mark.parametrize("case", CASES)
def test_the_thermometers_in_the_food(hass: HomeAssistant, case: str) -> None:
    platform, entities, expected = CASES[case]
    fake = FakeHob(hass, manual_clock(hass), platform)
    for one in entities:
        add(fake, one)
    proposal = propose(hass, fake.device_id)
    registry = er.async_get(hass)
    found = []
    for burner in () if proposal is None else proposal.burners:
        assert burner.entities.keys() == {EntityRole.PROBE}
        assert burner.open_pot
        entity_id = er.async_resolve_entity_id(registry, burner.entities[EntityRole.PROBE])
        assert entity_id is not None
        entry = registry.async_get(entity_id)
        assert entry is not None
        found.append(entry.unique_id)
    assert sorted(found) == sorted(expected)
    names = [] if proposal is None else [burner.name for burner in proposal.burners]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("object_id", ["food_probe_core", "ambient_air"])
@pytest.mark.parametrize("case", CASES)
def test_entity_ids_say_nothing(hass: HomeAssistant, case: str, object_id: str) -> None:
    """The same with entity ids that name only food, or only the air."""
    platform, entities, expected = CASES[case]
    fake = FakeHob(hass, manual_clock(hass), platform)
    for one in entities:
        add(fake, replace(one, object_id=object_id))
    proposal = propose(hass, fake.device_id)
    assert len(() if proposal is None else proposal.burners) == len(expected)


def test_a_hob_with_thermometers(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "esphome")
    for n in (1, 2):
        fake.add("number", f"zone{n}_level", 0, name=f"Zone {n} level", min=0, max=9, step=1)
        add(fake, entity(f"Zone {n} temperature", f"zone{n}_t"))
        add(fake, entity(f"Zone {n} probe", f"zone{n}_p"))
        add(fake, entity(f"Zone {n} ambient temperature", f"zone{n}_a"))
        add(fake, entity(f"Zone {n} target", f"zone{n}_target"))
    proposal = propose(hass, fake.device_id)
    assert proposal is not None
    assert [burner.entities.keys() for burner in proposal.burners] == [
        {EntityRole.LEVEL, EntityRole.PAN_TEMPERATURE, EntityRole.PROBE}
    ] * 2


def test_our_own_stove_is_no_hob(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "hearthtech")
    add(fake, entity("Probe", "own_probe"))
    assert propose(hass, fake.device_id) is None
