"""Persistent state of a hob: ignored commands, response times, and pending off commands."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypedDict, cast

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ...const import DOMAIN
from .command_tracker import HeatSetting
from .identity import EntityIdentity
from .mapping import EntityRole

VERSION: Final = 1
IGNORED_AT_MOST: Final = 2
"""After this many consecutive commands without effect, a burner is only read."""


class _Kept(TypedDict, total=False):
    level: str
    """The entity of these records; a different entity resets them."""
    ignored: int
    answered_after_s: float
    owed: dict[str, float | None]
    pending_off: list[dict[str, float | None]]
    """Settings that a person turned off and whose off is not confirmed yet."""
    entities: dict[str, dict[str, str]]
    """Identities of the entities by role."""


class PersistentState:
    """Persistent state of one hob. Saved before heat is sent, so that a crash can't lose a pending off."""

    def __init__(self, hass: HomeAssistant, hob_id: str) -> None:
        self._store: Store[dict[str, Any]] = Store(hass, VERSION, f"{DOMAIN}.{hob_id}", atomic_writes=True)
        self._kept: dict[str, _Kept] = {}

    async def load(self) -> None:
        """Load the stored state."""
        kept = await self._store.async_load()
        self._kept = cast("dict[str, _Kept]", (kept or {}).get("burners", {}))

    async def remove(self) -> None:
        """Delete the stored state; called when the hob is removed."""
        await self._store.async_remove()

    def match(self, n: int, level: str) -> None:
        """Reset the records of burners whose entity has changed."""
        kept = self._kept.get(str(n))
        if kept is not None and kept.get("level") != level:
            self._kept.pop(str(n))
        self._kept.setdefault(str(n), {"level": level})

    def ignores(self, n: int) -> bool:
        """Whether a burner has been found to ignore commands."""
        return self._of(n).get("ignored", 0) >= IGNORED_AT_MOST

    def answered_after_s(self, n: int) -> float | None:
        """Return the longest response time of a burner (s)."""
        return self._of(n).get("answered_after_s")

    def pending_off(self, n: int) -> tuple[HeatSetting, ...]:
        """Return the heat that must be turned off: set by Home Assistant when last seen, or a pending off."""
        kept = self._of(n)
        owed = kept.get("owed")
        found = [*([] if owed is None else [owed]), *kept.get("pending_off", ())]
        return tuple(
            HeatSetting(on=True, power=one.get("power"), target_c=one.get("target_c")) for one in found
        )

    async def add_pending_off(self, n: int, settings: Sequence[HeatSetting]) -> None:
        """Store an off that could not be sent or is not confirmed. It is also sent after a restart."""
        found = [
            {"power": setting.power, "target_c": setting.target_c}
            for setting in settings
            if setting.on is not False
        ]
        if self._of(n).get("pending_off", []) != found:
            self._of(n)["pending_off"] = found
            await self._save()

    def entities(self, n: int) -> dict[EntityRole, EntityIdentity]:
        """Return the stored identities of a burner's entities."""
        found = {
            EntityRole(role): EntityIdentity.from_data(data)
            for role, data in self._of(n).get("entities", {}).items()
            if role in set(EntityRole)
        }
        return {role: identity for role, identity in found.items() if identity is not None}

    async def keep_entities(self, n: int, entities: Mapping[EntityRole, EntityIdentity]) -> None:
        """Store the identities of a burner's entities."""
        found = {role.value: identity.as_data() for role, identity in entities.items()}
        if found and self._of(n).get("entities") != found:
            self._of(n)["entities"] = found
            await self._save()

    async def heat(self, n: int, setting: HeatSetting) -> None:
        """Store that heat is sent: from now on an off is pending."""
        self._of(n)["owed"] = {"power": setting.power, "target_c": setting.target_c}
        await self._save()

    async def confirm_off(self, n: int) -> None:
        """Store that no heat set by Home Assistant is on."""
        kept = self._of(n)
        owed, pending = kept.pop("owed", None), kept.pop("pending_off", None)
        if owed is not None or pending is not None:
            await self._save()

    async def answered(self, n: int, after_s: float) -> None:
        """Store the response time of a command (s)."""
        kept = self._of(n)
        if kept.pop("ignored", 0) or after_s > kept.get("answered_after_s", 0.0) + 1.0:
            kept["answered_after_s"] = round(max(after_s, kept.get("answered_after_s", 0.0)), 1)
            await self._save()

    async def ignored(self, n: int) -> bool:
        """Count an ignored command. Returns whether this one reached the limit."""
        kept = self._of(n)
        kept["ignored"] = kept.get("ignored", 0) + 1
        await self._save()
        return kept["ignored"] == IGNORED_AT_MOST

    async def try_again(self, n: int) -> None:
        """Reset the count of ignored commands, so that commands are sent again."""
        if self._of(n).pop("ignored", 0):
            await self._save()

    def _of(self, n: int) -> _Kept:
        return self._kept.setdefault(str(n), {})

    async def _save(self) -> None:
        await self._store.async_save({"burners": self._kept})
