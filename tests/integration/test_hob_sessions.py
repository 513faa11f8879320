"""Cooking on a hob out of entities, and on a thermometer alone: guided, held, watched, kept."""

import asyncio
from collections.abc import AsyncIterator

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.adapters.entity_hob.burner import EntityBurner
from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HelpLevel,
    HumanGate,
    Phenomenon,
    PhenomenonGoal,
    Step,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.sessions.events import KnobTurned, Noticed, Sampled
from custom_components.hearthtech.kitchen.sessions.model import DishPlan, SensedKind, Waiting
from custom_components.hearthtech.models import async_get_data

from .helpers import event_types, permit
from .hobs import CELSIUS, FakeHob, manual_clock, mapping, set_up_hob

SOUP = (
    Step(text="Warm it.", heat=Heat(power=0.6), goal=TemperatureGoal(celsius=60.0), needs_hands=False),
    Step(
        text="Let it boil.",
        heat=Heat(power=1.0),
        goal=PhenomenonGoal(phenomenon=Phenomenon.BOILS),
        needs_hands=False,
    ),
    Step(text="Simmer.", heat=Heat(power=0.3), goal=DurationGoal(seconds=120.0), needs_hands=False),
    Step(text="Taste.", goal=HumanGate(words="until it smells like Sunday")),
)


class Pot:
    """A liter of water on a burner that shows what a probe in it would."""

    def __init__(self, fake: FakeHob, level: str | None) -> None:
        self.fake = fake
        self.level = level
        self.probe = fake.add("sensor", "probe", 20.0, unit=CELSIUS, device_class="temperature")
        self.celsius = 20.0
        self.power = 0.0
        """What heats the pot where no entity tells."""

    async def cook(self, seconds: float) -> None:
        """Let it cook, with a report every second."""
        for second in range(int(seconds)):
            power = self.power if self.level is None else float(self.fake.says(self.level)) / 9
            self.celsius += 0.4 * power - 0.001 * (self.celsius - 20.0)
            self.celsius = min(self.celsius, 100.0)
            shown = self.celsius + 0.03 * (second % 2)
            self.fake.show(self.probe, round(shown, 2))
            self.fake.clock.advance(1.0)
            await self.fake.hass.async_block_till_done()
            await self._written()

    async def _written(self) -> None:
        """The journal is written in a thread: time stands still until it is, or until an order is out."""
        burner = async_get_data(self.fake.hass).burners.get("hob-1/1")
        assert isinstance(burner, EntityBurner)
        kitchen = async_get_data(self.fake.hass).kitchen
        assert kitchen is not None
        async with asyncio.timeout(10):
            while any(session._tasks for session in kitchen.sessions.active) and burner._heat.due is None:
                await asyncio.sleep(0.001)


@pytest.fixture
async def kitchen(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> AsyncIterator[Kitchen]:
    """A kitchen whose sessions keep the time of the hob."""
    clock = manual_clock(hass)
    opened: Kitchen = kitchen_entry.runtime_data
    opened.sessions._clock = clock
    yield opened
    await hass.async_block_till_done()
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)


def fake_hob(hass: HomeAssistant, kitchen: Kitchen) -> FakeHob:
    clock = kitchen.sessions._clock
    return FakeHob(hass, clock)  # type: ignore[arg-type]


async def test_guided_on_a_hob_that_can_only_be_read(hass: HomeAssistant, kitchen: Kitchen) -> None:
    fake = fake_hob(hass, kitchen)
    level = fake.add("sensor", "level", 0)
    pot = Pot(fake, level)
    entities = {EntityRole.LEVEL: level, EntityRole.PROBE: pot.probe}
    await set_up_hob(hass, mapping(hass, entities, Control.GUIDE, level_max=9))
    plan = DishPlan(id="1", name="Soup", steps=SOUP, burner_id="hob-1/1", level=HelpLevel.GUIDE)
    session = await kitchen.sessions.open([plan])
    await session.start()
    dish = session.state.dishes[0]
    assert hass.states.is_state("sensor.old_hob_front_left_dish", "Soup")
    assert session.waiting() is Waiting.GOAL
    assert dish.refusal is None
    fake.show(level, 6)
    await pot.cook(200)
    assert session.waiting() is Waiting.CONFIRM  # it saw that 60 °C are reached, and says so
    await session.confirm(actor="Nonna")
    fake.show(level, 9)
    await pot.cook(300)
    assert session.waiting() is Waiting.CONFIRM  # it saw the boil
    await session.confirm(actor="Nonna")
    fake.show(level, 3)
    await pot.cook(130)
    await session.confirm(actor="Nonna")
    assert session.waiting() is Waiting.GATE
    await session.confirm(actor="Nonna")
    await session.settle()
    assert session.over
    events = await kitchen.sessions.events(session.id)
    assert [event.power for event in events if isinstance(event, KnobTurned)] == pytest.approx(
        [6 / 9, 1, 3 / 9]
    )
    assert hass.states.is_state("sensor.old_hob_front_left_dish", "unknown")
    assert fake.calls == []


async def test_assisted_on_a_hob_that_may_be_started(hass: HomeAssistant, kitchen: Kitchen) -> None:
    fake = fake_hob(hass, kitchen)
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    pot = Pot(fake, level)
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level, EntityRole.PROBE: pot.probe}))
    plan = DishPlan(id="1", name="Soup", steps=SOUP, burner_id="hob-1/1", level=HelpLevel.ASSIST)
    session = await kitchen.sessions.open([plan])
    await session.start(heat=permit("hob-1/1"))
    await hass.async_block_till_done()
    assert fake.says(level) == "5"
    await pot.cook(250)
    assert fake.says(level) == "5"
    assert (
        session.waiting() is Waiting.CONFIRM
    )  # 60 °C came; the next step heats more, which waits for the cook
    await session.confirm(heat=permit("hob-1/1"))
    await hass.async_block_till_done()
    assert fake.says(level) == "9"
    await pot.cook(300)
    assert fake.says(level) == "3"  # it boiled
    fake.show(level, 7)  # a hand
    await hass.async_block_till_done()
    assert session.state.dishes[0].heat is None
    await pot.cook(200)
    assert fake.says(level) == "7"
    await session.stop(actor="Nonna")
    await session.settle()
    assert fake.says(level) == "7"  # a hand's heat stays a hand's


async def test_a_session_that_ends_takes_its_heat_with_it(hass: HomeAssistant, kitchen: Kitchen) -> None:
    fake = fake_hob(hass, kitchen)
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    pot = Pot(fake, level)
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level, EntityRole.PROBE: pot.probe}))
    plan = DishPlan(id="1", name="Soup", steps=SOUP, burner_id="hob-1/1", level=HelpLevel.ASSIST)
    session = await kitchen.sessions.open([plan])
    await session.start(heat=permit("hob-1/1"))
    await hass.async_block_till_done()
    assert fake.says(level) == "5"
    (entry,) = [entry for entry in hass.config_entries.async_entries(DOMAIN) if entry.title == "Kitchen"]
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    assert fake.says(level) == "0"


async def test_a_hob_that_refuses_is_guided(hass: HomeAssistant, kitchen: Kitchen) -> None:
    fake = fake_hob(hass, kitchen)
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    pot = Pot(fake, level)
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level, EntityRole.PROBE: pot.probe}))
    fake.manners.ignores = True
    plan = DishPlan(id="1", name="Soup", steps=SOUP, burner_id="hob-1/1", level=HelpLevel.ASSIST)
    session = await kitchen.sessions.open([plan])
    starting = asyncio.ensure_future(session.start(heat=permit("hob-1/1")))
    while not starting.done():
        await pot.cook(1)
    await starting
    assert session.waiting() is Waiting.HEAT
    assert session.state.dishes[0].refusal is not None
    fake.show(level, 6)  # the cook does it
    await pot.cook(200)
    assert fake.says(level) == "6"


async def test_guided_watched_and_kept_on_a_thermometer_alone(hass: HomeAssistant, kitchen: Kitchen) -> None:
    fake = fake_hob(hass, kitchen)
    pot = Pot(fake, None)
    await set_up_hob(hass, mapping(hass, {EntityRole.PROBE: pot.probe}, Control.GUIDE), name="Pot")
    happened = event_types(hass, "event.pot_front_left_events")
    plan = DishPlan(id="1", name="Soup", steps=SOUP[:2], burner_id="hob-1/1", level=HelpLevel.GUIDE)
    session = await kitchen.sessions.open([plan])
    await session.start()
    pot.power = 1.0
    await pot.cook(130)
    assert session.waiting() is Waiting.CONFIRM
    await session.confirm(actor="Nonna")
    await pot.cook(200)
    assert session.waiting() is Waiting.CONFIRM
    await session.confirm(actor="Nonna")
    await session.settle()
    assert session.over
    assert {"boils", "simmers"} & set(happened)

    watched = await kitchen.sessions.watch("Stock", "hob-1/1")
    pot.celsius, pot.power = 20.0, 1.0
    await pot.cook(400)
    pot.power = 0.3
    await pot.cook(120)
    await watched.confirm(actor="Nonna")
    await watched.settle()
    events = await kitchen.sessions.events(watched.id)
    assert SensedKind.BOIL in {event.kind for event in events if isinstance(event, Noticed)}
    samples = [event for event in events if isinstance(event, Sampled)]
    assert sum(len(event.times) for event in samples) >= 500
    assert {power for event in samples for power in event.power} == {None}  # unknown, never zero
    draft = await kitchen.sessions.draft([watched.id], name="Stock")
    texts = [step.text for step in draft.steps]
    assert texts[0].startswith("Let it come to a boil, about")
    assert all(step.heat is None or step.heat.power == 0 for step in draft.steps)
    burner = kitchen.burners.get("hob-1/1")
    assert burner is not None
    assert burner.state.source is HeatSource.IDLE
