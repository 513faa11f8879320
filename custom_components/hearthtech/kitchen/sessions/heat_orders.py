"""Determine which orders to a session raise heat, and by how much, as input of the heat gate."""

from dataclasses import replace
from enum import StrEnum
from typing import override

from ...burners.heat_gate import HeatChange, HeatPermit, level_raises, present_level
from ..errors import ErrorCode, KitchenError
from ..recipes.model import Heat, HelpLevel
from .engine import SessionEngine
from .model import LEVELS, DishPlan, DishState, Phase, heat_level
from .policy import heat_at
from .snapshot import DishSnapshot, SessionSnapshot


class SessionOrder(StrEnum):
    """Orders to a session that can raise heat."""

    START = "start"
    NEXT = "next"
    CONFIRM = "confirm"
    SKIP = "skip"
    PREVIOUS = "previous"
    REPEAT = "repeat"
    GO_TO = "go_to"
    RESUME = "resume"
    HOLD = "hold"
    LEVEL = "level"


def heat_ceilings(plan: DishPlan, burner_id: str | None) -> tuple[HeatChange, ...]:
    """The highest power and the highest temperature of a dish: the levels stated at the start of a session.

    Empty for a dish without a burner, or without heat in any of its steps.
    """
    heats = [step.heat for step in plan.steps if step.heat is not None and step.heat.power != 0]
    if burner_id is None or not heats:
        return ()
    powers = [heat.power for heat in heats if heat.power is not None]
    temperatures = [heat.temperature_c for heat in heats if heat.temperature_c is not None]
    ceilings = [HeatChange(burner_id=burner_id, power=max(powers), start=True)] if powers else []
    warmest = max([*temperatures, plan.warm_c])
    ceilings.append(HeatChange(burner_id=burner_id, temperature_c=warmest, start=True))
    return tuple(ceilings)


class HeatOrders(SessionEngine):
    """Mixin that compares the heat after an order with the heat now."""

    @override
    def view(self) -> SessionSnapshot:
        """A snapshot of the session, with computed times and the heat that the next step would need."""
        shown = super().view()
        dishes = (self._with_next_heat(dish) for dish in shown.dishes)
        return replace(shown, dishes=tuple(dishes))

    def _with_next_heat(self, dish: DishSnapshot) -> DishSnapshot:
        if dish.phase.over:
            return dish
        changes = self.changes_of(SessionOrder.CONFIRM, dish.id)
        if not changes:
            return dish
        return replace(dish, next_heat=Heat(power=changes[0].power, temperature_c=changes[0].temperature_c))

    def changes_of(
        self,
        order: SessionOrder,
        dish_id: str | None = None,
        *,
        number: int = 0,
        level: HelpLevel = HelpLevel.GUIDE,
    ) -> tuple[HeatChange, ...]:
        """The raises of heat that an order would cause, for the heat gate; empty when it raises none.

        Args:
            order: the kind of order.
            dish_id: the dish; by default the dish that waits for the cook.
            number: the step of `GO_TO`, counted from 0.
            level: the level of `LEVEL`.

        Raises:
            KitchenError: `SESSION_NOT_FOUND` for an unknown dish.
        """
        match order:
            case SessionOrder.START | SessionOrder.RESUME:
                dishes = self._dishes(dish_id)
                return tuple(change for dish in dishes for change in heat_ceilings(dish.plan, dish.burner_id))
            case SessionOrder.LEVEL:
                return tuple(
                    change
                    for dish in self._dishes(dish_id)
                    if LEVELS.index(level) > LEVELS.index(dish.level)
                    for change in heat_ceilings(dish.plan, dish.burner_id)
                )
            case SessionOrder.HOLD:
                heated = [dish for dish in self.state.dishes if dish.permitted and not dish.phase.over]
                changes = [self._longer(dish) for dish in heated]
            case SessionOrder.CONFIRM:
                changes = [self._raise_of_confirm(self._dish(dish_id))]
            case SessionOrder.NEXT | SessionOrder.SKIP:
                dish = self._dish(dish_id)
                changes = [self._raise_at(dish, self._following(dish))]
            case SessionOrder.PREVIOUS:
                dish = self._dish(dish_id)
                changes = [self._raise_at(dish, dish.step - 1, longer=True)]
            case SessionOrder.REPEAT:
                dish = self._dish(dish_id)
                changes = [self._raise_at(dish, dish.step, longer=True)]
            case SessionOrder.GO_TO:
                changes = [self._raise_at(self._dish(dish_id), number, longer=True)]
        return tuple(change for change in changes if change is not None)

    def step(self, dish_id: str | None = None) -> int:
        """The number of the present step of a dish, counted from 0. Raises `SESSION_NOT_FOUND`."""
        return self._dish(dish_id).step

    def heats(self, dish_id: str | None = None) -> bool:
        """Whether the kitchen has an allowance to heat one of these dishes. Raises `SESSION_NOT_FOUND`."""
        return any(dish.permitted for dish in self._dishes(dish_id))

    @staticmethod
    def _following(dish: DishState) -> int:
        return 0 if dish.phase is Phase.PLANNED else dish.step + 1

    def _raise_of_confirm(self, dish: DishState) -> HeatChange | None:
        return self._raise_at(dish, dish.step if dish.awaiting_hands else self._following(dish))

    def _raise_at(self, dish: DishState, number: int, *, longer: bool = False) -> HeatChange | None:
        """The raise of heat by entering a step. `longer`: a completed step prolongs its heat."""
        heat = heat_at(self.state, dish, number)
        if heat is None and longer and dish.heat is not None:
            return self._longer(dish)
        level = heat_level(heat)
        if level is None or level.off or dish.burner_id is None:
            return None
        watch = self._watches[dish.id]
        shown = None if watch.burner is None else present_level(watch.burner.state)
        raises = longer or level_raises(heat_level(dish.heat), level)
        if not raises and not watch.keeps:
            raises = level_raises(shown, level)
        if not raises:
            return None
        return HeatChange(
            burner_id=dish.burner_id,
            power=level.power,
            temperature_c=level.temperature_c,
            start=shown is None,
        )

    def _longer(self, dish: DishState) -> HeatChange | None:
        """Raise by prolonging the present heat, or keeping warm."""
        if dish.burner_id is None:
            return None
        level = heat_level(dish.heat)
        return HeatChange(
            burner_id=dish.burner_id,
            power=None if level is None else level.power,
            temperature_c=dish.plan.warm_c if level is None else level.temperature_c,
        )

    @staticmethod
    def _agreed(change: HeatChange | None, heat: HeatPermit | None) -> bool:
        """Use the permit for a raise. Returns whether there is one that a person agreed to."""
        if change is None:
            return False
        if heat is None or not heat.use(change):
            raise KitchenError(ErrorCode.HEAT_NOT_PERMITTED, burner=change.burner_id)
        return True
