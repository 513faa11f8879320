"""Places of kitchen timers: each timer that runs or rings has a numbered place with a device and entities.

Places are numbered from 1 and stay, so that dashboards and automations find them again; a new timer takes the first
free one. The first place always exists. Nothing here ticks: entities are written when a timer changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import ChildDeviceInfo
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.timers.service import RINGS_FOR_S
from ..kitchen.timers.timer import Timer
from ..models import KitchenConfigEntry
from .book_entity import READ_AGAIN_S

PLACES: Final = 10
"""Most places; further timers run without entities."""
TIMER_CHANGES: Final = frozenset(
    {ChangeKind.TIMER_SET, ChangeKind.TIMER_CHANGED, ChangeKind.TIMER_CANCELLED, ChangeKind.TIMER_DONE}
)


class TimerStatus(StrEnum):
    """What the timer of a place does."""

    IDLE = "idle"
    """The place has no timer."""
    RUNNING = "running"
    PAUSED = "paused"
    RINGING = "ringing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTimer:
    """A timer, and what it does."""

    timer: Timer
    status: TimerStatus


type PlacesListener = Callable[[Iterable[int]], None]
"""Called with the numbers of new places."""


class TimerPlaces:
    """Assigns the timers of the kitchen to places, and calls the entities of a place when its timer changes."""

    def __init__(self, hass: HomeAssistant, entry: KitchenConfigEntry, kitchen: Kitchen) -> None:
        self.available = True
        """Whether the timers could be read from the book."""
        self._hass = hass
        self._entry_id = entry.entry_id
        self._kitchen = kitchen
        self._placed: dict[int, PlacedTimer] = {}
        self._count = 0
        """How many places exist."""
        self._reads = 0
        self._kitchen_device = ""
        self._cancel_read: CALLBACK_TYPE | None = None
        self._listeners: list[PlacesListener] = []
        self._followers: dict[int, list[Callable[[], None]]] = {}

    async def start(self, kitchen_device: str) -> Callable[[], None]:
        """Read the timers and follow their changes. Returns a function that stops it.

        Args:
            kitchen_device: the id of the device of which the places are children.
        """
        self._kitchen_device = kitchen_device
        self._count = max(self._known_places(), 1)
        unsubscribe = self._kitchen.subscribe(self._changed)
        await self._update()

        def stop() -> None:
            unsubscribe()
            self._reads += 1
            self._stop_waiting()

        return stop

    def placed(self, number: int) -> PlacedTimer | None:
        """Return the timer of a place, if there is one."""
        return self._placed.get(number)

    def device_info(self, number: int) -> ChildDeviceInfo:
        """Return the device of a place."""
        return ChildDeviceInfo(
            identifiers={(DOMAIN, self.identifier(number))},
            parent_device_id=self._kitchen_device,
            translation_key="timer",
            translation_placeholders={"number": str(number)},
        )

    def identifier(self, number: int) -> str:
        """Return the identifier of the device of a place; the unique ids of its entities begin with it."""
        return f"{self._entry_id}_timer_{number}"

    @property
    def kitchen(self) -> Kitchen:
        """The kitchen whose timers these are."""
        return self._kitchen

    @callback
    def on_places(self, listener: PlacesListener) -> Callable[[], None]:
        """Call a listener with the present places, and with new ones. Returns a function that unsubscribes."""
        self._listeners.append(listener)
        listener(range(1, self._count + 1))
        return lambda: self._listeners.remove(listener)

    @callback
    def follow(self, number: int, changed: Callable[[], None]) -> Callable[[], None]:
        """Call an entity after the timer of its place has changed. Returns a function that unsubscribes."""
        followers = self._followers.setdefault(number, [])
        followers.append(changed)
        return lambda: followers.remove(changed)

    def _known_places(self) -> int:
        """Return how many places have a device already."""
        devices = dr.async_get(self._hass)
        known = (
            number
            for number in range(1, PLACES + 1)
            if devices.async_get_child_device_by_identifier((DOMAIN, self.identifier(number)), self._entry_id)
        )
        return max(known, default=0)

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in TIMER_CHANGES:
            self._hass.async_create_task(self._update(), eager_start=True)

    async def _update(self, _now: datetime | None = None) -> None:
        """Read the timers. If several reads overlap, only the newest one counts. Never raises."""
        self._reads += 1
        read = self._reads
        try:
            running = await self._kitchen.timers.running()
        except KitchenError as error:
            if read == self._reads:
                LOGGER.debug("Timers can't be read from the book now: %s", error)
                self.available = False
                self._wait(READ_AGAIN_S)
                self._call(range(1, self._count + 1))
            return
        if read != self._reads:
            return
        ringing = self._kitchen.timers.ringing()
        shown = [_placed(timer) for timer in running]
        shown += [PlacedTimer(timer=timer, status=TimerStatus.RINGING) for timer in ringing]
        self._stop_waiting()
        if ringing:
            # The end of the ringing is no change of the kitchen.
            self._wait(RINGS_FOR_S + 1.0)
        self._place(shown)

    def _place(self, shown: list[PlacedTimer]) -> None:
        """Assign timers to places, and call the entities of those that differ."""
        found = {one.timer.id: one for one in shown}
        before, was_available = self._placed, self.available
        self.available = True
        self._placed = {
            number: found.pop(one.timer.id) for number, one in before.items() if one.timer.id in found
        }
        free = [number for number in range(1, PLACES + 1) if number not in self._placed]
        waiting = sorted(found.values(), key=lambda one: (one.timer.set_at, one.timer.id))
        self._placed |= dict(zip(free, waiting, strict=False))
        count = max([self._count, *self._placed])
        new = range(self._count + 1, count + 1)
        self._count = count
        if new:
            for listener in tuple(self._listeners):
                listener(new)
        self._call(
            number
            for number in range(1, count + 1)
            if not was_available or before.get(number) != self._placed.get(number)
        )

    def _call(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            for changed in tuple(self._followers.get(number, ())):
                changed()

    def _wait(self, delay_s: float) -> None:
        """Read the timers again after a time (s)."""
        self._stop_waiting()
        self._cancel_read = async_call_later(self._hass, delay_s, self._update)

    def _stop_waiting(self) -> None:
        if self._cancel_read is not None:
            self._cancel_read()
            self._cancel_read = None


def _placed(timer: Timer) -> PlacedTimer:
    status = TimerStatus.RUNNING if timer.paused_at is None else TimerStatus.PAUSED
    return PlacedTimer(timer=timer, status=status)


TIMER_PLACES: Final[HassKey[TimerPlaces]] = HassKey(f"{DOMAIN}_timer_places")
"""The places of the loaded kitchen; set before its platforms are set up."""
