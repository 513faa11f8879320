"""Names of burners and models that nobody in the household has named, in the language of Home Assistant.

The words are replies (`voice/data/<language>/replies.yaml`); `load_replies` has to have read them.
"""

from collections.abc import Mapping
import re
from typing import Final

from ..hearth_link.simulator.virtual import USUAL
from ..voice.replies import words

_SIDES: Final[Mapping[str, str]] = {
    "front": "front",
    "back": "back",
    "rear": "back",
    "left": "left",
    "right": "right",
    "center": "middle",
    "centre": "middle",
    "middle": "middle",
    "side": "side",
}
_PLACES: Final = frozenset(
    {
        "front_left",
        "front_right",
        "back_left",
        "back_right",
        "front",
        "back",
        "left",
        "right",
        "middle",
        "side",
    }
)
"""Places that have a name, with front and back first."""


_ZONE_WORDS: Final = frozenset({"burner", "zone", "plate", "ring", "surface"})


def zone_name(zone: str, language: str, *, probe: bool = False) -> str:
    """Return the name of a burner or probe that an integration calls `zone`: a number, a place, or a word of its own."""
    if zone.isdecimal():
        return words("name_probe" if probe else "name_zone", language, n=zone)
    parts = [part for part in re.split(r"[\s_-]+", zone.strip()) if part]
    if len(parts) == 2 and parts[0].lower() in _ZONE_WORDS and parts[1].isdecimal():
        return words("name_zone", language, n=parts[1])
    sides = sorted(
        (_SIDES.get(part.lower(), "") for part in parts), key=lambda side: side not in {"front", "back"}
    )
    if (place := "_".join(sides)) in _PLACES:
        return words(f"name_{place}", language)
    shown = " ".join(parts)
    return shown[:1].upper() + shown[1:]


def usual_names(language: str) -> tuple[str, ...]:
    """Return the names of the burners of a virtual stove, in the order in which it adds them."""
    return tuple(zone_name(name, language) for name, *_ in USUAL)
