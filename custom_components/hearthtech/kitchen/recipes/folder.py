"""The book as a folder of plain files that any program can read, and back without loss.

One folder a recipe: `recipe.cook` for other programs and for editing by hand, `recipe.json` (schema.org with all of
ours beside it), `story.md` for reading, `book.json` for what a book knows beyond the recipe (older versions, notes,
lineage, diary), and the files that belong to it (pictures, clips, the original) in `files/`. Whoever edits
`recipe.cook` by hand is believed: its words win over `recipe.json` when the folder is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
import json
import os
from pathlib import Path
import re
import shutil
from tempfile import NamedTemporaryFile
from typing import Any
import unicodedata

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

from .cooklang import recipe_of_cooklang, recipe_to_cooklang
from .extras import COOK_DIGEST, DOCUMENT
from .jsonld import recipes_of
from .model import Recipe
from .schema_org import recipe_to_schema_org

COOK, JSON, STORY, BOOK, FILES = "recipe.cook", "recipe.json", "story.md", "book.json", "files"
_LARGEST_TEXT = 16 * 1024 * 1024
_LARGEST_FILE = 200 * 1024 * 1024
_UNSAFE = re.compile(r"[^\w. -]+")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A recipe with everything that belongs to it.

    `beyond` is plain JSON which the folder keeps and does not look into; `files` are the pictures, clips and
    originals by file name.
    """

    recipe: Recipe
    beyond: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def write_folder(root: Path, bundles: Iterable[Bundle]) -> list[Path]:
    """Bring a folder up to date: write what is new or changed, take away what is gone. Gives each recipe's folder.

    Only folders that hold a `recipe.json` of ours are ever taken away; whatever else lies there is left alone.

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
        _write_bundle(path, bundle)
        written.append(path)
    for identity, path in known.items():
        if path not in written and identity and path.exists():
            shutil.rmtree(path)
    return written


def read_folder(root: Path) -> Iterator[Bundle]:
    """Everything in a folder, recipe by recipe.

    Raises:
        KitchenError: `not_a_recipe`, naming the file that can't be read.
    """
    for path in _folders(root):
        yield read_bundle(path)


def read_bundle(path: Path) -> Bundle:
    """One recipe's folder.

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
        recipe=recipe, beyond=beyond if isinstance(beyond, dict) else {}, files=dict(_files(path / FILES))
    )


def _edited(kept: Recipe, cook: Recipe) -> Recipe:
    """What we kept, with the words of a Cooklang file that was edited by hand."""
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
    """A recipe's name as a name of a folder that every file system takes."""
    plain = unicodedata.normalize("NFC", name)
    plain = _UNSAFE.sub(" ", plain)
    plain = " ".join(plain.split()).strip(". ")
    while len(plain.encode()) > 100:
        plain = plain[:-1]
    plain = plain.strip(". ") or "Recipe"
    return f"{plain}_" if plain.casefold().partition(".")[0] in _RESERVED else plain


def _place(root: Path, recipe: Recipe, known: Mapping[str, Path], taken: Mapping[str, Path]) -> Path:
    """The folder of a recipe: where it was, or a free one of its name."""
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
    return path.exists() and _identity(path) is None


def _write_bundle(path: Path, bundle: Bundle) -> None:
    (path / FILES).mkdir(parents=True, exist_ok=True)
    cook = recipe_to_cooklang(bundle.recipe).encode("utf-8", "replace").decode()
    node = {**recipe_to_schema_org(bundle.recipe), COOK_DIGEST: _digest(cook)}
    wanted = {_safe(name): content for name, content in bundle.files.items()}
    for name, content in wanted.items():
        _write(path / FILES / name, content)
    for other in (path / FILES).iterdir():
        if other.name not in wanted and other.is_file() and not other.is_symlink():
            other.unlink()
    _keep(path / STORY, _story(bundle.recipe).encode("utf-8", "replace") if bundle.recipe.story else None)
    _keep(path / BOOK, _dumped(bundle.beyond) if bundle.beyond else None)
    _write(path / COOK, cook.encode())
    # Last, for it is what makes the folder one of ours.
    _write(path / JSON, _dumped(node))


def _keep(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        _write(path, content)


def _story(recipe: Recipe) -> str:
    # Some readers of Markdown let HTML act; a family's story has none.
    name, story = (text.replace("<", "\\<") for text in (recipe.name, recipe.story))
    return f"# {name}\n\n{story}\n"


def _write(path: Path, content: bytes) -> None:
    """Replace a file at once, and only when it is another."""
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".new", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)


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
    """The id of the recipe whose folder this is; `None` when it is none of ours."""
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


def _json(path: Path) -> object:
    text = _text(path)
    if text is None:
        return None
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, part=str(path), reason="broken JSON") from error
    return found


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.is_dir() or path.is_symlink():
        return
    for file in sorted(path.iterdir()):
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            if file.stat().st_size > _LARGEST_FILE:
                raise KitchenError(ErrorCode.INVALID, part=str(file), reason="too large")
            yield file.name, file.read_bytes()


def _dumped(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _digest(text: str) -> str:
    # Programs that carry files between systems change line ends; that is no edit by hand.
    same = text.replace("\r\n", "\n").replace("\r", "\n")
    return sha256(same.encode("utf-8", "backslashreplace")).hexdigest()
