"""The words of every answer, by language; English where a language has none of its own for it."""

from functools import cache
from importlib import import_module

from custom_components.hearthtech.voice.reply import speakable

LANGUAGES = ("en", "de", "fr", "es", "it")


@cache
def _catalog(code: str) -> dict[str, str]:
    module = import_module(f"{__name__}.{code}")
    texts: dict[str, str] = module.TEXTS
    return texts


def words(key: str, language: str = "en", /, **fields: object) -> str:
    """The sentence `key`, its `{fields}` filled in. Texts among them are cleaned of markup first."""
    said = phrase(key, language, **fields)
    return said[:1].upper() + said[1:] if _text(key, language).startswith("{") else said


def phrase(key: str, language: str = "en", /, **fields: object) -> str:
    """The same for what stands inside a sentence: it does not begin with a capital."""
    clean = {
        name: speakable(value, 300) if isinstance(value, str) else value for name, value in fields.items()
    }
    return _text(key, language).format(**clean)


def _text(key: str, language: str) -> str:
    base = language.replace("_", "-").split("-", 1)[0].lower()
    text = _catalog(base).get(key) if base in LANGUAGES else None
    return _catalog("en")[key] if text is None else text


def has_words(key: str) -> bool:
    """Whether there is a sentence with this key."""
    return key in _catalog("en")
