"""Read the recipes of an imported file by the reader of its format, without the library that parses HTML.

Of a page this reads only the JSON-LD or, if there is none, the text. `importers` also reads its elements.
"""

from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
import logging

from ...language.fold import fold
from ..errors import ErrorCode, KitchenError
from .cooklang import recipe_of_cooklang
from .decoding import text_of
from .file_formats import File, FileFormat, FoundRecipe, FoundRecipes, format_of, largest_of
from .jsonld import recipes_of, recipes_of_text
from .language_detection import in_its_language
from .loose_json import parse_loosely
from .model import Recipe
from .other_programs.meal_texts import master_cook, meal_master, rezkonv
from .other_programs.plan_to_eat import plan_to_eat
from .other_programs.records import adapted, chowdown, master_cook_xml, table
from .other_programs.zipped import names_of, unpacked_gzip, unzipped
from .page.declared import MOST_PLAIN, addressed, declared_recipes
from .picture_links import links_by_name, links_of_page
from .step_extraction import with_guesses
from .text import recipe_of_text
from .validation import validated

type FileReader = Callable[[File], list[FoundRecipe]]
MOST_RECIPES = 20_000
_LOGGER = logging.getLogger(__name__)


def read_with(readers: Mapping[FileFormat, FileReader], file: File) -> FoundRecipes:
    """Read the recipes of a file and extract the facts in their text as guesses.

    Raises:
        KitchenError: `not_a_recipe`, when it contains none; `invalid`, when it is too large or refers to
            itself.
    """
    if len(file.content) > largest_of(file.content):
        raise KitchenError(ErrorCode.INVALID, part="file", reason="too large", bytes=len(file.content))
    if not file.content.strip():
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="empty")
    found = readers[format_of(file)](file)
    if not found:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no recipe in it")
    return FoundRecipes(
        (
            replace(item, recipe=with_guesses(in_its_language(validated(item.recipe))))
            for item in found[:MOST_RECIPES]
        ),
        found.unread if isinstance(found, FoundRecipes) else None,
    )


def read_without_tree(file: File) -> FoundRecipes:
    """Read a file in a process that has not loaded the library that parses HTML. Raises as `read_with`."""
    return read_with(READERS, file)


def _read_json(file: File) -> list[FoundRecipe]:
    # Our own document (goals, heat) is trusted in a file of the user's, never in one from the web.
    text = text_of(file.content, file.charset)
    if file.url is None and (document := parse_loosely(text)) is not None:
        return _of_nodes(adapted(document), file, trusted=True)
    return [
        FoundRecipe(recipe=recipe) for recipe in recipes_of_text(text, file.url, trusted=file.url is None)
    ]


def _of_nodes(document: object, file: File, *, trusted: bool = False) -> list[FoundRecipe]:
    recipes = recipes_of(document, file.url, trusted=trusted)
    if not recipes and isinstance(document, dict) and document.get("@type") is None and "version" in document:
        raise KitchenError(
            ErrorCode.NOT_A_RECIPE,
            reason=f"data of version {document['version']} without recipes that can be read"[:200],
        )
    links = links_by_name(document)
    return [FoundRecipe(recipe=recipe, linked=links.get(fold(recipe.name), ())) for recipe in recipes]


def with_links(recipes: Sequence[Recipe], html: str, url: str | None) -> FoundRecipes:
    """The recipes of a page with the pictures that the page names: of each recipe, or of the page for the first."""
    links, own = links_of_page(html, url)
    found: list[FoundRecipe] = []
    for at, recipe in enumerate(recipes):
        of_page = (own,) if own is not None and at == 0 else ()
        found.append(FoundRecipe(recipe=recipe, linked=links.get(fold(recipe.name), of_page)))
    return FoundRecipes(found)


def _read_paprika(file: File) -> list[FoundRecipe]:
    record = parse_loosely(text_of(unpacked_gzip(file.content)))
    if not isinstance(record, dict):
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="a gzip file without a recipe of Paprika")
    found = _of_nodes(adapted(record), file)
    picture = record.get("photo_data")
    if len(found) == 1 and isinstance(picture, str) and picture:
        try:
            data = b64decode(picture, validate=False)
        except ValueError:
            return found
        return [FoundRecipe(recipe=found[0].recipe, pictures={str(record.get("photo") or "photo.jpg"): data})]
    return found


def reader_of_archives(readers: Mapping[FileFormat, FileReader]) -> FileReader:
    """A reader of zip files that reads the files in them with `readers`."""

    def read_entry(file: File) -> list[FoundRecipe]:
        found = readers[format_of(file)](file)
        if not found:
            raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no recipe in it")
        return found

    def read_archive(file: File) -> FoundRecipes:
        collection = unzipped(file.content, read_entry)
        if not collection.found:
            named = "; ".join(names_of(collection.unread)) or "it has no file of a known program"
            raise KitchenError(ErrorCode.NOT_A_RECIPE, reason=f"nothing in it could be read: {named}"[:1000])
        for name, reason in collection.unread.items():
            _LOGGER.warning("A file of an archive could not be read: %s (%s)", name, reason)
        return FoundRecipes(collection.found, collection.unread)

    return read_archive


def _reader_of_text(nodes: Callable[[str], Iterable[object]]) -> FileReader:
    def read(file: File) -> list[FoundRecipe]:
        return _of_nodes(list(nodes(text_of(file.content, file.charset))), file)

    return read


def _read_declared(file: File) -> list[FoundRecipe]:
    html = text_of(file.content, file.charset)
    recipes: list[Recipe] = declared_recipes(html, file.url)
    if not recipes:
        if len(html) > MOST_PLAIN:
            raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="the page is too large to search its words")
        recipes = [recipe_of_text(html, file.url)]
    return with_links(addressed(recipes, html, file.url), html, file.url)


def _read_cooklang(file: File) -> list[FoundRecipe]:
    recipe = recipe_of_cooklang(text_of(file.content, file.charset), file.stem or "Recipe")
    if not recipe.steps and not recipe.ingredients:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no steps")
    return [
        FoundRecipe(
            recipe=recipe if recipe.source_url or not file.url else replace(recipe, source_url=file.url)
        )
    ]


def _read_text(file: File) -> list[FoundRecipe]:
    recipe = recipe_of_text(text_of(file.content, file.charset), file.url)
    return [FoundRecipe(recipe=recipe)]


READERS: dict[FileFormat, FileReader] = {
    FileFormat.PAGE: _read_declared,
    FileFormat.JSON_LD: _read_json,
    FileFormat.COOKLANG: _read_cooklang,
    FileFormat.PAPRIKA: _read_paprika,
    FileFormat.MEAL_MASTER: _reader_of_text(meal_master),
    FileFormat.REZKONV: _reader_of_text(rezkonv),
    FileFormat.MASTER_COOK: _reader_of_text(master_cook),
    FileFormat.MASTER_COOK_XML: _reader_of_text(master_cook_xml),
    FileFormat.TABLE: _reader_of_text(table),
    FileFormat.PLAN_TO_EAT: _reader_of_text(plan_to_eat),
    FileFormat.CHOWDOWN: _reader_of_text(lambda text: filter(None, [chowdown(text)])),
    FileFormat.TEXT: _read_text,
}
READERS[FileFormat.ARCHIVE] = reader_of_archives(READERS)
