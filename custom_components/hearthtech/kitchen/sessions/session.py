"""One cooking session, with the orders of people."""

import asyncio
from collections.abc import Callable
from typing import Final

from ...burners.heat_gate import HeatAllowance, HeatPermit, allowance_of
from ..errors import ErrorCode, KitchenError
from ..recipes.model import HelpLevel
from .events import (
    AllowanceEnded,
    CallAnswered,
    Corrected,
    Event,
    GoalReached,
    HandsDone,
    IngredientStruck,
    LevelSet,
    Moved,
    Paused,
    Remarked,
    Resumed,
    Started,
    Stopped,
)
from .heat_orders import HeatOrders, SessionOrder
from .model import LEVELS, CorrectionKind, DishState, PauseReason, Phase
from .policy import enter, waits_to_begin
from .schedule import begin_times

OFF_WAIT_S: Final = 3.0
"""Longest wait of an order that only turns heat off for journal and burners, in s of real time."""

type SessionListener = Callable[[CookingSession, Event], None]


class CookingSession(HeatOrders):
    """Runs the steps of one or several dishes. Created by `CookingSessions`.

    Each order returns when the burners have answered its commands; `stop` and `pause` wait at most `OFF_WAIT_S`
    for them. `step` makes an order idempotent: it is
    ignored when the dish has already left that step. A `machine` never passes a human gate.

    An order that would raise heat needs `heat`, a permit of the heat gate. Call `changes_of` first: if it
    returns nothing, no permission is needed. Without a permit such an order raises `HEAT_NOT_PERMITTED` and
    changes nothing.
    """

    def subscribe(self, listener: SessionListener) -> Callable[[], None]:
        """Call `listener` for each event, after it has changed the state.

        Returns a function that unsubscribes.
        """
        return self._listen(lambda event: listener(self, event))

    async def start(
        self, *, heat: HeatPermit | None = None, ready_in_s: float | None = None, actor: str = ""
    ) -> None:
        """Start the session.

        With `heat` the kitchen may heat, up to the levels of the permit for each burner.
        """
        if self.state.phase is not Phase.PLANNED:
            await self.resume(heat=heat, actor=actor)
            return
        now = self.now
        allowances = {dish.id: given for dish in self.state.dishes if (given := _allowance(dish, heat))}
        self._record(Started(at=now, heat=bool(allowances), by=actor, allowances=allowances))
        for event in begin_times(self.state, now, ready_in_s=ready_in_s, actor=actor):
            self._record(event)
        await self._follow()

    async def confirm(
        self,
        dish_id: str | None = None,
        *,
        step: int | None = None,
        actor: str = "",
        machine: bool = False,
        heat: HeatPermit | None = None,
    ) -> None:
        """Confirm the condition that the dish waits for: manual work, gate, goal or the whole step.

        Raises:
            KitchenError: `GATE_WAITS` when a machine confirms a human gate, `HEAT_NOT_PERMITTED`.
        """
        dish = self._order(dish_id, step)
        if dish is None:
            return
        self._guard_gate(dish, machine=machine)
        agreed = self._agreed(self._raise_of_confirm(dish), heat)
        if dish.awaiting_hands:
            self._record(HandsDone(at=self.now, dish=dish.id, by=actor or "cook", agreed=agreed))
            self._watches[dish.id].begin_step(self._dish(dish.id))
        else:
            self._leave_step(dish, actor)
            self._enter(dish, self._following(dish), actor, agreed=agreed)
        await self._follow()

    async def next_step(
        self,
        dish_id: str | None = None,
        *,
        step: int | None = None,
        actor: str = "",
        machine: bool = False,
        heat: HeatPermit | None = None,
    ) -> None:
        """Enter the next step, independent of the present condition.

        Raises:
            KitchenError: `GATE_WAITS`, `HEAT_NOT_PERMITTED`.
        """
        dish = self._order(dish_id, step)
        if dish is not None:
            await self._enter_next(dish, self._leave_step, actor, machine=machine, heat=heat)

    async def skip_step(
        self,
        dish_id: str | None = None,
        *,
        step: int | None = None,
        actor: str = "",
        machine: bool = False,
        heat: HeatPermit | None = None,
    ) -> None:
        """Skip this step; stored as a correction.

        Raises:
            KitchenError: `GATE_WAITS`, `HEAT_NOT_PERMITTED`.
        """
        dish = self._order(dish_id, step)
        if dish is not None:
            await self._enter_next(dish, self._correct_step, actor, machine=machine, heat=heat)

    async def _enter_next(
        self,
        dish: DishState,
        leave: Callable[[DishState, str], None],
        actor: str,
        *,
        machine: bool,
        heat: HeatPermit | None,
    ) -> None:
        """Enter the next step; `leave` records how the present one ends."""
        self._guard_gate(dish, machine=machine)
        agreed = self._agreed(self._raise_at(dish, self._following(dish)), heat)
        leave(dish, actor)
        self._enter(dish, self._following(dish), actor, agreed=agreed)
        await self._follow()

    def _correct_step(self, dish: DishState, actor: str) -> None:
        self._correct(dish, CorrectionKind.STEP, actor)

    async def previous_step(
        self,
        dish_id: str | None = None,
        *,
        step: int | None = None,
        actor: str = "",
        heat: HeatPermit | None = None,
    ) -> None:
        """Go back one step and restart it.

        Raises:
            KitchenError: `NO_SUCH_STEP` at the first step, `HEAT_NOT_PERMITTED`.
        """
        dish = self._cooking(dish_id)
        if step is not None and step != dish.step:
            return
        if dish.step == 0:
            raise KitchenError(ErrorCode.NO_SUCH_STEP, step=-1)
        agreed = self._agreed(self._raise_at(dish, dish.step - 1, longer=True), heat)
        self._correct(dish, CorrectionKind.STEP, actor)
        self._enter(dish, dish.step - 1, actor, agreed=agreed)
        await self._follow()

    async def redo_step(
        self,
        dish_id: str | None = None,
        *,
        step: int | None = None,
        actor: str = "",
        heat: HeatPermit | None = None,
    ) -> None:
        """Restart this step, e.g. after food burnt.

        Raises:
            KitchenError: `HEAT_NOT_PERMITTED`.
        """
        dish = self._cooking(dish_id)
        if step is not None and step != dish.step:
            return
        agreed = self._agreed(self._raise_at(dish, dish.step, longer=True), heat)
        self._correct(dish, CorrectionKind.STEP, actor)
        self._enter(dish, dish.step, actor, agreed=agreed, again=True)
        await self._follow()

    async def go_to_step(
        self,
        number: int,
        dish_id: str | None = None,
        *,
        step: int | None = None,
        actor: str = "",
        heat: HeatPermit | None = None,
    ) -> None:
        """Enter any step, counted from 0.

        Raises:
            KitchenError: `NO_SUCH_STEP`, `HEAT_NOT_PERMITTED`.
        """
        dish = self._cooking(dish_id)
        if step is not None and step != dish.step:
            return
        if dish.step_at(number) is None:
            raise KitchenError(ErrorCode.NO_SUCH_STEP, step=number)
        agreed = self._agreed(self._raise_at(dish, number, longer=True), heat)
        self._correct(dish, CorrectionKind.STEP, actor)
        self._enter(dish, number, actor, agreed=agreed)
        await self._follow()

    async def pause(self, dish_id: str | None = None, *, actor: str = "") -> None:
        """Stop time and the machine's heat, of one dish or of all."""
        for dish in self._dishes(dish_id):
            if dish.pause is None or dish.pause is PauseReason.PAN_LIFTED:
                self._record(Paused(at=self.now, dish=dish.id, reason=PauseReason.COOK, by=actor))
        await self._follow_off()

    async def resume(
        self, dish_id: str | None = None, *, heat: HeatPermit | None = None, actor: str = ""
    ) -> None:
        """Continue after a pause, a refusal or a manual change.

        Without `heat` the machine does not heat again.
        """
        for dish in self._dishes(dish_id):
            self._watches[dish.id].attach(self._burner(dish))
            allowance = _allowance(dish, heat)
            self._record(
                Resumed(
                    at=self.now,
                    dish=dish.id,
                    heat=allowance is not None,
                    by=actor or "cook",
                    allowance=allowance,
                )
            )
        await self._follow()

    async def set_level(
        self,
        level: HelpLevel,
        dish_id: str | None = None,
        *,
        actor: str = "",
        heat: HeatPermit | None = None,
    ) -> None:
        """Set the level of help from now on. Heat that is on does not change.

        More help ends the allowance to heat; with `heat` there is a new one.
        """
        for dish in self._dishes(dish_id):
            raised = LEVELS.index(level) > LEVELS.index(dish.level)
            allowance = _allowance(dish, heat) if raised else None
            self._record(LevelSet(at=self.now, dish=dish.id, level=level, by=actor, allowance=allowance))
        await self._follow()

    async def move(
        self,
        burner_id: str | None,
        dish_id: str | None = None,
        *,
        heat: HeatPermit | None = None,
        actor: str = "",
    ) -> None:
        """Move a dish to another burner. The former one is turned off; the new one heats only with `heat`."""
        dish = self._dish(dish_id)
        self._record(Moved(at=self.now, dish=dish.id, burner_id=burner_id, by=actor))
        dish = self._dish(dish.id)
        self._watches[dish.id].attach(self._burner(dish))
        if (allowance := _allowance(dish, heat)) is not None:
            self._record(
                Resumed(at=self.now, dish=dish.id, heat=True, by=actor or "cook", allowance=allowance)
            )
        await self._follow()

    async def hold(self, seconds: float, *, actor: str = "", heat: HeatPermit | None = None) -> None:
        """Delay all dishes by a time. Cooked dishes are kept warm; the others begin later.

        Raises:
            KitchenError: `HEAT_NOT_PERMITTED`, if a dish is kept hot for longer.
        """
        for change in self.changes_of(SessionOrder.HOLD) if seconds > 0 else ():
            self._agreed(change, heat)
        for event in begin_times(self.state, self.now, later_s=seconds, actor=actor):
            self._record(event)
        await self._follow()

    async def end_allowance(self, reason: str, *, actor: str = "") -> None:
        """End the allowance of the session. Heat that is on stays; every raise needs a new permission."""
        for dish in self.state.dishes:
            if dish.permitted:
                self._record(AllowanceEnded(at=self.now, dish=dish.id, reason=reason, by=actor))
        await self._follow()

    async def remark(
        self, words: str, *, dish_id: str | None = None, actor: str = "", media: str | None = None
    ) -> None:
        """Store a remark, or a picture (the hash of a file of the book), with its time."""
        self._record(Remarked(at=self.now, words=words, by=actor, dish=dish_id, media=media))
        await self._follow()

    async def strike(
        self, dish_id: str, step: int, line: int, *, struck: bool = True, actor: str = ""
    ) -> None:
        """Strike an ingredient of a step, or remove the mark.

        Raises:
            KitchenError: `NO_SUCH_STEP`, or `INVALID` for an unknown line.
        """
        dish = self._dish(dish_id)
        if dish.step_at(step) is None:
            raise KitchenError(ErrorCode.NO_SUCH_STEP, step=step)
        if not 0 <= line < len(dish.plan.ingredients):
            raise KitchenError(ErrorCode.INVALID, reason="there is no such ingredient")
        if ((step, line) in dish.struck) is not struck:
            self._record(
                IngredientStruck(at=self.now, dish=dish.id, step=step, line=line, struck=struck, by=actor)
            )
            await self._follow()

    async def answer(self, dish_id: str, *, step: int, actor: str = "") -> None:
        """Answer the call for hands of a dish, on all devices; ignored when the dish has left that step."""
        dish = self._dish(dish_id)
        if dish.step == step and not dish.answered:
            self._record(CallAnswered(at=self.now, dish=dish.id, step=step, by=actor))
            await self._follow()

    async def stop(self, dish_id: str | None = None, *, actor: str = "") -> None:
        """End one dish, or the session.

        The machine's heat is turned off at once; heat set by hand is not changed.
        """
        if not self.over:
            self._record(Stopped(at=self.now, dish=dish_id, by=actor))
            await self._follow_off()

    async def _follow_off(self) -> None:
        """Wait at most `OFF_WAIT_S` for the journal and the burners; their work continues after that.

        Off is sent at once. A stove that does not answer turns the burner off itself when its lease ends.
        """
        self._advance()
        tasks = self._tasks - {asyncio.current_task()}
        if tasks:
            await asyncio.wait(tasks, timeout=OFF_WAIT_S)

    def _leave_step(self, dish: DishState, actor: str) -> None:
        if not dish.goal_reached and dish.phase is Phase.COOKING:
            burner = self._watches[dish.id].burner
            celsius = None if burner is None else burner.state.food_temperature_c
            self._record(GoalReached(at=self.now, dish=dish.id, by=actor or "cook", celsius=celsius))

    def _correct(self, dish: DishState, kind: CorrectionKind, actor: str) -> None:
        burner = self._watches[dish.id].burner
        celsius = None if burner is None else burner.state.food_temperature_c
        self._record(Corrected(at=self.now, dish=dish.id, kind=kind, celsius=celsius, by=actor))

    def _enter(
        self, dish: DishState, number: int, actor: str, *, agreed: bool = False, again: bool = False
    ) -> None:
        dish = self._dish(dish.id)
        self._record(enter(dish, number, self.now, actor=actor or "cook", again=again, agreed=agreed))

    def _order(self, dish_id: str | None, step: int | None) -> DishState | None:
        """The dish of an order, or `None` when the order came too late."""
        dish = self._dish(dish_id)
        if not waits_to_begin(dish, self.now) or self.state.phase is not Phase.COOKING:
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


def _allowance(dish: DishState, heat: HeatPermit | None) -> HeatAllowance | None:
    """The allowance of a permit for a dish, for its burner and its version of the recipe."""
    return None if dish.phase.over else allowance_of(heat, dish.burner_id, dish.plan.recipe_version)
