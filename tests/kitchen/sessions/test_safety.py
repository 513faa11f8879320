"""Food safety against the published tables, and its sobriety."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.sessions.safety import (
    KINETICS,
    Advice,
    Pathogen,
    assess,
    danger_seconds,
    log_reductions,
    safety_of,
)

from .pot_fixture import Kitchenette, Pot


def held(celsius: float, seconds: float) -> list[tuple[float, float]]:
    return [(float(at), celsius) for at in range(0, int(seconds) + 1, 10)]


@pytest.mark.parametrize(
    ("pathogen", "celsius", "minutes"),
    [
        (Pathogen.SALMONELLA_BEEF, 54.4, 112),
        (Pathogen.SALMONELLA_BEEF, 60.0, 12),
        (Pathogen.SALMONELLA_BEEF, 62.8, 4),
        (Pathogen.SALMONELLA_POULTRY, 60.0, 27.5),
        (Pathogen.LISTERIA, 70.0, 2),
    ],
)
def test_published_times(pathogen: Pathogen, celsius: float, minutes: float) -> None:
    kinetics = KINETICS[pathogen]
    reached = log_reductions(held(celsius, minutes * 60), kinetics)
    assert reached == pytest.approx(kinetics.wanted_log, rel=0.12)


def test_only_a_probe_can_say_safe() -> None:
    history = held(75.0, 600)
    assert assess(history, Pathogen.SALMONELLA_POULTRY, probe=True).advice is Advice.SAFE
    assert assess(history, Pathogen.SALMONELLA_POULTRY, probe=False).advice is Advice.UNKNOWN


def test_not_yet_tells_how_long() -> None:
    found = assess(held(60.0, 300), Pathogen.SALMONELLA_BEEF, probe=True)
    assert found.advice is Advice.NOT_YET
    assert found.remaining_s == pytest.approx(12 * 60 - 300, abs=30)


def test_too_long_in_the_danger_zone_cannot_be_mended() -> None:
    history = [*held(30.0, 3 * 3600), *((3 * 3600 + at, celsius) for at, celsius in held(90.0, 3600))]
    assert assess(history, Pathogen.SALMONELLA_BEEF, probe=True).advice is Advice.NO_LONGER


def test_a_gap_kills_nothing_but_counts_as_danger() -> None:
    history = [(0.0, 70.0), (10.0, 50.0), (3610.0, 70.0)]
    assert danger_seconds(history) == 3610.0
    assert log_reductions(history, KINETICS[Pathogen.LISTERIA]) < 6.0


@given(st.lists(st.tuples(st.floats(0, 1e5), st.floats(-40, 400)), max_size=40))
def test_never_negative_never_crashing(history: list[tuple[float, float]]) -> None:
    for pathogen in Pathogen:
        found = assess(history, pathogen, probe=True)
        assert found.log_reduction >= 0.0
        assert found.danger_s >= 0.0


@pytest.mark.parametrize(("probe_c", "advice"), [(None, Advice.UNKNOWN), (72.0, Advice.SAFE)])
async def test_a_session_speaks_of_safety_only_with_a_probe_in_the_food(
    probe_c: float | None, advice: Advice
) -> None:
    kitchen = Kitchenette(Pot("stove/1"))
    kitchen.pot.show(probe_temperature_c=probe_c)
    session = await kitchen.sessions.watch("Chicken", "stove/1")
    await kitchen.run(200)
    await session.stop()
    found = safety_of(await kitchen.sessions.events(session.id))
    assert found[Pathogen.LISTERIA].advice is advice
    assert found[Pathogen.SALMONELLA_POULTRY].advice is advice
    assert safety_of([])[Pathogen.LISTERIA].advice is Advice.UNKNOWN
