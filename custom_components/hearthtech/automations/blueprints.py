"""Copies the shipped blueprints to the folder in which Home Assistant looks for them; edited ones are not overwritten."""

from dataclasses import dataclass, field
import hashlib
from pathlib import Path
from typing import Final

from homeassistant.components.blueprint.const import DOMAIN as BLUEPRINT_DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ..const import DOMAIN

SHIPPED: Final = Path(__file__).parent.parent / "blueprints"
_COPIES_VERSION: Final = 1


@dataclass(slots=True, kw_only=True)
class Copied:
    """Result for each blueprint, by its path under `blueprints/`."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Edited by the user, and therefore not overwritten."""


async def async_copy_blueprints(hass: HomeAssistant) -> Copied:
    """Copy the shipped blueprints into the configuration.

    Raises:
        OSError: when the configuration folder can't be written.
    """
    store: Store[dict[str, str]] = Store(hass, _COPIES_VERSION, f"{DOMAIN}.blueprints")
    hashes = await store.async_load() or {}
    copied = await hass.async_add_executor_job(_copy, Path(hass.config.path("blueprints")), hashes)
    await store.async_save(hashes)
    for domain in {Path(name).parts[0] for name in (*copied.added, *copied.updated)}:
        if (loaded := hass.data.get(BLUEPRINT_DOMAIN, {}).get(domain)) is not None:
            await loaded.async_reset_cache()
    return copied


def _copy(folder: Path, hashes: dict[str, str]) -> Copied:
    copied = Copied()
    for source in sorted(SHIPPED.rglob("*.yaml")):
        domain, file_name = source.relative_to(SHIPPED).parts
        name = f"{domain}/{DOMAIN}/{file_name}"
        target = folder / name
        words = source.read_bytes()
        there = target.read_bytes() if target.exists() else None
        if there == words:
            copied.unchanged.append(name)
        elif there is None:
            copied.added.append(name)
        elif hashes.get(name) == _hash(there):
            copied.updated.append(name)
        else:
            copied.kept.append(name)
            continue
        hashes[name] = _hash(words)
        if there != words:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(words)
    return copied


def _hash(words: bytes) -> str:
    return hashlib.sha256(words).hexdigest()
