"""The recipe book as a folder of plain files that any program can read, and its import without loss.

One folder a recipe: `recipe.cook` for other programs and for editing by hand, `recipe.json` (schema.org with
all of our own fields beside it), `story.md` for reading, `book.json` for the data beside the recipe (older
versions, notes, derivation, cooking log), and its files (pictures, clips, the source document) in `files/`.
If `recipe.cook` was edited by hand, its text replaces that of `recipe.json` when the folder is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
import json
from pathlib import Path
import re
import shutil
from typing import Any
import unicodedata
import zlib

from ..errors import ErrorCode, KitchenError
from ..storage.large_json import load_json
from .cooklang import recipe_of_cooklang, recipe_to_cooklang
from .jsonld import recipes_of
from .model import Recipe
from .private_files import real_folder, write_file
from .schema_org import recipe_to_schema_org
from .schema_org_extension import COOK_DIGEST, DOCUMENT
from .validation import validated

COOK, JSON, STORY, BOOK, FILES = "recipe.cook", "recipe.json", "story.md", "book.json", "files"
_LARGEST_TEXT = 16 * 1024 * 1024
_LARGEST_FILE = 200 * 1024 * 1024
_UNSAFE = re.compile(r"[^\w. -]+")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A recipe with all of its data.

    `beyond` is plain JSON which is stored unchanged; `files` are the pictures, clips and originals by file
    name, which may be read from the disk at each access.
    """

    recipe: Recipe
    beyond: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


class FilesOnDisk(Mapping[str, bytes]):
    """Contents of files by name, read from the disk at each access, so that only one is in memory.

    Reading raises `OSError`, or `KitchenError` (`INVALID`) when a file is too large or a link.
    """

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self.paths = paths

    def __getitem__(self, name: str) -> bytes:
        return file_content(self.paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A recipe that could not be written, and the reason."""

    id: str
    name: str
    reason: str


DAMAGE = (
    KitchenError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    zlib.error,
)
"""Exceptions that a damaged document raises while it is read or written."""


def write_folder(root: Path, bundles: Iterable[Bundle], skipped: list[Skipped] | None = None) -> list[Path]:
    """Update a folder: write new or changed recipes, remove others. Returns each recipe's folder.

    Only folders with a `recipe.json` of ours are removed; all other files are left unchanged. A recipe that
    can't be written is added to `skipped` (`bundles` may add to it, too); its files of an earlier export
    stay.

    Raises:
        OSError: when the folder can't be written; every file is either the old or the new one, never half.
    """
    root.mkdir(parents=True, exist_ok=True)
    known = {identity: path for path in _folders(root) if (identity := _identity(path)) is not None}
    taken: dict[str, Path] = {}
    written: list[Path] = []
    for bundle in bundles:
        path = _place(root, bundle.recipe, known, taken)
        taken[path.name.casefold()] = path
        try:
            _write_bundle(path, bundle)
        except DAMAGE as error:
            if skipped is None:
                raise
            skipped.append(Skipped(id=bundle.recipe.id, name=bundle.recipe.name, reason=repr(error)[:300]))
            continue
        written.append(path)
    kept = {recipe.id for recipe in skipped or ()}
    for identity, path in known.items():
        if path not in written and identity and identity not in kept and path.exists():
            shutil.rmtree(path)
    return written


def read_folder(root: Path) -> Iterator[Bundle]:
    """All recipes in a folder.

    Raises:
        KitchenError: `not_a_recipe`, naming the file that can't be read.
    """
    for path in _folders(root):
        yield read_bundle(path)


def read_bundle(path: Path) -> Bundle:
    """Read one recipe's folder.

    Raises:
        KitchenError: `not_a_recipe`, naming the file that can't be read.
    """
    cook = _text(path / COOK)
    document = _json(path / JSON)
    found = recipes_of(document, trusted=True)
    if not found and cook is None:
        raise KitchenError(
            ErrorCode.NOT_A_RECIPE, part=str(path), reason="neither recipe.cook nor recipe.json"
        )
    if not found:
        recipe = recipe_of_cooklang(cook or "", path.name)
    else:
        recipe = found[0]
        if cook is not None and _cook_digest(document) not in {None, _digest(cook)}:
            recipe = _edited(recipe, recipe_of_cooklang(cook, path.name))
    beyond = _json(path / BOOK)
    return Bundle(
        recipe=validated(recipe, verbatim=True),
        beyond=beyond if isinstance(beyond, dict) else {},
        files=FilesOnDisk(_files(path / FILES)),
    )


def _edited(kept: Recipe, cook: Recipe) -> Recipe:
    """The stored recipe, updated with a Cooklang file that was edited by hand."""
    steps = {(step.section, step.text): step for step in kept.steps}
    same_lines = kept.ingredients == cook.ingredients
    return replace(
        cook,
        id=kept.id,
        version=kept.version,
        original_id=kept.original_id,
        created_at=kept.created_at,
        unparsed=tuple(dict.fromkeys((*kept.unparsed, *cook.unparsed))),
        steps=tuple(
            (known if same_lines else replace(known, ingredients=step.ingredients))
            if (known := steps.get((step.section, step.text))) is not None
            else step
            for step in cook.steps
        ),
    )


def folder_name(name: str) -> str:
    """Make a folder name from a recipe's name that is valid on every file system."""
    plain = unicodedata.normalize("NFC", name)
    plain = _UNSAFE.sub(" ", plain)
    plain = " ".join(plain.split()).strip(". ")
    while len(plain.encode()) > 100:
        plain = plain[:-1]
    plain = plain.strip(". ") or "Recipe"
    return f"{plain}_" if plain.casefold().partition(".")[0] in _RESERVED else plain


def _place(root: Path, recipe: Recipe, known: Mapping[str, Path], taken: Mapping[str, Path]) -> Path:
    """The folder of a recipe: its former one, or a free one of its name."""
    wanted = folder_name(recipe.name)
    old = known.get(recipe.id) if recipe.id else None
    if (
        old is not None
        and old.name.casefold() not in taken
        and re.fullmatch(rf"{re.escape(wanted)}(?: \d+)?", old.name)
    ):
        return old
    at, name = 1, wanted
    others = {path.name.casefold() for identity, path in known.items() if identity != recipe.id}
    while name.casefold() in taken or name.casefold() in others or _is_foreign(root / name):
        at += 1
        name = f"{wanted} {at}"
    if old is not None and old.name.casefold() not in taken and old.exists():
        old.rename(root / name)
    return root / name


def _is_foreign(path: Path) -> bool:
    return path.is_symlink() or (path.exists() and _identity(path) is None)


def _write_bundle(path: Path, bundle: Bundle) -> None:
    # Everything is encoded before anything is written: a damaged recipe leaves its folder unchanged.
    cook = recipe_to_cooklang(bundle.recipe).encode("utf-8", "replace").decode()
    node = _dumped({**recipe_to_schema_org(bundle.recipe), COOK_DIGEST: _digest(cook)})
    real_folder(path)
    real_folder(path / FILES)
    wanted = {_safe(name): content for name, content in bundle.files.items()}
    for name, content in wanted.items():
        write_file(path / FILES / name, content)
    for other in (path / FILES).iterdir():
        if other.name not in wanted and other.is_file() and not other.is_symlink():
            other.unlink()
    _keep(path / STORY, _story(bundle.recipe).encode("utf-8", "replace") if bundle.recipe.story else None)
    _keep(path / BOOK, _dumped(bundle.beyond) if bundle.beyond else None)
    write_file(path / COOK, cook.encode())
    # Written last, because this file marks the folder as ours.
    write_file(path / JSON, node)


def _keep(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        write_file(path, content)


def _story(recipe: Recipe) -> str:
    # Some Markdown viewers execute HTML; it is removed.
    name, story = (text.replace("<", "\\<") for text in (recipe.name, recipe.story))
    return f"# {name}\n\n{story}\n"


def _safe(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{folder_name(stem)}.{_UNSAFE.sub('', suffix)}" if dot and stem else folder_name(name)


def _folders(root: Path) -> list[Path]:
    """The recipe folders, in order. A link is never followed out of the folder."""
    return sorted(
        path
        for path in root.iterdir()
        if path.is_dir() and not path.is_symlink() and ((path / JSON).is_file() or (path / COOK).is_file())
    )


def _identity(path: Path) -> str | None:
    """The id of the recipe whose folder this is; `None` when it is not ours."""
    document = _json(path / JSON)
    if not isinstance(document, dict) or COOK_DIGEST not in document:
        return None
    kept = document.get(DOCUMENT)
    return str(kept.get("id", "")) if isinstance(kept, dict) else None


def _cook_digest(document: object) -> str | None:
    digest = document.get(COOK_DIGEST) if isinstance(document, dict) else None
    return digest if isinstance(digest, str) else None


def _text(path: Path) -> str | None:
    if not path.is_file() or path.is_symlink():
        return None
    if path.stat().st_size > _LARGEST_TEXT:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, part=str(path), reason="too large")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, part=str(path), reason="not UTF-8") from error


def file_content(path: Path) -> bytes:
    """The content of a picture, a clip or an original.

    Raises:
        KitchenError: `INVALID` when it is too large, or a link.
        OSError: when it can't be read.
    """
    if path.is_symlink() or path.stat().st_size > _LARGEST_FILE:
        raise KitchenError(ErrorCode.INVALID, part=path.name, reason="too large, or a link")
    return path.read_bytes()


def _json(path: Path) -> object:
    text = _text(path)
    if text is None:
        return None
    try:
        found: object = load_json(text, json.JSONDecoder(parse_int=_whole))
    except (ValueError, RecursionError) as error:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, part=str(path), reason="broken JSON") from error
    return found


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= 18 else float(digits)


def _files(path: Path) -> dict[str, Path]:
    if not path.is_dir() or path.is_symlink():
        return {}
    return {
        file.name: file
        for file in sorted(path.iterdir())
        if file.is_file() and not file.is_symlink() and not file.name.startswith(".")
    }


def _dumped(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _digest(text: str) -> str:
    # Programs that copy files between systems change line ends; that is no edit by hand.
    same = text.replace("\r\n", "\n").replace("\r", "\n")
    return sha256(same.encode("utf-8", "backslashreplace")).hexdigest()
