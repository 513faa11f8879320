"""What the page of a guest shows, read from the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from ..errors import ErrorCode, KitchenError
from . import storage
from .cook_off import count_ballots
from .model import (
    CookOffResult,
    Gathering,
    GatheringStage,
    Guest,
    PotluckDish,
    PotluckGap,
    Reaction,
    ReactionMoment,
    ShownNeeds,
)
from .potluck import overview, reaction_counts
from .validation import voting_is_open

LATEST = 30
"""Reactions of the timeline that guests see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestView:
    """What the page of a guest shows. Before the reveal it names no other guest."""

    gathering: Gathering
    guest: Guest | None
    """`None` for the shared link."""
    dishes: tuple[PotluckDish, ...]
    """What is brought and still needed. Between the opening of voting and the reveal, without the entries."""
    own: tuple[PotluckDish, ...]
    """The dishes of this guest."""
    entries: Mapping[str, PotluckDish]
    """Entries by letter until the reveal: only their allergens may be shown."""
    needs: ShownNeeds
    voting: bool
    coming: int
    reactions: Mapping[str, Mapping[Reaction, int]]
    """Number of reactions by dish; `""` is the whole meal."""
    gaps: tuple[PotluckGap, ...]
    """What is missing, until voting is opened."""
    result: CookOffResult | None
    """The result with names and techniques, once it is revealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringState:
    """What the pages of all guests of a gathering are made from."""

    gathering: Gathering
    guests: Mapping[str, Guest]
    """Guests by id."""
    dishes: tuple[PotluckDish, ...]
    needs: ShownNeeds
    coming: int
    gaps: tuple[PotluckGap, ...]
    reactions: Mapping[str, Mapping[Reaction, int]]
    """Number of reactions by dish, without the entries between the opening of voting and the reveal."""
    result: CookOffResult | None


def gathering_state(book: Connection, gathering_id: str) -> GatheringState:
    """Read what the pages of all guests are made from.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND`.
    """
    gathering = storage.open_gathering(book, gathering_id)
    dishes = storage.dishes_of(book, gathering_id)
    guests = storage.guests_of(book, gathering_id)
    needs = storage.shown_needs(book, gathering)
    state = overview(gathering, guests, dishes, needs)
    result = None
    if gathering.stage is GatheringStage.REVEALED:
        result = count_ballots(gathering.letters, dishes, storage.ballots_of(book, gathering_id))
    hidden = frozenset(gathering.letters.values()) if gathering.is_blind else frozenset()
    moments = storage.moments_of(book, gathering_id)
    return GatheringState(
        gathering=gathering,
        guests={guest.id: guest for guest in guests},
        dishes=tuple(dishes),
        needs=needs,
        coming=state.coming,
        gaps=state.gaps if gathering.stage is GatheringStage.PLANNING else (),
        reactions=reaction_counts(
            one for one in moments if isinstance(one, ReactionMoment) and one.dish_id not in hidden
        ),
        result=result,
    )


def guest_view(state: GatheringState, guest_id: str | None, now: datetime) -> GuestView:
    """Return what the page of a guest shows; `guest_id` is `None` for the shared link.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND` for a guest who is not (or no longer) there.
    """
    gathering, dishes = state.gathering, state.dishes
    guest = None if guest_id is None else state.guests.get(guest_id)
    if guest is None and guest_id is not None:
        raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, guest=guest_id)
    entries = {}
    if gathering.is_blind:
        by_id = {dish.id: dish for dish in dishes}
        entries = {letter: by_id[one] for letter, one in gathering.letters.items() if one in by_id}
    return GuestView(
        gathering=gathering,
        guest=guest,
        dishes=tuple(dish for dish in dishes if not (gathering.is_blind and dish.competes)),
        own=tuple(dish for dish in dishes if guest_id is not None and dish.guest_id == guest_id),
        entries=entries,
        needs=state.needs,
        voting=voting_is_open(gathering, now),
        coming=state.coming,
        reactions=state.reactions,
        gaps=state.gaps,
        result=state.result,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveState:
    """What the page of live reactions shows. Between the opening of voting and the reveal, without the entries."""

    dishes: Mapping[str, str]
    """Names of the dishes by id."""
    counts: Mapping[str, Mapping[Reaction, int]]
    latest: tuple[ReactionMoment, ...]
    """The last reactions, newest first."""


def live_state(book: Connection, gathering_id: str) -> LiveState:
    """Return what the page of live reactions shows.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND`.
    """
    gathering = storage.open_gathering(book, gathering_id)
    dishes = {
        dish.id: dish.name
        for dish in storage.dishes_of(book, gathering_id)
        if not dish.still_needed and not (gathering.is_blind and dish.competes)
    }
    moments = [
        one
        for one in storage.moments_of(book, gathering_id)
        if isinstance(one, ReactionMoment) and (not one.dish_id or one.dish_id in dishes)
    ]
    return LiveState(
        dishes=dishes, counts=reaction_counts(moments), latest=tuple(reversed(moments[-LATEST:]))
    )
