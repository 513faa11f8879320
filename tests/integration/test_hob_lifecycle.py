"""Hobs over outages, restarts, and entities that go and come back: off is always sent, notices end with their cause."""

import asyncio
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
import pytest

from custom_components.hearthtech.adapters.entity_hob.mapping import EntityRole
from custom_components.hearthtech.burners.model import BurnerRefused, HeatSource, RefusalCode
from custom_components.hearthtech.const import DOMAIN

from .hobs import CELSIUS, FakeHob, mapping, set_up_hob, source, the_burner
from .test_hob_faults import NINE, ask, fake, hob, level, probe  # noqa: F401


def issues(hass: HomeAssistant) -> list[str]:
    return sorted(
        issue.translation_key or "" for issue in ir.async_get(hass).issues.values() if issue.domain == DOMAIN
    )


def kept(hass_storage: dict[str, Any], **burner: Any) -> None:
    """What a hob stored before Home Assistant stopped."""
    key = f"{DOMAIN}.hob-1"
    data = {"burners": {"1": {"level": "", **burner}}}
    hass_storage[key] = {"version": 1, "minor_version": 1, "key": key, "data": data}


# A pending turn-off


@pytest.mark.parametrize("minutes", [1, 29, 31, 40, 600])
@pytest.mark.parametrize("away", [STATE_UNAVAILABLE])
async def test_heat_from_here_goes_off_after_any_outage(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    minutes: int,
    away: str,
) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    shown = fake.says(level(fake))
    fake.show(level(fake), away)
    await fake.pass_time(minutes * 60.0, step=20.0)
    assert ("hob_stays_on" in issues(hass)) is (minutes >= 31)
    fake.calls.clear()
    fake.show(level(fake), shown)
    await fake.pass_time(5.0)
    assert fake.says(level(fake)) == "0"
    assert source(burner) is HeatSource.LATCHED  # the cook has to see why
    await fake.pass_time(120.0, step=10.0)
    assert issues(hass) == []


async def test_off_asked_for_by_a_person_during_an_outage(fake: FakeHob) -> None:  # noqa: F811
    burner = await hob(fake)
    fake.show(level(fake), 6)  # a hand
    await fake.pass_time(2.0)
    fake.show(level(fake), STATE_UNAVAILABLE)
    await fake.pass_time(2.0)
    with pytest.raises(BurnerRefused) as refused:
        await burner.off()
    assert refused.value.code is RefusalCode.UNAVAILABLE
    await fake.pass_time(3 * 3600.0, step=30.0)
    fake.show(level(fake), 6)
    await fake.pass_time(3.0)
    assert fake.says(level(fake)) == "0"


async def test_a_hand_during_an_outage_keeps_its_heat(fake: FakeHob) -> None:  # noqa: F811
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.show(level(fake), STATE_UNAVAILABLE)
    await fake.pass_time(3600.0, step=20.0)
    fake.show(level(fake), 9)
    await fake.pass_time(120.0, step=5.0)
    assert fake.says(level(fake)) == "9"
    assert source(burner) is HeatSource.MANUAL


@pytest.mark.parametrize("asked", ["heat", "hand"])
async def test_a_pending_off_is_sent_after_a_restart(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    asked: str,
) -> None:
    burner = await hob(fake)
    if asked == "heat":
        assert await ask(fake, burner, power=0.5, start=True) is None
    else:
        fake.show(level(fake), 4)
        await fake.pass_time(2.0)
    shown = fake.says(level(fake))
    fake.show(level(fake), STATE_UNAVAILABLE)
    await fake.pass_time(30.0)
    if asked == "hand":
        with pytest.raises(BurnerRefused):
            await burner.off()
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    await hass.config_entries.async_reload(entry.entry_id)
    await fake.pass_time(7200.0, step=60.0)
    fake.calls.clear()
    fake.show(level(fake), shown)
    await fake.pass_time(5.0)
    assert fake.says(level(fake)) == "0"


@pytest.mark.parametrize(
    ("stored", "shown", "expected"),
    [
        ({"owed": {"power": 5 / 9, "target_c": None}}, 5, "0"),
        ({"pending_off": [{"power": 5 / 9, "target_c": None}]}, 5, "0"),
        ({"pending_off": [{"power": None, "target_c": None}]}, 5, "0"),
        ({"pending_off": [{"power": 5 / 9, "target_c": None}]}, 8, "8"),  # a hand has set that since
        ({"owed": None, "pending_off": []}, 5, "5"),
        ({}, 5, "5"),
    ],
)
async def test_what_was_stored_before_a_crash(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    hass_storage: dict[str, Any],
    stored: dict[str, Any],
    shown: int,
    expected: str,
) -> None:
    kept(hass_storage, **stored)
    fake.show(level(fake), STATE_UNAVAILABLE)
    one = mapping(hass, {EntityRole.LEVEL: level(fake)})
    hass_storage[f"{DOMAIN}.hob-1"]["data"]["burners"]["1"]["level"] = one.entities[EntityRole.LEVEL]
    await set_up_hob(hass, one)
    await fake.pass_time(3600.0, step=60.0)
    fake.show(level(fake), shown)
    await fake.pass_time(10.0)
    assert fake.says(level(fake)) == expected
    assert not [call for call in fake.calls if call.data.get("value", 0) != 0]


@pytest.mark.parametrize("gone_for_s", [5.0, 600.0, 7200.0])
async def test_off_reaches_an_entity_that_was_removed_and_added_again(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    gone_for_s: float,
) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    shown = fake.says(level(fake))
    er.async_get(hass).async_remove(level(fake))
    hass.states.async_remove(level(fake))
    await hass.async_block_till_done()
    with pytest.raises(BurnerRefused):
        await burner.off()
    await fake.pass_time(gone_for_s, step=20.0)
    again = fake.add("number", "level", shown, **NINE)
    await fake.pass_time(10.0)
    assert fake.says(again) == "0"
    assert source(burner) in {HeatSource.IDLE, HeatSource.LATCHED}


async def test_off_goes_on_while_the_hob_is_deaf(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.manners.deaf = True
    await burner.off()
    await fake.pass_time(3 * 3600.0, step=30.0)
    assert issues(hass) == ["hob_stays_on"]
    fake.manners.deaf = False
    await fake.pass_time(70.0, step=5.0)
    assert fake.says(level(fake)) == "0"
    assert issues(hass) == []


# Entities that come and go


async def gone(hass: HomeAssistant, *entities: str) -> None:
    for entity in entities:
        er.async_get(hass).async_remove(entity)
        hass.states.async_remove(entity)
    await hass.async_block_till_done()


async def test_entities_are_followed_again(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    burner = await hob(fake)
    for round_no in range(3):
        await gone(hass, level(fake), probe(fake))
        assert issues(hass) == ["hob_entity_missing"]
        fake.add("number", "level", 3 + round_no, **NINE)
        fake.add("sensor", "probe", 30 + round_no, unit=CELSIUS, device_class="temperature")
        await hass.async_block_till_done()
        assert issues(hass) == []
        assert burner.state.probe_temperature_c == 30 + round_no
        assert burner.state.power == pytest.approx((3 + round_no) / 9)
    fake.show(probe(fake), 35)
    await fake.pass_time(2.0)
    assert burner.state.probe_temperature_c == 35


async def test_an_integration_that_gives_another_unique_id(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
) -> None:
    burner = await hob(fake)
    name = probe(fake)
    await gone(hass, name)
    again = er.async_get(hass).async_get_or_create(
        "sensor", "elsewhere", "another-id", suggested_object_id=name.partition(".")[2]
    )
    assert again.entity_id == name
    hass.states.async_set(name, "44", {"unit_of_measurement": CELSIUS})
    await fake.pass_time(2.0)
    assert burner.state.probe_temperature_c == 44
    assert issues(hass) == []


async def test_another_registry_id_after_a_restart(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    await hob(fake)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(entry.entry_id)
    registry = er.async_get(hass)
    registry.async_remove(probe(fake))
    registry.deleted_entities.clear()  # as 30 days later
    fake.add("sensor", "probe", 51, unit=CELSIUS, device_class="temperature")
    await hass.config_entries.async_setup(entry.entry_id)
    await fake.pass_time(2.0)
    assert the_burner(hass).state.probe_temperature_c == 51
    assert issues(hass) == []


async def test_renamed_while_it_heats(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    er.async_get(hass).async_update_entity(level(fake), new_entity_id="number.plate")
    hass.states.async_set("number.plate", "5", dict(NINE))
    hass.states.async_remove(level(fake))
    await fake.pass_time(5.0)
    assert issues(hass) == []
    await burner.off()
    await fake.pass_time(5.0)
    assert fake.says("number.plate") == "0"


async def test_entities_moved_to_another_device(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    await hob(fake)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "source_device": fake.device_id})
    await hass.config_entries.async_reload(entry.entry_id)
    runtime = entry.runtime_data
    assert runtime.burners_made_of(fake.device_id)
    other = dr.async_get(hass).async_get_or_create(
        config_entry_id=fake.entry.entry_id, identifiers={("elsewhere", "new")}
    )
    for entity in (level(fake), probe(fake)):
        er.async_get(hass).async_update_entity(entity, device_id=other.id)
    await hass.async_block_till_done()
    assert runtime.burners_made_of(other.id)
    assert not runtime.burners_made_of(fake.device_id)
    assert issues(hass) == []


async def test_a_disabled_entity_is_reported_until_it_is_enabled(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
) -> None:
    await hob(fake)
    er.async_get(hass).async_update_entity(probe(fake), disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    assert issues(hass) == ["hob_entity_missing"]
    er.async_get(hass).async_update_entity(probe(fake), disabled_by=None)
    await hass.async_block_till_done()
    assert issues(hass) == []


async def test_notices_end_with_the_entry(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    burner = await hob(fake)
    await gone(hass, probe(fake))
    fake.manners.ignores = True
    for _ in range(2):
        assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
    await hass.async_block_till_done()
    assert issues(hass) == ["hob_entity_missing", "hob_ignores"]
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    removing = asyncio.ensure_future(hass.config_entries.async_remove(entry.entry_id))
    await fake.pass_time(30.0)
    await removing
    assert issues(hass) == []


async def test_notices_end_with_the_burner(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    second = fake.add("number", "level2", 0, **NINE)
    await set_up_hob(
        hass,
        mapping(hass, {EntityRole.LEVEL: level(fake)}),
        mapping(hass, {EntityRole.LEVEL: second}, n=2, name="Back"),
    )
    await gone(hass, second)
    assert issues(hass) == ["hob_entity_missing"]
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    data = {**entry.data, "burners": entry.data["burners"][:1]}
    hass.config_entries.async_update_entry(entry, data=data)
    await hass.config_entries.async_reload(entry.entry_id)
    assert issues(hass) == []


# One entity, one burner


async def test_an_entity_of_another_burner_is_not_used(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    one = mapping(hass, {EntityRole.LEVEL: level(fake), EntityRole.PROBE: probe(fake)})
    other = mapping(hass, {EntityRole.LEVEL: level(fake), EntityRole.PROBE: probe(fake)}, n=2, name="Back")
    await set_up_hob(hass, one, other)
    assert issues(hass) == ["hob_shared"]
    assert the_burner(hass).mapping.entities.keys() == {EntityRole.LEVEL, EntityRole.PROBE}
    assert not the_burner(hass, "hob-1/2").mapping.entities


async def test_our_own_entities_are_no_hob(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    await hob(fake)
    own = er.async_get(hass).async_get_entity_id("sensor", DOMAIN, "hob-1_1_state")
    assert own is not None
    await set_up_hob(hass, mapping(hass, {EntityRole.STATE: own}), name="Twice", unique_id="hob-2")
    assert issues(hass) == ["hob_shared"]
    assert not the_burner(hass, "hob-2/1").mapping.entities


# States that contradict each other


async def test_off_with_1800_watts_is_not_believed(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    meter = fake.add("sensor", "watts", 0, unit="W", device_class="power")
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level(fake), EntityRole.POWER: meter}))
    burner = the_burner(hass)
    fake.show(meter, 1800)
    await fake.pass_time(10.0)
    assert issues(hass) == []  # a meter may be late
    await fake.pass_time(30.0)
    assert issues(hass) == ["hob_off_but_heats"]
    assert not burner.known
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.UNAVAILABLE
    fake.calls.clear()
    await burner.off()  # off is always sent
    assert fake.calls
    fake.show(meter, 3)
    await fake.pass_time(5.0)
    assert issues(hass) == []
    assert source(burner) is HeatSource.IDLE


async def test_a_plug_that_is_off_and_draws_power(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    plug = fake.add("switch", "plug", "on")
    meter = fake.add("sensor", "watts", 1.9, unit="kW", device_class="power")
    await set_up_hob(hass, mapping(hass, {EntityRole.SWITCH: plug, EntityRole.POWER: meter}))
    fake.show(plug, "off")
    await fake.pass_time(40.0)
    assert issues(hass) == ["hob_off_but_heats"]
    fake.show(plug, "on")
    await fake.pass_time(2.0)
    assert issues(hass) == []


@pytest.mark.parametrize("word", ["off", "Off", "power_off", "standby", "Inactive", "device_state_off"])
async def test_a_plate_that_stays_on_while_the_hob_is_off(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    word: str,
) -> None:
    whole = fake.add("sensor", "status", "in_use")
    plates = [fake.add("sensor", f"plate{n}", 0) for n in (1, 2)]
    await set_up_hob(
        hass,
        *(
            mapping(hass, {EntityRole.LEVEL: plate, EntityRole.APPLIANCE: whole}, n=n, level_max=9)
            for n, plate in enumerate(plates, start=1)
        ),
    )
    burner = the_burner(hass)
    fake.show(plates[0], 6)
    await fake.pass_time(2.0)
    assert source(burner) is HeatSource.MANUAL
    fake.show(whole, word)
    await fake.pass_time(60.0, step=5.0)
    assert source(burner) is HeatSource.IDLE
    assert burner.state.power == 0
    assert issues(hass) == ["hob_on_but_off"]
    await fake.pass_time(8 * 3600.0, step=600.0)
    assert not burner.forgotten
    fake.show(whole, "in_use")
    await fake.pass_time(2.0)
    assert source(burner) is HeatSource.MANUAL
    assert issues(hass) == []


@pytest.mark.parametrize("word", [STATE_UNAVAILABLE, STATE_UNKNOWN, "not_connected", "on", "failure"])
async def test_an_appliance_that_says_nothing_turns_nothing_off(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    word: str,
) -> None:
    whole = fake.add("sensor", "status", word)
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level(fake), EntityRole.APPLIANCE: whole}))
    fake.show(level(fake), 6)
    await fake.pass_time(60.0)
    assert source(the_burner(hass)) is HeatSource.MANUAL
    assert issues(hass) == []
