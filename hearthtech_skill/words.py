"""The few sentences the skill says by itself, when the kitchen can't."""

from enum import StrEnum


class Own(StrEnum):
    """What there is to say."""

    AWAY = "away"
    FAILED = "failed"
    TOO_LONG = "too_long"
    DONE = "done"


WORDS: dict[str, dict[Own, str]] = {
    "en": {
        Own.AWAY: "The kitchen does not answer.",
        Own.FAILED: "Something went wrong.",
        Own.TOO_LONG: "That was too long for me.",
        Own.DONE: "Done.",
    },
    "de": {
        Own.AWAY: "Die Küche antwortet nicht.",
        Own.FAILED: "Etwas ist schiefgegangen.",
        Own.TOO_LONG: "Das war mir zu lang.",
        Own.DONE: "Erledigt.",
    },
    "fr": {
        Own.AWAY: "La cuisine ne répond pas.",
        Own.FAILED: "Quelque chose n'a pas marché.",
        Own.TOO_LONG: "C'était trop long pour moi.",
        Own.DONE: "C'est fait.",
    },
    "es": {
        Own.AWAY: "La cocina no responde.",
        Own.FAILED: "Algo ha salido mal.",
        Own.TOO_LONG: "Eso fue demasiado largo para mí.",
        Own.DONE: "Hecho.",
    },
    "it": {
        Own.AWAY: "La cucina non risponde.",
        Own.FAILED: "Qualcosa è andato storto.",
        Own.TOO_LONG: "Era troppo lungo per me.",
        Own.DONE: "Fatto.",
    },
}


def say(what: Own, language: str) -> str:
    """Return the sentence in this language, or in English."""
    return WORDS.get(language[:2].lower(), WORDS["en"])[what]
