"""Converts errors of the libraries to translated errors for the user."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .burners.model import BurnerRefused, RefusalCode
from .const import DOMAIN
from .kitchen.errors import KitchenError

_OF_THE_CALL = {
    RefusalCode.OUT_OF_RANGE,
    RefusalCode.NOT_ON,
    RefusalCode.UNKNOWN_BURNER,
    RefusalCode.UNSUPPORTED,
    RefusalCode.INVALID,
}
"""Refusals caused by the call itself; they are reported without a stack trace in the log."""

_PAGE_REASONS = {
    "another server", "local", "not a web address", "too large", "too many redirects", "too slow", "unreachable",
}  # fmt: skip
"""Reasons with a translation of their own. Any other reason is the HTTP status of the server."""


def user_error(key: str, **placeholders: object) -> ServiceValidationError:
    """Return an error that the caller can correct."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={name: str(value) for name, value in placeholders.items()},
    )


@contextmanager
def translated_errors(burner: str = "") -> Iterator[None]:
    """Convert refusals of a burner and errors of the kitchen to translated errors.

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
        kind = HomeAssistantError if error.book_is_away else ServiceValidationError
        what = ", ".join(str(value) for value in error.data.values())
        raise kind(
            translation_domain=DOMAIN,
            translation_key=_page_key(error) or f"kitchen_{error.code}",
            translation_placeholders={"what": what},
        ) from error


def _page_key(error: KitchenError) -> str | None:
    """Return the translation key of the reason why a page or the recipes of a server could not be fetched, or `None` for other errors."""
    reason = str(error.data.get("reason", ""))
    if error.data.get("part") == "server":
        return f"server_{reason.replace(' ', '_')}"
    if error.data.get("part") != "address":
        return None
    return f"page_{reason.replace(' ', '_')}" if reason in _PAGE_REASONS else "page_refused"
