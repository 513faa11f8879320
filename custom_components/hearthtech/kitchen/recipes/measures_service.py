"""Household measures: the weight of a person's handful or pinch. Every method may raise `KitchenError`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..recipes import household_measures
from ..storage.schema import SOFT_MEASURES
from .household_measures import HouseholdMeasure
from .undo import Deed, changed_rows, remember, rows_where


class MeasureService:
    """Soft measures and their weights recorded by the household."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context

    async def record_weight(
        self, owner: str, measure: str, food: str, grams: float, *, actor: str = ""
    ) -> HouseholdMeasure:
        """Store the weight of a person's handful."""
        return await self._measure(
            owner,
            lambda book: household_measures.record_weight(
                book, owner, measure, food, grams, self._context.clock.now()
            ),
            "measure_weighed",
            actor,
        )

    async def all(self) -> tuple[HouseholdMeasure, ...]:
        """All weighed soft measures."""
        return await self._context.store.read(household_measures.soft_measures)

    async def forget(self, owner: str, measure: str, food: str, *, actor: str = "") -> None:
        """Delete the weighings of a measure."""
        await self._measure(
            owner,
            lambda book: household_measures.forget_measure(book, owner, measure, food),
            "measure_forgotten",
            actor,
        )

    async def _measure[T](self, owner: str, work: Callable[[Connection], T], what: str, actor: str) -> T:
        def watched(book: Connection) -> T:
            before = rows_where(book, SOFT_MEASURES)
            result = work(book)
            rows = changed_rows(SOFT_MEASURES, before, rows_where(book, SOFT_MEASURES))
            remember(
                book, Deed.ROWS, self._context.clock.now(), what=what, name=owner, actor=actor, rows=[rows]
            )
            return result

        change = Change(kind=ChangeKind.MEASURE_CHANGED, subject=owner, actor=actor)
        return await self._context.change(watched, lambda _: [change])
