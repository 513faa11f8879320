"""Read the recipes of a server with the readers of imported files, in a separate process."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
import json

from ...errors import KitchenError
from ..file_formats import MEDIA_TYPES, File, FileFormat, FoundRecipe
from ..isolated import read_isolated
from ..recipe_rows import check
from ..sources import Original, OriginalKind
from .content import ServerContent, ServerRecipe

_AT_ONCE = 25


def read_server(content: ServerContent) -> Iterator[tuple[FoundRecipe, Original]]:
    """The recipes of a server, each with its source. Blocking; what can't be read is added to `content.unread`."""
    for start in range(0, len(content.recipes), _AT_ONCE):
        yield from _read_some(content.recipes[start : start + _AT_ONCE], content)


def _read_some(
    recipes: Sequence[ServerRecipe], content: ServerContent
) -> Iterator[tuple[FoundRecipe, Original]]:
    try:
        found = _read([recipe.document for recipe in recipes], recipes[0].address)
        if len(recipes) == 1:
            # A document may hold further recipes; the first is its own.
            found = found[:1]
        for item in found:
            check(item.recipe)
    except KitchenError as error:
        if len(recipes) == 1:
            content.leave_out(recipes[0].name, str(error.data.get("reason") or error.code.value))
            return
        found = []
    if len(found) == len(recipes):
        yield from (_with_source(item, recipe) for item, recipe in zip(found, recipes, strict=True))
        return
    # One of them is damaged, or holds several: read them in halves.
    half = len(recipes) // 2
    yield from _read_some(recipes[:half], content)
    yield from _read_some(recipes[half:], content)


def _read(documents: list[dict[str, object]], address: str) -> list[FoundRecipe]:
    # With an address the document is not trusted: it can't set heat or goals.
    content = json.dumps(documents, ensure_ascii=True).encode()
    return read_isolated(File(content=content, name="recipes.json", url=address, charset="utf-8"))


def _with_source(found: FoundRecipe, recipe: ServerRecipe) -> tuple[FoundRecipe, Original]:
    own = next(
        (
            value
            for value in (recipe.document.get("orgURL"), recipe.document.get("url"))
            if isinstance(value, str) and value.startswith(("http://", "https://")) and len(value) <= 2048
        ),
        recipe.address,
    )
    pictures = {} if recipe.picture is None else {"picture": recipe.picture}
    original = Original(
        kind=OriginalKind.FILE,
        media_type=MEDIA_TYPES[FileFormat.JSON_LD],
        content=recipe.content,
        source=recipe.address,
    )
    return FoundRecipe(recipe=replace(found.recipe, source_url=own), pictures=pictures), original
