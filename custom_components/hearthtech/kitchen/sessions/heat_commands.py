"""Commands of a session to its burners, with the permit of its allowance; refusals as events."""

import logging
from typing import Any

from ...burners.burner import Burner, is_armable
from ...burners.heat_gate import HeatChange, HeatPermit, allowance_permit, present_level, raises_heat
from ...burners.model import BurnerRefused, HeatSource, RefusalCode
from ..recipes.model import Heat, HelpLevel
from .burner_monitor import BurnerMonitor
from .events import HeatAdjusted, HeatAsked, HeatOrderRefused
from .model import DishState

_LOGGER = logging.getLogger(__name__)


async def send_heat(watch: BurnerMonitor, dish: DishState, asked: HeatAsked) -> BurnerRefused | None:
    """Send an order of heat to the burner of a dish. Returns the refusal, if there is one."""
    burner = watch.burner
    if burner is None:
        return BurnerRefused(RefusalCode.UNKNOWN_BURNER)
    power, temperature_c = watch.prepare(asked.heat)
    change = HeatChange(burner_id=burner.id, power=power, temperature_c=temperature_c, start=asked.start)
    if raises_heat(burner.state, change) and not dish.agreed:
        # The burner may have been turned down since the step was decided.
        if dish.effective_level is HelpLevel.ASSIST:
            return BurnerRefused(RefusalCode.UNAUTHORIZED, {"burner": burner.id})
        if present_level(burner.state) is None and not is_armable(burner):
            return BurnerRefused(RefusalCode.NOT_ARMED, {"burner": burner.id})
    return await _set(burner, change, _permit(dish, asked.heat, change))


async def adjust_heat(
    burner: Burner, dish: DishState, heat: Heat, adjusted: HeatAdjusted
) -> BurnerRefused | None:
    """Change the level of heat that is on. Returns the refusal, if there is one."""
    change = HeatChange(burner_id=burner.id, power=adjusted.power)
    return await _set(burner, change, _permit(dish, heat, change))


async def turn_off(burner: Burner) -> None:
    """Turn off a burner, unless a person has set it by hand."""
    if burner.state.source is HeatSource.MANUAL:
        return  # a manual change came first: this heat is not the machine's
    try:
        await burner.off()
    except BurnerRefused:
        _LOGGER.warning("%s can't be reached to turn it off; its lease will", burner.name)


def _permit(dish: DishState, heat: Heat, sends: HeatChange) -> HeatPermit | None:
    """The permit for a command of the session, within its allowance for this heat."""
    wanted = HeatChange(
        burner_id=sends.burner_id, power=heat.power, temperature_c=heat.temperature_c, start=sends.start
    )
    return allowance_permit(dish.allowance, dish.plan.recipe_version, wanted, sends=sends)


async def _set(burner: Burner, change: HeatChange, permit: HeatPermit | None) -> BurnerRefused | None:
    try:
        await burner.set(
            power=change.power, temperature_c=change.temperature_c, start=change.start, permit=permit
        )
    except BurnerRefused as refused:
        return refused
    except Exception:
        _LOGGER.exception("The burner %s failed to take an order", burner.id)
        return BurnerRefused(RefusalCode.UNAVAILABLE)
    return None


def refusal_of(dish_id: str, order: int, refused: BurnerRefused, now: float) -> HeatOrderRefused:
    """The event of a refused order."""
    return HeatOrderRefused(at=now, dish=dish_id, order=order, code=refused.code, data=_plain(refused.data))


def _plain(data: dict[str, object]) -> dict[str, Any]:
    """The details of a stove's refusal, as far as a journal can store them."""
    return {
        key: value for key, value in data.items() if isinstance(value, (str, int, float, bool, type(None)))
    }
