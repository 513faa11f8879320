"""Says it when a burner was left on: with nothing on it, or after the dish on it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from .answers.turn import is_on, spoken_burner
from .data import household
from .kitchen.burner import Burner, PanState
from .kitchen.kitchen import Kitchen
from .kitchen.session.events import DishDone, Stopped
from .voice.replies import words

NO_PAN_S = 300.0
AFTER_COOKING_S = 600.0
AGAIN_S = 1800.0
"""Who was told once and lets it be is reminded after so long."""

type Say = Callable[[str, str], None]
"""Takes the sentence and what kind of announcement it is."""


@dataclass(slots=True)
class _Watched:
    burner: Burner
    unsubscribe: CALLBACK_TYPE
    reason: str | None = None
    wait: CALLBACK_TYPE | None = None
    is_cooked: bool = False
    """A dish was made here since it was last off."""


class LeftOn:
    """Watches every burner of the household."""

    def __init__(self, hass: HomeAssistant, say: Say) -> None:
        self._hass = hass
        self._say = say
        self._watched: dict[str, _Watched] = {}

    @callback
    def attach(self) -> None:
        """Begin."""
        household(self._hass).burners.subscribe(self._burner_changed)

    @callback
    def session_changed(self, kitchen: Kitchen, session_id: str, event: object) -> None:
        """Note on which burners the cooking is over."""
        if not isinstance(event, DishDone | Stopped):
            return
        for dish in kitchen.sessions.find(session_id).state.dishes:
            watched = self._watched.get(dish.burner_id or "")
            if watched is not None and event.dish in {None, dish.id}:
                watched.is_cooked = True
                self._look(watched)

    @callback
    def _burner_changed(self, burner: Burner, here: bool) -> None:
        if (gone := self._watched.pop(burner.id, None)) is not None:
            gone.unsubscribe()
            self._rest(gone)
        if here:
            watched = _Watched(burner, lambda: None)
            watched.unsubscribe = burner.subscribe(lambda *_: self._look(watched))
            self._watched[burner.id] = watched
            self._look(watched)

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
        kitchen = household(self._hass).kitchen
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
