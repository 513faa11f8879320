"""What the kitchen can do with the pantry once a dish is cooked. Every method may raise `KitchenError`."""

from sqlalchemy import Connection, insert, select

from .changes import ChangeKind
from .errors import ErrorCode, KitchenError
from .plan import pantry
from .plan.pantry import Taking
from .session import CookingSessions, Phase
from .session.fold import replay
from .session.model import DishState
from .stock_work import StockWork
from .store.schema import PANTRY_TAKEN
from .store.times import to_text


class CookedWork(StockWork):
    """What a cooked dish takes from the pantry, once."""

    sessions: CookingSessions

    async def pantry_after_dish(self, session_id: str, dish_id: str) -> list[Taking]:
        """What should be asked about: how much a cooked dish took of what is in the house.

        Nothing when it is not cooked to its end, has no recipe, or was answered with yes before; things of which
        nobody knows how much there is are not among it. Raises `SESSION_NOT_FOUND`.
        """
        dish = await self._dish(session_id, dish_id)
        if dish is None or dish.phase not in {Phase.WARMING, Phase.DONE} or not dish.plan.recipe_id:
            return []
        if await self._store.read(lambda book: _is_taken(book, session_id, dish_id)):
            return []
        try:
            takings = await self.pantry_after(dish.plan.recipe_id)
        except KitchenError as error:
            # The recipe may have been erased while it was cooked.
            if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                raise
            return []
        return [taking for taking in takings if taking.amount]

    async def take_for_dish(self, session_id: str, dish_id: str, *, who: str = "") -> list[Taking]:
        """Take what a cooked dish took, in one transaction with the note that it is taken.

        Returns what was taken: the second time, and from a second home, nothing. Raises `SESSION_NOT_FOUND`.
        """
        asked = await self.pantry_after_dish(session_id, dish_id)
        if not asked:
            return []

        def work(book: Connection) -> list[Taking]:
            if _is_taken(book, session_id, dish_id):
                return []
            now = self.clock.now()
            book.execute(insert(PANTRY_TAKEN).values(session=session_id, dish=dish_id, taken_at=to_text(now)))
            taken = []
            for taking in asked:
                try:
                    pantry.take(book, taking, now)
                except KitchenError as error:
                    # Somebody took the thing out altogether meanwhile.
                    if error.code is not ErrorCode.PANTRY_ITEM_NOT_FOUND:
                        raise
                    continue
                taken.append(taking)
            return taken

        taken = await self._store.write(work)
        for taking in taken:
            self._tell(ChangeKind.PANTRY_CHANGED, taking.item.id, who)
        return taken

    async def _dish(self, session_id: str, dish_id: str) -> DishState | None:
        """A dish of a session that goes on, or of one that ended long ago."""
        try:
            state = self.sessions.find(session_id).state
        except KitchenError:
            state = replay(await self.sessions.events(session_id, traces=False))
        return state.dish(dish_id)


def _is_taken(book: Connection, session_id: str, dish_id: str) -> bool:
    query = select(PANTRY_TAKEN.c.taken_at).where(
        PANTRY_TAKEN.c.session == session_id, PANTRY_TAKEN.c.dish == dish_id
    )
    return book.scalar(query) is not None
