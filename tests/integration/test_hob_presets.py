"""What is found on a device: by the unique ids of known integrations, else by the kinds of its entities."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole, HobProposal
from custom_components.hearthtech.adapters.entity_hob.presets import GENERIC, propose

from .hobs import CELSIUS, FakeHob, lasting, manual_clock


def found(fake: FakeHob) -> HobProposal:
    proposal = propose(fake.hass, fake.device_id)
    assert proposal is not None
    return proposal


def test_lg_names_its_places(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "lg_thinq")
    for place in ("left_front", "right_rear", "center", "burner_5"):
        fake.add("sensor", f"0-1-2_{place}_power_level", 0)
        fake.add("sensor", f"0-1-2_{place}_current_state", "initial")
    proposal = found(fake)
    assert proposal.preset == "lg_thinq"
    assert [burner.name for burner in proposal.burners] == ["Zone 5", "Middle", "Front left", "Back right"]
    assert all(burner.level_max == 9 for burner in proposal.burners)
    assert all(burner.control is Control.GUIDE for burner in proposal.burners)
    assert set(proposal.burners[0].entities) == {EntityRole.LEVEL, EntityRole.STATE}


def test_matter_leaves_the_switch_of_the_whole_out(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "matter")
    fake.add("switch", "n-1-MatterPowerToggle-6-0", "off")
    for endpoint in (2, 3):
        target = f"n-{endpoint}-TemperatureControlTemperatureSetpoint-86-0"
        fake.add("number", target, 40, unit=CELSIUS, min=40, max=240)
        fake.add("switch", f"n-{endpoint}-MatterPowerToggle-6-0", "off")
    proposal = found(fake)
    assert [set(burner.entities) for burner in proposal.burners] == [
        {EntityRole.TARGET, EntityRole.SWITCH}
    ] * 2
    assert all(burner.control is Control.ADJUST for burner in proposal.burners)


def test_a_known_integration_without_a_hob_is_guessed(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "smartthings")
    probe = fake.add("sensor", "oven_probe", 60, name="Meat probe", unit=CELSIUS, device_class="temperature")
    proposal = found(fake)
    assert proposal.preset == GENERIC
    assert proposal.burners[0].entities == {EntityRole.PROBE: lasting(hass, probe)}


def test_kinds_of_entities(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "mqtt")
    wanted = {
        EntityRole.LEVEL: fake.add("select", "z1a", "0", name="Zone 1 heat", options=["0", "1", "2", "3"]),
        EntityRole.SWITCH: fake.add("switch", "z1b", "off", name="Zone 1"),
        EntityRole.STOP: fake.add("button", "z1c", "unknown", name="Zone 1 stop"),
        EntityRole.POWER: fake.add("sensor", "z1d", 0, name="Zone 1", unit="W", device_class="power"),
        EntityRole.PAN: fake.add("binary_sensor", "z1e", "off", name="Zone 1 pan"),
        EntityRole.RESIDUAL_HEAT: fake.add("binary_sensor", "z1f", "off", name="Zone 1 hot"),
        EntityRole.PAN_TEMPERATURE: fake.add("sensor", "z1g", 20, name="Zone 1", unit=CELSIUS),
        EntityRole.PROBE: fake.add("sensor", "z1h", 20, name="Zone 1 food", unit=CELSIUS),
        EntityRole.TARGET: fake.add("number", "z1i", 40, name="Zone 1 hold", unit=CELSIUS),
    }
    for name, domain in (
        ("Zone 1 timer", "number"),
        ("Zone 1 child lock", "switch"),
        ("Zone 1 program", "select"),
        ("Zone 1 ambient", "light"),
        ("Zone 1 door", "binary_sensor"),
        ("Zone 1 beep", "button"),
        ("Zone 1 brightness", "number"),
    ):
        fake.add(domain, name, "unknown", name=name)
    fake.add("sensor", "chip", 50, name="Chip temperature", unit=CELSIUS)
    (burner,) = found(fake).burners
    assert burner.name == "Zone 1"
    assert burner.entities == {role: lasting(hass, entity_id) for role, entity_id in wanted.items()}


@pytest.mark.parametrize(
    ("names", "burners"),
    [
        (["Front left power", "Rear right power"], ["Front left", "Back right"]),
        (["Burner 2 level", "Burner 10 level", "Burner 1 level"], ["Zone 1", "Zone 2", "Zone 10"]),
        (["Power level"], ["Zone 1"]),
    ],
)
def test_zones_by_name(hass: HomeAssistant, names: list[str], burners: list[str]) -> None:
    fake = FakeHob(hass, manual_clock(hass), "esphome")
    for place, name in enumerate(names):
        fake.add("number", f"x-{place}", 0, name=name, min=0, max=9)
    assert [burner.name for burner in found(fake).burners] == burners


def test_disabled_entities_and_empty_devices(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "esphome")
    assert propose(hass, fake.device_id) is None
    level = fake.add("number", "level", 0, name="Power level", min=0, max=9)
    er.async_get(hass).async_update_entity(level, disabled_by=er.RegistryEntryDisabler.USER)
    assert propose(hass, fake.device_id) is None
