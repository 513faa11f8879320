"""Drafts from a thermometer alone: whether there was heat, but not how much."""

import pytest

from custom_components.hearthtech.kitchen.recipes.activity import Activity
from custom_components.hearthtech.kitchen.sessions.learn.draft import draft_of
from custom_components.hearthtech.kitchen.sessions.learn.recording import Recording, make_recording


def pot(*phases: tuple[float, float, float]) -> list[float]:
    """Temperatures once a second: phases of (seconds, from, to), in °C."""
    return [
        begin + (end - begin) * second / seconds
        for seconds, begin, end in phases
        for second in range(int(seconds))
    ]


SOUP = pot((120, 20, 20), (400, 20, 100), (600, 100, 100), (900, 100, 70))


def recorded(celsius: list[float], power: float | None = None) -> Recording:
    return make_recording(range(len(celsius)), celsius, [power] * len(celsius), dish="Soup")


@pytest.mark.parametrize("celsius", [[20.0, 20.0], [20.0] * 500])
def test_nothing_that_stands_at_room_temperature_is_heated(celsius: list[float]) -> None:
    with pytest.raises(ValueError, match="nothing was heated"):
        draft_of(recorded(celsius))


def test_the_steps_have_goals_and_no_levels() -> None:
    recording = recorded(SOUP)
    assert not recording.knows_power
    draft = draft_of(recording)
    assert [step.activity for step in draft.steps] == [Activity.WARM, Activity.BOIL, Activity.REST]
    warm, boil, rest = draft.steps
    assert warm.text.startswith("Let it come to a boil, about")
    assert warm.heat is boil.heat is None
    assert rest.heat is not None
    assert rest.heat.power == 0
    assert boil.typical_s == pytest.approx(600, abs=90)


def test_a_recording_with_power_keeps_its_levels() -> None:
    recording = recorded(SOUP[:1100], power=0.8)
    assert recording.knows_power
    assert draft_of(recording).steps[0].heat is not None
