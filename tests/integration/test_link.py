"""A burner as the kitchen knows it, with a real stove behind it."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.adapters.link_stove.burner import refused
from custom_components.hearthtech.burners.model import (
    Access,
    BurnerEventKind,
    BurnerRefused,
    BurnerState,
    HeatSource,
    PanState,
    RefusalCode,
)
from custom_components.hearthtech.hearth_link.errors import NUMBER, LinkCode, LinkRefused, LinkUnavailable
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.models import async_get_data

from .helpers import until


async def test_the_kitchen_hears_states_and_events(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    burner = async_get_data(hass).burners.get(f"{stove.stove_id}/1")
    assert burner is not None
    assert burner.name == "Front left"
    assert burner.clock_rate == 1
    assert burner.capabilities.power.access is Access.START
    states: list[BurnerState] = []
    kinds: list[BurnerEventKind] = []

    def heard(state: BurnerState, event: object) -> None:
        states.append(state)
        if event is not None:
            kinds.append(event.kind)  # type: ignore[attr-defined]

    stop = burner.subscribe(heard)
    stove.controls.pan(1, water_l=1)
    stove.controls.turn(1, 0.4)
    await until(hass, lambda: burner.state.source is HeatSource.MANUAL)
    await until(hass, lambda: burner.state.pan is PanState.PLACED)
    await until(hass, lambda: {BurnerEventKind.KNOB_TURNED, BurnerEventKind.PAN_PLACED} <= set(kinds))
    assert states[-1].power == pytest.approx(0.4)
    stop()
    stop()
    count = len(states)
    await burner.off()
    await until(hass, lambda: burner.state.source is HeatSource.IDLE)
    assert len(states) == count


async def test_a_stove_that_is_away_refuses_with_unavailable(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    runtime = stove_entry.runtime_data
    burner = runtime.burners[1]
    await stove.stop()
    await until(hass, lambda: not burner.state.available)
    for call in (burner.off, burner.acknowledge, runtime.everything_off):
        with pytest.raises(BurnerRefused) as why:
            await call()
        assert why.value.code is RefusalCode.UNAVAILABLE


@pytest.mark.parametrize("code", NUMBER)
def test_every_refusal_of_a_stove_has_a_word_in_the_kitchen(code: LinkCode) -> None:
    told = refused(LinkRefused(code, {"n": 1}))
    assert told.data == {"n": 1, "link_code": code.value}
    assert told.code.value == code.value or told.code in {
        RefusalCode.BUSY,
        RefusalCode.INVALID,
        RefusalCode.UNSUPPORTED,
    }


def test_a_broken_link_is_unavailable() -> None:
    assert refused(LinkUnavailable("gone")).code is RefusalCode.UNAVAILABLE


async def test_no_power_is_off_whoever_may_drive_it(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    burner = stove_entry.runtime_data.burners[1]
    burner.remote = False
    stove.controls.turn(1, 0.4)
    await until(hass, lambda: burner.state.source is HeatSource.MANUAL)
    await burner.set(power=0.0)
    await until(hass, lambda: burner.state.source is HeatSource.IDLE)
