"""Setting burners and turning them off for a caller of Home Assistant: used by the actions and by the frontend."""

from collections.abc import Sequence
from typing import Final

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..burners.burner import Burner
from ..burners.heat_gate import HeatChange, raises_heat
from ..burners.turn_off import turn_off_burners
from ..const import DOMAIN
from ..errors import translated_errors
from ..models import async_get_data
from ..permissions import async_permit

OFF_WAIT_S: Final = 3.0
"""Longest wait for the answers of burners that are turned off, in s of real time."""


async def async_set_heat(
    hass: HomeAssistant, context: Context, changes: Sequence[HeatChange], burners: Sequence[Burner]
) -> None:
    """Send one change to each burner. `changes` and `burners` have the same order.

    Raises of heat need a permit of the heat gate; without it nothing is sent.

    Raises:
        ServiceValidationError: when the caller may not raise heat, or the change is not possible.
        HomeAssistantError: when a stove refuses the change or is out of reach.
    """
    wanted = {change.burner_id: (change, burner) for change, burner in zip(changes, burners, strict=True)}
    raises = [change for change, burner in wanted.values() if raises_heat(burner.state, change)]
    permit = await async_permit(hass, context, raises)
    for change, burner in wanted.values():
        _attribute(hass, context, burner)
        with translated_errors(burner.name):
            await burner.set(
                power=change.power,
                temperature_c=change.temperature_c,
                start=change.start,
                timer_s=change.timer_s,
                permit=permit,
            )


async def async_turn_off(hass: HomeAssistant, context: Context, burners: Sequence[Burner]) -> None:
    """Turn all burners off concurrently; a burner that does not answer does not prevent or delay the others.

    Raises:
        HomeAssistantError: when a burner could not be turned off, or did not answer in time; then it is tried on.
    """
    for burner in burners:
        _attribute(hass, context, burner)
    unconfirmed = await turn_off_burners(burners, within_s=OFF_WAIT_S)
    for one in unconfirmed:
        if one.refused is not None:
            with translated_errors(one.burner.name):
                raise one.refused
    if unconfirmed:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="off_not_confirmed",
            translation_placeholders={"burner": ", ".join(one.burner.name for one in unconfirmed)},
        )


@callback
def _attribute(hass: HomeAssistant, context: Context, burner: Burner) -> None:
    """Attribute the next changes of this burner to this context."""
    stove_id, _, number = burner.id.rpartition("/")
    home = async_get_data(hass)
    if (stove := home.stoves.get(stove_id) or home.hobs.get(stove_id)) is not None:
        stove.set_context(int(number), context)
