"""A hob's own steps and levels: what it rounds is no hand, whatever its entity says about its steps."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.hearthtech.adapters.entity_hob.mapping import EntityRole
from custom_components.hearthtech.adapters.entity_hob.power_levels import NumberScale, named_scale
from custom_components.hearthtech.burners.model import BurnerEventKind, HeatSource

from .hobs import CELSIUS, FakeHob, mapping, set_up_hob, source, the_burner
from .test_hob_faults import ask, fake, kinds_of  # noqa: F401


def to_step(step: float, start: float = 0.0) -> Callable[[float], float]:
    return lambda value: start + round((value - start) / step) * step


async def target_hob(fake: FakeHob, unit: str, **attributes: Any) -> str:  # noqa: F811
    target = fake.add("number", "target", attributes.pop("shown", attributes["min"]), unit=unit, **attributes)
    switch = fake.add("switch", "on", "off")
    await set_up_hob(fake.hass, mapping(fake.hass, {EntityRole.TARGET: target, EntityRole.SWITCH: switch}))
    return target


@pytest.mark.parametrize(
    ("unit", "attributes", "rounds"),
    [
        (CELSIUS, {"min": 15, "max": 70, "step": 5}, to_step(5)),
        (CELSIUS, {"min": 40, "max": 240, "step": 10}, to_step(10)),
        (CELSIUS, {"min": 30, "max": 230, "step": 1}, to_step(5)),  # its entity says 1, it does 5
        (CELSIUS, {"min": 30, "max": 230, "step": 0.5}, to_step(1)),
        (CELSIUS, {"min": 30, "max": 230}, to_step(5)),
        ("°F", {"min": 100, "max": 460, "step": 10}, to_step(10)),
        ("°F", {"min": 100, "max": 460, "step": 5}, to_step(5)),
        ("°F", {"min": 100, "max": 460, "step": 1}, to_step(10)),
        ("°F", {"min": 105, "max": 455, "step": 25}, to_step(25, 105)),
    ],
)
@pytest.mark.parametrize("celsius", [52.0, 63.4])
@pytest.mark.parametrize("answers_after_s", [0.0, 3.0])
async def test_a_temperature_in_the_steps_of_the_hob(
    fake: FakeHob,  # noqa: F811
    unit: str,
    attributes: dict[str, Any],
    rounds: Callable[[float], float],
    celsius: float,
    answers_after_s: float,
) -> None:
    await target_hob(fake, unit, **attributes)
    burner = the_burner(fake.hass)
    heard = kinds_of(burner)
    fake.manners.rounds = rounds
    fake.manners.answers_after_s = answers_after_s
    assert await ask(fake, burner, temperature_c=celsius, start=True) is None
    await fake.pass_time(60.0, step=5.0)
    assert source(burner) is HeatSource.REMOTE
    assert heard == []
    shown = burner.state.target_temperature_c
    assert shown is not None
    assert abs(shown - celsius) <= 14.0 / 2 + 0.1


async def test_a_hand_that_turns_the_target_is_a_hand(fake: FakeHob) -> None:  # noqa: F811
    target = await target_hob(fake, CELSIUS, min=15, max=70, step=5)
    burner = the_burner(fake.hass)
    heard = kinds_of(burner)
    assert await ask(fake, burner, temperature_c=60.0, start=True) is None
    await fake.pass_time(30.0, step=5.0)
    fake.show(target, 65)
    await fake.pass_time(2.0)
    assert heard == [BurnerEventKind.TAKEN_OVER]


@pytest.mark.parametrize("levels", [4, 5, 9, 14])
@pytest.mark.parametrize("power", [0.37, 0.5, 0.62, 1.0])
async def test_percent_that_stand_for_levels(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    levels: int,
    power: float,
) -> None:
    percent = fake.add("number", "percent", 0, unit="%", min=0, max=100, step=1)
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: percent}))
    burner = the_burner(hass)
    heard = kinds_of(burner)
    fake.manners.rounds = lambda value: round(max(round(value / 100 * levels), 1) / levels * 100)
    assert await ask(fake, burner, power=power, start=True) is None
    await fake.pass_time(60.0, step=5.0)
    assert (source(burner), heard) == (HeatSource.REMOTE, [])


@pytest.mark.parametrize(
    ("names", "powers"),
    [
        (["Off", "Lo", *map(str, range(2, 9)), "Hi"], {"Lo": 1 / 9, "2": 2 / 9, "Hi": 1}),  # GE
        (["0", "L", "M", "H"], {"0": 0, "L": 1 / 3, "H": 1}),
        (["off", "l", "m", "h", "p"], {"m": 2 / 3, "h": 1, "p": 1}),
        (["0", *map(str, range(1, 15)), "P"], {"7": 0.5, "14": 1, "P": 1}),
        (["0", "A", *map(str, range(1, 10)), "P"], {"A": None, "9": 1, "P": 1}),  # AEG: A heats up by itself
        (["0%", "25 %", "50%", "100%"], {"25 %": 0.25, "100%": 1}),
        (["Off", "Simmer", "Low", "Medium", "High"], {"Simmer": 0.25, "High": 1}),
        (["off", "simmer", *map(str, range(1, 10)), "boost"], {"simmer": 1 / 18, "9": 1, "boost": 1}),
        (["Aus", "Niedrig", "Mittel", "Hoch"], {"Aus": 0, "Niedrig": 1 / 3, "Hoch": 1}),
        (["Arrêt", "Faible", "Moyen", "Fort"], {"Arrêt": 0, "Moyen": 2 / 3}),
        (["Apagado", "Bajo", "Medio", "Alto"], {"Bajo": 1 / 3, "Alto": 1}),
        (["Spento", "Basso", "Medio", "Alto"], {"Spento": 0, "Alto": 1}),
        (["Aus", *(f"Stufe {n}" for n in range(1, 10)), "Booster"], {"Stufe 3": 1 / 3, "Booster": 1}),
        (["0", "1", "1.", "2", "2.", "3"], {"1.": 0.5, "3": 1}),
        (
            [f"Cooking.Hob.EnumType.PowerLevel.{n}" for n in ("10", "45", "90", "Boost")],
            {"Cooking.Hob.EnumType.PowerLevel.45": 0.5, "Cooking.Hob.EnumType.PowerLevel.Boost": 1},
        ),
        (["off", "keepWarm", *map(str, range(1, 10)), "boost"], {"keepWarm": 1 / 18, "9": 1}),  # SmartThings
        (["gear_1", "gear_2", "gear_3"], {"gear_3": 1}),  # Tuya
        (["0", "1", "2", "P1", "P2"], {"2": 1, "P1": 1, "P2": 1}),
        (["1 (low)", "2", "3", "4 (high)"], {"1 (low)": 0.25, "4 (high)": 1}),
        (["Warmhalten", "Aus", "1", "2", "3"], {"Aus": 0, "Warmhalten": 1 / 6}),
    ],
)
def test_level_names_of_more_hobs(names: list[str], powers: dict[str, float | None]) -> None:
    scale = named_scale(names)
    assert scale is not None
    for name, power in powers.items():
        assert scale.power(name) == (None if power is None else pytest.approx(power))
    highest = scale.value(1.0)
    assert highest is not None
    assert scale.power(highest) == pytest.approx(1.0)
    assert not any(word in highest.lower() for word in ("boost", "p1", "p2"))


@pytest.mark.parametrize("names", [["a", "b", "c"], ["red", "green", "1"], ["Eco", "Party"]])
def test_names_that_say_too_little(names: list[str]) -> None:
    assert named_scale(names) is None


@pytest.mark.parametrize(
    ("shown", "power"),
    [
        ("9", 1.0),
        ("4.5", 0.5),
        ("Level 3", 1 / 3),
        ("P", 1.0),
        ("boost", 1.0),
        ("H", 0.0),  # off, and still hot
        ("off", 0.0),
        ("keepWarm", 1 / 18),
        ("-", None),
        ("A", None),
        ("", None),
        ("E7", 7 / 9),
    ],
)
def test_letters_among_numbers(shown: str, power: float | None) -> None:
    assert NumberScale(9.0).power(shown) == (None if power is None else pytest.approx(power))


@pytest.mark.parametrize(("highest", "nine"), [(9, 1.0), (10, 0.9), (11, 9 / 11), (13, 9 / 13), (99, 1.0)])
async def test_a_sensor_with_more_levels_than_its_preset(
    hass: HomeAssistant,
    fake: FakeHob,  # noqa: F811
    highest: int,
    nine: float,
) -> None:
    sensor = fake.add("sensor", "power_level", 0)
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: sensor}, level_max=9))
    burner = the_burner(hass)
    for shown in (highest, 9):
        fake.show(sensor, shown)
        await fake.pass_time(2.0)
        if shown == highest and highest < 20:
            assert burner.state.power == 1.0
    assert burner.state.power == pytest.approx(nine)
