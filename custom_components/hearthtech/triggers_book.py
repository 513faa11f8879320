"""Triggers of the recipe book."""

from typing import cast, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .book_events import FIRST_COOKED, event_data, event_type
from .data import household
from .kitchen.changes import Change
from .kitchen.kitchen import Kitchen

SCHEMA = vol.Schema({vol.Optional(CONF_OPTIONS, default=dict): {}})


class _BookTrigger(Trigger):
    """One kind of change in the book."""

    kind: str

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """There are no options."""
        return cast("ConfigType", SCHEMA(config))

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Listen for as long as there is a kitchen, and again when it comes back."""
        stops: list[CALLBACK_TYPE] = []

        @callback
        def changed(change: Change) -> None:
            if event_type(change) == self.kind:
                data = event_data(change)
                run_action({"recipe": data}, f"{self.kind} {data.get('name', '')}")

        @callback
        def follow(kitchen: Kitchen | None) -> None:
            while stops:
                stops.pop()()
            if kitchen is not None:
                stops.append(kitchen.subscribe(changed))

        stop = household(self._hass).on_kitchen(follow)

        @callback
        def detach() -> None:
            stop()
            follow(None)

        return detach


class RecipeAdded(_BookTrigger):
    """A recipe came into the book."""

    kind = "recipe_added"


class FirstCooked(_BookTrigger):
    """A recipe was cooked for the first time."""

    kind = FIRST_COOKED


TRIGGERS: dict[str, type[Trigger]] = {"recipe_added": RecipeAdded, "first_cooked": FirstCooked}
