"""One cooking session, as people give it orders."""

from collections.abc import Callable

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel

from .engine import SessionEngine
from .events import (
    Corrected,
    Event,
    GoalReached,
    HandsDone,
    LevelSet,
    Moved,
    Paused,
    Remarked,
    Resumed,
    Started,
    Stopped,
)
from .model import CorrectionKind, DishState, PauseReason, Phase
from .policy import enter
from .schedule import begin_times

type SessionListener = Callable[[CookingSession, Event], None]


class CookingSession(SessionEngine):
    """Takes one or several dishes through their steps. Made by `CookingSessions`.

    Each order returns when the burners have answered what it led to. `step` makes an order safe to give twice: it
    is ignored when the dish has already left that step. A `machine` never passes a human gate.
    """

    def subscribe(self, listener: SessionListener) -> Callable[[], None]:
        """Be told of each event, after it has changed the state. Returns the way to stop."""
        return self._listen(lambda event: listener(self, event))

    async def start(self, *, heat: bool = False, ready_in_s: float | None = None, by: str = "") -> None:
        """Begin. `heat`: a person who may has allowed the machine to heat."""
        if self.state.phase is not Phase.PLANNED:
            await self.resume(heat=heat, by=by)
            return
        now = self.now
        self._record(Started(at=now, heat=heat, by=by))
        for event in begin_times(self.state, now, ready_in_s=ready_in_s, by=by):
            self._record(event)
        await self._follow()

    async def confirm(
        self, dish_id: str | None = None, *, step: int | None = None, by: str = "", machine: bool = False
    ) -> None:
        """Say that what the dish waits for is done: hands, gate, goal or the step as a whole.

        Raises:
            KitchenError: `GATE_WAITS` when a machine says so at a human gate.
        """
        dish = self._order(dish_id, step)
        if dish is None:
            return
        self._guard_gate(dish, machine=machine)
        if dish.awaiting_hands:
            self._record(HandsDone(at=self.now, dish=dish.id, by=by or "cook"))
            self._watches[dish.id].begin_step(self._dish(dish.id))
        else:
            self._leave_step(dish, by)
            self._record(enter(self._dish(dish.id), dish.step + 1, self.now, by=by or "cook"))
        await self._follow()

    async def next_step(
        self, dish_id: str | None = None, *, step: int | None = None, by: str = "", machine: bool = False
    ) -> None:
        """Go on to the next step, whatever this one waits for."""
        dish = self._order(dish_id, step)
        if dish is None:
            return
        self._guard_gate(dish, machine=machine)
        self._leave_step(dish, by)
        self._record(enter(self._dish(dish.id), dish.step + 1, self.now, by=by or "cook"))
        await self._follow()

    async def skip_step(
        self, dish_id: str | None = None, *, step: int | None = None, by: str = "", machine: bool = False
    ) -> None:
        """Leave this step out; kept as a correction."""
        dish = self._order(dish_id, step)
        if dish is None:
            return
        self._guard_gate(dish, machine=machine)
        self._correct(dish, CorrectionKind.STEP, by)
        self._record(enter(dish, dish.step + 1, self.now, by=by or "cook"))
        await self._follow()

    async def previous_step(self, dish_id: str | None = None, *, by: str = "") -> None:
        """Go back one step and begin it again."""
        dish = self._cooking(dish_id)
        if dish.step == 0:
            raise KitchenError(ErrorCode.NO_SUCH_STEP, step=-1)
        self._correct(dish, CorrectionKind.STEP, by)
        self._record(enter(dish, dish.step - 1, self.now, by=by or "cook"))
        await self._follow()

    async def redo_step(self, dish_id: str | None = None, *, by: str = "") -> None:
        """Begin this step again, as when something burnt."""
        dish = self._cooking(dish_id)
        self._correct(dish, CorrectionKind.STEP, by)
        self._record(enter(dish, dish.step, self.now, by=by or "cook", again=True))
        await self._follow()

    async def go_to_step(self, number: int, dish_id: str | None = None, *, by: str = "") -> None:
        """Go to any step, counted from 0."""
        dish = self._cooking(dish_id)
        if dish.step_at(number) is None:
            raise KitchenError(ErrorCode.NO_SUCH_STEP, step=number)
        self._correct(dish, CorrectionKind.STEP, by)
        self._record(enter(dish, number, self.now, by=by or "cook"))
        await self._follow()

    async def pause(self, dish_id: str | None = None, *, by: str = "") -> None:
        """Stop the clock and the machine's heat, of one dish or of all."""
        for dish in self._dishes(dish_id):
            if dish.pause is None or dish.pause is PauseReason.PAN_LIFTED:
                self._record(Paused(at=self.now, dish=dish.id, reason=PauseReason.COOK, by=by))
        await self._follow()

    async def resume(self, dish_id: str | None = None, *, heat: bool = False, by: str = "") -> None:
        """Go on after a pause, a refusal or a hand on the knob. Without `heat` the machine does not heat again."""
        for dish in self._dishes(dish_id):
            self._watches[dish.id].attach(self._burner(dish))
            self._record(Resumed(at=self.now, dish=dish.id, heat=heat, by=by or "cook"))
        await self._follow()

    async def set_level(self, level: HelpLevel, dish_id: str | None = None, *, by: str = "") -> None:
        """Choose how much the kitchen does, from now on. Heat that is on stays as it is."""
        for dish in self._dishes(dish_id):
            self._record(LevelSet(at=self.now, dish=dish.id, level=level, by=by))
        await self._follow()

    async def move(
        self, burner_id: str | None, dish_id: str | None = None, *, heat: bool = False, by: str = ""
    ) -> None:
        """Take a dish to another burner. The one it leaves is turned off; the new one heats only with `heat`."""
        dish = self._dish(dish_id)
        self._record(Moved(at=self.now, dish=dish.id, burner_id=burner_id, by=by))
        self._watches[dish.id].attach(self._burner(self._dish(dish.id)))
        if heat:
            self._record(Resumed(at=self.now, dish=dish.id, heat=True, by=by or "cook"))
        await self._follow()

    async def hold(self, seconds: float, *, by: str = "") -> None:
        """Late guests: all is wanted so much later. What is cooked is kept warm; what has not begun begins later."""
        for event in begin_times(self.state, self.now, later_s=seconds, by=by):
            self._record(event)
        await self._follow()

    async def remark(
        self, words: str, *, dish_id: str | None = None, by: str = "", media: str | None = None
    ) -> None:
        """Keep something said, or a picture (the hash of a file of the book), at its moment."""
        self._record(Remarked(at=self.now, words=words, by=by, dish=dish_id, media=media))
        await self._follow()

    async def stop(self, dish_id: str | None = None, *, by: str = "") -> None:
        """End one dish, or the session. The machine's heat goes off at once; a hand's heat is the hand's."""
        if not self.over:
            self._record(Stopped(at=self.now, dish=dish_id, by=by))
            await self._follow()

    def _leave_step(self, dish: DishState, by: str) -> None:
        if not dish.goal_reached:
            burner = self._watches[dish.id].burner
            celsius = None if burner is None else burner.state.food_temperature_c
            self._record(GoalReached(at=self.now, dish=dish.id, by=by or "cook", celsius=celsius))

    def _correct(self, dish: DishState, kind: CorrectionKind, by: str) -> None:
        burner = self._watches[dish.id].burner
        celsius = None if burner is None else burner.state.food_temperature_c
        self._record(Corrected(at=self.now, dish=dish.id, kind=kind, celsius=celsius, by=by))

    def _order(self, dish_id: str | None, step: int | None) -> DishState | None:
        """The dish an order is about, or `None` when it came too late to mean anything."""
        dish = self._cooking(dish_id)
        return None if step is not None and step != dish.step else dish

    @staticmethod
    def _guard_gate(dish: DishState, *, machine: bool) -> None:
        if machine and dish.at_gate:
            raise KitchenError(ErrorCode.GATE_WAITS, step=dish.step)

    def _cooking(self, dish_id: str | None) -> DishState:
        dish = self._dish(dish_id)
        if dish.phase is not Phase.COOKING:
            raise KitchenError(ErrorCode.NO_SUCH_STEP, step=dish.step)
        return dish
