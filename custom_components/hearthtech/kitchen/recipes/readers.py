"""One door for files: what they are is told by their content, their name only helps.

Archives of other programs get a `Reader` of their own in `READERS`; the first that recognizes a file reads it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
import re

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

from .decoding import text_of
from .model import Recipe

LARGEST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be read: its content, its name, and the address it came from, if any."""

    content: bytes
    name: str = ""
    url: str | None = None
    charset: str | None = None
    """As its HTTP header declared, if it came from the web."""

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without folder and ending."""
        return PurePath(self.name).stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A recipe that was read, and pictures that came with it, by file name."""

    recipe: Recipe
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A kind of file: whether one is of it, and how it is read (raises `KitchenError`)."""

    name: str
    media_type: str
    recognizes: Callable[[File], bool]
    read: Callable[[File], list[Found]]


def read_file(file: File) -> list[Found]:
    """The recipes of a file, with what their prose tells filled in as guesses.

    Raises:
        KitchenError: `not_a_recipe`, when it holds none; `invalid`, when it is too large or refers to itself.
    """
    if len(file.content) > LARGEST_BYTES:
        raise KitchenError(ErrorCode.INVALID, part="file", reason="too large", bytes=len(file.content))
    if not file.content.strip():
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="empty")
    found = reader_for(file).read(file)
    if not found:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no recipe in it")
    from .prose import with_guesses
    from .tongue import in_its_language

    return [replace(item, recipe=with_guesses(in_its_language(item.recipe))) for item in found]


def reader_for(file: File) -> Reader:
    """The reader that recognizes a file. There is always one: what is nothing else is plain text.

    Raises:
        KitchenError: `not_a_recipe`, when it is no text at all.
    """
    reader = next((reader for reader in READERS if reader.recognizes(file)), None)
    if reader is None:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="not a text")
    return reader


def _beginning(file: File) -> str:
    return text_of(file.content[:4096], file.charset).lstrip("\ufeff \t\r\n")


def _is_json(file: File) -> bool:
    return _beginning(file).startswith(("{", "[")) and file.suffix not in {".cook", ".html", ".htm"}


def _read_json(file: File) -> list[Found]:
    from .jsonld import recipes_of_text

    recipes = recipes_of_text(text_of(file.content, file.charset), file.url, trusted=True)
    return [Found(recipe=recipe) for recipe in recipes]


_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|script|div|article|section|main|table|title|link|ul|ol|p|h[1-6]|span)\b",
    re.IGNORECASE,
)


def _is_page(file: File) -> bool:
    if file.suffix in {".cook", ".md", ".txt"}:
        return False
    beginning = _beginning(file)
    return file.suffix in {".html", ".htm", ".xhtml", ".testhtml", ".mhtml"} or (
        beginning.startswith("<") and _HTML.search(beginning) is not None
    )


def _read_page(file: File) -> list[Found]:
    from .page import recipes_of_page

    return [Found(recipe=recipe) for recipe in recipes_of_page(file.content, file.url, charset=file.charset)]


_COMPONENT = re.compile(r"(?:[@#][^\s@#~{}][^@#~{}\n]*|~[^\s@#~{}]*)\{[^{}\n]*\}")


def _is_cooklang(file: File) -> bool:
    if file.suffix == ".cook":
        return True
    beginning = _beginning(file)
    metadata = beginning.startswith(">>") or re.match(r"---[ \t]*\r?\n(?:.*\n)*?---[ \t]*\r?\n", beginning)
    return bool(_COMPONENT.search(beginning)) or bool(metadata and re.search(r"(?<!\S)@\w", beginning))


def _read_cooklang(file: File) -> list[Found]:
    from .cooklang import recipe_of_cooklang

    recipe = recipe_of_cooklang(text_of(file.content, file.charset), file.stem or "Recipe")
    if not recipe.steps and not recipe.ingredients:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no steps")
    return [
        Found(recipe=recipe if recipe.source_url or not file.url else replace(recipe, source_url=file.url))
    ]


def _is_text(file: File) -> bool:
    head = file.content[:4096]
    return b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _read_text(file: File) -> list[Found]:
    from .text import recipe_of_text

    recipe = recipe_of_text(text_of(file.content, file.charset), file.url)
    return [Found(recipe=recipe)]


READERS: list[Reader] = [
    Reader(name="page", media_type="text/html", recognizes=_is_page, read=_read_page),
    Reader(name="json-ld", media_type="application/ld+json", recognizes=_is_json, read=_read_json),
    Reader(name="cooklang", media_type="text/cooklang", recognizes=_is_cooklang, read=_read_cooklang),
    Reader(name="text", media_type="text/plain", recognizes=_is_text, read=_read_text),
]
