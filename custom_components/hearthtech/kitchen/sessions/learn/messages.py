"""Texts of draft steps, by language; English if a language is not supported.

They are data: `kitchen/sessions/data/draft_steps/<language>.yaml`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
import re

from ....language.languages import known_language
from ...yaml_files import read_yaml

_FOLDER = Path(__file__).parents[1] / "data" / "draft_steps"
LONG_MIN = 120
"""From this length (min) on, a time is in hours, with SI symbols, which are the same in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWords:
    """Phrases with `{celsius}`, `{level}` and `{time}`, each a whole sentence without its full stop."""

    add: str
    boil: str
    warm_to: str
    heat_pan: str
    warm_on: str
    about: str
    keep_boiling: str
    simmer: str
    keep_at: str
    fry: str
    off: str
    rest: str
    core: str
    """Food that is heated to a core temperature."""
    rest_off: str
    """Food that rests after it was taken off the heat."""
    not_a_pot: str
    levels: tuple[str, str, str]
    """High, medium, low, with the space before."""
    seconds: str
    minute: str
    minutes: str
    pot: str
    """The pot in an announcement about a recording of no named dish."""
    story: str
    """With `{cook}` and `{day}`."""
    adds: re.Pattern[str]
    """Words of remarks about an addition, also if the temperature does not show it."""

    def time(self, seconds: float) -> str:
        """Format a duration as a cook would say it."""
        if seconds < 90:
            return self.seconds.format(count=f"{round_time(seconds):.0f}")
        minutes = round(seconds / 60)
        if minutes >= LONG_MIN:
            return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
        return self.minute if minutes == 1 else self.minutes.format(count=minutes)


def round_time(seconds: float) -> float:
    """Round a duration: to 5 s below two minutes, 15 s below ten, else half a minute."""
    unit = 5 if seconds < 120 else 15 if seconds < 600 else 30
    return float(max(round(seconds / unit), 1) * unit)


@cache
def _read(code: str) -> DraftWords:
    content = read_yaml(_FOLDER / f"{code}.yaml")
    high, medium, low = content.pop("levels")
    adds = re.compile(rf"\b({'|'.join(content.pop('adds'))})\b", re.IGNORECASE)
    return DraftWords(levels=(high, medium, low), adds=adds, **content)


def words_of(language: str) -> DraftWords:
    """The phrases of a language. The first call reads a file."""
    return _read(known_language(language))
