"""Cooking on a hob made of entities whose thermometer fails: nothing is reached, heat is limited, the cook is asked."""

from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
import pytest

from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.kitchen.changes import ChangeKind
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import (
    Heat,
    HelpLevel,
    HumanGate,
    Phenomenon,
    PhenomenonGoal,
    Step,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.sessions.model import DishPlan, PauseReason, Waiting
from custom_components.hearthtech.notifications.announcements import announcement

from .helpers import permit
from .hobs import FakeHob, mapping, set_up_hob
from .test_hob_sessions import Pot, fake_hob, kitchen  # noqa: F401

WARM = Step(text="Warm it.", heat=Heat(power=0.3), goal=TemperatureGoal(celsius=80.0), needs_hands=False)
HEAT = Step(text="Heat it.", heat=Heat(power=1.0), goal=TemperatureGoal(celsius=80.0), needs_hands=False)
BOIL = Step(
    text="Boil it.",
    heat=Heat(power=1.0),
    goal=PhenomenonGoal(phenomenon=Phenomenon.BOILS),
    needs_hands=False,
)
FRY = Step(text="Fry it.", heat=Heat(power=1.0), goal=HumanGate(words="brown"))
COOL = Step(text="Let it cool.", goal=TemperatureGoal(celsius=42.0, falling=True), needs_hands=False)


class Stage:
    """One pot on one burner with nine levels, a session, and what was said aloud."""

    fake: FakeHob
    pot: Pot
    level: str
    session: Any
    said: list[str]

    async def show(self, value: object, seconds: int = 1) -> None:
        """The thermometer says this for so many seconds; a number that is repeated is reported again."""
        for _ in range(seconds):
            self.fake.hass.states.async_set(
                self.pot.probe,
                str(value),
                dict(self.fake.hass.states.get(self.pot.probe).attributes),  # type: ignore[union-attr]
            )
            self.fake.clock.advance(1.0)
            await self.fake.hass.async_block_till_done()
            await self.pot._written()

    async def silence(self, seconds: int) -> None:
        for _ in range(seconds):
            self.fake.clock.advance(1.0)
            await self.fake.hass.async_block_till_done()
            await self.pot._written()


@pytest.fixture
async def stage(hass: HomeAssistant, kitchen: Kitchen) -> Stage:  # noqa: F811
    one = Stage()
    one.fake = fake_hob(hass, kitchen)
    one.level = one.fake.add("number", "level", 0, min=0, max=9, step=1)
    one.pot = Pot(one.fake, one.level)
    one.said = []

    def hear(change: Any) -> None:
        if change.kind is ChangeKind.SESSION_CHANGED and (text := announcement(change, kitchen, "en")):
            one.said.append(text)

    kitchen.subscribe(hear)
    return one


async def cook(
    hass: HomeAssistant,
    kitchen: Kitchen,  # noqa: F811
    stage: Stage,
    *steps: Step,
    level: HelpLevel = HelpLevel.AUTOPILOT,
) -> None:
    control = Control.START if level is not HelpLevel.GUIDE else Control.GUIDE
    await set_up_hob(
        hass, mapping(hass, {EntityRole.LEVEL: stage.level, EntityRole.PROBE: stage.pot.probe}, control)
    )
    plan = DishPlan(id="1", name="Stew", steps=steps, burner_id="hob-1/1", level=level)
    stage.session = await kitchen.sessions.open([plan])
    await stage.session.start(heat=None if level is HelpLevel.GUIDE else permit("hob-1/1"))
    await hass.async_block_till_done()


@pytest.mark.parametrize("value", [450, 249, 8388607, 6553.5, -127, 0.0, 85.0, 300, "nan", "inf", "1e400"])
async def test_a_wild_reading_raises_nothing(
    hass: HomeAssistant,
    kitchen: Kitchen,  # noqa: F811
    stage: Stage,
    value: object,
) -> None:
    await cook(hass, kitchen, stage, WARM, FRY, level=HelpLevel.ASSIST)
    await stage.pot.cook(60)
    before = stage.fake.says(stage.level)
    assert before != "0"
    await stage.show(value)
    await stage.pot.cook(20)
    assert stage.fake.says(stage.level) == before
    assert stage.session.view().dish.step == 0


@pytest.mark.parametrize("value", [0.0, -17.78, 6553.5, STATE_UNAVAILABLE])
@pytest.mark.parametrize("seconds", [1, 3, 30])
async def test_an_unplugged_probe_has_not_cooled_the_food(
    hass: HomeAssistant,
    kitchen: Kitchen,  # noqa: F811
    stage: Stage,
    value: object,
    seconds: int,
) -> None:
    stage.pot.celsius = 90.0
    stage.fake.show(stage.pot.probe, 90.0)
    stage.pot.level = None
    await cook(hass, kitchen, stage, COOL, FRY, level=HelpLevel.GUIDE)
    await stage.pot.cook(20)
    await stage.show(value, seconds)
    await stage.pot.cook(10)
    assert not stage.session.state.dishes[0].goal_reached


@pytest.mark.parametrize("step", [HEAT, BOIL, WARM])
@pytest.mark.parametrize(
    "failure", ["unavailable", "unknown", "nan", "6553.5", "frozen", "silent", "unplugged", "removed"]
)
async def test_within_a_minute_heat_is_off_and_the_cook_is_asked(
    hass: HomeAssistant,
    kitchen: Kitchen,  # noqa: F811
    stage: Stage,
    step: Step,
    failure: str,
) -> None:
    await cook(hass, kitchen, stage, step, FRY)
    await stage.pot.cook(40)
    assert stage.fake.says(stage.level) != "0"
    match failure:
        case "frozen":
            await stage.show(stage.fake.says(stage.pot.probe), 60)
        case "silent":
            await stage.silence(60)
        case "unplugged":
            await stage.show(0.0, 60)
        case "removed":
            hass.states.async_remove(stage.pot.probe)
            await stage.silence(60)
        case "unavailable":
            await stage.show(STATE_UNAVAILABLE, 60)
        case "unknown":
            await stage.show(STATE_UNKNOWN, 60)
        case value:
            await stage.show(value, 60)
    assert stage.fake.says(stage.level) == "0"
    assert stage.session.state.dishes[0].pause is PauseReason.SENSOR
    assert stage.session.waiting() is Waiting.RESUME
    assert [text for text in stage.said if "thermometer in Stew" in text]


async def test_a_probe_on_the_table(hass: HomeAssistant, kitchen: Kitchen, stage: Stage) -> None:  # noqa: F811
    await cook(hass, kitchen, stage, HEAT, FRY)
    for second in range(120):
        await stage.show(21.0 + 0.1 * (second % 3))
    assert stage.fake.says(stage.level) == "0"
    assert stage.session.state.dishes[0].pause is PauseReason.SENSOR


async def test_a_pot_that_cooks_is_left_alone(hass: HomeAssistant, kitchen: Kitchen, stage: Stage) -> None:  # noqa: F811
    await cook(hass, kitchen, stage, BOIL, FRY)
    await stage.pot.cook(400)
    assert stage.session.state.dishes[0].pause is None
    assert stage.session.view().dish.step == 1
    assert stage.fake.says(stage.level) == "9"
