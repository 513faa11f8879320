"""Repair issues of the kitchen."""

from collections.abc import Callable, Sequence
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..kitchen.kitchen import Kitchen
from ..voice.replies import has_words, phrase

SHARED_BOOK_AWAY: Final = "shared_book_away"


@callback
def report_damaged_records(hass: HomeAssistant, entry_id: str, damaged: Sequence[str]) -> None:
    """Create an issue that lists the damaged records found when the database was opened; delete it if there are none."""
    issue_id = f"damaged_records_{entry_id}"
    if not damaged:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="damaged_records",
        translation_placeholders={
            "what": ", ".join(shown_record(record, hass.config.language) for record in damaged[:20])
        },
    )


@callback
def async_watch_shared_book(hass: HomeAssistant, kitchen: Kitchen) -> Callable[[], None]:
    """Show an issue while the server of a shared book can't be reached. Returns a function that ends it."""

    @callback
    def changed(read_only: bool) -> None:
        if not read_only:
            ir.async_delete_issue(hass, DOMAIN, SHARED_BOOK_AWAY)
            return
        ir.async_create_issue(
            hass,
            DOMAIN,
            SHARED_BOOK_AWAY,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=SHARED_BOOK_AWAY,
        )

    unsubscribe = kitchen.context.subscribe_read_only(changed)
    changed(kitchen.context.is_read_only)

    @callback
    def end() -> None:
        unsubscribe()
        ir.async_delete_issue(hass, DOMAIN, SHARED_BOOK_AWAY)

    return end


def shown_record(record: str, language: str) -> str:
    """Return a damaged record, its kind and its key, with the kind in the language of the household."""
    kind, _, key = record.rpartition(" ")
    words_key = f"record_{kind.replace(' ', '_')}"
    return f"{phrase(words_key, language)} {key}" if has_words(words_key) else record
