"""Features of an utterance for the classifier.

Words and their neighbors, with known words replaced by their class.

People report first and ask last ("Ok, I mixed it. What now?"), so all features are taken from the last
question, and only the kind of report from the sentences before it.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
import re
from zlib import crc32

from ..language.number_words import is_number_word
from .request_words import request_phrases, request_words
from .text import sentences, tokens
from .word_classes import CLASSES, FOODS, OPENER_WORDS

BUCKETS = 1 << 15
"""Number of buckets of features; features that share a bucket are distinguished by the others."""
UNKNOWN = "<x>"
NUMBER = "<n>"
LONGEST = 24
"""Greatest number of words of the last question that are used."""

_CLAUSE = re.compile(rf",\s+|(?<!\s)\s+(?=(?:{'|'.join(request_phrases('clauses'))})\b)")
_ASKING = request_words("asking")


def focus(text: str) -> tuple[list[str], list[str]]:
    """The words of the question, and the words of the sentences before it."""
    parts = [words for sentence in sentences(text) if (words := tokens(sentence))]
    if not parts:
        return tokens(text), []
    asked = len(parts) - 1
    while (
        asked > 0
        and (_only_opener(parts[asked]) or not _asks(parts[asked]))
        and any(map(_asks, parts[:asked]))
    ):
        asked -= 1
    before = [word for part in parts[:asked] for word in part]
    question = parts[asked]
    if before or "," in text:
        clauses = [tokens(clause) for clause in _CLAUSE.split(sentences(text)[asked])]
        clauses = [clause for clause in clauses if clause]
        for number in range(len(clauses) - 1, 0, -1):
            if _asks(clauses[number]):
                before += [word for clause in clauses[:number] for word in clause]
                question = [word for clause in clauses[number:] for word in clause]
                break
    while len(question) > 1 and question[0] in OPENER_WORDS:
        before.append(question[0])
        question = question[1:]
    return question[:LONGEST], before


def _asks(words: list[str]) -> bool:
    start = 0
    while start < len(words) - 1 and words[start] in OPENER_WORDS:
        start += 1
    return words[start] in _ASKING


def _only_opener(words: list[str]) -> bool:
    return all(word in OPENER_WORDS for word in words)


class KnownWords:
    """The known words, and the replacement of unknown words."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = frozenset(known)
        self._near: dict[str, str] = {}
        self._begin = {word[:5]: word for word in sorted(self.known, reverse=True) if len(word) >= 7}
        for word in sorted(self.known):
            if len(word) >= 5:
                for shorter in _deletions(word):
                    self._near.setdefault(shorter, word)
        self.canon = lru_cache(maxsize=16384)(self._canon)

    def buckets(self, text: str, *, session: bool) -> list[int]:
        """The buckets that an utterance fills, each once."""
        return features(text, self, session=session)

    def may_name_food(self, word: str) -> bool:
        """Whether a word may be part of the name of a food or dish."""
        return self.canon(word) in {UNKNOWN, "<food>"}

    def _canon(self, word: str) -> str:
        if word[0].isdigit() or is_number_word(word):
            return NUMBER
        if word in CLASSES:
            return CLASSES[word]
        if word in self.known:
            return word
        for ending in ("s", "es", "ed", "d", "ing", "ly"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                if stem in CLASSES:
                    return CLASSES[stem]
                if stem in self.known:
                    return stem
                if f"{stem}e" in self.known:
                    return f"{stem}e"
        if len(word) >= 5:
            for candidate in (word, *_deletions(word)):
                if candidate in self.known:
                    return candidate
                if candidate in self._near:
                    return self._near[candidate]
        if len(word) >= 7:
            return self._begin.get(word[:5], UNKNOWN)
        return UNKNOWN


def _deletions(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def classes(words: list[str], known: KnownWords) -> list[str]:
    """The words as classes; adjacent words of one class are merged."""
    found: list[str] = []
    for word in words:
        canon = known.canon(word)
        if not found or canon != found[-1] or canon[0] != "<":
            found.append(canon)
    return found


def feature_names(
    question: list[str], before: list[str], known: KnownWords, *, session: bool
) -> Iterator[str]:
    """The features of an utterance, by name."""
    seen = classes(question, known)
    marked = ["^", *seen, "$"]
    yield "*"
    yield "*s" if session else "*n"
    yield f"#{min(len(seen), 12)}"
    unknown = seen.count(UNKNOWN)
    yield f"#x{min(unknown, 4)}/{min(len(seen) - unknown, 5)}"
    for i, word in enumerate(marked):
        if 0 < i < len(marked) - 1:
            yield word
            yield f"{word}|{'s' if session else 'n'}"
        if i + 1 < len(marked):
            yield f"{word} {marked[i + 1]}"
        if i + 2 < len(marked):
            yield f"{word} {marked[i + 1]} {marked[i + 2]}"
            yield f"{word} _ {marked[i + 2]}"
        if i + 3 < len(marked):
            yield f"{word} _ _ {marked[i + 3]}"
            yield f"{word} {marked[i + 1]} {marked[i + 2]} {marked[i + 3]}"
    content = [word for word in dict.fromkeys(seen) if word not in _SMALL]
    for i, word in enumerate(content):
        for other in content[i + 1 :]:
            yield f"{word} & {other}"
    report = report_kind(before, known)
    yield f"report {report}"
    for word in dict.fromkeys(seen):
        yield f"report {report} & {word}"
    yield f"report {report} ^ {' '.join(seen[:2])}"
    if before:
        earlier = classes(before[-16:], known)
        yield "<<"
        for i, word in enumerate(earlier):
            yield f"< {word}"
            if i:
                yield f"< {earlier[i - 1]} {word}"
    else:
        yield ">>"


def report_kind(before: list[str], known: KnownWords) -> str:
    """The kind of report before the question: something done, something present, or only attention."""
    if not before:
        return "nothing"
    said = set(before)
    if said & _HOLDS and said & _AT_HAND and not said & _HEATED:
        return "had"
    if said & _DONE or any(
        known.canon(word) == "<acted>" or (len(word) > 4 and word.endswith("ed")) for word in before
    ):
        return "done"
    if said & _HAD and said & _THINGS:
        return "had"
    return "listening" if said <= OPENER_WORDS | _HAD | _SMALL else "other"


_DONE = request_words("done")
_HOLDS = request_words("holds")
_AT_HAND = request_words("at_hand")
_HEATED = request_words("heated")
"""With one of these words, "ready" means done, not present."""
_HAD = request_words("had")
_THINGS = request_words("things") | FOODS
_SMALL = request_words("small")


def bucket(name: str) -> int:
    """The bucket of a feature."""
    return crc32(name.encode()) & (BUCKETS - 1)


def features(text: str, known: KnownWords, *, session: bool) -> list[int]:
    """The buckets that an utterance fills, each once."""
    question, before = focus(text)
    return list({bucket(name) for name in feature_names(question, before, known, session=session)})
