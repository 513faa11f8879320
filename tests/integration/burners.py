"""Test benches for every kind of burner, with manual controls, so that the same tests run on all of them."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Awaitable, Callable
from typing import override

from homeassistant.const import PERCENTAGE
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.adapters.entity_hob.presets import propose
from custom_components.hearthtech.adapters.link_stove.virtual_stove import virtual_stove
from custom_components.hearthtech.burners.burner import Burner
from custom_components.hearthtech.burners.model import Access
from custom_components.hearthtech.const import (
    CONF_BURNER_COUNT,
    CONF_CLOCK_RATE,
    CONF_KIND,
    DOMAIN,
    EntryKind,
)
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.models import async_get_data

from .conftest import MakeStove, set_up_stove
from .helpers import until
from .hobs import CELSIUS, FakeHob, manual_clock, mapping, set_up_hob


class Bench(ABC):
    """A burner under test, with its manual controls."""

    hass: HomeAssistant
    burner: Burner
    access: Access
    """Access to its power."""

    @abstractmethod
    async def turn(self, power: float) -> None:
        """Set a level by hand."""

    @abstractmethod
    async def go(self) -> None:
        """Make the burner unreachable."""

    @abstractmethod
    async def pass_time(self, seconds: float) -> None:
        """Let this many seconds of the burner's time pass."""

    async def arm(self) -> None:
        """Arm the burner by hand, if it requires that. A hob does not."""
        return

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition is true."""
        await until(self.hass, condition)

    async def ask(self, order: Awaitable[None]) -> None:
        """Await a command, while time passes."""
        await order


class StoveBench(Bench):
    """A Hearth Link stove on loopback."""

    access = Access.START

    def __init__(self, hass: HomeAssistant, stove: VirtualStove) -> None:
        self.hass = hass
        self.stove = stove
        burner = async_get_data(hass).burners.get(f"{stove.stove_id}/1")
        assert burner is not None
        self.burner = burner
        stove.controls.pan(1, water_l=1.0)

    @override
    async def turn(self, power: float) -> None:
        self.stove.controls.turn(1, power)
        await self.until(lambda: abs((self.burner.state.power or 0.0) - power) < 0.01)

    @override
    async def go(self) -> None:
        await self.stove.stop()
        await self.until(lambda: not self.burner.state.available)

    @override
    async def arm(self) -> None:
        self.stove.controls.arm()

    @override
    async def pass_time(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.stove.clock_rate)
        await self.hass.async_block_till_done(wait_background_tasks=False)


class HobBench(Bench):
    """A hob built from entities."""

    def __init__(self, hass: HomeAssistant, fake: FakeHob, level: str | None, access: Access) -> None:
        self.hass = hass
        self.fake = fake
        self.level = level
        self.access = access
        self.words: Callable[[float], object] = lambda power: power
        """How a level is shown."""

    @override
    async def turn(self, power: float) -> None:
        assert self.level is not None
        self.fake.show(self.level, self.words(power))
        await self.hass.async_block_till_done()

    @override
    async def go(self) -> None:
        self.fake.all_gone()
        await self.hass.async_block_till_done()

    @override
    async def pass_time(self, seconds: float) -> None:
        await self.fake.pass_time(seconds)

    @override
    async def ask(self, order: Awaitable[None]) -> None:
        """Await a command while the hob takes time to respond."""
        task = asyncio.ensure_future(order)
        for _ in range(130):
            await asyncio.sleep(0)
            await self.hass.async_block_till_done(wait_background_tasks=False)
            if task.done():
                break
            self.fake.clock.advance(1.0)
        await task

    async def set_up(self, control: Control | None = None) -> HobBench:
        """Set up the device as proposed by its preset."""
        proposal = propose(self.hass, self.fake.device_id)
        assert proposal is not None
        first = proposal.burners[0].as_data()
        if control is not None:
            first["control"] = control.value
        entry = MockConfigEntry(
            domain=DOMAIN,
            title="Hob",
            unique_id="hob-1",
            data={CONF_KIND: EntryKind.EXISTING_HOB.value, "burners": [first]},
        )
        entry.add_to_hass(self.hass)
        assert await self.hass.config_entries.async_setup(entry.entry_id)
        await self.hass.async_block_till_done()
        burner = async_get_data(self.hass).burners.get("hob-1/1")
        assert burner is not None
        self.burner = burner
        return self


async def link(hass: HomeAssistant, make_stove: MakeStove) -> Bench:
    """A stove on the network, twenty times as fast as real time."""
    stove = await make_stove(rate=20.0)
    await set_up_stove(hass, stove)
    return StoveBench(hass, stove)


async def virtual(hass: HomeAssistant, make_stove: MakeStove) -> Bench:
    """The virtual stove inside Home Assistant, twenty times as fast as real time."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Virtual stove",
        unique_id="virtual-1",
        data={CONF_KIND: EntryKind.VIRTUAL_STOVE.value, CONF_BURNER_COUNT: 1, CONF_CLOCK_RATE: 20.0},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    stove = virtual_stove(hass, entry.entry_id)
    assert stove is not None
    return StoveBench(hass, stove)


async def miele(hass: HomeAssistant, _: MakeStove) -> Bench:
    """Miele: a read-only enumeration per plate. `homeassistant/components/miele/sensor.py`."""
    fake = FakeHob(hass, manual_clock(hass), "miele")
    steps = ["plate_step_boost", "plate_step_warming", *(f"plate_step_{n}" for n in range(19))]
    plates = [
        fake.add("sensor", f"0001-state_plate_step-{n}", "plate_step_0", device_class="enum", options=steps)
        for n in (1, 2)
    ]
    bench = HobBench(hass, fake, plates[0], Access.READ)
    bench.words = lambda power: f"plate_step_{round(power * 18)}"
    return await bench.set_up()


async def home_connect(hass: HomeAssistant, _: MakeStove) -> Bench:
    """Home Connect: only whether the hob is in use. `homeassistant/components/home_connect/sensor.py`."""
    fake = FakeHob(hass, manual_clock(hass), "home_connect")
    state = fake.add("sensor", "BOSCH-1-BSH.Common.Status.OperationState", "inactive", device_class="enum")
    bench = HobBench(hass, fake, state, Access.READ)
    bench.words = lambda power: "run" if power else "inactive"
    return await bench.set_up()


async def home_connect_local(hass: HomeAssistant, _: MakeStove) -> Bench:
    """Home Connect in the local network: read-only zones with level, state and temperature."""
    fake = FakeHob(hass, manual_clock(hass), "homeconnect_ws")
    options = ["off", "boost", *(f"powerlevel{n}" for n in range(10, 95, 5))]
    level = fake.add("sensor", "1-sensor_hob_zone_1_power_level", "off", device_class="enum", options=options)
    fake.add(
        "sensor", "1-sensor_hob_zone_1_current_temperature", 20, unit=CELSIUS, device_class="temperature"
    )
    bench = HobBench(hass, fake, level, Access.READ)
    bench.words = lambda power: f"powerlevel{round(power * 18) * 5}" if power else "off"
    return await bench.set_up()


async def homewhiz(hass: HomeAssistant, _: MakeStove) -> Bench:
    """HomeWhiz: a select entity per zone, through a cloud with a delay of four seconds."""
    fake = FakeHob(hass, manual_clock(hass), "homewhiz")
    fake.manners.answers_after_s = 4.0
    options = [*(str(n) for n in range(16)), "boost"]
    level = fake.add("select", "hob_zone_1_hob_heater_level", "0", options=options)
    fake.add("binary_sensor", "hob_zone_1_hob_hot", "off")
    fake.add("binary_sensor", "hob_zone_1_hob_pan_info", "on")
    bench = HobBench(hass, fake, level, Access.START)
    bench.words = lambda power: round(power * 15)
    return await bench.set_up(Control.START)


async def smartthings(hass: HomeAssistant, _: MakeStove) -> Bench:
    """SmartThings: a read-only level and mode per burner."""
    fake = FakeHob(hass, manual_clock(hass), "smartthings")
    capability = "samsungce.cooktopHeatingPower"
    level = fake.add("sensor", f"0001_burner-01_{capability}_manualLevel_manualLevel", 0)
    mode = fake.add("sensor", f"0001_burner-01_{capability}_heatingMode_heatingMode", "off")
    bench = HobBench(hass, fake, level, Access.READ)

    def words(power: float) -> object:
        fake.show(mode, "manual" if power else "off")
        return round(power * 15)

    bench.words = words
    return await bench.set_up()


async def lg_thinq(hass: HomeAssistant, _: MakeStove) -> Bench:
    """LG ThinQ: a read-only level and state per zone."""
    fake = FakeHob(hass, manual_clock(hass), "lg_thinq")
    level = fake.add("sensor", "abc_left_front_power_level", 0)
    fake.add("sensor", "abc_right_rear_power_level", 0)
    bench = HobBench(hass, fake, level, Access.READ)
    bench.words = lambda power: round(power * 9)
    return await bench.set_up()


async def tuya(hass: HomeAssistant, _: MakeStove) -> Bench:
    """Tuya induction cooker: a switch, a level, a temperature in °F. Found by the kinds of its entities."""
    fake = FakeHob(hass, manual_clock(hass), "tuya")
    fake.manners.answers_after_s = 1.0
    level = fake.add("number", "tuya.1_power_level", 0, name="Power level", min=0, max=10, step=1)
    fake.add("sensor", "tuya.1_temp_current", 68, name="Temperature", unit="°F", device_class="temperature")
    bench = HobBench(hass, fake, level, Access.START)
    bench.words = lambda power: round(power * 10)
    return await bench.set_up(Control.START)


async def esphome(hass: HomeAssistant, _: MakeStove) -> Bench:
    """A hob converted with ESPHome: percent, a stop button, a probe."""
    fake = FakeHob(hass, manual_clock(hass), "esphome")
    level = fake.add(
        "number",
        "aa-number-burner_1_power",
        0,
        name="Burner 1 power",
        unit=PERCENTAGE,
        min=0,
        max=100,
        step=1,
    )
    fake.add(
        "sensor", "aa-burner_1_probe", 20, name="Burner 1 probe", unit=CELSIUS, device_class="temperature"
    )
    stop = fake.add("button", "aa-burner_1_stop", "unknown", name="Burner 1 stop")
    fake.wire_stop(stop, level)
    bench = HobBench(hass, fake, level, Access.START)
    bench.words = lambda power: round(power * 100)
    return await bench.set_up(Control.START)


async def matter(hass: HomeAssistant, _: MakeStove) -> Bench:
    """Matter: named levels and a switch per cook surface."""
    fake = FakeHob(hass, manual_clock(hass), "matter")
    options = ["Off", "Low", "Medium", "High"]
    level = fake.add("select", "x-1-TemperatureControlSelectedTemperatureLevel-86-4", "Off", options=options)
    fake.add("sensor", "x-1-TemperatureSensor-1026-0", 20, unit=CELSIUS, device_class="temperature")
    bench = HobBench(hass, fake, level, Access.START)
    bench.words = lambda power: options[round(power * 3)]
    return await bench.set_up(Control.START)


async def plug(hass: HomeAssistant, _: MakeStove) -> Bench:
    """A plate on a switched outlet: off or full power."""
    fake = FakeHob(hass, manual_clock(hass))
    switch = fake.add("switch", "plug", "off")
    await set_up_hob(hass, mapping(hass, {EntityRole.SWITCH: switch}))
    bench = HobBench(hass, fake, switch, Access.START)
    bench.words = lambda power: "on" if power else "off"
    burner = async_get_data(hass).burners.get("hob-1/1")
    assert burner is not None
    bench.burner = burner
    return bench


async def open_pot(hass: HomeAssistant, _: MakeStove) -> Bench:
    """A pot with only a thermometer."""
    fake = FakeHob(hass, manual_clock(hass), "thermopro")
    fake.add("sensor", "tp-temperature", 21.5, name="Temperature", unit=CELSIUS, device_class="temperature")
    return await HobBench(hass, fake, None, Access.NONE).set_up()


BENCHES: dict[str, Callable[[HomeAssistant, MakeStove], Awaitable[Bench]]] = {
    make.__name__: make
    for make in (
        link,
        virtual,
        miele,
        home_connect,
        home_connect_local,
        homewhiz,
        smartthings,
        lg_thinq,
        tuya,
        esphome,
        matter,
        plug,
        open_pot,
    )
}
