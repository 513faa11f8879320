"""Cook-offs: blind letters, closed ballots, one vote each, an exact count, and ties."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
import json
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.gatherings.cook_off import (
    checked_scores,
    count_ballots,
    drawn_letters,
)
from custom_components.hearthtech.kitchen.gatherings.model import (
    DIMENSIONS,
    Gathering,
    PotluckDish,
    Rsvp,
    Technique,
)
from custom_components.hearthtech.kitchen.kitchen import Kitchen

from .test_potluck import party

LETTERS = {"A": "one", "B": "two", "C": "three"}
ENTRIES = [PotluckDish(id=one, gathering_id="g", name=one, cook=f"cook of {one}") for one in LETTERS.values()]
BALLOTS = st.lists(
    st.dictionaries(
        st.sampled_from("ABC"),
        st.dictionaries(st.sampled_from(DIMENSIONS), st.integers(1, 5), min_size=1),
        min_size=1,
    ),
    max_size=12,
)


@given(BALLOTS, st.randoms())
@settings(max_examples=200, deadline=None)
def test_the_count_is_exact_and_does_not_depend_on_the_order(
    ballots: list[dict[str, dict[str, int]]], order: object
) -> None:
    result = count_ballots(LETTERS, ENTRIES, ballots)
    shuffled = list(ballots)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert count_ballots(LETTERS, ENTRIES, shuffled) == result
    exact: dict[str, Fraction] = {}
    for letter in LETTERS:
        means = []
        for dimension in DIMENSIONS:
            given_scores = [one[letter][dimension] for one in ballots if dimension in one.get(letter, {})]
            if given_scores:
                means.append(Fraction(sum(given_scores), len(given_scores)))
        if means:
            exact[letter] = sum(means, Fraction(0)) / len(means)
    for entry in result.entries:
        if entry.letter not in exact:
            assert (entry.place, entry.score, entry.tied, entry.votes) == (None, None, False, 0)
            continue
        better = sum(other > exact[entry.letter] for other in exact.values())
        assert entry.place == better + 1
        assert entry.tied == (list(exact.values()).count(exact[entry.letter]) > 1)
    assert {winner.letter for winner in result.winners} == {
        letter for letter, score in exact.items() if score == max(exact.values())
    }


def test_equal_scores_are_a_tie_although_their_fractions_differ_in_floating_point() -> None:
    # 1/3 + 1/3 + 1/3 is not 1 in binary fractions of another order.
    ballots = [
        {"A": {"taste": 1, "look": 5, "warmth": 2}, "B": {"taste": 2, "look": 1, "warmth": 5}},
        {"A": {"taste": 2, "look": 4, "warmth": 1}, "B": {"taste": 1, "look": 2, "warmth": 4}},
        {"A": {"taste": 2, "look": 4, "warmth": 4}, "B": {"taste": 4, "look": 2, "warmth": 4}},
    ]
    result = count_ballots({"A": "one", "B": "two"}, ENTRIES, ballots)
    assert [(one.place, one.tied) for one in result.entries] == [(1, True), (1, True)]
    assert len(result.winners) == 2


@pytest.mark.parametrize(
    "scores",
    [
        {"Z": {"taste": 3}},
        {"A": {"smell": 3}},
        {"A": {"taste": 6}},
        {"A": {"taste": 0}},
        {"A": {"taste": True}},
        {"A": {"taste": 3.5}},
        {"A": {"taste": "5"}},
        {"A": "taste"},
    ],
    ids=["letter", "dimension", "six", "zero", "bool", "half", "text", "no-mapping"],
)
def test_odd_scores_are_refused(scores: Mapping[str, Mapping[str, object]]) -> None:
    with pytest.raises(KitchenError):
        checked_scores(scores, LETTERS)


def test_letters_are_drawn_at_random() -> None:
    entries = [PotluckDish(id=f"{n:02}", gathering_id="g", name="D", competes=True) for n in range(8)]
    drawn = {tuple(drawn_letters(entries).values()) for _ in range(20)}
    assert len(drawn) > 1
    assert all(sorted(one) == [entry.id for entry in entries] for one in drawn)
    with pytest.raises(KitchenError):
        drawn_letters(entries[:1])


async def contest(
    kitchen: Kitchen, clock: ManualClock, names: tuple[str, ...]
) -> tuple[Gathering, dict[str, str]]:
    """A cook-off in which each guest has an entry; returns the secrets of the guests."""
    gathering = await kitchen.gatherings.create(party(clock))
    tokens = {}
    for name in names:
        _, tokens[name] = await kitchen.gatherings.invite(gathering.id, name)
        await kitchen.guests.answer(tokens[name], Rsvp.YES)
        dish = PotluckDish(
            gathering_id="", name=f"Stew of {name}", portions=4, competes=True, technique=Technique.BY_HAND
        )
        await kitchen.guests.bring(tokens[name], dish)
    return gathering, tokens


async def test_a_whole_cook_off(kitchen: Kitchen, clock: ManualClock, tmp_path: Path) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben", "Cem"))
    with pytest.raises(KitchenError) as early:
        await kitchen.guests.vote(tokens["Ann"], {"A": {"taste": 5}})
    assert early.value.code is ErrorCode.VOTING_NOT_OPEN
    opened = await kitchen.cook_offs.open_voting(gathering.id)
    letters = {
        dish.cook: letter
        for letter, one in opened.letters.items()
        for dish in await kitchen.gatherings.dishes(gathering.id)
        if dish.id == one
    }
    page = await kitchen.guests.view(tokens["Ann"])
    assert sorted(page.entries) == ["A", "B", "C"]
    assert page.dishes == ()
    # Own dishes get no scores; a second ballot replaces the first.
    assert not await kitchen.guests.vote(tokens["Ann"], {letter: {"taste": 5} for letter in "ABC"})
    assert await kitchen.guests.vote(tokens["Ann"], {letter: {"taste": 4} for letter in "ABC"})
    await kitchen.guests.vote(tokens["Ben"], {letters["Cem"]: {"taste": 5, "look": 3}})
    [code] = await kitchen.cook_offs.paper_codes(gathering.id, 1)
    typed = code.lower().replace("-", " ")
    assert not await kitchen.cook_offs.count_paper(gathering.id, typed, {letters["Ann"]: {"story": 5}})
    assert await kitchen.cook_offs.count_paper(gathering.id, code, {letters["Ann"]: {"story": 4}})
    with pytest.raises(KitchenError):
        await kitchen.cook_offs.count_paper(gathering.id, "AAAA-AAAA-AAAA", {"A": {"story": 4}})
    assert kitchen.guests.link(code.replace("-", "")) is None
    # Nothing of the ballots before the result is revealed.
    assert await kitchen.cook_offs.result(gathering.id) is None
    with pytest.raises(KitchenError):
        await kitchen.cook_offs.reveal(gathering.id)
    await kitchen.files.export(tmp_path / "before", people=True)
    assert (
        json.loads((tmp_path / "before/_household/gathering-ballots.json").read_text())["gathering-ballots"]
        == []
    )
    assert await kitchen.cook_offs.close_voting(gathering.id) == 3
    with pytest.raises(KitchenError) as late:
        await kitchen.guests.vote(tokens["Cem"], {"A": {"taste": 5}})
    assert late.value.code is ErrorCode.VOTING_NOT_OPEN
    assert await kitchen.cook_offs.result(gathering.id) is None
    result = await kitchen.cook_offs.reveal(gathering.id)
    scores = {entry.cook: (entry.place, entry.tied, entry.score) for entry in result.entries}
    # Cem: taste (4 + 5) / 2 = 4.5 and look 3. Ben and Ann: 4.
    assert scores == {"Cem": (3, False, 3.75), "Ann": (1, True, 4.0), "Ben": (1, True, 4.0)}
    assert {entry.technique for entry in result.entries} == {Technique.BY_HAND}
    assert await kitchen.cook_offs.reveal(gathering.id) == result
    assert await kitchen.cook_offs.result(gathering.id) == result


async def test_the_clock_ends_voting(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben"))
    await kitchen.cook_offs.open_voting(gathering.id, ends_at=clock.now() + timedelta(hours=1))
    await kitchen.guests.vote(tokens["Ann"], {"A": {"taste": 5}, "B": {"taste": 5}})
    clock.advance(3601)
    with pytest.raises(KitchenError) as late:
        await kitchen.guests.vote(tokens["Ben"], {"A": {"taste": 5}, "B": {"taste": 5}})
    assert late.value.code is ErrorCode.VOTING_NOT_OPEN
    assert (await kitchen.cook_offs.reveal(gathering.id)).ballots == 1


async def test_only_invited_and_confirmed_guests_vote(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering, _ = await contest(kitchen, clock, ("Ann", "Ben"))
    shared = await kitchen.gatherings.shared_link(gathering.id)
    guest, token = await kitchen.guests.join(shared, "Mallory")
    await kitchen.cook_offs.open_voting(gathering.id)
    for secret in (token, shared, "x" * 43, ""):
        with pytest.raises(KitchenError):
            await kitchen.guests.vote(secret, {"A": {"taste": 5}})
    await kitchen.gatherings.confirm_guest(guest.id)
    await kitchen.guests.vote(token, {"A": {"taste": 5}})
    # The entries stay as they were when the letters were drawn.
    with pytest.raises(KitchenError):
        await kitchen.guests.bring(token, PotluckDish(gathering_id="", name="Late stew", competes=True))
    assert await kitchen.cook_offs.close_voting(gathering.id) == 1


async def test_no_vote_is_lost_or_doubled_when_all_vote_at_once(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben"))
    codes = await kitchen.cook_offs.paper_codes(gathering.id, 60)
    await kitchen.cook_offs.open_voting(gathering.id)
    votes = [kitchen.cook_offs.count_paper(gathering.id, code, {"A": {"taste": 5}}) for code in codes * 2]
    votes += [
        kitchen.guests.vote(token, {letter: {"taste": 1} for letter in "AB"}) for token in tokens.values()
    ]
    # One that fails does not affect those in the same transaction.
    bad = kitchen.guests.vote(tokens["Ann"], {"Z": {"taste": 1}})
    results = await asyncio.gather(*votes[:70], bad, *votes[70:], return_exceptions=True)
    assert sum(isinstance(one, Exception) for one in results) == 1
    assert await kitchen.cook_offs.close_voting(gathering.id) == 62
    result = await kitchen.cook_offs.reveal(gathering.id)
    assert sorted(entry.votes for entry in result.entries) == [1, 61]
