"""What guests do with the secret of their link: answer, state needs, bring dishes, react and vote.

Every method may raise `KitchenError`: `GATHERING_NOT_FOUND` for a secret that opens nothing (more), or `INVALID` with a
`reason`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..people.check import Standing
from ..people.model import Allergen
from ..recipes.model import Recipe
from ..storage.gathering_tables import MOMENTS
from . import storage
from .cook_off_service import CookOffService
from .guest_state import GatheringState, GuestView, LiveState, gathering_state, guest_view, live_state
from .model import Guest, GuestLink, GuestNeeds, LinkKind, PotluckDish, Reaction, ReactionMoment, Rsvp
from .pasted_recipes import PastedRecipeReader
from .secrets_and_keys import answer_key, digest, new_token
from .service import GatheringService
from .shared_reads import SharedReads
from .validation import (
    MOST_DISHES,
    MOST_DISHES_OF_GUEST,
    MOST_GUESTS,
    MOST_JOINED,
    MOST_REACTIONS,
    check_entries,
    checked_dish,
    checked_guest,
    more_careful,
    stated_allergens,
)


class GuestService:
    """The guests' side of gatherings."""

    def __init__(
        self,
        context: KitchenContext,
        gatherings: GatheringService,
        cook_offs: CookOffService,
        pasted: PastedRecipeReader,
    ) -> None:
        self._context = context
        self._gatherings = gatherings
        self._cook_offs = cook_offs
        self._pasted = pasted
        self._states = SharedReads(self._state)

    def link(self, secret: str) -> GuestLink | None:
        """The link of a secret, or `None`. Reads no database. A code on paper opens no page."""
        link = self._gatherings.links.find(secret)
        return None if link is None or link.kind is LinkKind.PAPER else link

    async def shared_recipe(self, secret: str) -> Recipe:
        """The recipe of a link to one recipe."""
        link = self.link(secret)
        if link is None or link.recipe_id is None:
            raise KitchenError(ErrorCode.GATHERING_NOT_FOUND)
        recipe_id = link.recipe_id
        return await self._context.store.read(lambda book: self._context.book.open(book, recipe_id))

    async def view(self, secret: str) -> GuestView:
        """What the page of this link shows."""
        link = self.link(secret)
        if link is None or link.gathering_id is None:
            raise KitchenError(ErrorCode.GATHERING_NOT_FOUND)
        state = await self._states.get(link.gathering_id)
        return guest_view(state, link.guest_id, self._context.clock.now())

    async def view_of_anyone(self, gathering_id: str) -> GuestView:
        """What the page of the shared link shows, without a guest."""
        return guest_view(await self._states.get(gathering_id), None, self._context.clock.now())

    async def _state(self, gathering_id: str) -> GatheringState:
        return await self._context.store.read(partial(gathering_state, gathering_id=gathering_id))

    async def live(self, gathering_id: str) -> LiveState:
        """The dishes with their reactions, and the last ones as a timeline, without guests."""
        return await self._context.store.read(partial(live_state, gathering_id=gathering_id))

    async def join(self, secret: str, name: str) -> tuple[Guest, str]:
        """Enter a name at the shared link. Returns the secret of the personal link, which is not stored.

        The guest may vote only after the host has confirmed them.
        """
        shared = self.link(secret)
        if shared is None or shared.kind is not LinkKind.SHARED or shared.gathering_id is None:
            raise KitchenError(ErrorCode.GATHERING_NOT_FOUND)
        token, gathering_id = new_token(), shared.gathering_id
        guest = checked_guest(Guest(id=uuid4().hex, gathering_id=gathering_id, name=name))
        link = GuestLink(
            digest=digest(token),
            kind=LinkKind.PERSONAL,
            expires_at=shared.expires_at,
            gathering_id=gathering_id,
            guest_id=guest.id,
        )

        def work(book: Connection) -> None:
            guests = storage.guests_of(book, gathering_id)
            joined = sum(not guest.invited for guest in guests)
            if len(guests) >= MOST_GUESTS or joined >= MOST_JOINED:
                raise KitchenError(ErrorCode.INVALID, reason="too many guests joined; ask the host")
            storage.put_guest(book, guest, self._context.clock.now())
            storage.put_links(book, [link])

        await self._gatherings.writes.write(work)
        self._gatherings.links.add(link)
        self._answered(gathering_id, guest, "joined")
        return guest, token

    async def answer(self, secret: str, rsvp: Rsvp, *, heads: int = 1, words: str = "") -> Guest:
        """Say whether the guest comes, and with how many people (the guest included)."""
        link = self._personal(secret)

        def work(book: Connection) -> Guest:
            before = storage.open_guest(book, link.guest_id or "")
            guest = checked_guest(replace(before, rsvp=rsvp, heads=heads, words=words))
            storage.put_guest(book, guest, self._context.clock.now())
            return guest

        guest = await self._gatherings.writes.write(work)
        self._answered(guest.gathering_id, guest, rsvp.value)
        return guest

    async def state_needs(self, secret: str, needs: GuestNeeds) -> None:
        """State what the guest can't eat; it replaces an earlier statement. Stored without the guest.

        No change event names the guest or the moment. The numbers that are shown change only in batches.
        """
        link = self._personal(secret)
        needs = replace(needs, allergens=needs.allergens | needs.severe)
        gathering_id = link.gathering_id or ""
        await self._gatherings.writes.write(partial(self._put_needs, link=link, secret=secret, needs=needs))
        self._gatherings.check_gaps_soon(gathering_id)

    def _put_needs(self, book: Connection, *, link: GuestLink, secret: str, needs: GuestNeeds) -> None:
        gathering = storage.open_gathering(book, link.gathering_id or "")
        key = answer_key("needs", gathering.id, secret)
        if not storage.put_needs(book, key, gathering.id, needs):
            return
        if (counted := storage.count_needs_when_due(book, gathering)) is not None:
            counts, answers = counted
            shown = replace(gathering, shown_needs=counts, shown_answers=answers)
            storage.put_gathering(book, shown, self._context.clock.now())

    async def needs(self, secret: str) -> GuestNeeds | None:
        """What this guest stated; `None`: nothing yet."""
        link = self._personal(secret)
        key = answer_key("needs", link.gathering_id or "", secret)
        return await self._context.store.read(lambda book: storage.needs_of(book, key))

    async def bring(self, secret: str, dish: PotluckDish, *, language: str = "en") -> PotluckDish:
        """Enter a dish of this guest, or replace one (`dish.id`).

        A pasted recipe completes the allergens: what the guest did not state is as found, and what is not checked
        stays so.
        """
        link = self._personal(secret)
        found: dict[Allergen, Standing] = {}
        wanted = checked_dish(replace(dish, gathering_id=link.gathering_id or "", still_needed=False))
        if wanted.recipe_text:
            found = await self._pasted.allergens(wanted.recipe_text, language)

        def work(book: Connection) -> tuple[PotluckDish, Guest]:
            gathering = storage.open_gathering(book, wanted.gathering_id)
            guest = storage.open_guest(book, link.guest_id or "")
            known = {
                allergen: more_careful(found.get(allergen), wanted.allergens.get(allergen))
                for allergen in Allergen
            }
            changed = replace(
                wanted,
                id=dish.id or uuid4().hex,
                guest_id=guest.id,
                cook=guest.name,
                allergens=stated_allergens(known),
                recipe_id=None,
                recipe_version=None,
            )
            if dish.id:
                before = self._own(book, link, dish.id)
                check_entries(gathering, before.competes, changed.competes)
                if before.recipe_text == changed.recipe_text:
                    changed = replace(
                        changed, recipe_id=before.recipe_id, recipe_version=before.recipe_version
                    )
            else:
                dishes = storage.dishes_of(book, gathering.id)
                own = sum(one.guest_id == guest.id for one in dishes)
                if own >= MOST_DISHES_OF_GUEST or len(dishes) >= MOST_DISHES:
                    raise KitchenError(ErrorCode.INVALID, reason="too many dishes")
                check_entries(gathering, competed=False, competes=changed.competes)
            storage.put_dish(book, changed, self._context.clock.now())
            return changed, guest

        brought, guest = await self._gatherings.writes.write(work)
        self._answered(brought.gathering_id, guest, "brings", dish=brought.name)
        return brought

    async def withdraw(self, secret: str, dish_id: str) -> None:
        """Remove a dish of this guest; one that the host asked for is needed again."""
        link = self._personal(secret)

        def work(book: Connection) -> tuple[PotluckDish, Guest]:
            dish = self._own(book, link, dish_id)
            storage.delete_dish(book, dish)
            return dish, storage.open_guest(book, link.guest_id or "")

        dish, guest = await self._gatherings.writes.write(work)
        self._answered(dish.gathering_id, guest, "withdrew", dish=dish.name)

    async def claim(self, secret: str, dish_id: str) -> PotluckDish:
        """Take over a dish that is still needed.

        Raises:
            KitchenError: `ALREADY_CLAIMED` when somebody was faster.
        """
        link = self._personal(secret)

        def work(book: Connection) -> tuple[PotluckDish, Guest]:
            dish = storage.open_dish(book, dish_id)
            guest = storage.open_guest(book, link.guest_id or "")
            if dish.gathering_id != link.gathering_id:
                raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, dish=dish_id)
            if not dish.still_needed:
                raise KitchenError(ErrorCode.ALREADY_CLAIMED)
            claimed = replace(dish, still_needed=False, guest_id=guest.id, cook=guest.name)
            storage.put_dish(book, claimed, self._context.clock.now())
            return claimed, guest

        claimed, guest = await self._gatherings.writes.write(work)
        self._answered(claimed.gathering_id, guest, "brings", dish=claimed.name)
        return claimed

    async def give_consent(self, secret: str, dish_id: str, *, consent: bool) -> PotluckDish:
        """Allow the recipe of a dish in the keepsake, or withdraw that. What was exported can't be called back."""
        link = self._personal(secret)

        def work(book: Connection) -> PotluckDish:
            dish = replace(self._own(book, link, dish_id), consent=consent)
            storage.put_dish(book, dish, self._context.clock.now())
            return dish

        return await self._gatherings.writes.write(work)

    async def react(self, secret: str, dish_id: str, reaction: Reaction) -> None:
        """Add a reaction to the timeline, without the guest. An empty `dish_id` means the whole meal."""
        link = self._personal(secret)
        gathering_id = link.gathering_id or ""
        moment = ReactionMoment(gathering_id=gathering_id, dish_id=dish_id, reaction=reaction)

        def work(book: Connection) -> None:
            if dish_id and storage.open_dish(book, dish_id).gathering_id != gathering_id:
                raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, dish=dish_id)
            if storage.count_rows(book, MOMENTS, gathering_id) >= MOST_REACTIONS:
                raise KitchenError(ErrorCode.INVALID, reason="too many reactions")
            storage.add_moment(book, moment, self._context.clock.now())

        await self._gatherings.writes.write(work)
        self._context.publish(ChangeKind.GUEST_REACTED, gathering_id, reaction=reaction.value)

    async def vote(self, secret: str, scores: Mapping[str, Mapping[str, object]]) -> bool:
        """Cast the guest's one ballot; a later one replaces it. Returns whether it did. The own dish is left out.

        Raises:
            KitchenError: `VOTING_NOT_OPEN`; `INVALID` for a guest who is not confirmed, or a score out of range.
        """
        link = self._personal(secret)
        return await self._cook_offs.cast(link.gathering_id or "", secret, scores, voter=link.guest_id)

    async def leave(self, secret: str) -> None:
        """Delete the guest, their dishes, needs and link. A ballot that was cast stays.

        Raises:
            KitchenError: `INVALID` for the cook of an entry whose letter is drawn.
        """
        link = self._personal(secret)

        def work(book: Connection) -> Guest:
            guest = storage.delete_guest(book, link.guest_id or "")
            self._put_needs(book, link=link, secret=secret, needs=GuestNeeds())
            return guest

        guest = await self._gatherings.writes.write(work)
        await self._gatherings.links.load()
        self._answered(guest.gathering_id, guest, "left")

    def _personal(self, secret: str) -> GuestLink:
        link = self.link(secret)
        if link is None or link.kind is not LinkKind.PERSONAL or link.guest_id is None:
            raise KitchenError(ErrorCode.GATHERING_NOT_FOUND)
        return link

    def _own(self, book: Connection, link: GuestLink, dish_id: str) -> PotluckDish:
        dish = storage.open_dish(book, dish_id)
        if dish.guest_id != link.guest_id:
            raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, dish=dish_id)
        return dish

    def _answered(self, gathering_id: str, guest: Guest, answer: str, **data: Any) -> None:
        self._context.publish(ChangeKind.GUEST_ANSWERED, gathering_id, name=guest.name, answer=answer, **data)
        self._gatherings.check_gaps_soon(gathering_id)
