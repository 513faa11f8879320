"""The kitchen of a household: one object composed of services, each with one field of work.

Entities, actions, cards and voice call the services (`kitchen.recipes.search(…)`). They are asynchronous; the store works
in threads of its own. When a method returns, its changes are on disk and the subscribers have been called.
"""

import asyncio
import contextlib
from functools import cached_property, partial
import logging
from pathlib import Path
from typing import Self

from ..burners.clock import Clock, LoopClock
from ..burners.registry import BurnerRegistry
from .changes import ChangeKind
from .context import KitchenContext
from .errors import ErrorCode, KitchenError
from .gatherings.cook_off_service import CookOffService
from .gatherings.guest_service import GuestService
from .gatherings.keepsake_service import KeepsakeService
from .gatherings.outside_service import OutsideService
from .gatherings.pasted_recipes import PastedRecipeReader
from .gatherings.service import GatheringService
from .locale import KitchenLocale
from .meal_plan.feast_service import FeastService
from .meal_plan.preparation_service import PreparationService
from .meal_plan.service import MealPlanService
from .nutrition.food_log_service import FoodLogService
from .nutrition.service import NutritionService
from .pantry.after_cooking import CookedDishService
from .pantry.barcode_service import BarcodeService
from .pantry.freezer_service import FreezerService
from .pantry.service import PantryService
from .people.person_book import PersonBookService
from .people.personal_data_service import PersonalDataService
from .people.profile_service import RecipeProfileService
from .people.service import PeopleService
from .recipes.cooking_log import Cooking
from .recipes.files_service import RecipeFileService
from .recipes.measures_service import MeasureService
from .recipes.notes_service import RecipeNoteService
from .recipes.samples import prepare_book
from .recipes.samples_service import SampleService
from .recipes.saved_service import SavedRecipeService
from .recipes.service import RecipeService
from .recipes.shelf_service import ShelfService
from .sessions.events import Event, Finished
from .sessions.manager import CookingSessions
from .sessions.model import Phase
from .sessions.recording_service import RecordingService
from .sessions.service import SessionService
from .sessions.session import CookingSession
from .shopping.service import ShoppingService
from .shopping.standing_service import StandingService
from .storage.damaged_records import damaged_records
from .storage.database import Store
from .storage.journal import StoredJournal
from .suggestions.board_service import PlanBoardService
from .suggestions.service import SuggestionService
from .timers.service import TimerService
from .timers.timer import damaged_timers

_LOGGER = logging.getLogger(__name__)


class Kitchen:
    """One household's kitchen. Create it with `open`, end it with `close`.

    Every method of a service may raise `KitchenError`: with the code its docstring names, or `BOOK_UNAVAILABLE`.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        directory: BurnerRegistry,
        media: Path | None = None,
        home: str = "",
    ) -> None:
        self.context = KitchenContext(store, clock, directory, media, home)
        self.clock = clock
        self.burners = directory
        self.subscribe = self.context.subscribe
        self.sessions = CookingSessions(
            clock=clock,
            directory=directory,
            journal=StoredJournal(store, clock.now, self.context.home),
            boiling_point_c=lambda: self.locale.boiling_c,
        )
        self.sessions.subscribe(self._session_changed)
        self.damaged: tuple[str, ...] = ()
        """Damaged records that were skipped when the book was opened, and settings that were replaced."""

    @property
    def locale(self) -> KitchenLocale:
        """Time zone, place and language of the home; set by the integration."""
        return self.context.locale

    @locale.setter
    def locale(self, locale: KitchenLocale) -> None:
        self.context.locale = locale

    # Services

    @cached_property
    def recipes(self) -> RecipeService:
        """The recipes with their versions and derivation."""
        return RecipeService(self.context, self.notes)

    @cached_property
    def samples(self) -> SampleService:
        """The sample recipes of a new book."""
        return SampleService(self.context)

    @cached_property
    def notes(self) -> RecipeNoteService:
        """Margin notes, pictures, cooking log and ratings."""
        return RecipeNoteService(self.context)

    @cached_property
    def measures(self) -> MeasureService:
        """Household measures: the weight of a person's handful or pinch."""
        return MeasureService(self.context)

    @cached_property
    def files(self) -> RecipeFileService:
        """Imports and exports."""
        return RecipeFileService(self.context)

    @cached_property
    def nutrition(self) -> NutritionService:
        """Nutrition of recipes and lines, and the household's corrections of foods."""
        return NutritionService(self.context, self.recipes)

    @cached_property
    def people(self) -> PeopleService:
        """People, their needs, and checks of recipes for them."""
        return PeopleService(self.context, self.meal_plan, self.profiles, self.recipes)

    @cached_property
    def profiles(self) -> RecipeProfileService:
        """What recipes contain, for checks and suggestions."""
        return RecipeProfileService(self.context, self.nutrition)

    @cached_property
    def personal_data(self) -> PersonalDataService:
        """Export and erasure of the data about one person."""
        return PersonalDataService(self.context)

    @cached_property
    def food_log(self) -> FoodLogService:
        """The food log."""
        return FoodLogService(self.context, self.nutrition, self.people, self.recipes)

    @cached_property
    def meal_plan(self) -> MealPlanService:
        """Planned meals and repeating rules."""
        return MealPlanService(self.context)

    @cached_property
    def person_book(self) -> PersonBookService:
        """Number of recipes that suit a person, and what excludes the others."""
        return PersonBookService(self.context, self.people, self.recipes)

    @cached_property
    def board(self) -> PlanBoardService:
        """Read model of the meal plan for its page."""
        return PlanBoardService(self.context, self.people)

    @cached_property
    def preparations(self) -> PreparationService:
        """What must be done before planned meals."""
        return PreparationService(self.context, self.recipes)

    @cached_property
    def feasts(self) -> FeastService:
        """Feasts of several courses."""
        return FeastService(self.context, self.preparations, self.recipes)

    @cached_property
    def saved(self) -> SavedRecipeService:
        """Saved searches and favorite recipes."""
        return SavedRecipeService(self.context, self.recipes)

    @cached_property
    def freezer(self) -> FreezerService:
        """Frozen portions of cooked dishes."""
        return FreezerService(self.context, self.recipes)

    @cached_property
    def barcodes(self) -> BarcodeService:
        """Products by barcode."""
        return BarcodeService(self.context)

    @cached_property
    def pantry(self) -> PantryService:
        """Items of the pantry with amounts and dates."""
        return PantryService(self.context, self.nutrition, self.recipes)

    @cached_property
    def cooked_dishes(self) -> CookedDishService:
        """Pantry withdrawals of cooked dishes."""
        return CookedDishService(self.context, self.pantry, self.sessions)

    @cached_property
    def shopping(self) -> ShoppingService:
        """The shopping list."""
        return ShoppingService(self.context, self.pantry, self.recipes)

    @cached_property
    def standing(self) -> StandingService:
        """Standing purchases, shops, and changes of the list from pages without network."""
        return StandingService(self.context, self.pantry, self.shopping)

    @cached_property
    def suggestions(self) -> SuggestionService:
        """Suggestions and proposed weeks."""
        return SuggestionService(
            self.context, self.food_log, self.meal_plan, self.pantry, self.people, self.profiles, self.freezer
        )

    @cached_property
    def shelf(self) -> ShelfService:
        """The recipes as a page shows them, with filters for people and the pantry."""
        return ShelfService(self.context, self.people, self.profiles, self.suggestions, self.saved)

    @cached_property
    def cooking(self) -> SessionService:
        """Cooking sessions and their results."""
        return SessionService(self.context, self.notes, self.recipes, self.sessions)

    @cached_property
    def recordings(self) -> RecordingService:
        """Recorded cookings, edited and signed by hand."""
        return RecordingService(self.context, self.notes, self.recipes, self.sessions)

    @cached_property
    def timers(self) -> TimerService:
        """Kitchen timers with absolute deadlines."""
        return TimerService(self.context)

    @cached_property
    def gatherings(self) -> GatheringService:
        """Gatherings with guests, links and dishes, for the host."""
        return GatheringService(self.context)

    @cached_property
    def cook_offs(self) -> CookOffService:
        """Voting and its result, for the host."""
        return CookOffService(self.context, self.gatherings)

    @cached_property
    def guests(self) -> GuestService:
        """What guests do with their secret links."""
        return GuestService(self.context, self.gatherings, self.cook_offs, self.pasted_recipes)

    @cached_property
    def pasted_recipes(self) -> PastedRecipeReader:
        """Allergens of recipes that guests paste, and of recipes that the host brings."""
        return PastedRecipeReader(self.files, self.people)

    @cached_property
    def outside_answers(self) -> OutsideService:
        """Answers of guests who can't reach the pages."""
        return OutsideService(self.context, self.gatherings, self.guests)

    @cached_property
    def keepsakes(self) -> KeepsakeService:
        """Reviews of a gathering, and what stays of it."""
        return KeepsakeService(
            self.context, self.gatherings, self.cook_offs, self.notes, self.recipes, self.files
        )

    # Opening and closing

    @classmethod
    async def open(
        cls,
        book: str | Path,
        *,
        clock: Clock | None = None,
        directory: BurnerRegistry | None = None,
        media: Path | None = None,
        copy: Path | None = None,
        home: str = "",
    ) -> Self:
        """Open a book (a file, or a database URL); a new one is created.

        Pictures and clips are stored in the folder `media`; the default is a folder beside a book that is a file. A
        book on a server is copied to the file `copy`: it can be read while the server can't be reached. `home` is
        the identity of this home among those that share the book: sessions and timers of others are left alone.

        Raises:
            KitchenError: `BOOK_UNAVAILABLE` when the book can't be opened.
        """
        store = Store(book)
        if store.path is not None and not store.path.name:
            await store.close()
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason="the path of the book names no file")
        if media is None and store.path is not None:
            media = store.path.with_name(f"{store.path.stem}-media")
        kitchen = cls(
            store,
            clock or LoopClock(asyncio.get_running_loop()),
            BurnerRegistry() if directory is None else directory,
            media,
            home,
        )
        try:
            await store.open()
            await store.write(partial(prepare_book, kitchen.context.book, kitchen.clock.now))
            await kitchen.timers.start()
            await kitchen.gatherings.start()
            await kitchen.sessions.restore()
            await kitchen._report_damage()
            kitchen.context.start(copy)
            kitchen.files.start_sweeping()
        except BaseException:
            await store.close()
            raise
        return kitchen

    async def close(self) -> None:
        """Turn off the heat of running sessions, finish all writes, and close the book."""
        await self.timers.close()
        await self.gatherings.close()
        self.files.stop_sweeping()
        await self.sessions.close()
        await self.profiles.stop()
        await self.context.close()
        await self.context.store.close()

    async def _report_damage(self) -> None:
        """Log the damaged records once; `damaged` names them."""
        timers = await self.context.store.read(damaged_timers)
        records = await self.context.store.read(damaged_records)
        self.damaged = (
            *(f"session {session_id}" for session_id in self.sessions.damaged),
            *(f"timer {timer_id}" for timer_id in timers),
            *records,
            *(f"setting {name}" for name in self.context.store.repaired),
        )
        if timers:
            _LOGGER.error("Timers with damaged records were set aside: %s", ", ".join(timers))
        if records:
            _LOGGER.error("Damaged records were set aside: %s", ", ".join(records[:100]))

    async def before_backup(self) -> None:
        """Write all data into the book's file and block writes until `after_backup`."""
        await self.context.store.pause()

    async def after_backup(self) -> None:
        """Allow writes again."""
        self.context.store.resume()

    def _session_changed(self, session: CookingSession, event: Event) -> None:
        self.context.publish(ChangeKind.SESSION_CHANGED, session.id, event=event)
        if isinstance(event, Finished):
            self.context.spawn(self._write_diary(session))

    async def _write_diary(self, session: CookingSession) -> None:
        for dish in session.state.dishes:
            if not dish.plan.recipe_id or dish.phase is not Phase.DONE:
                continue
            cooking = Cooking(
                recipe_id=dish.plan.recipe_id,
                version=dish.plan.recipe_version,
                cooked_at=self.clock.now(),
                session_id=session.id,
            )
            # The recipe may have been erased while it was cooked; the journal still has its name.
            with contextlib.suppress(KitchenError):
                await self.notes.write_cooking(cooking)
