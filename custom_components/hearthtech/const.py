"""Names shared by the files of the integration."""

from enum import StrEnum
import logging
from typing import Final

DOMAIN: Final = "hearthtech"
LOGGER: Final = logging.getLogger(__package__)
MANUFACTURER: Final = "HearthTech"

CONF_KIND: Final = "kind"
CONF_KEY_ID: Final = "key_id"
CONF_KEY: Final = "key"
CONF_FINGERPRINT: Final = "fingerprint"
CONF_BOOK: Final = "book"
CONF_BURNER_COUNT: Final = "burner_count"
CONF_BURNER_KIND: Final = "burner_kind"
CONF_CLOCK_RATE: Final = "clock_rate"

CONF_BURNERS: Final = "burners"
CONF_SOURCE_DEVICE: Final = "source_device"

CONF_FALLBACK_AGENT: Final = "fallback_agent"
CONF_HEAT_USERS: Final = "heat_users"
CONF_HEAT_AUTOMATIONS: Final = "heat_automations"
CONF_NOTIFY_ENTITIES: Final = "notify_entities"
CONF_SATELLITES: Final = "satellites"

CONF_LEASE_TIME: Final = "lease_time"
CONF_POWER_SCALE: Final = "power_scale"
CONF_REMOTE_BURNERS: Final = "remote_burners"

DEFAULT_LEASE_S: Final = 10.0
DEFAULT_PORT: Final = 8443
KITCHEN_UNIQUE_ID: Final = "kitchen"
SUBENTRY_PERSON: Final = "person"


class EntryKind(StrEnum):
    """The kinds of config entry."""

    KITCHEN = "kitchen"
    LINK_STOVE = "link_stove"
    """A stove that speaks Hearth Link, found by zeroconf or typed in."""
    VIRTUAL_STOVE = "virtual_stove"
    """A simulated stove inside this Home Assistant, reached over Hearth Link as well."""
    EXISTING_HOB = "existing_hob"
    """A hob, or a thermometer, whose entities are in this Home Assistant already."""


class PowerScale(StrEnum):
    """How a power level is shown."""

    PERCENT = "percent"
    LEVELS = "levels"
    """The stove's own steps, counted from 0 (off)."""
