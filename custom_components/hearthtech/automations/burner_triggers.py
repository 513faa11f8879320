"""Triggers of burners: temperatures, events, and burners left on."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Final, cast, override

from homeassistant.components.event.const import EventEntityStateAttribute
from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import (
    ATTR_ENTITY_ID,
    CONF_FOR,
    CONF_OPTIONS,
    STATE_HOME,
    Platform,
    UnitOfTemperature,
)
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.event import TrackStates, async_call_later, async_track_state_change_filtered
from homeassistant.helpers.target import (
    TargetStateChangedData,
    async_track_target_selector_state_change_event,
)
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    EntityNumericalStateCrossedThresholdTriggerWithUnitBase,
    EntityTransitionTriggerBase,
    EntityTriggerBase,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.unit_conversion import TemperatureConverter
import voluptuous as vol

from ..burners.model import HeatSource
from ..validators import positive_period
from .entity_filter import own_entities

ON_STATES: Final = {HeatSource.MANUAL.value, HeatSource.REMOTE.value}
PERSON: Final = "person"
HOT: Final[set[str | bool]] = {"on"}
COOL: Final[set[str | bool]] = {"off"}


class OwnEntityTrigger(EntityTriggerBase):
    """Base class: a trigger that considers only entities of this integration to which it applies."""

    _keys: ClassVar[tuple[str, ...]]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return those entities of a target to which this trigger applies."""
        return own_entities(self._hass, super().entity_filter(entities), self._keys)


class BurnerEventTrigger(OwnEntityTrigger, StatelessEntityTriggerBase):
    """Base class: a trigger for an event of a burner."""

    _domain_specs: Mapping[str, DomainSpec] = {Platform.EVENT: DomainSpec()}
    _keys = ("event",)
    _event_type: ClassVar[str]

    @override
    def is_valid_state(self, state: State, report_not_triggered: NotTriggeredReasonReporter) -> bool:
        """Whether a state of the event entity is the trigger's event."""
        return state.attributes.get(EventEntityStateAttribute.EVENT_TYPE) == self._event_type


class Boils(BurnerEventTrigger):
    """Fires when the content of a pan begins to boil."""

    _event_type = "boils"


class PanLifted(BurnerEventTrigger):
    """Fires when a pan is removed from a burner."""

    _event_type = "pan_removed"


class TimerDone(BurnerEventTrigger):
    """Fires when a burner's timer has turned it off."""

    _event_type = "timer_done"


class TakenOver(BurnerEventTrigger):
    """Fires when a burner controlled by Home Assistant is operated by hand."""

    _event_type = "taken_over"


class ResidualHeatGone(OwnEntityTrigger, EntityTransitionTriggerBase):
    """Fires when a burner has cooled down enough to touch."""

    _domain_specs: Mapping[str, DomainSpec] = {Platform.BINARY_SENSOR: DomainSpec()}
    _keys = ("residual_heat",)
    _from_states: set[str | bool] = HOT
    _to_states: set[str | bool] = COOL


class ReachedTemperature(OwnEntityTrigger, EntityNumericalStateCrossedThresholdTriggerWithUnitBase):
    """Fires when a temperature of a burner (its probe's or its pan's) crosses a threshold."""

    _domain_specs: Mapping[str, DomainSpec] = {
        Platform.SENSOR: DomainSpec(device_class=SensorDeviceClass.TEMPERATURE)
    }
    _base_unit = UnitOfTemperature.CELSIUS
    _unit_converter = TemperatureConverter
    _keys = ("pan_temperature", "probe_temperature")


LEFT_ON_SCHEMA = ENTITY_STATE_TRIGGER_SCHEMA.extend(
    {
        vol.Required(CONF_OPTIONS, default=dict): {
            vol.Optional(CONF_FOR, default=timedelta()): positive_period,
        }
    }
)


class BurnerLeftOnTrigger(Trigger):
    """Fires when a burner is on and nobody is home. Without person entities it never fires."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate target and options."""
        return cast("ConfigType", LEFT_ON_SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Store target and options."""
        super().__init__(hass, config)
        self._target = config.target or {}
        self._duration: timedelta = (config.options or {})[CONF_FOR]

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Subscribe to the burners and the persons."""
        on: set[str] = set()
        left: dict[str, CALLBACK_TYPE] = {}

        @callback
        def fire(entity_id: str) -> None:
            run_action(
                {
                    ATTR_ENTITY_ID: entity_id,
                    "to_state": self._hass.states.get(entity_id),
                    "for": self._duration,
                },
                f"{entity_id} left on with nobody home",
            )

        @callback
        def look() -> None:
            forgotten = on if _nobody_home(self._hass) else set()
            for entity_id in left.keys() - forgotten:
                left.pop(entity_id)()
            for entity_id in forgotten - left.keys():
                if not self._duration:
                    left[entity_id] = _nothing
                    fire(entity_id)
                    continue

                @callback
                def due(_: datetime, entity_id: str = entity_id) -> None:
                    left[entity_id] = _nothing
                    fire(entity_id)

                left[entity_id] = async_call_later(self._hass, self._duration, due)

        @callback
        def note(entity_id: str, state: State | None) -> None:
            if state is not None and state.state in ON_STATES:
                on.add(entity_id)
            else:
                on.discard(entity_id)

        @callback
        def burner_changed(change: TargetStateChangedData) -> None:
            event = change.state_change_event
            note(event.data["entity_id"], event.data["new_state"])
            look()

        @callback
        def burners_matched(added: set[str], removed: set[str], states: Mapping[str, State | None]) -> None:
            on.difference_update(removed)
            for entity_id in added:
                note(entity_id, states[entity_id])
            look()

        @callback
        def person_changed(_: Event[EventStateChangedData]) -> None:
            look()

        stop_burners = await async_track_target_selector_state_change_event(
            self._hass,
            self._target,
            burner_changed,
            lambda entities: own_entities(self._hass, entities, ("state",)),
            burners_matched,
        )
        people = async_track_state_change_filtered(
            self._hass, TrackStates(False, set(), {PERSON}), person_changed
        )

        @callback
        def detach() -> None:
            stop_burners()
            people.async_remove()
            for cancel in left.values():
                cancel()
            left.clear()

        return detach


def _nobody_home(hass: HomeAssistant) -> bool:
    people = hass.states.async_all(PERSON)
    return bool(people) and all(person.state != STATE_HOME for person in people)


@callback
def _nothing() -> None:
    """Clear the pending timer; called after the trigger has fired."""


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "reached_temperature": ReachedTemperature,
    "boils": Boils,
    "left_on": BurnerLeftOnTrigger,
    "pan_lifted": PanLifted,
    "timer_done": TimerDone,
    "taken_over": TakenOver,
    "residual_heat_gone": ResidualHeatGone,
}
