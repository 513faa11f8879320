"""Events of gatherings on the bus of Home Assistant: answers, gaps, voting and winners, without guests.

Home Assistant records events and shows them to all its users. Therefore no event names a guest, a dish that a guest
brings, or a need: shortly after an answer, a need would point to the guest who answered.
"""

from collections.abc import Callable, Mapping
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..events import EVENT_GATHERING
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.gatherings.model import GapKind
from ..models import KitchenConfigEntry

SHOWN_DATA: Final[Mapping[ChangeKind, tuple[str, ...]]] = {
    ChangeKind.GUEST_ANSWERED: ("answer",),
    ChangeKind.GAP_FOUND: ("gap", "what"),
    ChangeKind.VOTING_OPENED: ("name",),
    ChangeKind.WINNER_REVEALED: ("name", "tie"),
}
"""The changes that are events, with the data of each that anybody may see."""
GATHERING_EVENTS: Final = tuple(kind.value for kind in SHOWN_DATA)


def gathering_event(change: Change) -> dict[str, object] | None:
    """Return the data of the event of a change; `None` if it is not an event of gatherings."""
    names = SHOWN_DATA.get(change.kind)
    if names is None:
        return None
    shown = {name: change.data[name] for name in names if name in change.data}
    if shown.get("gap") == GapKind.NOTHING_SAFE:
        shown.pop("what", None)
    return {"type": change.kind.value, "gathering_id": change.subject, **shown}


@callback
def async_setup_gathering_events(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Fire the events of gatherings. Returns a function that unsubscribes."""

    @callback
    def changed(change: Change) -> None:
        if (data := gathering_event(change)) is not None:
            hass.bus.async_fire(EVENT_GATHERING, data)

    return entry.runtime_data.subscribe(changed)
