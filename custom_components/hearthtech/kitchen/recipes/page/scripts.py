"""Find the JSON-LD of a page without building its tree, in linear time, also in damaged pages."""

from collections.abc import Iterator
import re

_OPEN = re.compile(r"<script\b([^<>]{0,2000})>", re.IGNORECASE)
_CLOSE = re.compile(r"</script\b", re.IGNORECASE)
_LD = re.compile(r"application/(?:[a-z.-]*\+)?ld\+json|application/ld&#0*43;json", re.IGNORECASE)
_LONGEST = 8_000_000
"""Greatest length of one block in characters."""


def json_ld_blocks(html: str) -> Iterator[str]:
    """The contents of all scripts of the type `application/ld+json`."""
    at = 0
    while match := _OPEN.search(html, at):
        at = match.end()
        close = _CLOSE.search(html, at)
        if close is None:
            # The page was cut off; the rest may still be repaired.
            if _LD.search(match[1]):
                yield html[at : at + _LONGEST]
            return
        if _LD.search(match[1]) and close.start() - at <= _LONGEST:
            yield html[at : close.start()]
        at = close.end()
