"""Read the recipes of an imported file; of a page also what only its elements contain.

Importing this module loads the library that parses HTML, which takes a tenth of a second. The kitchen imports
`plain_importers` instead and reads pages in a separate process (`isolated`).
"""

from .decoding import text_of
from .file_formats import File, FileFormat, FoundRecipe, FoundRecipes
from .jsonld import recipes_of
from .other_programs.saved_pages import collected, is_collection
from .page.reader import recipes_of_page
from .plain_importers import READERS, FileReader, read_with, reader_of_archives, with_links


def read_file(file: File) -> FoundRecipes:
    """Read the recipes of a file and extract the facts in their text as guesses.

    Raises:
        KitchenError: `not_a_recipe`, when it contains none; `invalid`, when it is too large or refers to
            itself.
    """
    return read_with(_READERS, file)


def _read_page(file: File) -> FoundRecipes:
    html = text_of(file.content, file.charset)
    if file.url is None and is_collection(html):
        return FoundRecipes(
            FoundRecipe(recipe=recipe, linked=linked)
            for node, linked in collected(html)
            for recipe in recipes_of(node)
        )
    return with_links(recipes_of_page(file.content, file.url, charset=file.charset), html, file.url)


_READERS: dict[FileFormat, FileReader] = {**READERS, FileFormat.PAGE: _read_page}
_READERS[FileFormat.ARCHIVE] = reader_of_archives(_READERS)
