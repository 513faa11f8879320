"""Constants of the integration."""

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
CONF_AGAIN_AFTER: Final = "again_after"
"""Option of the kitchen: the days after which a proposed week may contain the same dinner again."""
CONF_BOOK: Final = "book"
CONF_BURNER_COUNT: Final = "burner_count"
CONF_BURNER_KIND: Final = "burner_kind"
CONF_CLOCK_RATE: Final = "clock_rate"

CONF_BURNERS: Final = "burners"
CONF_SOURCE_DEVICE: Final = "source_device"

CONF_FALLBACK_AGENT: Final = "fallback_agent"
CONF_FOOD_FACTS: Final = "open_food_facts"
"""Whether unknown barcodes are looked up in Open Food Facts."""
CONF_GUEST_PAGES: Final = "guest_pages"
CONF_HEAT_USERS: Final = "heat_users"
CONF_HEAT_AUTOMATIONS: Final = "heat_automations"
CONF_HEAT_SATELLITES: Final = "heat_satellites"
CONF_PUSH_SERVERS: Final = "push_servers"
CONF_NOTIFY_ENTITIES: Final = "notify_entities"
CONF_PIPELINES: Final = "assist_pipelines"
"""Option of the kitchen: the ids of the voice assistants that it answers first."""
CONF_SATELLITES: Final = "satellites"

CONF_LEASE_TIME: Final = "lease_time"
CONF_LOCAL_BURNERS: Final = "local_burners"
CONF_MEALIE_ENTRY: Final = "mealie_entry"
"""Option of a stove: the numbers of the burners that may not be controlled remotely."""
CONF_POWER_SCALE: Final = "power_scale"
CONF_REMOTE_BURNERS: Final = "remote_burners"

DEFAULT_LEASE_S: Final = 10.0
DEFAULT_PORT: Final = 8443
KITCHEN_UNIQUE_ID: Final = "kitchen"
SUBENTRY_PERSON: Final = "person"


class EntryKind(StrEnum):
    """Kinds of config entry."""

    KITCHEN = "kitchen"
    LINK_STOVE = "link_stove"
    """A Hearth Link stove, found by zeroconf or added by address."""
    VIRTUAL_STOVE = "virtual_stove"
    """A simulated stove that runs inside Home Assistant and is connected over Hearth Link."""
    EXISTING_HOB = "existing_hob"
    """A hob or thermometer built from entities that already exist in Home Assistant."""


class PowerScale(StrEnum):
    """How power levels are displayed."""

    PERCENT = "percent"
    LEVELS = "levels"
    """The steps of the stove, counted from 0 (off)."""
