"""Sensors of the next gathering: its time, number of guests, gaps and state of the vote.

They contain no names of guests and no dietary needs: Home Assistant records states and shows them to all its users.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.typing import StateType

from ..const import LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.gatherings.model import GapKind, Gathering, GatheringStage, PotluckOverview
from ..models import KitchenConfigEntry
from .book_entity import BookEntity
from .kitchen_device import kitchen_device

SETTLES_S: Final = 2.0
"""Shortest time between two reads, so that a hundred answers at once are few (s)."""
FOLLOWED: Final = frozenset(
    {
        ChangeKind.GATHERING_CHANGED,
        ChangeKind.GUEST_ANSWERED,
        ChangeKind.VOTING_OPENED,
        ChangeKind.VOTING_CLOSED,
        ChangeKind.WINNER_REVEALED,
    }
)
NO_GATHERING: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGathering:
    """What the sensors show of the next gathering."""

    gathering: Gathering
    state: PotluckOverview


@dataclass(frozen=True, kw_only=True)
class GatheringSensorDescription(SensorEntityDescription):
    """Describes a sensor of the next gathering."""

    value_fn: Callable[[ShownGathering | None], StateType | datetime]
    attributes_fn: Callable[[ShownGathering], Mapping[str, Any]] = lambda _: {}


def _gaps(shown: ShownGathering) -> dict[str, Any]:
    """Return what is missing. Of needs only that there is one."""
    return {
        "gaps": [
            {"kind": gap.kind.value, "what": None if gap.kind is GapKind.NOTHING_SAFE else gap.what or None}
            for gap in shown.state.gaps
        ]
    }


GATHERING_SENSORS: Final = (
    GatheringSensorDescription(
        key="next_gathering",
        translation_key="next_gathering",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda shown: None if shown is None else shown.gathering.starts_at,
        attributes_fn=lambda shown: {"title": shown.gathering.title, "place": shown.gathering.place},
    ),
    GatheringSensorDescription(
        key="gathering_coming",
        translation_key="gathering_coming",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda shown: None if shown is None else shown.state.coming,
        attributes_fn=lambda shown: {
            "guests": shown.state.guests,
            "maybe": shown.state.maybe,
            "unanswered": len(shown.state.unanswered),
            "portions": shown.state.portions,
        },
    ),
    GatheringSensorDescription(
        key="gathering_gaps",
        translation_key="gathering_gaps",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda shown: None if shown is None else len(shown.state.gaps),
        attributes_fn=_gaps,
    ),
    GatheringSensorDescription(
        key="gathering_stage",
        translation_key="gathering_stage",
        device_class=SensorDeviceClass.ENUM,
        options=[NO_GATHERING, *(stage.value for stage in GatheringStage)],
        value_fn=lambda shown: NO_GATHERING if shown is None else shown.gathering.stage.value,
        attributes_fn=lambda shown: {"voting_ends_at": shown.gathering.voting_ends_at},
    ),
)


class GatheringSensor(BookEntity, SensorEntity):
    """One sensor of the next gathering."""

    entity_description: GatheringSensorDescription
    _unrecorded_attributes = frozenset({"gaps"})

    def __init__(self, entry: KitchenConfigEntry, description: GatheringSensorDescription) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._at_end: CALLBACK_TYPE | None = None
        self.entity_description = description
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to gatherings."""
        self._read_again = Debouncer(
            self.hass, LOGGER, cooldown=SETTLES_S, immediate=True, function=self.update_from_book
        )
        self.async_on_remove(self._read_again.async_shutdown)
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(self._forget_end)
        await self.update_from_book()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in FOLLOWED:
            self._read_again.async_schedule_call()

    @override
    async def read_book(self) -> ShownGathering | None:
        found = await self._kitchen.gatherings.next()
        if found is None:
            return None
        return ShownGathering(gathering=found, state=await self._kitchen.gatherings.overview(found.id))

    @override
    def show_book(self, found: ShownGathering | None) -> None:
        self._attr_native_value = self.entity_description.value_fn(found)
        self._attr_extra_state_attributes = (
            {} if found is None else dict(self.entity_description.attributes_fn(found))
        )
        self._forget_end()
        if found is not None:
            self._at_end = async_track_point_in_utc_time(
                self.hass, self.update_from_book, found.gathering.closes_at
            )

    @callback
    def _forget_end(self) -> None:
        if self._at_end is not None:
            self._at_end()
            self._at_end = None


def gathering_sensors(entry: KitchenConfigEntry) -> list[GatheringSensor]:
    """Return the sensors of the next gathering."""
    return [GatheringSensor(entry, description) for description in GATHERING_SENSORS]
