"""Answer of `import_worker` for a file: its recipes as plain data."""

from collections.abc import Callable
from typing import Any

from ..errors import KitchenError
from .codec import recipe_to_json
from .file_formats import File
from .importers import read_file

type Answer = tuple[dict[str, Any], list[bytes]]


def answer_of(header: dict[str, Any], content: bytes) -> Answer:
    """Read a file. Returns `recipes` with the sizes of their pictures, or `error`, and the pictures."""
    return declared(lambda: _recipes(header, content))


def declared(read: Callable[[], Answer]) -> Answer:
    """The result of `read`, or the code and data of the error that it raises."""
    try:
        return read()
    except KitchenError as error:
        data = {
            key: value if isinstance(value, int | str) else str(value) for key, value in error.data.items()
        }
        return {"error": error.code.value, "data": data}, []


def _recipes(header: dict[str, Any], content: bytes) -> Answer:
    file = File(content=content, name=header["name"], url=header["url"], charset=header["charset"])
    found = read_file(file)
    pictures = [picture for item in found for picture in item.pictures.values()]
    recipes = [
        {
            "recipe": recipe_to_json(item.recipe),
            "pictures": [[name, len(picture)] for name, picture in item.pictures.items()],
            "linked": item.linked,
        }
        for item in found
    ]
    return {"recipes": recipes, "unread": found.unread}, pictures
