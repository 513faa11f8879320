"""Fetch the recipes of a Mealie or Tandoor server, bounded in number, size and time.

The server may be on the local network, because the user typed its address. The token goes to this server only: a
redirect to another one is refused, and a picture stored elsewhere is fetched without it from the public web.
"""

import asyncio
import json
from typing import Any

import aiohttp
from yarl import URL

from ...errors import ErrorCode, KitchenError
from ..fetch import fetch
from .content import Known, ReportFetched, ServerContent, ServerRecipe
from .programs import PAGE_SIZE, PROGRAMS, ServerKind, ServerProgram

MOST_RECIPES = 5_000
LARGEST_ANSWER = 4 * 1024 * 1024
LARGEST_PICTURE = 8 * 1024 * 1024
LARGEST_IMPORT = 192 * 1024 * 1024
"""Size of all recipes and pictures together, bytes. Pictures beyond it are left out and counted."""
LONGEST_ANSWER_S = 20.0
LONGEST_IMPORT_S = 900.0
_MOST_FAILURES = 5
"""Errors of the server in a row, each for one recipe, after which the import fails."""
_LONGEST_TOKEN = 4096


async def fetch_server(
    session: aiohttp.ClientSession,
    kind: ServerKind,
    address: str,
    token: str,
    known: Known,
    report: ReportFetched,
) -> ServerContent:
    """Fetch all recipes of a server, except those that `known` names among their addresses.

    Raises:
        KitchenError: `invalid` with `part="server"` and a `reason` (`token refused`, `another program`,
            `too many recipes`, `too large`), or as `fetch`.
    """
    client = _ServerClient(session, kind, address, token)
    try:
        async with asyncio.timeout(LONGEST_IMPORT_S):
            return await client.content(known, report)
    except TimeoutError as error:
        raise KitchenError(ErrorCode.INVALID, part="address", reason="too slow", address=address) from error


class _ServerClient:
    """One import from one server."""

    def __init__(self, session: aiohttp.ClientSession, kind: ServerKind, address: str, token: str) -> None:
        try:
            url = URL(address.strip()).with_query(None).with_fragment(None)
            self._origin, self._host = url.origin(), url.host
        except (ValueError, UnicodeError) as error:
            raise KitchenError(
                ErrorCode.INVALID, part="address", reason="not a web address", address=address
            ) from error
        token = token.strip()
        if not 0 < len(token) <= _LONGEST_TOKEN or not token.isascii() or not token.isprintable():
            raise _refusal("token refused", str(url))
        self._session = session
        self._root = str(url).rstrip("/")
        self._kind = kind
        self._program: ServerProgram = PROGRAMS[kind]
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._bytes = 0

    async def content(self, known: Known, report: ReportFetched) -> ServerContent:
        names = await self._names()
        content = ServerContent(known=dict(await known(list(names))))
        failures = 0
        for at, (address, name) in enumerate(names.items()):
            report(at, len(names))
            if address in content.known:
                continue
            try:
                content.recipes.append(await self._recipe(address, name, content))
            except KitchenError as error:
                reason = str(error.data.get("reason") or error.code.value)
                failures = failures + 1 if reason.isdecimal() else 0
                if _ends_import(error) or failures >= _MOST_FAILURES:
                    raise
                content.leave_out(name, reason)
            else:
                failures = 0
        return content

    async def _names(self) -> dict[str, str]:
        """The recipes of the list, names by address. The next page is computed, never a link that is followed."""
        names: dict[str, str] = {}
        page = 1
        while True:
            answer, _ = await self._json(self._list_address(page), listing=True)
            rows = answer.get(self._program.rows_field)
            if not isinstance(rows, list):
                raise self._other_program()
            before = len(names)
            for row in rows:
                path = self._program.path_of(row) if isinstance(row, dict) else None
                if path is not None:
                    names.setdefault(f"{self._root}{path}", str(row.get("name") or path)[:200])
            if len(names) > MOST_RECIPES:
                raise _refusal("too many recipes", f"{MOST_RECIPES}")
            # A page without new recipes ends the list, even if the server announces further pages.
            if len(names) == before or not self._program.has_more(answer, page):
                return names
            page += 1

    def _list_address(self, page: int) -> str:
        query = {"page": str(page), self._program.page_size_field: str(PAGE_SIZE)}
        return str(URL(f"{self._root}{self._program.list_path}").with_query(query))

    async def _recipe(self, address: str, name: str, content: ServerContent) -> ServerRecipe:
        record, raw = await self._json(address)
        self._bytes += len(raw)
        if self._bytes > LARGEST_IMPORT:
            raise _refusal("too large", self._root)
        try:
            document = {**self._program.adapted(record), "@type": "Recipe"}
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
            raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="damaged") from error
        picture = None
        if (where := self._program.picture_of(record)) is not None:
            picture = await self._picture(where)
            content.missing_pictures += picture is None
        return ServerRecipe(address=address, name=name, content=raw, document=document, picture=picture)

    async def _picture(self, where: str) -> bytes | None:
        """A picture; `None` when it can't be fetched or is one too many."""
        try:
            url = URL(f"{self._root}/").join(URL(where))
            own = url.origin() == self._origin
        except ValueError, UnicodeError:
            return None
        try:
            page = await fetch(
                self._session,
                str(url),
                local_host=self._host if own else None,
                headers={**self._headers, "Accept": "image/*"} if own else None,
                largest_bytes=LARGEST_PICTURE,
                longest_s=LONGEST_ANSWER_S,
            )
        except KitchenError:
            return None
        if self._bytes + len(page.content) > LARGEST_IMPORT:
            return None
        self._bytes += len(page.content)
        return page.content

    async def _json(self, address: str, *, listing: bool = False) -> tuple[dict[str, Any], bytes]:
        try:
            page = await fetch(
                self._session,
                address,
                local_host=self._host,
                headers=self._headers,
                largest_bytes=LARGEST_ANSWER,
                longest_s=LONGEST_ANSWER_S,
            )
        except KitchenError as error:
            match error.data.get("reason"):
                case "401" | "403":
                    raise _refusal("token refused", self._root) from error
                case "404" | "405" if listing:
                    raise self._other_program() from error
                case _:
                    raise
        try:
            answer = await asyncio.to_thread(json.loads, page.content)
        except (ValueError, RecursionError) as error:
            raise self._damaged(listing) from error
        if not isinstance(answer, dict):
            raise self._damaged(listing)
        return answer, page.content

    def _damaged(self, listing: bool) -> KitchenError:
        return self._other_program() if listing else KitchenError(ErrorCode.NOT_A_RECIPE, reason="damaged")

    def _other_program(self) -> KitchenError:
        return _refusal("another program", f"{self._root} ({self._kind.value.title()})")


def _ends_import(error: KitchenError) -> bool:
    """Whether an error of one recipe concerns the others, too."""
    return error.data.get("part") == "server" or error.data.get("reason") in {"unreachable", "too slow"}


def _refusal(reason: str, what: str) -> KitchenError:
    return KitchenError(ErrorCode.INVALID, part="server", reason=reason, address=what)
