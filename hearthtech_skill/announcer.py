"""Announcements of the kitchen: a timer is done, the soup boils, a burner was left on."""

import asyncio
from collections.abc import Awaitable, Callable
import logging
import time

from rhasspyhermes.base import Message
from rhasspyhermes.dialogue import DialogueNotification, DialogueStartSession

from .config import SkillConfig
from .deduplication import Turns
from .errors import SkillError
from .kitchen import RemoteKitchen, SpokenAnnouncement

LOGGER = logging.getLogger(__name__)
LOOK_EVERY_S = 0.2
WAIT_AT_MOST_S = 20.0
"""A conversation is not interrupted for this long (s); then the announcement is more important."""


class Announcer:
    """Speaks each announcement once, at its site."""

    def __init__(
        self,
        config: SkillConfig,
        kitchen: RemoteKitchen,
        turns: Turns,
        publish: Callable[[Message], Awaitable[bool]],
    ) -> None:
        self._config = config
        self._kitchen = kitchen
        self._turns = turns
        self._publish = publish

    async def announce(self, announcement: SpokenAnnouncement) -> None:
        """Speak an announcement, unless another worker has claimed it."""
        try:
            if not await self._kitchen.claim(announcement):
                return
        except SkillError as error:
            LOGGER.warning("An announcement was not said: %s", error)
            return
        sites = [announcement.site] if announcement.site else list(self._config.sites)
        if not sites:
            LOGGER.warning("An announcement for every site was not said: the setting sites names none.")
        async with asyncio.TaskGroup() as group:
            for site in sites:
                group.create_task(self._say(site, announcement.text))

    async def _say(self, site: str, text: str) -> None:
        """Notify one site. Rhasspy's dialogue manager would end an open session there, so wait for its end."""
        until = time.monotonic() + WAIT_AT_MOST_S
        while self._turns.is_busy(site, time.monotonic()) and time.monotonic() < until:  # noqa: ASYNC110 - time matters too
            await asyncio.sleep(LOOK_EVERY_S)
        await self._publish(DialogueStartSession(init=DialogueNotification(text=text), site_id=site))
        LOGGER.info("Announced at site %r", site, extra={"event": "announced", "site": site})
