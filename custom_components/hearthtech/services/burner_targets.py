"""Resolves the targets of an action to burners."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..burners.burner import Burner
from ..const import DOMAIN
from ..errors import user_error
from ..models import async_get_data


@callback
def find_burners(hass: HomeAssistant, names: Iterable[str]) -> list[Burner]:
    """Return the burners with these ids of devices, of entities, or of burners (`<stove id>/<n>`).

    A stove refers to all of its burners, and so does the source device of a hob; an entity used by a burner refers to
    that burner. Each burner occurs once, in the order of the ids.

    Raises:
        ServiceValidationError: when one of them is no burner, or not here.
    """
    found: dict[str, Burner] = {}
    for name in names:
        burners = _burners_of(hass, name)
        if not burners:
            raise user_error("burner_not_found", burner=name)
        found |= {burner.id: burner for burner in burners}
    return list(found.values())


def _burners_of(hass: HomeAssistant, name: str) -> list[Burner]:
    directory = async_get_data(hass).burners
    if (burner := directory.get(name)) is not None:
        return [burner]
    if parts := [one for hob in async_get_data(hass).hobs.values() for one in hob.burners_made_of(name)]:
        return list(parts)
    device_id: str | None = name
    if (entity := er.async_get(hass).async_get(name)) is not None:
        device_id = entity.device_id
    device = dr.async_get(hass).async_get(device_id) if device_id else None
    if device is None:
        return []
    ids = {identifier for domain, identifier in device.identifiers if domain == DOMAIN}
    return [burner for burner in directory if burner.id in ids or burner.id.rpartition("/")[0] in ids]
