"""What every burner must do, whoever makes it. One suite over stoves, hobs of every preset, and a pot alone."""

from collections.abc import AsyncIterator
from dataclasses import fields
import math

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.hearthtech.burners.burner import Burner
from custom_components.hearthtech.burners.model import (
    Access,
    BurnerEvent,
    BurnerEventKind,
    BurnerRefused,
    BurnerState,
    Capability,
    HeatSource,
    RefusalCode,
)
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.models import async_get_data

from .burners import BENCHES, Bench
from .conftest import MakeStove
from .helpers import permit

FORBIDDEN = {RefusalCode.UNSUPPORTED, RefusalCode.REMOTE_OFF}


@pytest.fixture(params=BENCHES)
async def bench(
    request: pytest.FixtureRequest, hass: HomeAssistant, make_stove: MakeStove
) -> AsyncIterator[Bench]:
    yield await BENCHES[request.param](hass, make_stove)
    await hass.async_block_till_done()
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)


async def refusal(bench: Bench, **order: float | bool) -> RefusalCode:
    """Why an order is not taken."""
    with pytest.raises(BurnerRefused) as why:
        await bench.ask(bench.burner.set(**order, permit=permit(bench.burner.id)))  # type: ignore[arg-type]
    return why.value.code


def needs(bench: Bench, access: Access) -> None:
    """Leave out a burner that can't be reached that far."""
    order = list(Access)
    if order.index(bench.access) < order.index(access):
        pytest.skip(f"its power is {bench.access}")


async def started(bench: Bench, power: float = 1.0) -> None:
    """Heat from here is on."""
    await bench.arm()
    await bench.ask(bench.burner.set(power=power, start=True, permit=permit(bench.burner.id)))
    await bench.until(lambda: bench.burner.state.source is HeatSource.REMOTE)


async def test_it_is_a_burner_and_in_the_directory(bench: Bench) -> None:
    burner = bench.burner
    assert isinstance(burner, Burner)
    stove, _, number = burner.id.rpartition("/")
    assert stove
    assert number == "1"
    assert burner.name
    assert burner.clock_rate >= 1
    assert async_get_data(bench.hass).burners.get(burner.id) is burner
    assert burner.state.available


async def test_what_it_can_do_is_consistent(bench: Bench) -> None:
    can = bench.burner.capabilities
    assert can.power.access is bench.access
    for item in fields(can):
        capability: Capability = getattr(can, item.name)
        if capability.access.writable:
            assert capability.minimum is not None
            assert capability.maximum is not None
            assert capability.minimum < capability.maximum
            assert capability.step is not None
            assert 0 < capability.step <= capability.maximum
    if can.power.access.writable:
        assert (can.power.minimum, can.power.maximum) == (0, 1)


async def test_what_it_can_not_tell_is_unknown_never_zero(bench: Bench) -> None:
    can, state = bench.burner.capabilities, bench.burner.state
    if not can.power.access.readable:
        assert state.power is None
    for name, value in (
        ("pan_temperature", state.pan_temperature_c),
        ("probe_temperature", state.probe_temperature_c),
        ("power_w", state.power_w),
        ("pan", state.pan),
        ("residual_heat", state.residual_heat),
    ):
        if not getattr(can, name).access.readable:
            assert value is None, name
    assert state.source is HeatSource.IDLE


async def test_a_listener_hears_until_it_stops(bench: Bench) -> None:
    needs(bench, Access.READ)
    heard: list[BurnerState] = []
    stop = bench.burner.subscribe(lambda state, _: heard.append(state))
    await bench.turn(1.0)
    assert heard
    stop()
    stop()
    count = len(heard)
    await bench.turn(0.0)
    assert len(heard) == count


async def test_time_never_goes_back(bench: Bench) -> None:
    times = [bench.burner.state.measured_at]
    for _ in range(5):
        await bench.pass_time(7.0)
        times.append(bench.burner.state.measured_at)
    assert times == sorted(times)


async def test_a_hand_is_a_hand(bench: Bench) -> None:
    needs(bench, Access.READ)
    events: list[BurnerEvent] = []
    bench.burner.subscribe(lambda _, event: None if event is None else events.append(event))
    await bench.turn(1.0)
    await bench.until(lambda: bench.burner.state.source is HeatSource.MANUAL)
    await bench.until(lambda: BurnerEventKind.KNOB_TURNED in [event.kind for event in events])
    await bench.turn(0.0)
    await bench.until(lambda: bench.burner.state.source is HeatSource.IDLE)


async def test_a_setpoint_never_implies_a_start(bench: Bench) -> None:
    await bench.arm()
    code = await refusal(bench, power=0.5) if bench.access is not Access.NONE else None
    if bench.access.writable:
        assert code in {RefusalCode.NOT_ON, RefusalCode.OUT_OF_RANGE}
    assert bench.burner.state.source is HeatSource.IDLE


async def test_what_can_only_be_read_refuses_heat(bench: Bench) -> None:
    if bench.access.writable:
        pytest.skip("its power can be set")
    assert await refusal(bench, power=1.0, start=True) in FORBIDDEN


@pytest.mark.parametrize("power", [-0.1, 1.5, math.nan, math.inf])
async def test_nonsense_is_refused(bench: Bench, power: float) -> None:
    await bench.arm()
    code = await refusal(bench, power=power, start=True)
    assert code in {RefusalCode.OUT_OF_RANGE, RefusalCode.INVALID, *FORBIDDEN}
    assert bench.burner.state.source is HeatSource.IDLE


async def test_one_of_power_and_temperature(bench: Bench) -> None:
    await bench.arm()
    for order in ({}, {"power": 0.5, "temperature_c": 80.0}):
        code = await refusal(bench, start=True, **order)
        assert code in {RefusalCode.INVALID, *FORBIDDEN}


async def test_start_change_and_off(bench: Bench) -> None:
    needs(bench, Access.START)
    step = bench.burner.capabilities.power.step or 0.0
    await started(bench)
    await bench.until(lambda: bench.burner.state.power == pytest.approx(1.0, abs=0.01))
    if step < 1:
        await bench.ask(bench.burner.set(power=0.5))
        await bench.until(lambda: abs((bench.burner.state.power or 0) - 0.5) <= step / 2 + 0.01)
        assert bench.burner.state.source is HeatSource.REMOTE
    await bench.ask(bench.burner.off())
    await bench.pass_time(5.0)
    await bench.until(lambda: bench.burner.state.source is HeatSource.IDLE)
    assert not bench.burner.state.power


async def test_off_needs_nothing(bench: Bench) -> None:
    await bench.ask(bench.burner.off())
    await bench.ask(bench.burner.off())
    assert bench.burner.state.source is HeatSource.IDLE
    if bench.access is Access.START:
        await bench.turn(1.0)
        await bench.ask(bench.burner.off())
        await bench.pass_time(5.0)
        await bench.until(lambda: bench.burner.state.source is HeatSource.IDLE)


async def test_off_that_is_not_possible_is_told(bench: Bench) -> None:
    if bench.access is not Access.READ:
        pytest.skip("it can be turned off, or does not heat")
    await bench.turn(1.0)
    with pytest.raises(BurnerRefused) as why:
        await bench.burner.off()
    assert why.value.code is RefusalCode.UNSUPPORTED


async def test_no_power_is_off(bench: Bench) -> None:
    needs(bench, Access.START)
    await started(bench)
    await bench.ask(bench.burner.set(power=0.0))
    await bench.pass_time(5.0)
    await bench.until(lambda: bench.burner.state.source is HeatSource.IDLE)


async def test_a_hand_takes_over_and_keeps_it(bench: Bench) -> None:
    needs(bench, Access.START)
    events: list[BurnerEventKind] = []
    bench.burner.subscribe(lambda _, event: None if event is None else events.append(event.kind))
    await started(bench)
    await bench.pass_time(40.0)
    step = bench.burner.capabilities.power.step or 0.0
    if step >= 1:
        await bench.turn(0.0)
        await bench.until(lambda: bench.burner.state.source is HeatSource.IDLE)
        return
    await bench.turn(1 / 3)
    await bench.until(lambda: bench.burner.state.source is HeatSource.MANUAL)
    await bench.until(lambda: BurnerEventKind.TAKEN_OVER in events)
    assert await refusal(bench, power=0.5) is RefusalCode.MANUAL
    assert await refusal(bench, power=0.5, start=True) is RefusalCode.MANUAL
    assert bench.burner.state.power == pytest.approx(1 / 3, abs=step / 2 + 0.01)


async def test_a_timer_turns_it_off(bench: Bench) -> None:
    needs(bench, Access.START)
    events: list[BurnerEventKind] = []
    bench.burner.subscribe(lambda _, event: None if event is None else events.append(event.kind))
    await bench.arm()
    await bench.ask(bench.burner.set(power=1.0, start=True, timer_s=3.0, permit=permit(bench.burner.id)))
    assert (bench.burner.state.timer_left_s or 3.0) <= 3.0
    await bench.pass_time(8.0)
    await bench.until(lambda: bench.burner.state.source is HeatSource.IDLE)
    await bench.until(lambda: BurnerEventKind.TIMER_DONE in events)
    assert bench.burner.state.timer_left_s is None


async def test_out_of_reach_is_not_available_and_not_zero(bench: Bench) -> None:
    await bench.go()
    state = bench.burner.state
    assert not state.available
    if bench.access.writable:
        assert await refusal(bench, power=1.0, start=True) is RefusalCode.UNAVAILABLE


async def test_it_leaves_the_directory_with_its_entry(bench: Bench) -> None:
    burner_id = bench.burner.id
    for entry in bench.hass.config_entries.async_entries(DOMAIN):
        await bench.hass.config_entries.async_unload(entry.entry_id)
    assert async_get_data(bench.hass).burners.get(burner_id) is None
