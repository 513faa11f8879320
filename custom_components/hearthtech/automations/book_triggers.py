"""Triggers for changes of recipes."""

from typing import cast, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from ..entities.book_event import event_data, event_type
from ..events import FIRST_COOKED
from ..kitchen.changes import Change
from ..kitchen.kitchen import Kitchen
from ..models import async_get_data

SCHEMA = vol.Schema({vol.Optional(CONF_OPTIONS, default=dict): {}})


class _BookTrigger(Trigger):
    """Base class: a trigger for one kind of change of recipes."""

    kind: str

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Accept no options."""
        return cast("ConfigType", SCHEMA(config))

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Subscribe while a kitchen is loaded, and again when it is reloaded."""
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

        stop = async_get_data(self._hass).on_kitchen(follow)

        @callback
        def detach() -> None:
            stop()
            follow(None)

        return detach


class RecipeAdded(_BookTrigger):
    """Fires when a recipe is added."""

    kind = "recipe_added"


class FirstCooked(_BookTrigger):
    """Fires when a recipe is cooked for the first time."""

    kind = FIRST_COOKED


TRIGGERS: dict[str, type[Trigger]] = {"recipe_added": RecipeAdded, "first_cooked": FirstCooked}
