"""How many states a stove writes, each of which is a row of the recorder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.entities.burner import steady
from custom_components.hearthtech.hearth_link.simulator.manual_controls import ManualControls, OperatedStove
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.stove_options import StoveOptions
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .helpers import state

pytestmark = pytest.mark.usefixtures("enable_all_entities")

ROWS_AN_HOUR_AT_REST = 50
ROWS_A_SECOND_COOKING = 2.0
FRAME_S = 0.25


@dataclass
class FakeLoop:
    """The clock and the timers of an event loop, moved by hand."""

    now: float = 1e6
    due: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, call: Callable[[], None]) -> SimpleNamespace:
        one = (when, call)
        self.due.append(one)
        return SimpleNamespace(cancel=lambda: self.due.remove(one) if one in self.due else None)

    def call_later(self, wait: float, call: Callable[[], None]) -> SimpleNamespace:
        return self.call_at(self.now + wait, call)

    def advance(self, seconds: float) -> None:
        self.now += seconds
        while ready := [one for one in self.due if one[0] <= self.now]:
            for one in ready:
                self.due.remove(one)
                one[1]()


class Rehearsal:
    """Pushes the frames of a simulated stove to the runtime of a loaded one, faster than real time."""

    def __init__(self, hass: HomeAssistant, real: VirtualStove, entry: MockConfigEntry) -> None:
        # The stove itself stands still.
        real.stove.advance = lambda: None  # type: ignore[method-assign]
        self.hass = hass
        self.runtime = entry.runtime_data
        self.loop = FakeLoop()
        self.runtime._loop = self.runtime.updates._loop = self.loop
        self.stove = Stove(
            real.specs, StoveOptions(seed=3), zones=real.zones, clock=self.loop.time, wall=self.loop.time
        )
        self.controls = ManualControls(cast(OperatedStove, SimpleNamespace(stove=self.stove)))
        self.before = {n: burner.report() for n, burner in self.stove.burners.items()}
        self.rows: list[str] = []
        self.frames = 0
        own = {one.entity_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}

        def count(event: Any) -> None:
            if event.data["entity_id"] in own:
                self.rows.append(event.data["entity_id"])

        hass.bus.async_listen(EVENT_STATE_CHANGED, count)

    async def run(self, seconds: float) -> None:
        """Let the stove run for a time, with four frames a second."""
        client = self.runtime.client
        for _ in range(int(seconds / FRAME_S)):
            self.loop.advance(FRAME_S)
            self.stove.advance()
            for n, burner in self.stove.burners.items():
                report = burner.report()
                delta = {name: value for name, value in report.items() if value != self.before[n][name]}
                self.before[n] = report
                if delta:
                    self.frames += 1
                    client._burners[n] = client._burners[n].merged(delta, self.stove.uptime_ms)
                    client.delta = delta
                    self.runtime._push(n)
        await self.hass.async_block_till_done(wait_background_tasks=False)


async def test_a_stove_at_rest_writes_almost_nothing(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    rehearsal = Rehearsal(hass, stove, stove_entry)
    for n in (1, 2):
        rehearsal.controls.pan(n, water_l=1.0)
    await rehearsal.run(60)
    rehearsal.rows.clear()
    rehearsal.frames = 0
    await rehearsal.run(3600)
    assert rehearsal.frames > 3600, "the raw stream has the noise of the sensors"
    assert len(rehearsal.rows) <= ROWS_AN_HOUR_AT_REST


async def test_two_burners_that_cook_write_at_most_two_rows_a_second(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    rehearsal = Rehearsal(hass, stove, stove_entry)
    for n, level in ((1, 1.0), (3, 0.6)):
        rehearsal.controls.pan(n, water_l=1.0)
        rehearsal.controls.turn(n, level)
    await rehearsal.run(5)
    rehearsal.rows.clear()
    await rehearsal.run(900)
    assert 100 < len(rehearsal.rows) <= 900 * ROWS_A_SECOND_COOKING
    # What is shown is near what the stove reports.
    shown = float(state(hass, "sensor", stove, "pan_temperature", 1).state)
    assert shown == int(shown)
    assert abs(shown - rehearsal.before[1]["pan_temperature_c"]) <= 2.0
    power = float(state(hass, "sensor", stove, "power", 1).state)
    assert abs(power - rehearsal.before[1]["power_w"]) <= 100.0
    # Off is shown soon, and the last value too.
    rehearsal.controls.turn(1, 0.0)
    await rehearsal.run(15)
    assert state(hass, "sensor", stove, "state", 1).state == "idle"
    assert float(state(hass, "sensor", stove, "power", 1).state) == 0.0


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        (20.6, None, 21),
        (20.6, 20, 20),
        (21.0, 20, 21),
        (19.1, 20, 20),
        (18.9, 20, 19),
        (0.0, 8, 0),
        (None, 20, None),
        (float("nan"), 20, None),
    ],
)
def test_steady_values(value: float | None, shown: float | None, expected: float | None) -> None:
    assert steady(value, shown, step=1, dead_band=1.0) == expected
