"""Triggers for gatherings: a guest answered, a gap was found, voting opened, a winner was revealed."""

from typing import Any, override

from homeassistant.core import CALLBACK_TYPE, Event, callback
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerNotTriggeredReporter

from ..events import EVENT_GATHERING
from .gathering_reminder import GatheringStarts
from .kitchen_triggers import TriggerWithoutOptions


class _GatheringTrigger(TriggerWithoutOptions):
    """Base class: a trigger for one type of the events of gatherings."""

    kind: str

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Listen to the events, whichever kitchen is loaded."""

        @callback
        def heard(event: Event[dict[str, Any]]) -> None:
            if event.data["type"] == self.kind:
                run_action({"gathering": dict(event.data)}, self.kind)

        return self._hass.bus.async_listen(EVENT_GATHERING, heard)


class GuestAnswered(_GatheringTrigger):
    """Fires when a guest joined, answered, brings a dish or withdrew one."""

    kind = "guest_answered"


class GapFound(_GatheringTrigger):
    """Fires when something is found missing."""

    kind = "gap_found"


class VotingOpened(_GatheringTrigger):
    """Fires when the voting of a cook-off opens."""

    kind = "voting_opened"


class WinnerRevealed(_GatheringTrigger):
    """Fires when the result of a cook-off is revealed."""

    kind = "winner_revealed"


TRIGGERS: dict[str, type[Trigger]] = {
    GatheringStarts.kind: GatheringStarts,
    **{trigger.kind: trigger for trigger in (GuestAnswered, GapFound, VotingOpened, WinnerRevealed)},
}
