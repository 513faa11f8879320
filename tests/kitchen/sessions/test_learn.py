"""From a trace to steps: phases, drafts, remarks, tolerances, and cooking it again."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.activity import Activity
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    Phenomenon,
    PhenomenonGoal,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.sessions.event_codec import decode
from custom_components.hearthtech.kitchen.sessions.learn.draft import draft_of
from custom_components.hearthtech.kitchen.sessions.learn.recording import (
    Mark,
    MarkKind,
    Recording,
    make_recording,
    recording_of,
)
from custom_components.hearthtech.kitchen.sessions.learn.recording_merge import align, merge_drafts, widen
from custom_components.hearthtech.kitchen.sessions.learn.segment import segment
from custom_components.hearthtech.kitchen.sessions.model import CorrectionKind, ManualCorrection, Phase

from .pot_fixture import Kitchenette, permit


def soup(*, minutes: float = 20, seed: int = 1, marks: tuple[Mark, ...] = ()) -> Recording:
    """A probe in water: warmed in 400 s, boiled 60 s, simmered, off."""
    noise = random.Random(seed)
    celsius, power = [], []
    for _ in range(30):
        celsius.append(20.0)
        power.append(0.0)
    for second in range(400):
        celsius.append(20.0 + 0.2 * second)
        power.append(1.0)
    for _ in range(60):
        celsius.append(100.0)
        power.append(1.0)
    for _ in range(round(minutes * 60)):
        celsius.append(97.0)
        power.append(0.2)
    for second in range(200):
        celsius.append(97.0 - 0.02 * second)
        power.append(0.0)
    noisy = [value + noise.gauss(0, 0.1) for value in celsius]
    return make_recording(range(len(noisy)), noisy, power, marks=marks, dish="Soup")


def test_phases_of_a_soup() -> None:
    _, celsius, power = soup().per_second()
    parts, offset = segment(celsius, power)
    assert [part.activity for part in parts] == [
        Activity.REST,
        Activity.WARM,
        Activity.BOIL,
        Activity.SIMMER,
        Activity.REST,
    ]
    assert [part.start for part in parts] == [0, *(pytest.approx(at, abs=8) for at in (30, 430, 490, 1690))]
    assert offset == pytest.approx(0, abs=2)


def test_a_draft_in_words_and_goals() -> None:
    draft = draft_of(soup())
    warm, _, simmer, off = draft.steps
    assert warm.goal == PhenomenonGoal(phenomenon=Phenomenon.BOILS)
    assert warm.text == "Let it come to a boil on high heat, about 7 minutes."
    assert simmer.text == "Let it simmer gently for 20 minutes."
    assert isinstance(simmer.goal, DurationGoal)
    assert simmer.goal.seconds == pytest.approx(1200, abs=30)
    assert off.heat == Heat(power=0.0)


@pytest.mark.parametrize(
    ("language", "warm", "simmer"),
    [
        (
            "de-AT",
            "Zum Kochen bringen, bei starker Hitze, etwa 7 Minuten.",
            "20 Minuten leise köcheln lassen.",
        ),
        ("fr", "Porter à ébullition à feu vif, environ 7 minutes.", "Laisser mijoter doucement 20 minutes."),
        (
            "es",
            "Llevar a ebullición a fuego fuerte, unos 7 minutos.",
            "Dejar cocer a fuego lento 20 minutos.",
        ),
        (
            "it",
            "Portare a ebollizione a fuoco vivo, circa 7 minuti.",
            "Far sobbollire dolcemente per 20 minuti.",
        ),
        (
            "cs",
            "Let it come to a boil on high heat, about 7 minutes.",
            "Let it simmer gently for 20 minutes.",
        ),
    ],
)
def test_a_draft_in_the_words_of_the_household(language: str, warm: str, simmer: str) -> None:
    draft = draft_of(soup(), name="Soup", language=language)
    assert [step.text for step in draft.steps if step.activity in {Activity.WARM, Activity.SIMMER}] == [
        warm,
        simmer,
    ]
    assert draft.steps[0].goal == draft_of(soup()).steps[0].goal
    signed = draft.sign(cook="Nonna", at=datetime(2026, 11, 24, tzinfo=UTC))
    assert signed.language == ("en" if language == "cs" else language[:2])
    assert "Nonna" in signed.story


def test_remarks_land_at_their_moment_and_tell_what_was_put_in() -> None:
    marks = (
        Mark(at=900.0, kind=MarkKind.REMARK, words="Now add the carrots"),
        Mark(at=300.0, kind=MarkKind.REMARK, words="smells of thyme"),
    )
    draft = draft_of(soup(marks=marks))
    added = next(step for step in draft.steps if step.activity is None)
    assert added.start == pytest.approx(900)
    assert added.needs_hands
    assert "Now add the carrots" in added.step().text
    assert "smells of thyme" in draft.steps[0].step().text


def test_edit_and_sign() -> None:
    draft = draft_of(soup()).edit(
        2, text="Simmer until the carrots are soft.", goal=DurationGoal(seconds=900)
    )
    recipe = draft.remove(1).sign(cook="Nonna", at=datetime(2026, 11, 22, tzinfo=UTC))
    assert [step.goal for step in recipe.steps][1] == DurationGoal(seconds=900)
    assert recipe.author == "Nonna"
    assert "2026-11-22" in recipe.story
    with pytest.raises(ValueError, match="signs"):
        draft.sign(cook=" ", at=datetime(2026, 11, 22, tzinfo=UTC))


def test_several_recordings_become_tolerances() -> None:
    drafts = [draft_of(soup(minutes=minutes, seed=seed)) for seed, minutes in enumerate((18, 20, 25))]
    merged = merge_drafts(drafts)
    simmer = next(step for step in merged.steps if step.activity is Activity.SIMMER)
    assert isinstance(simmer.goal, DurationGoal)
    assert simmer.goal.seconds == pytest.approx(1200, abs=30)
    assert simmer.goal.maximum_s == pytest.approx(1500, abs=30)
    assert merged.recordings == 3
    assert simmer.text == "Let it simmer gently for 20 minutes – 25 minutes.", "its words name the tolerance"
    same = merge_drafts([drafts[0], drafts[0]])
    assert [step.text for step in same.steps] == [step.text for step in drafts[0].steps]
    named = drafts[1].edit(2, text="Simmer for 20 minutes.")
    assert merge_drafts([named, *drafts], edited=named).steps[2].text == "Simmer for 20 minutes."


def test_what_one_cook_did_once_is_left_out() -> None:
    odd = draft_of(soup(marks=(Mark(at=900.0, kind=MarkKind.REMARK, words="put a bay leaf in"),)))
    plain = [draft_of(soup(seed=seed)) for seed in (2, 3)]
    merged = merge_drafts([odd, *plain])
    assert all(step.activity is not None for step in merged.steps)
    pairs = align(odd.steps, plain[0].steps)
    assert (2, None) in pairs or (3, None) in pairs


def test_corrections_widen_a_goal() -> None:
    step = draft_of(soup()).steps[0].step()
    goal = TemperatureGoal(celsius=90.0)
    early = [
        ManualCorrection(at=0.0, step=0, kind=CorrectionKind.STEP, celsius=celsius)
        for celsius in (84.0, 85.0)
    ]
    widened = widen(replace(step, goal=goal), early).goal
    assert isinstance(widened, TemperatureGoal)
    assert widened.celsius == 85.0
    assert widened.tolerance_c == 5.0
    longer = widen(replace(step, goal=DurationGoal(seconds=600)), (), actual_s=(660.0, 720.0)).goal
    assert longer == DurationGoal(seconds=660.0, maximum_s=720.0)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-20, 350) | st.none(), st.sampled_from([0.0, 0.1, 0.5, 1.0])),
        min_size=2,
        max_size=300,
    )
)
def test_any_trace_is_cut_without_gaps(samples: list[tuple[float | None, float]]) -> None:
    recorded = make_recording(range(len(samples)), [c for c, _ in samples], [p for _, p in samples])
    try:
        _, celsius, power = recorded.per_second()
    except ValueError:
        assert sum(c is not None for c, _ in samples) < 2
        return
    parts, _ = segment(celsius, power)
    assert parts[0].start == 0
    assert parts[-1].stop == len(celsius)
    assert all(one.stop == two.start for one, two in pairwise(parts))


def test_nothing_heated_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="heated"):
        draft_of(make_recording(range(100), [20.0] * 100, [0.0] * 100))


async def test_the_kitchen_proposes_draws_and_refuses() -> None:
    kitchen = Kitchenette()
    watched = await kitchen.sessions.watch("Tea water", "stove/1")
    with pytest.raises(KitchenError) as caught:
        await kitchen.sessions.draft([watched.id])
    assert caught.value.code is ErrorCode.INVALID
    kitchen.pot.turn_knob(1.0)
    await kitchen.run(400)
    kitchen.pot.turn_knob(0.0)
    await kitchen.run(60)
    await watched.confirm(actor="Ada")
    draft = await kitchen.sessions.draft([watched.id, watched.id], name="Tea")
    assert (draft.name, draft.recordings) == ("Tea", 2)
    assert "<polyline" in await kitchen.sessions.plot(watched.id)
    with pytest.raises(KitchenError) as caught:
        await kitchen.sessions.plot("nobody")
    assert caught.value.code is ErrorCode.SESSION_NOT_FOUND


async def test_watching_a_cook_and_cooking_it_again() -> None:
    kitchen = Kitchenette()
    watched = await kitchen.sessions.watch("Tea water", "stove/1")
    await kitchen.run(20)
    kitchen.pot.turn_knob(1.0)
    await kitchen.run(400)
    await watched.remark("a rolling boil is what it wants")
    kitchen.pot.turn_knob(0.0)
    await kitchen.run(120)
    await watched.stop()
    assert kitchen.pot.orders == [], "watching touches nothing"

    events = [decode(record) for record in kitchen.journal.records[watched.id]]
    recorded = recording_of(events, "1")
    assert recorded.length_s == pytest.approx(539, abs=3)
    assert [mark.kind for mark in recorded.marks if mark.kind is MarkKind.KNOB] == [MarkKind.KNOB] * 2
    recipe = draft_of(recorded).sign(cook="Ada", at=datetime(2026, 11, 22, tzinfo=UTC))

    again = Kitchenette()
    session = await again.open(*recipe.steps)
    await session.start(heat=permit())
    await again.run(900)
    assert session.state.phase is Phase.DONE
    cooked = recording_of((decode(record) for record in again.journal.records[session.id]), "soup")
    assert max(cooked.celsius) == pytest.approx(100.0, abs=0.5)
