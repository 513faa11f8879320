"""Read a zip file of another program: each file in it by its own format, with the pictures beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
import gzip
import io
from pathlib import PurePath
from urllib.parse import unquote
import zipfile
import zlib

from ...errors import ErrorCode, KitchenError
from ..file_formats import File, FoundRecipe

MOST_ENTRIES = 100_000
LARGEST_UNPACKED = 1_000_000_000
_LARGEST_RECORD = 32 * 1024 * 1024
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})
_RECIPES = frozenset(
    {
        ".json",
        ".cook",
        ".paprikarecipe",
        ".md",
        ".html",
        ".htm",
        ".mmf",
        ".mm",
        ".mxp",
        ".mx2",
        ".rk",
        ".melarecipe",
        ".paprikarecipes",
        ".recipe",
        ".txt",
        ".csv",
        ".zip",
    }
)
_MOST_PICTURES = 10
_DEEPEST = 2
_SMALL_PICTURE = ("tiny", "thumb", "min-")


@dataclass(slots=True, kw_only=True)
class Collection:
    """The recipes of a file, and the names of the files in it that could not be read, with the reason."""

    found: list[FoundRecipe] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


def unzipped(content: bytes, read: Callable[[File], list[FoundRecipe]], depth: int = 0) -> Collection:
    """The recipes of a zip file. `read` reads one file in it.

    Raises:
        KitchenError: `INVALID` when it is damaged or too large.
    """
    result = Collection()
    if depth > _DEEPEST:
        raise KitchenError(ErrorCode.INVALID, part="archive", reason="nested too deeply")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = [
                entry for entry in packed.infolist() if not entry.is_dir() and not _is_noise(entry.filename)
            ]
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise KitchenError(ErrorCode.INVALID, part="archive", reason="too large")
            pictures = _by_folder(entries)
            for entry in entries:
                path = PurePath(entry.filename)
                if path.suffix.lower() not in _RECIPES:
                    continue
                if entry.file_size > (LARGEST_UNPACKED if path.suffix.lower() == ".zip" else _LARGEST_RECORD):
                    result.unread[entry.filename] = "too large"
                    continue
                _read_entry(packed, entry, read, result, pictures, depth)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, ValueError) as error:
        raise KitchenError(
            ErrorCode.INVALID, part="archive", reason=f"it is damaged: {error}"[:300]
        ) from error
    return result


def _read_entry(
    packed: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    read: Callable[[File], list[FoundRecipe]],
    result: Collection,
    pictures: dict[str, list[zipfile.ZipInfo]],
    depth: int,
) -> None:
    path = PurePath(entry.filename)
    content = packed.read(entry)
    try:
        if path.suffix.lower() in {".zip", ".paprikarecipes"}:
            inner = unzipped(content, read, depth + 1)
            result.found += inner.found
            result.unread |= {f"{entry.filename}/{name}": reason for name, reason in inner.unread.items()}
            return
        found = read(File(content=content, name=path.name))
    except KitchenError as error:
        result.unread[entry.filename] = str(error.data.get("reason") or error.code.value)
        return
    found = [_with_pictures(packed, path, item) for item in found]
    if len(found) == 1 and not found[0].pictures and (picture := _picture_of(path, pictures)) is not None:
        data = packed.read(picture)
        found = [FoundRecipe(recipe=found[0].recipe, pictures={PurePath(picture.filename).name: data})]
    result.found += found


def _with_pictures(packed: zipfile.ZipFile, path: PurePath, item: FoundRecipe) -> FoundRecipe:
    """The recipe with the pictures in the archive that it names; addresses of the web stay links."""
    if item.pictures:
        return replace(item, linked=())
    pictures: dict[str, bytes] = {}
    for link in item.linked[:_MOST_PICTURES]:
        name = str(path.parent / unquote(link).replace("\\", "/")) if "://" not in link else ""
        try:
            entry = packed.getinfo(name) if name else None
        except KeyError:
            continue
        if entry is not None and entry.file_size <= _LARGEST_RECORD and not entry.is_dir():
            pictures[PurePath(name).name] = packed.read(entry)
    if not pictures:
        return item
    return replace(item, pictures=pictures, linked=())


def _is_noise(name: str) -> bool:
    parts = PurePath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts)


def _by_folder(entries: list[zipfile.ZipInfo]) -> dict[str, list[zipfile.ZipInfo]]:
    folders: dict[str, list[zipfile.ZipInfo]] = {}
    for entry in entries:
        if PurePath(entry.filename).suffix.lower() in _PICTURES and entry.file_size <= _LARGEST_RECORD:
            folders.setdefault(str(PurePath(entry.filename).parent), []).append(entry)
    return folders


def _picture_of(path: PurePath, pictures: dict[str, list[zipfile.ZipInfo]]) -> zipfile.ZipInfo | None:
    """The picture of a recipe: of the same name, or the largest of its own folder and its `images`."""
    beside = pictures.get(str(path.parent), [])
    same = [entry for entry in beside if PurePath(entry.filename).stem == path.stem]
    if same or path.suffix.lower() == ".cook":
        return same[0] if same else None
    own = [*beside, *pictures.get(str(path.parent / "images"), [])] if path.suffix.lower() == ".json" else []
    return max(own, key=_rank, default=None)


def _rank(entry: zipfile.ZipInfo) -> tuple[bool, int]:
    return not PurePath(entry.filename).name.lower().startswith(_SMALL_PICTURE), entry.file_size


def unpacked_gzip(content: bytes) -> bytes:
    """The content of a gzip file, as Paprika writes one for each recipe.

    Raises:
        KitchenError: `INVALID` when it is damaged or too large.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            data = packed.read(_LARGEST_RECORD + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise KitchenError(ErrorCode.INVALID, part="file", reason=f"it is damaged: {error}") from error
    if len(data) > _LARGEST_RECORD:
        raise KitchenError(ErrorCode.INVALID, part="file", reason="too large")
    return data


def names_of(unread: dict[str, str], most: int = 10) -> Iterator[str]:
    """The files that could not be read, with the reason, at most `most` and then their number."""
    for name, reason in list(unread.items())[:most]:
        yield f"{name} ({reason})"
    if len(unread) > most:
        yield f"and {len(unread) - most} more"
