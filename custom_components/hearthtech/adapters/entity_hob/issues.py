"""Repair issues of a hob made of entities, one of each kind for each burner."""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ...const import DOMAIN
from .state_reader import Contradiction

ISSUES: Final = ("ignores", "stays_on", "entity_missing", "contradicts", "shared")
"""What repair issues about a burner are about."""


def _issue_id(entry_id: str, what: str, n: int) -> str:
    """The id of a notice about a burner."""
    return f"hob_{what}_{entry_id}_{n}"


@callback
def delete_issues(hass: HomeAssistant, entry_id: str, *, keep: Iterable[int] = ()) -> None:
    """Delete the repair issues of a hob; called when its entry is removed, and for burners that it has no more."""
    kept = {_issue_id(entry_id, what, n) for what in ISSUES for n in keep}
    starts = tuple(f"hob_{what}_{entry_id}_" for what in ISSUES)
    for domain, name in tuple(ir.async_get(hass).issues):
        if domain == DOMAIN and name.startswith(starts) and name not in kept:
            ir.async_delete_issue(hass, DOMAIN, name)


class HobIssues:
    """The repair issues of one hob.

    Args:
        hass: Home Assistant.
        entry: the hob's config entry; its id is part of each issue's id, its title is in the texts.
        role_names: the names of the roles of entities in the household's language.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, role_names: Mapping[str, str]) -> None:
        self._hass = hass
        self._role_names = role_names
        self._entry = entry

    @callback
    def report_ignores(self, n: int, burner_name: str) -> None:
        """Report that a burner ignores commands. The issue outlives a restart; its fix lets it be commanded again."""
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            _issue_id(self._entry.entry_id, "ignores", n),
            data={"entry_id": self._entry.entry_id, "n": n},
            is_fixable=True,
            is_persistent=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key="hob_ignores",
            translation_placeholders={"hob": self._entry.title, "burner": burner_name},
        )

    @callback
    def report_stays_on(self, n: int, burner_name: str) -> None:
        """Report that a burner could not be turned off."""
        self._report("stays_on", n, burner_name, severity=ir.IssueSeverity.CRITICAL)

    @callback
    def clear_stays_on(self, n: int) -> None:
        """Delete the issue of `report_stays_on`."""
        self._delete("stays_on", n)

    @callback
    def set_contradiction(self, n: int, burner_name: str, found: Contradiction | None) -> None:
        """Report how the entities of a burner contradict each other; `None` deletes the issue."""
        if found is None:
            self._delete("contradicts", n)
        else:
            self._report("contradicts", n, burner_name, key=found.value)

    @callback
    def set_missing(self, n: int, burner_name: str, entities: Iterable[str]) -> None:
        """Report the entities of a burner that do not exist any more; none deletes the issue."""
        self._set_entities("entity_missing", n, burner_name, ", ".join(entities))

    @callback
    def set_shared(self, n: int, burner_name: str, roles: Iterable[str]) -> None:
        """Report the entities that are not used because they belong to another burner or to this integration."""
        self._set_entities(
            "shared", n, burner_name, ", ".join(self._role_names.get(role, role) for role in roles)
        )

    def _set_entities(self, what: str, n: int, burner_name: str, entities: str) -> None:
        if entities:
            self._report(what, n, burner_name, placeholders={"entities": entities})
        else:
            self._delete(what, n)

    def _report(
        self,
        what: str,
        n: int,
        burner_name: str,
        *,
        key: str | None = None,
        severity: ir.IssueSeverity = ir.IssueSeverity.WARNING,
        placeholders: dict[str, str] | None = None,
    ) -> None:
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            _issue_id(self._entry.entry_id, what, n),
            is_fixable=False,
            severity=severity,
            translation_key=f"hob_{key or what}",
            translation_placeholders={
                "hob": self._entry.title,
                "burner": burner_name,
                **(placeholders or {}),
            },
        )

    def _delete(self, what: str, n: int) -> None:
        ir.async_delete_issue(self._hass, DOMAIN, _issue_id(self._entry.entry_id, what, n))
