"""The secret links in memory, so that a wrong link costs no access to the database."""

import asyncio

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..errors import KitchenError
from . import storage
from .model import Gathering, GuestLink, LinkKind
from .secrets_and_keys import digest
from .validation import pages_are_open


class LinkRegistry:
    """All valid links by the digest of their secret."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context
        self._links: dict[str, GuestLink] = {}
        self._gatherings: dict[str, Gathering] = {}
        self._reading = asyncio.Lock()

    async def start(self) -> None:
        """Read the links, and again when another home changed them."""
        await self.load()
        self._context.subscribe(self._on_change)

    async def load(self) -> None:
        """Read all links."""
        async with self._reading:
            links, gatherings = await self._context.store.read(
                lambda book: (storage.all_links(book), storage.list_gatherings(book))
            )
            self._links = {link.digest: link for link in links}
            self._gatherings = {one.id: one for one in gatherings}

    def add(self, link: GuestLink) -> None:
        """Add a link that was stored."""
        self._links[link.digest] = link

    def find(self, secret: str) -> GuestLink | None:
        """Return the link of a secret; `None` when it is unknown, or its pages are closed. Reads no database."""
        link = self._links.get(digest(secret))
        now = self._context.clock.now()
        if link is None or link.expires_at <= now:
            return None
        if link.kind is LinkKind.RECIPE:
            return link
        gathering = self._gatherings.get(link.gathering_id or "")
        return link if gathering is not None and pages_are_open(gathering, now) else None

    def _on_change(self, change: Change) -> None:
        if change.kind is ChangeKind.GATHERING_CHANGED and self._context.shared:
            self._context.spawn(self._load_quietly())

    async def _load_quietly(self) -> None:
        try:
            await self.load()
        except KitchenError:
            # The next change reads them.
            return
