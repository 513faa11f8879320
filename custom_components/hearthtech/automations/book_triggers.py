"""Triggers for changes of recipes."""

from typing import override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerNotTriggeredReporter

from ..entities.book_event import event_data, event_type
from ..events import FIRST_COOKED
from ..kitchen.changes import Change
from ..kitchen.kitchen import Kitchen
from .kitchen_triggers import TriggerWithoutOptions, on_changes


class _BookTrigger(TriggerWithoutOptions):
    """Base class: a trigger for one kind of change of recipes."""

    kind: str

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Subscribe while a kitchen is loaded, and again when it is reloaded."""

        @callback
        def changed(_: Kitchen, change: Change) -> None:
            if event_type(change) == self.kind:
                data = event_data(change)
                run_action({"recipe": data}, f"{self.kind} {data.get('name', '')}")

        return on_changes(self._hass, changed)


class RecipeAdded(_BookTrigger):
    """Fires when a recipe is added."""

    kind = "recipe_added"


class FirstCooked(_BookTrigger):
    """Fires when a recipe is cooked for the first time."""

    kind = FIRST_COOKED


TRIGGERS: dict[str, type[Trigger]] = {"recipe_added": RecipeAdded, "first_cooked": FirstCooked}
