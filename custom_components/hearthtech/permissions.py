"""Permissions: which users may raise heat, in the terms of the heat gate. Turning off needs no permission.

The options of the kitchen list the users and the satellites that may raise heat, and state whether automations may.
Without options, administrators and automations may, and a satellite without a user only in the area of a stove.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .burners.burner import is_armable
from .burners.heat_gate import (
    Actor,
    BurnerFacts,
    HeatChange,
    HeatPermit,
    HeatRefusal,
    HeatRequestRefused,
    Origin,
)
from .burners.model import Access
from .const import CONF_HEAT_AUTOMATIONS, CONF_HEAT_SATELLITES, CONF_HEAT_USERS, CONF_KIND, DOMAIN, EntryKind
from .errors import user_error
from .kitchen.people.model import Person
from .models import async_get_data

NOBODY: frozenset[str] = frozenset()
ATTR_USER_ID = "user_id"
"""Attribute of a person entity of Home Assistant: the id of its user."""


@callback
def kitchen_options(hass: HomeAssistant) -> Mapping[str, Any]:
    """Return the options of the kitchen; none while there is no kitchen."""
    return next(
        (
            entry.options
            for entry in hass.config_entries.async_entries(DOMAIN)
            if entry.data[CONF_KIND] == EntryKind.KITCHEN
        ),
        {},
    )


@callback
def may_raise_heat(hass: HomeAssistant, user: User | None) -> bool:
    """Whether a user may raise heat; without a user, whether automations may."""
    options = kitchen_options(hass)
    if user is None:
        return bool(options.get(CONF_HEAT_AUTOMATIONS, True))
    allowed = options.get(CONF_HEAT_USERS)
    return user.is_active and (user.is_admin if allowed is None else user.id in allowed)


async def async_actor(hass: HomeAssistant, context: Context | None) -> Actor:
    """Return the actor of an action, a tap or an automation.

    Raises:
        Unauthorized: when the user is unknown.
    """
    user_id = None if context is None else context.user_id
    if user_id is None:
        return Actor(origin=Origin.AUTOMATION, stoves=None if may_raise_heat(hass, None) else NOBODY)
    if (user := await hass.auth.async_get_user(user_id)) is None:
        raise Unauthorized(context=context)
    return Actor(
        origin=Origin.USER,
        user_id=user.id,
        name=user.name or "",
        stoves=None if may_raise_heat(hass, user) else NOBODY,
    )


@callback
def user_of_person(hass: HomeAssistant, person: Person) -> str | None:
    """Return the id of the user whose Home Assistant person is linked to this person; `None` without one."""
    linked = person.home_assistant_person
    state = None if linked is None else hass.states.get(linked)
    user_id = None if state is None else state.attributes.get(ATTR_USER_ID)
    return user_id if isinstance(user_id, str) else None


async def async_may_read_health(hass: HomeAssistant, context: Context | None, person: Person) -> bool:
    """Whether the caller may see the needs of a person, and read and change the food log.

    Administrators may, and automations, which are written by an administrator; the person, by the linked person in Home
    Assistant; and the users whom the household permits for this person.
    """
    user_id = None if context is None else context.user_id
    if user_id is not None and user_id in person.health_readers:
        return await hass.auth.async_get_user(user_id) is not None
    return await async_may_change_person(hass, context, person)


async def async_may_read_health_of_all(
    hass: HomeAssistant, context: Context | None, people: Sequence[Person]
) -> bool:
    """Whether the caller may see the needs and the food log of each of these people."""
    for person in people:
        if not await async_may_read_health(hass, context, person):
            return False
    return True


async def async_may_change_person(hass: HomeAssistant, context: Context | None, person: Person) -> bool:
    """Whether the caller may change a person, and export all data of it: administrators, automations, the person."""
    user_id = None if context is None else context.user_id
    if user_id is None:
        return True
    user = await hass.auth.async_get_user(user_id)
    return user is not None and (user.is_admin or user_of_person(hass, person) == user.id)


async def async_require_health(hass: HomeAssistant, context: Context, person: Person) -> None:
    """Refuse a caller who may not see the needs and the food log of this person.

    Raises:
        Unauthorized: when the household did not permit it.
    """
    if not await async_may_read_health(hass, context, person):
        raise Unauthorized(context=context)


async def async_require_own_person(hass: HomeAssistant, context: Context, person: Person) -> None:
    """Refuse a caller who may not change this person.

    Raises:
        Unauthorized: when the caller is another user without administrator rights.
    """
    if not await async_may_change_person(hass, context, person):
        raise Unauthorized(context=context)


async def async_require_admin(hass: HomeAssistant, context: Context) -> None:
    """Refuse users without administrator rights. Automations are accepted, because an administrator wrote them.

    Raises:
        Unauthorized: when the user is unknown or no administrator.
    """
    if context.user_id is None:
        return
    user = await hass.auth.async_get_user(context.user_id)
    if user is None or not user.is_admin:
        raise Unauthorized(context=context)


async def async_speaker(
    hass: HomeAssistant, context: Context | None, *, site: str, conversation: str, spoken: bool
) -> Actor:
    """Return the actor of spoken text (`spoken`), or of a hint, intent, event or tool call without text.

    Never an automation.
    """
    user_id = None if context is None else context.user_id
    user = None if user_id is None else await hass.auth.async_get_user(user_id)
    stoves: frozenset[str] | None = NOBODY
    if user is not None and may_raise_heat(hass, user):
        stoves = None
    elif user_id is None:
        stoves = satellite_stoves(hass, site)
    return Actor(
        origin=Origin.VOICE if spoken else Origin.HINT,
        user_id=user_id or "",
        name="" if user is None else user.name or "",
        site=site,
        conversation=conversation,
        stoves=stoves,
    )


@callback
def satellite_stoves(hass: HomeAssistant, site: str) -> frozenset[str] | None:
    """Return the stoves whose heat a satellite without a user may raise; `None` means all.

    `site` is the entity or the device of an Assist satellite. Other sites have the right only if the options list them.
    """
    entities, devices = er.async_get(hass), dr.async_get(hass)
    entity = entities.async_get(site)
    device = devices.async_get(site if entity is None else entity.device_id or "")
    names = {site}
    if device is not None:
        names.update(other.entity_id for other in er.async_entries_for_device(entities, device.id))
    granted = kitchen_options(hass).get(CONF_HEAT_SATELLITES)
    if granted is not None:
        return None if names.intersection(granted) else NOBODY
    area = (entity.area_id if entity is not None else None) or (None if device is None else device.area_id)
    if area is None:
        return NOBODY
    home = async_get_data(hass)
    here = {stove.id: stove.device_id for stove in home.stoves.values()}
    here |= {hob.id: hob.device_id for hob in home.hobs.values()}
    return frozenset(
        stove_id
        for stove_id, device_id in here.items()
        if (stove := devices.async_get(device_id)) is not None and stove.area_id == area
    )


@callback
def burner_facts(hass: HomeAssistant, burner_id: str) -> BurnerFacts | None:
    """Return the state of a burner that the heat gate needs; `None` if the burner no longer exists."""
    home = async_get_data(hass)
    if (burner := home.burners.get(burner_id)) is None:
        return None
    stove = home.stoves.get(burner_id.rpartition("/")[0])
    return BurnerFacts(
        state=burner.state,
        armed=None if stove is None else stove.state.armed,
        # A burner that can't be started at all is refused with its own reason.
        armable=is_armable(burner) or burner.capabilities.power.access is not Access.START,
    )


async def async_permit(
    hass: HomeAssistant, context: Context | None, changes: Iterable[HeatChange]
) -> HeatPermit | None:
    """Return the permit for raises requested by a tap, an action or an automation; `None` if nothing is raised.

    Raises:
        Unauthorized: when the user is unknown.
        ServiceValidationError: when the caller may not raise heat.
        HomeAssistantError: when a burner is out of reach.
    """
    if not (wanted := tuple(changes)):
        return None
    actor = await async_actor(hass, context)
    try:
        return async_get_data(hass).gate.permit(actor, wanted, partial(burner_facts, hass))
    except HeatRequestRefused as refused:
        raise _translated(hass, refused) from refused


async def async_require_heat(
    hass: HomeAssistant, context: Context | None, stove_id: str | None = None
) -> None:
    """Refuse a caller who may not raise heat; used for settings of a whole stove (lock, power cap, bridges).

    Raises:
        Unauthorized: when the user is unknown.
        ServiceValidationError: when the household did not allow this user, or automations.
    """
    actor = await async_actor(hass, context)
    if actor.stoves is not None and stove_id not in actor.stoves:
        raise user_error("heat_not_allowed" if actor.user_id else "heat_not_allowed_automation")


def _translated(
    hass: HomeAssistant, refused: HeatRequestRefused
) -> HomeAssistantError | ServiceValidationError:
    burner = async_get_data(hass).burners.get(refused.burner_id)
    name = refused.burner_id if burner is None else burner.name
    match refused.code:
        case HeatRefusal.NOT_ALLOWED:
            return user_error("heat_not_allowed")
        case HeatRefusal.NOT_ALLOWED_AUTOMATION:
            return user_error("heat_not_allowed_automation")
        case HeatRefusal.UNAVAILABLE:
            return HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="refused_unavailable",
                translation_placeholders={"burner": name},
            )
        case _:
            return user_error(refused.code.words_key, burner=name)
