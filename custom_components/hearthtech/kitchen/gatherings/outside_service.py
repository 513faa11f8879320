"""Takes answers that guests gave outside, on the export page, into a gathering."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from .guest_service import GuestService
from .guest_state import GuestView
from .model import LinkKind, PotluckDish
from .outside_answers import OutsideAnswer, read_answers
from .service import GatheringService


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAnswers:
    """The result of pasted answers: names of guests, by what became of them."""

    taken: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """Without a code, and a guest of that name is already there: nothing was changed."""
    refused: tuple[str, ...] = ()
    """The code is wrong, the answer is for another gathering, or a part of it can't be stored."""
    damaged: tuple[str, ...] = ()
    """The text was changed on its way: nothing of it was stored."""
    votes: int = 0
    votes_left_out: int = 0
    """Ballots without a code, or after voting: they are not counted."""


class OutsideService:
    """Answers by paste."""

    def __init__(self, context: KitchenContext, gatherings: GatheringService, guests: GuestService) -> None:
        self._context = context
        self._gatherings = gatherings
        self._guests = guests

    async def shown(self, gathering_id: str) -> GuestView:
        """Return what the page for guests outside shows: as the page of the shared link, without a name."""
        return await self._guests.view_of_anyone(gathering_id)

    async def take(self, gathering_id: str, text: str, *, language: str = "en") -> TakenAnswers:
        """Store the answers of a pasted text. Pasting it again changes nothing."""
        answers = await asyncio.to_thread(read_answers, text)
        if not answers:
            raise KitchenError(ErrorCode.INVALID, reason="these words contain no answer")
        await self._gatherings.get(gathering_id)
        taken: list[str] = []
        known: list[str] = []
        refused: list[str] = []
        damaged: list[str] = []
        votes = left_out = 0
        for answer in answers:
            if answer.damaged:
                damaged.append(answer.name)
                continue
            if answer.gathering_id not in {"", gathering_id}:
                refused.append(answer.name)
                continue
            try:
                secret = await self._secret(gathering_id, answer)
                if secret is None:
                    known.append(answer.name)
                    continue
                await self._store(secret, answer, language)
            except KitchenError as error:
                if error.book_is_away:
                    raise
                refused.append(answer.name)
                continue
            taken.append(answer.name)
            if answer.scores:
                counted = bool(answer.code) and await self._vote(secret, answer)
                votes, left_out = votes + counted, left_out + (not counted)
        return TakenAnswers(
            taken=tuple(taken),
            known=tuple(known),
            refused=tuple(refused),
            damaged=tuple(damaged),
            votes=votes,
            votes_left_out=left_out,
        )

    async def _secret(self, gathering_id: str, answer: OutsideAnswer) -> str | None:
        """The secret of the guest; `None` for one that is known by name and has no code."""
        if answer.code:
            link = self._guests.link(answer.code)
            if link is None or link.kind is not LinkKind.PERSONAL or link.gathering_id != gathering_id:
                raise KitchenError(ErrorCode.INVALID, reason="the code opens nothing")
            return answer.code
        names = {guest.name.casefold() for guest in await self._gatherings.guests(gathering_id)}
        if answer.name.casefold() in names:
            return None
        _, token = await self._gatherings.invite(gathering_id, answer.name)
        return token

    async def _store(self, secret: str, answer: OutsideAnswer, language: str) -> None:
        await self._guests.answer(secret, answer.rsvp, heads=answer.heads)
        if answer.needs is not None:
            await self._guests.state_needs(secret, answer.needs)
        if not answer.dish:
            return
        dish = PotluckDish(
            id=await self._dish_id(secret, answer.dish),
            gathering_id="",
            name=answer.dish,
            course=answer.course,
            portions=answer.portions,
            allergens=dict(answer.allergens),
            recipe_text=answer.recipe,
            competes=answer.competes,
            technique=answer.technique,
            consent=answer.consent,
        )
        await self._guests.bring(secret, dish, language=language)

    async def _dish_id(self, secret: str, name: str) -> str:
        """Return the id of the guest's dish of this name, claiming one that is still needed; empty for a new dish."""
        view = await self._guests.view(secret)
        wanted = name.casefold()
        for dish in view.own:
            if dish.name.casefold() == wanted:
                return dish.id
        for dish in view.dishes:
            if dish.still_needed and dish.name.casefold() == wanted:
                return (await self._guests.claim(secret, dish.id)).id
        return ""

    async def _vote(self, secret: str, answer: OutsideAnswer) -> bool:
        try:
            await self._guests.vote(secret, answer.scores)
        except KitchenError as error:
            if error.book_is_away:
                raise
            return False
        return True
