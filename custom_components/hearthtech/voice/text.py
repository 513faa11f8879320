"""Text as the recognizer sees it: lower case words without marks, apostrophes and accents forgiven."""

from functools import lru_cache
import re
import unicodedata

MAX_CHARACTERS = 400
"""Longer input is cut: nobody asks a kitchen that much in one breath."""
MAX_TOKENS = 64

_ENGLISH_CONTRACTIONS = {
    "whats": "what is",
    "wheres": "where is",
    "whens": "when is",
    "hows": "how is",
    "whos": "who is",
    "thats": "that is",
    "theres": "there is",
    "heres": "here is",
    "its": "it is",
    "lets": "let us",
    "im": "i am",
    "ive": "i have",
    "id": "i would",
    "youre": "you are",
    "youve": "you have",
    "youll": "you will",
    "theyre": "they are",
    "thatll": "that will",
    "itll": "it will",
    "weve": "we have",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "cant": "can not",
    "cannot": "can not",
    "couldnt": "could not",
    "wont": "will not",
    "wouldnt": "would not",
    "shouldnt": "should not",
    "havent": "have not",
    "hasnt": "has not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "gimme": "give me",
    "lemme": "let me",
    "okay": "ok",
    "alright": "all right",
    "celcius": "celsius",
}
_ENGLISH_APOSTROPHE = {
    "i'll": "i will",
    "we'll": "we will",
    "she'll": "she will",
    "he'll": "he will",
    "we're": "we are",
}
_ELIDING = frozenset({"fr", "it"})
"""Languages where an apostrophe separates words (l'eau, dell'olio)."""

_APOSTROPHES = str.maketrans("’‘´`ʼ′", "''''''")
_FRACTIONS = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
_FRACTION = re.compile("[" + "".join(_FRACTIONS) + "]")
_TOKEN = re.compile(r"\d+/\d+|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|°|%")
_SPELLED = re.compile(r"\b(?:[^\W\d_][\s.\-]+){3,}[^\W\d_]\b")
_REPEATED_LETTER = re.compile(r"([^\W\d_])\1{2,}")


def fold(text: str) -> str:
    """Lower case, without accents, with plain apostrophes and fractions written out: `Crème 1½` → `creme 1 1/2`."""
    if text.isascii():
        return text.lower()
    text = _FRACTION.sub(lambda found: f" {_FRACTIONS[found[0]]}", text.translate(_APOSTROPHES))
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str, language: str = "en") -> list[str]:
    """The words of an utterance, at most `MAX_TOKENS` of them.

    English contractions are opened (`what's` → `what is`), possessives joined (`grandma's` → `grandmas`), spelled
    words put together (`s t o p` → `stop`) and drawn-out letters shortened (`stooop` → `stop`).
    """
    folded = fold(text[:MAX_CHARACTERS])
    if len(folded) > 6 and _SPELLED.search(folded):
        folded = _SPELLED.sub(lambda found: re.sub(r"[\s.\-]+", "", found[0]), folded)
    folded = _REPEATED_LETTER.sub(r"\1", folded)
    found: list[str] = []
    for word in _TOKEN.findall(folded):
        found.extend(_open(word, language))
        if len(found) >= MAX_TOKENS:
            return found[:MAX_TOKENS]
    return found


@lru_cache(maxsize=8192)
def _open(word: str, language: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (word.replace(",", "."),)
    if "'" in word:
        if language in _ELIDING:
            return tuple(word.split("'"))
        if language == "en" and word in _ENGLISH_APOSTROPHE:
            return tuple(_ENGLISH_APOSTROPHE[word].split())
        word = word.replace("'", "")
    if language == "en" and word in _ENGLISH_CONTRACTIONS:
        return tuple(_ENGLISH_CONTRACTIONS[word].split())
    return (word,)


def sentences(text: str) -> list[str]:
    """The sentences of an utterance, in order: people report first and ask last ("Done. What's next?")."""
    parts = re.split(r"[.!?;]+(?:\s+|$)|\s+[-–—]+\s+|[:;]-?[)D]", text[:MAX_CHARACTERS])
    return [part for part in (piece.strip() for piece in parts) if part]
