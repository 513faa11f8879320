"""The recipes of a server, as they were fetched. Without the library that fetches them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

type Known = Callable[[list[str]], Awaitable[Mapping[str, str]]]
"""Of these addresses those that the book has, with the names of the recipes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerRecipe:
    """A recipe as the server gave it."""

    address: str
    """Its address in the API: it identifies the recipe in a later import."""
    name: str
    content: bytes
    """The JSON of the answer."""
    document: dict[str, Any]
    """The same as a schema.org object."""
    picture: bytes | None = None


@dataclass(slots=True, kw_only=True)
class ServerContent:
    """The recipes of a server."""

    recipes: list[ServerRecipe] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """Recipes that were imported before, names in the book by address; they are not fetched again."""
    unread: dict[str, str] = field(default_factory=dict)
    """Recipes that could not be read, with the reason."""
    missing_pictures: int = 0

    def leave_out(self, name: str, reason: str) -> None:
        """Note a recipe that could not be read. Its name may occur several times."""
        number = 1
        key = name
        while key in self.unread:
            number += 1
            key = f"{name} ({number})"
        self.unread[key] = reason


type ReportFetched = Callable[[int, int], None]
"""Called with the number of recipes that were fetched, and the number of all."""
type FetchServer = Callable[[Known, ReportFetched], Awaitable[ServerContent]]
"""`client.fetch_server` for one server."""
