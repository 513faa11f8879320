"""Regular expressions that are compiled when they are first used.

Patterns with all units or all words of 30 languages take up to 20 ms each to compile. Commands that do not use them
start without that time.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
import re


class LazyPattern:
    """A regular expression, compiled on first use. The methods are those of `re.Pattern`."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at a position of the text."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole text."""
        return self._compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first match in the text."""
        return self._compiled.search(text)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield all matches from a position on, in order."""
        return self._compiled.finditer(text, start)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Replace all matches."""
        return self._compiled.sub(replacement, text)
