"""Pantry withdrawals after a dish is cooked. Every method may raise `KitchenError`."""

from sqlalchemy import Connection, insert, select

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..sessions.manager import CookingSessions
from ..sessions.model import DishState, Phase
from ..sessions.reducer import replay
from ..storage.schema import PANTRY_TAKEN
from ..storage.times import to_text
from . import stock
from .pantry_item import PantryWithdrawal
from .service import PantryService


class CookedDishService:
    """Withdraws the ingredients of a cooked dish from the pantry, once."""

    def __init__(self, context: KitchenContext, pantry: PantryService, sessions: CookingSessions) -> None:
        self._context = context
        self._pantry = pantry
        self._sessions = sessions

    async def withdrawals(self, session_id: str, dish_id: str) -> list[PantryWithdrawal]:
        """The proposed withdrawals of a cooked dish, for confirmation by a person.

        Empty when the dish is not finished, has no recipe, or was confirmed before; items of unknown amount
        are left out. Raises `SESSION_NOT_FOUND`.
        """
        dish = await self._dish(session_id, dish_id)
        if dish is None or dish.phase not in {Phase.WARMING, Phase.DONE} or not dish.plan.recipe_id:
            return []
        if await self._context.store.read(lambda book: _is_taken(book, session_id, dish_id)):
            return []
        try:
            servings = None if dish.plan.factor == 1.0 else dish.plan.servings
            takings = await self._pantry.withdrawals(dish.plan.recipe_id, servings)
        except KitchenError as error:
            # The recipe may have been erased while it was cooked.
            if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                raise
            return []
        return [taking for taking in takings if taking.amount]

    async def take(self, session_id: str, dish_id: str, *, actor: str = "") -> list[PantryWithdrawal]:
        """Withdraw the ingredients of a dish, in one transaction with the record of it.

        Returns the withdrawals; empty on a second call, also of another process. Raises `SESSION_NOT_FOUND`.
        """
        asked = await self.withdrawals(session_id, dish_id)
        if not asked:
            return []

        def work(book: Connection) -> list[PantryWithdrawal]:
            if _is_taken(book, session_id, dish_id):
                return []
            now = self._context.clock.now()
            book.execute(insert(PANTRY_TAKEN).values(session=session_id, dish=dish_id, taken_at=to_text(now)))
            taken = []
            for taking in asked:
                try:
                    stock.take(book, taking, now)
                except KitchenError as error:
                    # The item was removed meanwhile.
                    if error.code is not ErrorCode.PANTRY_ITEM_NOT_FOUND:
                        raise
                    continue
                taken.append(taking)
            return taken

        taken = await self._context.store.write(work)
        for taking in taken:
            self._context.publish(ChangeKind.PANTRY_CHANGED, taking.item.id, actor)
        return taken

    async def _dish(self, session_id: str, dish_id: str) -> DishState | None:
        """A dish of a running session, or of one that ended long ago."""
        try:
            state = self._sessions.find(session_id).state
        except KitchenError:
            state = replay(await self._sessions.events(session_id, traces=False))
        return state.dish(dish_id)


def _is_taken(book: Connection, session_id: str, dish_id: str) -> bool:
    query = select(PANTRY_TAKEN.c.taken_at).where(
        PANTRY_TAKEN.c.session == session_id, PANTRY_TAKEN.c.dish == dish_id
    )
    return book.scalar(query) is not None
