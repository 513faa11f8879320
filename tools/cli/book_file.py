"""The command line's own book, and messages about it."""

import os
from pathlib import Path

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError


def sentence(error: KitchenError | OSError) -> str:
    """The error as one sentence."""
    if isinstance(error, OSError):
        return f"{error.filename or 'file'}: {error.strerror or error}."
    data = error.data
    match error.code:
        case ErrorCode.RECIPE_NOT_FOUND:
            return f"there is no recipe “{printable(data.get('name', ''))}” in this book."
        case ErrorCode.RECIPE_AMBIGUOUS:
            found = data.get("candidates")
            names = ", ".join(
                f"“{printable(name)}”" for name in (found.values() if isinstance(found, dict) else ())
            )
            return f"“{printable(data.get('name', ''))}” may be {names}: say which."
        case ErrorCode.NOT_A_RECIPE:
            return f"this is no recipe ({printable(data.get('reason', 'nothing to cook in it'))})."
        case ErrorCode.BOOK_UNAVAILABLE:
            return f"the book can't be opened ({printable(data.get('reason', 'unknown'))})."
        case _:
            return f"{printable(data.get('reason', error.code.value.replace('_', ' ')))}."


def printable(text: object) -> str:
    """Text without control characters, which would change the terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in str(text))


def default_book() -> Path:
    """Default location of the command line's book."""
    folder = os.environ.get("XDG_DATA_HOME")
    return (Path(folder) if folder else Path.home() / ".local" / "share") / "hearthtech" / "book.db"
