"""Suggestion engine with cached features of the recipes and the household's preferences.

One instance per kitchen.

All methods block and run in one thread at a time; callers run them in a thread.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Lock

from ..meal_plan.propose import WeekProposal, WeekWish, propose
from ..people.profile import RecipeProfile
from ..storage.database import Store
from . import load
from .feature_matrix import ALL_ALLERGENS, BookColumns
from .model import SuggestionRequest, Suggestions
from .rank import complete
from .selection import Profiles, suggest
from .taste import Taste, taste_of


class SuggestionEngine:
    """Answers requests for one book."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._columns: BookColumns | None = None
        self._taste: Taste | None = None
        self._taste_day: int | None = None
        self._changed: set[str] = set()
        self._unprofiled: set[str] = set()

    def recipe_changed(self, recipe_id: str) -> None:
        """Mark a recipe for reloading. May be called from any thread, and blocks only briefly."""
        self._changed.add(recipe_id)

    def taste_changed(self) -> None:
        """Mark ratings and cooking log for reloading."""
        self._taste = None

    def all_changed(self) -> None:
        """Mark the whole book for reloading."""
        self._columns = None

    def suggest(self, request: SuggestionRequest) -> Suggestions:
        """The best recipes for a request."""
        return self.look(
            lambda columns, taste, profiles: suggest(columns, taste, request, profiles), request.when
        )

    def propose(self, wish: WeekWish) -> WeekProposal:
        """Propose a week."""
        return self.look(
            lambda columns, taste, profiles: propose(columns, taste, wish, profiles), wish.request.when
        )

    def all_in_house(self, request: SuggestionRequest) -> frozenset[str]:
        """Ids of the recipes that the stock of a request is enough for, by kind of food."""
        return self.look(
            lambda columns, _taste, _profiles: frozenset(
                columns.ids[place] for place in complete(columns, request).nonzero()[0].tolist()
            ),
            request.when,
        )

    def look[T](self, work: Callable[[BookColumns, Taste, Profiles], T], when: datetime) -> T:
        """Run work on the present state of the book."""
        with self._lock:
            columns, taste = self._ready(when)
            return work(columns, taste, self._profiles)

    def ready(self, now: datetime) -> BookColumns:
        """The feature matrix, loaded if necessary, so that the first request does not wait."""
        with self._lock:
            return self._ready(now)[0]

    def _ready(self, now: datetime) -> tuple[BookColumns, Taste]:
        columns = self._columns
        if columns is None:
            self._changed.clear()
            columns = self._store.read_now(lambda book: BookColumns.of(load.all_rows(book)))
            self._note_unprofiled(columns)
            self._taste = None
        else:
            columns = self._with_changes(columns)
        self._columns = columns
        # Preferences decay by days; they are constant within a day.
        day = now.toordinal()
        if self._taste is None or day != self._taste_day:
            self._taste = self._store.read_now(lambda book: taste_of(columns, load.events(book, now)))
            self._taste_day = day
        return columns, self._taste

    def _with_changes(self, columns: BookColumns) -> BookColumns:
        changed = {self._changed.pop() for _ in range(len(self._changed))}
        if self._unprofiled:
            waiting = sorted(self._unprofiled)
            changed.update(self._store.read_now(lambda book: load.now_profiled(book, waiting)))
        if not changed:
            return columns
        rows = self._store.read_now(lambda book: load.some_rows(book, sorted(changed)))
        gone = changed - {row.recipe_id for row in rows}
        self._taste = None
        self._unprofiled -= changed
        self._unprofiled |= {row.recipe_id for row in rows if not row.profiled}
        return columns.changed(rows, gone)

    def _note_unprofiled(self, columns: BookColumns) -> None:
        unsure = (columns.unsure == ALL_ALLERGENS) & (columns.contains == 0)
        self._unprofiled = {
            columns.ids[place] for place in unsure.nonzero()[0].tolist() if not columns.foods_of(place)
        }

    def _profiles(self, recipe_ids: Sequence[str]) -> dict[str, RecipeProfile]:
        return self._store.read_now(lambda book: load.some_profiles(book, recipe_ids))
