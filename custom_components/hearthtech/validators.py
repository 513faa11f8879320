"""Validators of outside values for schemas. They refuse every unsuitable value with `vol.Invalid`."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

LONGEST_PERIOD: Final = timedelta(days=36_500)
"""Longest accepted period; a date stays valid when it is added or subtracted."""


def date_and_time(value: object) -> datetime:
    """Validate a date with a time.

    `cv.datetime` gives a text to a parser in C, which ends the process at a lone surrogate.

    Raises:
        vol.Invalid: when it is none.
    """
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise vol.Invalid("invalid datetime specified")
    return cv.datetime(value)


def time_of_day(value: object) -> time:
    """Validate a time of the day.

    `cv.time` lets the `OverflowError` of a huge number escape.

    Raises:
        vol.Invalid: when it is none.
    """
    try:
        return cv.time(value)
    except OverflowError as error:
        raise vol.Invalid("invalid time specified") from error


def positive_period(value: object) -> timedelta:
    """Validate a period of at most `LONGEST_PERIOD` that is not negative, in every form of `cv.time_period`.

    `cv.positive_time_period` lets the `OverflowError` of an infinite or huge number escape.

    Raises:
        vol.Invalid: when it is none.
    """
    try:
        period: timedelta = cv.positive_time_period(value)
    except OverflowError as error:
        raise vol.Invalid("time period is too long") from error
    if period > LONGEST_PERIOD:
        raise vol.Invalid("time period is too long")
    return period


def entity_in(domain: str) -> Callable[[object], str]:
    """Return a validator of the id of one entity of `domain`.

    `cv.entity_domain` lets the `TypeError` of a value that is neither text nor a list escape. The validator raises
    `vol.Invalid` for it.
    """
    validate = cv.entity_domain(domain)

    def entity_id(value: object) -> str:
        if not isinstance(value, str | list):
            raise vol.Invalid(f"expected an entity of {domain}")
        return validate(value)

    return entity_id
