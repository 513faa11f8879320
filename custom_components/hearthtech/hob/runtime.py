"""A loaded hob: its burners, their devices, and whom they tell."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import Context, Event, HassJob, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.util.hass_dict import HassKey

from custom_components.hearthtech.const import CONF_BURNERS, CONF_SOURCE_DEVICE, DOMAIN, LOGGER
from custom_components.hearthtech.kitchen.burner import BurnerEvent
from custom_components.hearthtech.kitchen.clock import Clock, LoopClock
from custom_components.hearthtech.kitchen.session.model import Sensed
from custom_components.hearthtech.kitchen.session.sensing import Sensing
from custom_components.hearthtech.logbook import EVENT_STOVE

from .burner import EntityBurner
from .mapping import BurnerMapping
from .memory import HobMemory

if TYPE_CHECKING:
    from custom_components.hearthtech.data import HobConfigEntry, Household

    from .entity import HobBurnerEntity

HOB_CLOCK: Final[HassKey[Clock]] = HassKey(f"{DOMAIN}_hob_clock")
"""The clock of the hobs where it is not the event loop's: simulations and tests put another here."""

type SensedListener = Callable[[Sensed], None]


class HobRuntime:
    """One hob while its entry is loaded."""

    def __init__(self, hass: HomeAssistant, entry: HobConfigEntry, household: Household) -> None:
        """Prepare; `attach` begins."""
        self.hass = hass
        self.entry = entry
        self.id: str = entry.unique_id or entry.entry_id
        self.device_id = ""
        self.memory = HobMemory(hass, self.id)
        self._household = household
        self._followers: dict[int, list[HobBurnerEntity]] = {}
        self._senses: dict[int, tuple[Sensing, list[SensedListener]]] = {}
        clock = hass.data.get(HOB_CLOCK) or LoopClock(hass.loop)
        self.burners: dict[int, EntityBurner] = {
            mapping.n: EntityBurner(hass, self.id, mapping, memory=self.memory, clock=clock, household=self)
            for mapping in map(BurnerMapping.from_data, entry.data[CONF_BURNERS])
        }

    @property
    def name(self) -> str:
        """What the household calls it."""
        return self.entry.title

    @property
    def source_device(self) -> str | None:
        """The device whose entities it is made of, where it is one."""
        device_id: str | None = self.entry.data.get(CONF_SOURCE_DEVICE)
        return device_id

    # Coming and going

    @callback
    def attach(self) -> Callable[[], None]:
        """Make the device, follow the entities, put the burners into the directory. Returns the way back."""
        self.device_id = (
            dr.async_get(self.hass)
            .async_get_or_create(
                config_entry_id=self.entry.entry_id,
                identifiers={(DOMAIN, self.id)},
                name=self.name,
                model="Open pot"
                if all(one.mapping.open_pot for one in self.burners.values())
                else "Existing hob",
            )
            .id
        )
        self._remove_stale_devices()
        self._household.hobs[self.id] = self
        for burner in self.burners.values():
            burner.start()
        remove = [self._household.burners.add(burner) for burner in self.burners.values()]
        remove.append(self.hass.async_add_shutdown_job(HassJob(self.give_back, f"{self.name} off")))
        remove.append(self.hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._registered))
        self._report_missing()

        def detach() -> None:
            for take_out in remove:
                take_out()
            for burner in self.burners.values():
                burner.stop()
            self._household.hobs.pop(self.id, None)

        return detach

    async def give_back(self) -> None:
        """Turn off what was turned on from here."""
        for burner in self.burners.values():
            await burner.give_back()

    @callback
    def _remove_stale_devices(self) -> None:
        registry = dr.async_get(self.hass)
        here = {(DOMAIN, burner.id) for burner in self.burners.values()}
        for device in dr.async_child_entries_for_config_entry(registry, self.entry.entry_id):
            if not device.identifiers & here:
                registry.async_remove_device(device.id)

    def burners_made_of(self, name: str) -> list[EntityBurner]:
        """The burners that are made of this entity, or of the entities of this device."""
        if name == self.source_device:
            return list(self.burners.values())
        return [burner for burner in self.burners.values() if name in burner.reader.watch.entity_ids]

    # Entities of our own

    @callback
    def follow(self, entity: HobBurnerEntity) -> Callable[[], None]:
        """Push a burner's changes and events to an entity. Returns the way to stop."""
        followers = self._followers.setdefault(entity.burner.n, [])
        followers.append(entity)
        return lambda: followers.remove(entity)

    @callback
    def follow_sensed(self, n: int, listener: SensedListener) -> Callable[[], None]:
        """Tell what is found in a burner's temperature and power. Returns the way to stop."""
        listeners = self._senses.setdefault(n, (Sensing(), []))[1]
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    @callback
    def blame(self, n: int, context: Context) -> None:
        """Let what follows at a burner be known as the doing of this context."""
        if (burner := self.burners.get(n)) is not None:
            burner.blame(context)
        for entity in self._followers.get(n, ()):
            entity.async_set_context(context)

    # What burners tell

    @callback
    def changed(self, burner: EntityBurner) -> None:
        """Its state has changed."""
        if (senses := self._senses.get(burner.n)) is not None and senses[1]:
            state = burner.state
            for found in senses[0].update(state.measured_at, state.food_temperature_c, state.power):
                for listener in tuple(senses[1]):
                    listener(found)
        for entity in tuple(self._followers.get(burner.n, ())):
            entity.push()

    @callback
    def happened(self, burner: EntityBurner, event: BurnerEvent, word: str) -> None:
        """Tell entities, the logbook and device automations what happened."""
        for entity in tuple(self._followers.get(burner.n, ())):
            entity.push_event(event)
        device = dr.async_get(self.hass).async_get_child_device_by_identifier(
            (DOMAIN, burner.id), self.entry.entry_id
        )
        data: dict[str, Any] = {
            "device_id": self.device_id if device is None else device.id,
            "name": burner.name,
            "type": word,
            **event.data,
        }
        self.hass.bus.async_fire(EVENT_STOVE, data)

    @callback
    def ignores(self, burner: EntityBurner) -> None:
        """Tell once that a burner takes no orders."""
        LOGGER.warning(
            "%s of %s ignores what it is asked for; it is only read from now on", burner.name, self.name
        )
        ir.async_create_issue(
            self.hass,
            DOMAIN,
            issue_id(self.entry.entry_id, "ignores", burner.n),
            data={"entry_id": self.entry.entry_id, "n": burner.n},
            is_fixable=True,
            is_persistent=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key="hob_ignores",
            translation_placeholders={"hob": self.name, "burner": burner.name},
        )

    @callback
    def stays_on(self, burner: EntityBurner) -> None:
        """Tell that a burner could not be turned off."""
        LOGGER.error("%s of %s could not be turned off", burner.name, self.name)
        ir.async_create_issue(
            self.hass,
            DOMAIN,
            issue_id(self.entry.entry_id, "stays_on", burner.n),
            is_fixable=False,
            severity=ir.IssueSeverity.CRITICAL,
            translation_key="hob_stays_on",
            translation_placeholders={"hob": self.name, "burner": burner.name},
        )

    @callback
    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside."""
        self.hass.async_create_task(work, f"{DOMAIN} {self.name}")

    @callback
    def _registered(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if event.data["action"] != "update":
            self._report_missing()

    @callback
    def _report_missing(self) -> None:
        """Tell of entities that are gone for good, and take the notice back when they are here."""
        for burner in self.burners.values():
            name = issue_id(self.entry.entry_id, "entity_missing", burner.n)
            if not (missing := burner.reader.watch.gone):
                ir.async_delete_issue(self.hass, DOMAIN, name)
                continue
            ir.async_create_issue(
                self.hass,
                DOMAIN,
                name,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key="hob_entity_missing",
                translation_placeholders={
                    "hob": self.name,
                    "burner": burner.name,
                    "entities": ", ".join(missing),
                },
            )


def issue_id(entry_id: str, what: str, n: int) -> str:
    """The id of a notice about a burner."""
    return f"hob_{what}_{entry_id}_{n}"
