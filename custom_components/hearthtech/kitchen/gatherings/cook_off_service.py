"""Service of cook-offs, for the host: paper codes, voting, the reveal.

Every method may raise `KitchenError`: `GATHERING_NOT_FOUND`, `VOTING_NOT_OPEN`, or `INVALID` with a `reason`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..storage.gathering_tables import BALLOTS
from . import storage
from .cook_off import Scores, checked_scores, count_ballots, drawn_letters
from .model import CookOffResult, Gathering, GatheringStage, GuestLink, LinkKind
from .secrets_and_keys import answer_key, digest, new_paper_code, paper_secret
from .service import GatheringService
from .validation import MOST_GUESTS, voting_is_open

_REASON_OPEN = "voting is still open"


class CookOffService:
    """Voting on the entries of a gathering."""

    def __init__(self, context: KitchenContext, gatherings: GatheringService) -> None:
        self._context = context
        self._gatherings = gatherings

    async def paper_codes(self, gathering_id: str, count: int) -> tuple[str, ...]:
        """Create codes for ballots on paper, one vote each. They are not stored and can't be shown again."""
        if not 1 <= count <= MOST_GUESTS:
            raise KitchenError(ErrorCode.INVALID, reason=f"1 to {MOST_GUESTS} ballots")
        codes = tuple(new_paper_code() for _ in range(count))

        def work(book: Connection) -> None:
            gathering = storage.open_gathering(book, gathering_id)
            storage.put_links(
                book,
                [
                    GuestLink(
                        digest=digest(paper_secret(code)),
                        kind=LinkKind.PAPER,
                        expires_at=gathering.closes_at,
                        gathering_id=gathering_id,
                    )
                    for code in codes
                ],
            )

        await self._context.store.write(work)
        await self._gatherings.links.load()
        return codes

    async def open_voting(
        self, gathering_id: str, *, ends_at: datetime | None = None, actor: str = ""
    ) -> Gathering:
        """Draw the letters and open voting; `ends_at` ends it without the host."""
        now = self._context.clock.now()
        if ends_at is not None and ends_at <= now:
            raise KitchenError(ErrorCode.INVALID, reason="voting ends in the future")

        def work(book: Connection) -> Gathering:
            gathering = storage.open_gathering(book, gathering_id)
            if gathering.stage is not GatheringStage.PLANNING or gathering.closes_at <= now:
                raise KitchenError(
                    ErrorCode.INVALID, reason="voting was already open, or the pages are closed"
                )
            letters = drawn_letters(storage.dishes_of(book, gathering_id))
            opened = replace(gathering, stage=GatheringStage.VOTING, letters=letters, voting_ends_at=ends_at)
            storage.put_gathering(book, opened, now)
            return opened

        opened = await self._context.store.write(work)
        await self._gatherings.published(ChangeKind.VOTING_OPENED, gathering_id, actor, name=opened.title)
        return opened

    async def close_voting(self, gathering_id: str, *, actor: str = "") -> int:
        """End voting. Returns the number of ballots."""

        def work(book: Connection) -> int:
            gathering = storage.open_gathering(book, gathering_id)
            if gathering.stage is not GatheringStage.VOTING:
                raise KitchenError(ErrorCode.VOTING_NOT_OPEN)
            storage.put_gathering(
                book, replace(gathering, stage=GatheringStage.COUNTED), self._context.clock.now()
            )
            return len(storage.ballots_of(book, gathering_id))

        # After the ballots that are being written.
        ballots = await self._gatherings.writes.write(work)
        await self._gatherings.published(ChangeKind.VOTING_CLOSED, gathering_id, actor)
        return ballots

    async def count_paper(
        self, gathering_id: str, code: str, scores: Mapping[str, Mapping[str, object]]
    ) -> bool:
        """Enter a ballot on paper. Returns whether it replaces an earlier entry of the same code.

        Raises:
            KitchenError: `VOTING_NOT_OPEN`; `INVALID` for an unknown code or score.
        """
        secret = paper_secret(code)
        link = self._gatherings.links.find(secret)
        if link is None or link.kind is not LinkKind.PAPER or link.gathering_id != gathering_id:
            raise KitchenError(ErrorCode.INVALID, reason="there is no such code")
        return await self.cast(gathering_id, secret, scores)

    async def cast(
        self,
        gathering_id: str,
        secret: str,
        scores: Mapping[str, Mapping[str, object]],
        *,
        voter: str | None = None,
    ) -> bool:
        """Store the ballot of a secret that gives the right to vote. `voter` is a guest, whose own dish is left out."""
        now = self._context.clock.now()

        def work(book: Connection) -> bool:
            gathering = storage.open_gathering(book, gathering_id)
            if not voting_is_open(gathering, now):
                raise KitchenError(ErrorCode.VOTING_NOT_OPEN)
            if voter is not None and not storage.open_guest(book, voter).invited:
                raise KitchenError(ErrorCode.INVALID, reason="the host has not confirmed this guest yet")
            checked: Scores = checked_scores(scores, gathering.letters)
            own = set()
            if voter is not None:
                entries = storage.entries_of(book, gathering)
                own = {dish.id for dish in entries if dish.guest_id == voter}
            ballot = {letter: one for letter, one in checked.items() if gathering.letters[letter] not in own}
            if not ballot:
                raise KitchenError(ErrorCode.INVALID, reason="the ballot is empty")
            key = answer_key("ballot", gathering_id, secret)
            return storage.put_ballot(book, key, gathering_id, storage.dump_scores(ballot))

        return await self._gatherings.writes.write(work)

    async def turnout(self, gathering_id: str) -> int:
        """Return the number of ballots; what is on them is read only for the reveal."""
        return await self._context.store.read(
            lambda book: storage.count_rows(book, BALLOTS, storage.open_gathering(book, gathering_id).id)
        )

    async def reveal(self, gathering_id: str, *, actor: str = "") -> CookOffResult:
        """Reveal names and techniques with the result, once; afterwards it only returns it."""
        now, first = self._context.clock.now(), False

        def work(book: Connection) -> CookOffResult:
            nonlocal first
            gathering = storage.open_gathering(book, gathering_id)
            if gathering.stage is GatheringStage.PLANNING:
                raise KitchenError(ErrorCode.VOTING_NOT_OPEN)
            if voting_is_open(gathering, now):
                raise KitchenError(ErrorCode.INVALID, reason=_REASON_OPEN)
            first = gathering.stage is not GatheringStage.REVEALED
            if first:
                storage.put_gathering(book, replace(gathering, stage=GatheringStage.REVEALED), now)
            return _result(book, gathering)

        result = await self._gatherings.writes.write(work)
        if first:
            names = ", ".join(winner.dish for winner in result.winners)
            await self._gatherings.published(
                ChangeKind.WINNER_REVEALED, gathering_id, actor, name=names, tie=len(result.winners) > 1
            )
        return result

    async def result(self, gathering_id: str) -> CookOffResult | None:
        """The result; `None` before it is revealed."""

        def work(book: Connection) -> CookOffResult | None:
            gathering = storage.open_gathering(book, gathering_id)
            return _result(book, gathering) if gathering.stage is GatheringStage.REVEALED else None

        return await self._context.store.read(work)


def _result(book: Connection, gathering: Gathering) -> CookOffResult:
    dishes, ballots = storage.dishes_of(book, gathering.id), storage.ballots_of(book, gathering.id)
    return count_ballots(gathering.letters, dishes, ballots)
