"""Service of gatherings, for the host: parties, guests, links, dishes and the cook-off.

Every method may raise `KitchenError`: `GATHERING_NOT_FOUND`, or `INVALID` with a `reason`. What guests do with a secret
link is in `guest_service`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

from sqlalchemy import Connection, delete

from ...burners.clock import Cancel
from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..storage.gathering_tables import GATHERINGS, GUESTS, LINKS
from ..storage.times import to_text
from . import storage
from .grouped_writes import GroupedWrites
from .link_registry import LinkRegistry
from .model import (
    Gathering,
    GatheringStage,
    Guest,
    GuestLink,
    LinkKind,
    PotluckDish,
    PotluckOverview,
    ReactionMoment,
    Review,
)
from .potluck import overview
from .secrets_and_keys import digest, new_token
from .validation import MOST_GUESTS, check_entries, checked_dish, checked_gathering, checked_guest

GAPS_AFTER_S = 2.0
"""Delay before gaps are computed after an answer, so that many answers at once are one computation (s)."""
LONGEST_SHARE_DAYS = 365


class GatheringService:
    """Potlucks and cook-offs of the household."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context
        self.links = LinkRegistry(context)
        self.writes = GroupedWrites(context.store.write)
        self._known_gaps: dict[str, frozenset[tuple[str, str]]] = {}
        self._gap_checks: dict[str, Cancel] = {}

    async def start(self) -> None:
        """Read the links. Called once, when the book is open."""
        await self.links.start()
        now = self._context.clock.now()
        for gathering in await self.all():
            if gathering.closes_at > now:
                self._known_gaps[gathering.id] = _gap_keys(await self.overview(gathering.id))

    async def close(self) -> None:
        """Finish all writes."""
        for cancel in self._gap_checks.values():
            cancel()
        self._gap_checks.clear()
        await self.writes.close()

    # Gatherings

    async def create(self, gathering: Gathering, *, actor: str = "") -> Gathering:
        """Add a gathering."""
        return await self._store(replace(checked_gathering(gathering), id=uuid4().hex), actor)

    async def change(self, gathering: Gathering, *, actor: str = "") -> Gathering:
        """Replace title, times, place, words, courses and portions of a gathering (`gathering.id`)."""
        wanted = checked_gathering(gathering)

        def work(book: Connection) -> Gathering:
            now = storage.open_gathering(book, wanted.id)
            kept = ("stage", "letters", "voting_ends_at", "shown_needs", "shown_answers")
            changed = replace(wanted, **{name: getattr(now, name) for name in kept})
            storage.put_gathering(book, changed, self._context.clock.now())
            links = LINKS.update().where(LINKS.c.gathering == wanted.id)
            book.execute(links.values(expires_at=to_text(wanted.closes_at)))
            return changed

        changed = await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, changed.id, actor)
        return changed

    async def _store(self, gathering: Gathering, actor: str) -> Gathering:
        now = self._context.clock.now()
        await self._context.store.write(lambda book: storage.put_gathering(book, gathering, now))
        await self.published(ChangeKind.GATHERING_CHANGED, gathering.id, actor)
        return gathering

    async def get(self, gathering_id: str) -> Gathering:
        """A gathering by id."""
        return await self._context.store.read(partial(storage.open_gathering, gathering_id=gathering_id))

    async def find(self, named: str) -> Gathering:
        """A gathering by id or title; empty: the next one that is not over, else the last one."""
        every = await self.all()
        wanted = named.strip().casefold()
        found = [one for one in every if not wanted or wanted in {one.id, one.title.casefold()}]
        if not found:
            raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, gathering=named)
        now = self._context.clock.now()
        return next((one for one in found if one.closes_at > now), found[-1])

    async def next(self) -> Gathering | None:
        """The next gathering whose pages are not closed; `None` if there is none."""
        now = self._context.clock.now()
        return next((one for one in await self.all() if one.closes_at > now), None)

    async def all(self) -> list[Gathering]:
        """All gatherings, in the order of their beginning."""
        return await self._context.store.read(storage.list_gatherings)

    async def remove(self, gathering_id: str, *, actor: str = "") -> None:
        """Delete a gathering with all answers. It can't be undone."""

        def work(book: Connection) -> None:
            storage.open_gathering(book, gathering_id)
            book.execute(delete(GATHERINGS).where(GATHERINGS.c.id == gathering_id))

        await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, gathering_id, actor)

    async def close_pages(self, gathering_id: str, *, actor: str = "") -> Gathering:
        """Close the guests' pages now, and delete the digests of all links and codes. Voting ends."""
        now = self._context.clock.now()

        def work(book: Connection) -> Gathering:
            gathering = storage.open_gathering(book, gathering_id)
            stage = GatheringStage.COUNTED if gathering.stage is GatheringStage.VOTING else gathering.stage
            closed = replace(gathering, stage=stage, closes_at=min(now, gathering.closes_at))
            storage.put_gathering(book, closed, now)
            storage.delete_links(book, gathering_id=gathering_id)
            return closed

        closed = await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, gathering_id, actor)
        return closed

    # Guests and links

    async def guests(self, gathering_id: str) -> list[Guest]:
        """The guests, by name."""
        return await self._context.store.read(partial(storage.guests_of, gathering_id=gathering_id))

    async def invite(self, gathering_id: str, name: str, *, actor: str = "") -> tuple[Guest, str]:
        """Add a guest with the right to vote. Returns the secret of the personal link, which is not stored."""
        token, now = new_token(), self._context.clock.now()
        guest = checked_guest(Guest(id=uuid4().hex, gathering_id=gathering_id, name=name, invited=True))

        def work(book: Connection) -> None:
            gathering = storage.open_gathering(book, gathering_id)
            if storage.count_rows(book, GUESTS, gathering_id) >= MOST_GUESTS:
                raise KitchenError(ErrorCode.INVALID, reason=f"{MOST_GUESTS} guests at most")
            storage.put_guest(book, guest, now)
            link = GuestLink(
                digest=digest(token),
                kind=LinkKind.PERSONAL,
                expires_at=gathering.closes_at,
                gathering_id=gathering_id,
                guest_id=guest.id,
            )
            storage.put_links(book, [link])

        await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, gathering_id, actor)
        return guest, token

    async def confirm_guest(self, guest_id: str, *, actor: str = "") -> Guest:
        """Give a guest who joined by the shared link the right to vote."""

        def work(book: Connection) -> Guest:
            guest = replace(storage.open_guest(book, guest_id), invited=True)
            storage.put_guest(book, guest, self._context.clock.now())
            return guest

        guest = await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, guest.gathering_id, actor)
        return guest

    async def remove_guest(self, guest_id: str, *, actor: str = "") -> Guest:
        """Remove a guest with link and dishes. Needs and ballots stay: they refer to no guest.

        The cook of an entry can't be removed after the letters were drawn; revoke their link instead.
        """
        guest = await self._context.store.write(partial(storage.delete_guest, guest_id=guest_id))
        await self.published(ChangeKind.GATHERING_CHANGED, guest.gathering_id, actor)
        return guest

    async def shared_link(self, gathering_id: str, *, actor: str = "") -> str:
        """Create the shared link anew; an earlier one stops working. Returns its secret."""
        token = new_token()

        def work(book: Connection) -> None:
            gathering = storage.open_gathering(book, gathering_id)
            storage.delete_links(book, gathering_id=gathering_id, kind=LinkKind.SHARED)
            link = GuestLink(
                digest=digest(token),
                kind=LinkKind.SHARED,
                expires_at=gathering.closes_at,
                gathering_id=gathering_id,
            )
            storage.put_links(book, [link])

        await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, gathering_id, actor)
        return token

    async def revoke_links(self, gathering_id: str, *, guest_id: str | None = None, actor: str = "") -> None:
        """Revoke all links and paper codes of a gathering, or the link of one guest."""
        await self._context.store.write(
            lambda book: storage.delete_links(book, gathering_id=gathering_id, guest_id=guest_id)
        )
        await self.published(ChangeKind.GATHERING_CHANGED, gathering_id, actor)

    async def share_recipe(self, recipe_id: str, *, days: int = 30) -> str:
        """Create a link to one recipe, which a friend can read without an account. Returns its secret."""
        if not 1 <= days <= LONGEST_SHARE_DAYS:
            raise KitchenError(ErrorCode.INVALID, reason=f"1 to {LONGEST_SHARE_DAYS} days")
        token = new_token()
        link = GuestLink(
            digest=digest(token),
            kind=LinkKind.RECIPE,
            expires_at=self._context.clock.now() + timedelta(days=days),
            recipe_id=recipe_id,
        )

        def work(book: Connection) -> None:
            self._context.book.open(book, recipe_id)
            storage.put_links(book, [link])

        await self._context.store.write(work)
        await self.links.load()
        return token

    async def revoke_recipe_links(self, recipe_id: str) -> None:
        """Revoke all links to a recipe."""
        await self._context.store.write(partial(storage.delete_links, recipe_id=recipe_id))
        await self.links.load()

    # Dishes

    async def dishes(self, gathering_id: str) -> list[PotluckDish]:
        """The dishes of a gathering, with those that are still needed."""
        return await self._context.store.read(partial(storage.dishes_of, gathering_id=gathering_id))

    async def put_dish(self, dish: PotluckDish, *, actor: str = "") -> PotluckDish:
        """Add a dish, or replace the one with its id. One with `still_needed` can be claimed by a guest.

        An entry can't be added or withdrawn after the letters were drawn.
        """
        wanted = replace(checked_dish(dish), id=dish.id or uuid4().hex)

        def work(book: Connection) -> None:
            gathering = storage.open_gathering(book, wanted.gathering_id)
            if dish.id:
                before = storage.open_dish(book, dish.id)
                check_entries(gathering, before.competes, wanted.competes)
            else:
                check_entries(gathering, competed=False, competes=wanted.competes)
            storage.put_dish(book, wanted, self._context.clock.now())

        await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, wanted.gathering_id, actor)
        return wanted

    async def remove_dish(self, dish_id: str, *, actor: str = "") -> PotluckDish:
        """Remove a dish."""

        def work(book: Connection) -> PotluckDish:
            dish = storage.open_dish(book, dish_id)
            storage.delete_dish(book, dish)
            return dish

        dish = await self._context.store.write(work)
        await self.published(ChangeKind.GATHERING_CHANGED, dish.gathering_id, actor)
        return dish

    async def overview(self, gathering_id: str) -> PotluckOverview:
        """Return the guests, their dishes and the gaps. Needs are given only as numbers over several guests."""

        def work(book: Connection) -> PotluckOverview:
            gathering = storage.open_gathering(book, gathering_id)
            guests, dishes = storage.guests_of(book, gathering_id), storage.dishes_of(book, gathering_id)
            return overview(gathering, guests, dishes, storage.shown_needs(book, gathering))

        return await self._context.store.read(work)

    async def timeline(self, gathering_id: str) -> Sequence[Review | ReactionMoment]:
        """Reviews and reactions, oldest first."""
        return await self._context.store.read(partial(storage.moments_of, gathering_id=gathering_id))

    # Changes

    async def published(self, kind: ChangeKind, gathering_id: str, actor: str, **data: object) -> None:
        """Read the links anew, publish a change, and look for gaps."""
        await self.links.load()
        self._context.publish(kind, gathering_id, actor, **data)
        self.check_gaps_soon(gathering_id)

    def check_gaps_soon(self, gathering_id: str) -> None:
        """Compute the gaps after a short time, and publish new ones."""
        if gathering_id in self._gap_checks:
            return

        def check() -> None:
            self._gap_checks.pop(gathering_id, None)
            self._context.spawn(self._publish_gaps(gathering_id))

        self._gap_checks[gathering_id] = self._context.clock.call_later(GAPS_AFTER_S, check)

    async def _publish_gaps(self, gathering_id: str) -> None:
        try:
            state = await self.overview(gathering_id)
        except KitchenError:
            # Removed meanwhile, or the book can't be reached: the next answer checks again.
            self._known_gaps.pop(gathering_id, None)
            return
        gaps = _gap_keys(state)
        known = self._known_gaps.get(gathering_id, frozenset())
        self._known_gaps[gathering_id] = gaps
        for kind, what in sorted(gaps - known):
            self._context.publish(ChangeKind.GAP_FOUND, gathering_id, gap=kind, what=what)


def _gap_keys(state: PotluckOverview) -> frozenset[tuple[str, str]]:
    return frozenset((gap.kind.value, gap.what) for gap in state.gaps)
