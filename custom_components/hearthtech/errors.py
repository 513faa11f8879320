"""Errors of the libraries, turned into translated errors of the user, in one place."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .kitchen.burner import BurnerRefused, RefusalCode
from .kitchen.errors import ErrorCode, KitchenError

_OF_THE_CALL = {
    RefusalCode.OUT_OF_RANGE,
    RefusalCode.NOT_ON,
    RefusalCode.UNKNOWN_BURNER,
    RefusalCode.UNSUPPORTED,
    RefusalCode.INVALID,
}
"""Refusals that the caller could have known; they are told without a stack trace in the log."""

_PAGE_REASONS = {"local", "not a web address", "too large", "too many redirects", "too slow", "unreachable"}
"""Each has a sentence; any other is the status with which a server refused."""


def user_error(key: str, **placeholders: object) -> ServiceValidationError:
    """An error that the caller can mend."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={name: str(value) for name, value in placeholders.items()},
    )


@contextmanager
def translated_errors(burner: str = "") -> Iterator[None]:
    """Turn refusals of a burner and errors of the kitchen into translated errors.

    Args:
        burner: the name of the burner that the call is about, for the sentence.

    Raises:
        ServiceValidationError: when the call itself was wrong.
        HomeAssistantError: when the stove or the kitchen could not do it.
    """
    try:
        yield
    except BurnerRefused as error:
        kind = ServiceValidationError if error.code in _OF_THE_CALL else HomeAssistantError
        raise kind(
            translation_domain=DOMAIN,
            translation_key=f"refused_{error.data.get('why', error.code)}",
            translation_placeholders={"burner": burner},
        ) from error
    except KitchenError as error:
        kind = HomeAssistantError if error.code is ErrorCode.BOOK_UNAVAILABLE else ServiceValidationError
        what = ", ".join(str(value) for value in error.data.values())
        raise kind(
            translation_domain=DOMAIN,
            translation_key=_page_key(error) or f"kitchen_{error.code}",
            translation_placeholders={"what": what},
        ) from error


def _page_key(error: KitchenError) -> str | None:
    """Why a page could not be had, where that is it."""
    reason = str(error.data.get("reason", ""))
    if error.data.get("part") != "address":
        return None
    return f"page_{reason.replace(' ', '_')}" if reason in _PAGE_REASONS else "page_refused"
