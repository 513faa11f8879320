"""Satellites: resolves the satellite for an announcement, for each kind of satellite."""

from typing import Final

from homeassistant.const import ATTR_ENTITY_ID, ATTR_SUPPORTED_FEATURES, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import CONF_SATELLITES, DOMAIN

ASSIST_SATELLITE: Final = Platform.ASSIST_SATELLITE.value
ANNOUNCES: Final = 1
"""Its feature `ANNOUNCE` as a number, because importing that component loads all speech components."""
SCREEN: Final = "user:"
"""Prefix of a site that is the screen of a user."""


@callback
def assist_satellite(hass: HomeAssistant, site: str) -> str | None:
    """Return the Assist satellite of a site, if it can announce."""
    if site.startswith(f"{ASSIST_SATELLITE}."):
        return site if _announces(hass, site) else None
    of_device = er.async_entries_for_device(er.async_get(hass), site)
    return next(
        (
            entity.entity_id
            for entity in of_device
            if entity.domain == ASSIST_SATELLITE and _announces(hass, entity.entity_id)
        ),
        None,
    )


@callback
def hears_everything(hass: HomeAssistant, satellite: str) -> bool:
    """Whether the options select this satellite for all announcements."""
    return any(
        satellite in entry.options.get(CONF_SATELLITES, ())
        for entry in hass.config_entries.async_entries(DOMAIN)
    )


@callback
def hermes_site(hass: HomeAssistant, site: str | None) -> str | None:
    """Return the Hermes site of a site; `None` if it is not one."""
    if not site or site.startswith((SCREEN, f"{ASSIST_SATELLITE}.")):
        return None
    return None if dr.async_get(hass).async_get(site) else site


@callback
def say_at(hass: HomeAssistant, satellite: str, text: str) -> None:
    """Announce a text on an Assist satellite in a background task."""
    hass.async_create_background_task(
        hass.services.async_call(
            ASSIST_SATELLITE, "announce", {ATTR_ENTITY_ID: satellite, "message": text}, blocking=True
        ),
        f"{DOMAIN} announcement at {satellite}",
    )


def _announces(hass: HomeAssistant, entity_id: str) -> bool:
    state = hass.states.get(entity_id)
    features = 0 if state is None else int(state.attributes.get(ATTR_SUPPORTED_FEATURES, 0))
    return bool(features & ANNOUNCES)
