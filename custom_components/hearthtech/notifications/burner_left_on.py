"""Reminder of a burner that was left on: without a pan, or after the dish on it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..assist.turn import is_on, spoken_burner
from ..burners.burner import Burner
from ..burners.model import PanState
from ..kitchen.kitchen import Kitchen
from ..kitchen.sessions.events import DishDone, Stopped
from ..models import async_get_data
from ..voice.replies import words

NO_PAN_S = 300.0
AFTER_COOKING_S = 600.0
AGAIN_S = 1800.0
"""Interval of repeated reminders (s)."""

type Say = Callable[[str, str], None]
"""Called with the sentence and the kind of announcement."""


@dataclass(slots=True)
class _Watched:
    burner: Burner
    unsubscribe: CALLBACK_TYPE
    reason: str | None = None
    wait: CALLBACK_TYPE | None = None
    is_cooked: bool = False
    """Whether a dish was cooked here since the burner was last off."""


class BurnerLeftOnReminder:
    """Monitors every burner."""

    def __init__(self, hass: HomeAssistant, say: Say) -> None:
        self._hass = hass
        self._say = say
        self._watched: dict[str, _Watched] = {}

    @callback
    def attach(self) -> None:
        """Subscribe to the burners and sessions."""
        async_get_data(self._hass).burners.subscribe(self._burner_added, self._burner_removed)

    @callback
    def session_changed(self, kitchen: Kitchen, session_id: str, event: object) -> None:
        """Called after a change of a session: record the burners whose dishes are done."""
        if not isinstance(event, DishDone | Stopped):
            return
        for dish in kitchen.sessions.find(session_id).state.dishes:
            watched = self._watched.get(dish.burner_id or "")
            if watched is not None and event.dish in {None, dish.id}:
                watched.is_cooked = True
                self._look(watched)

    @callback
    def _burner_added(self, burner: Burner) -> None:
        self._burner_removed(burner)
        watched = _Watched(burner, lambda: None)
        watched.unsubscribe = burner.subscribe(lambda *_: self._look(watched))
        self._watched[burner.id] = watched
        self._look(watched)

    @callback
    def _burner_removed(self, burner: Burner) -> None:
        if (gone := self._watched.pop(burner.id, None)) is not None:
            gone.unsubscribe()
            self._rest(gone)

    @callback
    def _look(self, watched: _Watched) -> None:
        reason = self._reason(watched)
        if reason != watched.reason:
            self._rest(watched)
            watched.reason = reason
            if reason is not None:
                self._wait(watched, NO_PAN_S if reason == "no_pan" else AFTER_COOKING_S)

    def _reason(self, watched: _Watched) -> str | None:
        if not is_on(watched.burner):
            watched.is_cooked = False
            return None
        kitchen = async_get_data(self._hass).kitchen
        if kitchen is not None and kitchen.sessions.on_burner(watched.burner.id) is not None:
            return None
        if watched.burner.state.pan is PanState.NONE:
            return "no_pan"
        return "cooked" if watched.is_cooked else None

    @callback
    def _wait(self, watched: _Watched, seconds: float) -> None:
        job = HassJob(partial(self._tell, watched), cancel_on_shutdown=True)
        watched.wait = async_call_later(self._hass, seconds, job)

    @callback
    def _tell(self, watched: _Watched, _: object) -> None:
        watched.wait = None
        if (reason := self._reason(watched)) is None:
            return
        language = self._hass.config.language
        self._say(words(f"left_on_{reason}", language, burner=spoken_burner(watched.burner)), "left_on")
        self._wait(watched, AGAIN_S)

    @staticmethod
    def _rest(watched: _Watched) -> None:
        if watched.wait is not None:
            watched.wait()
            watched.wait = None
