"""What is kept of a hob over restarts: what it does not take, how long it needs, and heat that is owed an off."""

from typing import Any, Final, TypedDict, cast

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from custom_components.hearthtech.const import DOMAIN

from .heat import Setting

VERSION: Final = 1
IGNORED_AT_MOST: Final = 2
"""After so many orders without effect, one after the other, a burner is only read."""


class _Kept(TypedDict, total=False):
    level: str
    """The entity that this is about: another one starts anew."""
    ignored: int
    answered_after_s: float
    owed: dict[str, float | None]


class HobMemory:
    """The memory of one hob. Writing is awaited before heat is sent, so that a crash can't lose what is owed."""

    def __init__(self, hass: HomeAssistant, hob_id: str) -> None:
        self._store: Store[dict[str, Any]] = Store(hass, VERSION, f"{DOMAIN}.{hob_id}", atomic_writes=True)
        self._kept: dict[str, _Kept] = {}

    async def load(self) -> None:
        """Read what was kept."""
        kept = await self._store.async_load()
        self._kept = cast("dict[str, _Kept]", (kept or {}).get("burners", {}))

    async def remove(self) -> None:
        """Forget all of it: the hob is removed."""
        await self._store.async_remove()

    def match(self, n: int, level: str) -> None:
        """Start anew where a burner is made of another entity than before."""
        kept = self._kept.get(str(n))
        if kept is not None and kept.get("level") != level:
            self._kept.pop(str(n))
        self._kept.setdefault(str(n), {"level": level})

    def ignores(self, n: int) -> bool:
        """Whether a burner has shown that it does not take orders."""
        return self._of(n).get("ignored", 0) >= IGNORED_AT_MOST

    def answered_after_s(self, n: int) -> float | None:
        """The longest that a burner has taken for an answer (s)."""
        return self._of(n).get("answered_after_s")

    def owed(self, n: int) -> Setting | None:
        """The heat from here that a burner had when it was last seen."""
        owed = self._of(n).get("owed")
        if owed is None:
            return None
        return Setting(on=True, power=owed.get("power"), target_c=owed.get("target_c"))

    async def heat(self, n: int, setting: Setting) -> None:
        """Heat goes out: from now on an off is owed."""
        self._of(n)["owed"] = {"power": setting.power, "target_c": setting.target_c}
        await self._save()

    async def settled(self, n: int) -> None:
        """No heat from here is on any more."""
        if self._of(n).pop("owed", None) is not None:
            await self._save()

    async def answered(self, n: int, after_s: float) -> None:
        """An order was taken after so many seconds."""
        kept = self._of(n)
        if kept.pop("ignored", 0) or after_s > kept.get("answered_after_s", 0.0) + 1.0:
            kept["answered_after_s"] = round(max(after_s, kept.get("answered_after_s", 0.0)), 1)
            await self._save()

    async def ignored(self, n: int) -> bool:
        """An order was ignored. Returns whether that was one too many just now."""
        kept = self._of(n)
        kept["ignored"] = kept.get("ignored", 0) + 1
        await self._save()
        return kept["ignored"] == IGNORED_AT_MOST

    async def try_again(self, n: int) -> None:
        """Let a burner be asked again."""
        if self._of(n).pop("ignored", 0):
            await self._save()

    def _of(self, n: int) -> _Kept:
        return self._kept.setdefault(str(n), {})

    async def _save(self) -> None:
        await self._store.async_save({"burners": self._kept})
