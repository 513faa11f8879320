"""What an utterance says about turning heat off."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ..automaton import Slots
from ..intents import Kind
from ..names import Named
from .times import NOW, When


class Reason(StrEnum):
    """The meaning of an utterance with respect to turning heat off."""

    OFF = "off"
    STOP = "stop"
    ALARM = "alarm"
    BOILING_OVER = "boiling_over"
    QUESTION = "question"
    NEGATION = "negation"
    REPORT = "report"
    FOREIGN = "foreign"
    """It turns something off, but no burner: lights, the oven, heating, music …"""
    NOTHING = "nothing"
    """It does not concern turning heat off."""


class Which(StrEnum):
    """Which burners are meant, in addition to the named ones."""

    NAMED = "named"
    ALL = "all"
    BOTH = "both"
    THEM = "them"
    OTHER = "other"
    LAST = "last"
    IT = "it"
    """The last mentioned burner: "it", "this one"."""
    THIS = "this"
    """A single burner without a name, or nothing."""


_TURNS_OFF = frozenset({Reason.OFF, Reason.STOP, Reason.ALARM, Reason.BOILING_OVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class OffRequest:
    """What an utterance says about turning heat off.

    `burners` and `except_burners` are ids; `dishes` and `except_dishes` are words for dishes; `except_unknown`
    states that the exception names no known burner. `when` is the delay or time of day.
    """

    reason: Reason = Reason.NOTHING
    which: Which = Which.THIS
    burners: tuple[str, ...] = ()
    dishes: tuple[str, ...] = ()
    except_burners: tuple[str, ...] = ()
    except_dishes: tuple[str, ...] = ()
    except_unknown: bool = False
    when: When = NOW

    @property
    def turns_off(self) -> bool:
        """Whether heat is to be turned off or, if a pot boils over, lowered."""
        return self.reason in _TURNS_OFF

    @property
    def forbids(self) -> bool:
        """Whether the utterance must not turn heat off, even if another recognizer reads that from it."""
        return self.reason not in _TURNS_OFF and self.reason is not Reason.NOTHING

    @property
    def kind(self) -> Kind:
        """The kind of request; `NONE` if heat is not to be turned off."""
        match self.reason:
            case Reason.STOP:
                return Kind.STOP
            case Reason.ALARM:
                return Kind.ALL_OFF
            case Reason.OFF if self.which is Which.ALL:
                return Kind.ALL_OFF
            case Reason.OFF | Reason.BOILING_OVER:
                return Kind.HEAT_OFF
            case _:
                return Kind.NONE

    def slots(self, burners: Collection[Named] = ()) -> Slots:
        """The request as slots: ids, names, delay in s."""
        names = {burner.id: burner.name for burner in burners}
        slots: Slots = {}
        if self.burners:
            slots["burner"] = names.get(self.burners[0], self.burners[0])
            slots["burner_id"] = self.burners[0]
            slots["burner_ids"] = self.burners
        if self.dishes:
            slots["dish"] = self.dishes[0]
            slots["dishes"] = self.dishes
        if self.except_burners:
            slots["except_ids"] = self.except_burners
        if self.except_dishes:
            slots["except_dishes"] = self.except_dishes
        if self.except_unknown:
            slots["except_unknown"] = "yes"
        if self.which not in {Which.THIS, Which.NAMED}:
            slots["which"] = self.which.value
        if self.when.delay_s is not None:
            slots["delay"] = self.when.delay_s
        if self.when.until is not None:
            slots["until"] = self.when.until
            if self.when.twelve_hour:
                slots["until_twelve_hour"] = "yes"
        if self.reason in {Reason.ALARM, Reason.BOILING_OVER}:
            slots["reason"] = self.reason.value
        return slots
