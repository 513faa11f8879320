"""Selectors that refuse values which could not be stored: endless numbers, and control characters in text."""

import math
from typing import Any, override

from homeassistant.helpers.selector import NumberSelector, TextSelector
import voluptuous as vol

LONGEST_TEXT = 2000
"""Greatest length of one text of a form."""


class FiniteNumberSelector(NumberSelector):
    """A field for a number that is finite."""

    @override
    def __call__(self, data: Any) -> float:
        try:
            value = super().__call__(data)
        except OverflowError as error:
            raise vol.Invalid("The number is too large") from error
        if not math.isfinite(value):
            raise vol.Invalid("The number is not finite")
        return value


class PlainTextSelector(TextSelector):
    """A field for one or several printable texts of limited length."""

    @override
    def __call__(self, data: Any) -> str | list[str]:
        value = super().__call__(data)
        for text in [value] if isinstance(value, str) else value:
            if len(text) > LONGEST_TEXT:
                raise vol.Invalid("The text is too long")
            if any(character < " " or "\ud800" <= character <= "\udfff" for character in text):
                raise vol.Invalid("The text contains control characters")
        return value
