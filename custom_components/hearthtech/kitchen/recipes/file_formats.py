"""Formats of imported files. The content decides about the format; the name of a file is only a hint."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
import re

from ..errors import ErrorCode, KitchenError
from .decoding import text_of
from .model import Recipe
from .other_programs.meal_texts import is_master_cook, is_meal_master, is_rezkonv
from .other_programs.plan_to_eat import is_plan_to_eat
from .other_programs.records import is_table

LARGEST_BYTES = 64 * 1024 * 1024
LARGEST_ARCHIVE = 256 * 1024 * 1024
"""Size (bytes) of an archive of another program: a collection with its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be read: its content, name and address, if any."""

    content: bytes
    name: str = ""
    url: str | None = None
    charset: str | None = None
    """The charset of its HTTP header, if it was fetched from the web."""

    @property
    def suffix(self) -> str:
        """The file extension, in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without folder and ending."""
        return PurePath(self.name).stem


def largest_of(content: bytes) -> int:
    """The greatest size (bytes) of a file that begins with this content."""
    return LARGEST_ARCHIVE if content.startswith(b"PK\x03\x04") else LARGEST_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecipe:
    """A parsed recipe, and its pictures by file name."""

    recipe: Recipe
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    linked: tuple[str, ...] = ()
    """Pictures that the file only names: web addresses, or paths beside it in an archive."""


class FoundRecipes(list[FoundRecipe]):
    """The recipes of a file, and the names of the files in it that could not be read, with the reason."""

    def __init__(self, found: Iterable[FoundRecipe] = (), unread: Mapping[str, str] | None = None) -> None:
        """Copy recipes and names."""
        super().__init__(found)
        self.unread: dict[str, str] = dict(unread or {})


class FileFormat(StrEnum):
    """A format that can be imported."""

    PAGE = "page"
    JSON_LD = "json-ld"
    COOKLANG = "cooklang"
    ARCHIVE = "archive"
    """A zip file of another program: Mealie, Tandoor, Paprika, Nextcloud Cookbook, Cooklang files and others."""
    PAPRIKA = "paprika"
    MEAL_MASTER = "meal_master"
    REZKONV = "rezkonv"
    MASTER_COOK = "master_cook"
    MASTER_COOK_XML = "master_cook_xml"
    TABLE = "table"
    PLAN_TO_EAT = "plan_to_eat"
    CHOWDOWN = "chowdown"
    TEXT = "text"


MEDIA_TYPES = {
    FileFormat.PAGE: "text/html",
    FileFormat.JSON_LD: "application/ld+json",
    FileFormat.COOKLANG: "text/cooklang",
    FileFormat.ARCHIVE: "application/zip",
    FileFormat.PAPRIKA: "application/gzip",
    FileFormat.MEAL_MASTER: "text/plain",
    FileFormat.REZKONV: "text/plain",
    FileFormat.MASTER_COOK: "text/plain",
    FileFormat.MASTER_COOK_XML: "application/xml",
    FileFormat.TABLE: "text/csv",
    FileFormat.PLAN_TO_EAT: "text/plain",
    FileFormat.CHOWDOWN: "text/markdown",
    FileFormat.TEXT: "text/plain",
}


def format_of(file: File) -> FileFormat:
    """The format of a file. Any text that has no other format is `TEXT`.

    Raises:
        KitchenError: `not_a_recipe`, when it is no text.
    """
    found = next((format_ for format_, recognizes in _RECOGNIZERS.items() if recognizes(file)), None)
    if found is None:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="not a text")
    return found


def _beginning(file: File) -> str:
    return text_of(file.content[:4096], file.charset).lstrip("\ufeff \t\r\n")


_JSON_BEGINS = re.compile(r"\{|\[\s*(?:[\[{\"\]]|$)")
"""An object or a list of objects; text may begin with the time of a chat message in brackets."""


def _is_json(file: File) -> bool:
    return _JSON_BEGINS.match(_beginning(file)) is not None and file.suffix not in {".cook", ".html", ".htm"}


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


_COMPONENT = re.compile(r"(?:[@#][^\s@#~{}][^@#~{}\n]*|~[^\s@#~{}]*)\{[^{}\n]*\}")


def _is_cooklang(file: File) -> bool:
    if file.suffix == ".cook":
        return True
    beginning = _beginning(file)
    metadata = beginning.startswith(">>") or re.match(r"---[ \t]*\r?\n(?:.*\n)*?---[ \t]*\r?\n", beginning)
    return bool(_COMPONENT.search(beginning)) or bool(metadata and re.search(r"(?<!\S)@\w", beginning))


def _is_text(file: File) -> bool:
    head = file.content[:4096]
    return b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _is_chowdown(file: File) -> bool:
    beginning = _beginning(file)
    return (
        file.suffix != ".cook"
        and beginning.startswith("---")
        and re.search(r"^ingredients:\s*$", beginning, re.MULTILINE) is not None
        and (b"\ndirections:" in file.content)
    )


_RECOGNIZERS: dict[FileFormat, Callable[[File], bool]] = {
    FileFormat.ARCHIVE: lambda file: file.content.startswith(b"PK\x03\x04"),
    FileFormat.PAPRIKA: lambda file: file.content.startswith(b"\x1f\x8b"),
    FileFormat.MEAL_MASTER: lambda file: is_meal_master(_beginning(file)),
    FileFormat.REZKONV: lambda file: is_rezkonv(_beginning(file)),
    FileFormat.MASTER_COOK: lambda file: is_master_cook(_beginning(file)),
    FileFormat.MASTER_COOK_XML: lambda file: "<mx2" in _beginning(file),
    FileFormat.CHOWDOWN: _is_chowdown,
    FileFormat.TABLE: lambda file: file.suffix != ".txt" and is_table(_beginning(file)),
    FileFormat.PLAN_TO_EAT: lambda file: is_plan_to_eat(_beginning(file)),
    FileFormat.PAGE: _is_page,
    FileFormat.JSON_LD: _is_json,
    FileFormat.COOKLANG: _is_cooklang,
    FileFormat.TEXT: _is_text,
}
