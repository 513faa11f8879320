"""One download holds everything that a report about a hob needs, and nothing personal; the flow refuses what is taken."""

import json
from typing import Any

from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.adapters.entity_hob.report import conclusions_of
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.diagnostics import async_get_config_entry_diagnostics

from .hobs import CELSIUS, FakeHob, lasting, mapping, set_up_hob, the_burner
from .test_config_flow import step
from .test_hob_faults import ask, fake, hob, level, probe  # noqa: F401
from .test_hob_flow import hob_of

SERIAL = "aabbccddeeff"


async def diagnostics(hass: HomeAssistant) -> dict[str, Any]:
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    told = await async_get_config_entry_diagnostics(hass, entry)
    return json.loads(json.dumps(told, default=str))  # type: ignore[no-any-return]


async def test_a_report_by_one_download(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    dr.async_get(hass).async_update_device(
        fake.device_id, manufacturer="Acme", model="IH-4", name_by_user="Nonna's hob", sw_version="1.2"
    )
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.show(probe(fake), 22)
    await fake.pass_time(15.0)
    fake.show(probe(fake), 299)
    await fake.pass_time(2.0)
    fake.show(level(fake), 9)
    await fake.pass_time(2.0)
    await burner.off()
    await fake.pass_time(2.0)
    told = await diagnostics(hass)
    (integration,) = told["integrations"].values()
    (device,) = integration["devices"]
    assert (device["manufacturer"], device["model"], device["sw_version"]) == ("Acme", "IH-4", "1.2")
    one = told["burners"]["1"]
    role = one["roles"]["level"]
    assert (role["domain"], role["integration"], role["state"]) == ("number", "elsewhere", "0")
    assert (role["min"], role["max"], role["step"]) == (0, 9, 1)
    assert one["roles"]["probe"]["unit_of_measurement"] == CELSIUS
    assert one["rejected_readings"]["probe"] >= 1
    assert one["scale"]["step"] == pytest.approx(1 / 9, abs=1e-5)
    happened = [happening["what"] for happening in one["happenings"]]
    for what in ("asked", "shows", "answered", "taken_over", "asked_off", "went_off"):
        assert what in happened, happened
    assert told["data"]["burners"][0]["control"] == "start"


async def test_levels_by_name_are_in_the_report(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    select = fake.add("select", "sel", "Off", options=["Off", "Simmer", "Low", "High"])
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: select}))
    told = await diagnostics(hass)
    assert told["burners"]["1"]["scale"]["levels"] == {"Off": 0, "Simmer": 0.333, "Low": 0.667, "High": 1}


async def test_a_report_holds_nothing_personal(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    entry = er.async_get(hass).async_get_or_create(
        "sensor",
        "inkbird",
        f"{SERIAL}-temperature_probe_1",
        suggested_object_id="pot",
        original_name="Annamaria's probe",
        unit_of_measurement=CELSIUS,
        original_device_class="temperature",
    )
    hass.states.async_set(
        entry.entity_id, "20", {"unit_of_measurement": CELSIUS, "friendly_name": "Annamaria"}
    )
    await set_up_hob(
        hass, mapping(hass, {EntityRole.PROBE: entry.entity_id}, Control.GUIDE, name="Annamaria's burner")
    )
    told = json.dumps(await diagnostics(hass))
    assert "Annamaria" not in told
    assert SERIAL not in told
    assert entry.id not in told


async def test_the_log_of_happenings_is_bounded(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    await hob(fake)
    for n in range(300):
        fake.show(level(fake), n % 9)
        await fake.pass_time(1.0)
    assert len(conclusions_of(the_burner(hass))["happenings"]) <= 60


# The flow


async def test_an_entity_of_another_hob_is_refused(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    await hob(fake)
    flow = await hob_of(hass)
    flow = await step(hass, flow, {"name": "A", "level": level(fake)})
    assert flow["errors"] == {"level": "entity_in_use"}
    other = fake.add("sensor", "probe9", 20, unit=CELSIUS, device_class="temperature")
    flow = await step(hass, flow, {"name": "A", "probe": other})
    assert flow["step_id"] == "hob_burners"


async def test_an_entity_of_another_burner_is_refused(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    flow = await hob_of(hass)
    flow = await step(hass, flow, {"name": "A", "level": level(fake)})
    flow = await step(hass, flow, {"next_step_id": "hob_burner"})
    flow = await step(hass, flow, {"name": "B", "level": level(fake)})
    assert flow["errors"] == {"level": "entity_in_use"}


async def test_all_burners_may_share_the_state_of_the_hob(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    whole = fake.add("sensor", "status", "on")
    second = fake.add("number", "level2", 0, min=0, max=9, step=1)
    flow = await hob_of(hass)
    flow = await step(hass, flow, {"name": "A", "level": level(fake), "appliance": whole})
    flow = await step(hass, flow, {"next_step_id": "hob_burner"})
    flow = await step(hass, flow, {"name": "B", "level": second, "appliance": whole})
    assert flow["step_id"] == "hob_burners"


async def test_our_own_stove_is_refused(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    await hob(fake)
    own = er.async_get(hass).async_get_entity_id("sensor", DOMAIN, "hob-1_1_state")
    assert own is not None
    flow = await hob_of(hass)
    flow = await step(hass, flow, {"name": "A", "state": own})
    assert flow["errors"] == {"state": "own_entity"}
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    flow = await step(hass, flow, {"next_step_id": "hob"})
    flow = await step(hass, flow, {"name": "Ours", "device": entry.runtime_data.device_id})
    assert flow["errors"] == {"device": "own_entity"}


async def test_reconfiguring_keeps_its_own_entities(hass: HomeAssistant, fake: FakeHob) -> None:  # noqa: F811
    await hob(fake)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    flow = await entry.start_reconfigure_flow(hass)  # type: ignore[attr-defined]
    flow = await step(hass, flow, {"next_step_id": "hob_change"})
    flow = await step(hass, flow, {"burner": "1", "remove": False})
    flow = await step(hass, flow, {"name": "A", "level": level(fake), "probe": probe(fake)})
    assert flow["step_id"] == "hob_burners"
    assert lasting(hass, level(fake))
