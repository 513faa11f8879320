"""Search while typing: results after every key, with misspellings, best first.

A question is words plus filters. Candidates come from the name's beginning, from words of the name, then from
anywhere; they are few enough to be ranked by how well their names fit. "Without" compares words of the
ingredients: it is a preference, not a check for allergens.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from ...language.singular import forms
from ..storage.schema import RECIPES, WORDS
from ..storage.times import to_text
from .index import Index, IndexedField, Term, find
from .search_filters import FILLERS, filters_in
from .search_variants import rewritten, translated
from .spelling import SHORTEST, BookVocabulary
from .words import search_text, words_of

CANDIDATES = 120
"""Number of candidates of each source; ranking them takes about 2 ms."""


MOST_LEFT_OUT = 6
"""Number of misspelled words that are omitted in turn if all words together find nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search. Times in s. `text` is the typed text; its last word may be incomplete."""

    text: str = ""
    with_ingredients: tuple[str, ...] = ()
    without_ingredients: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """Diets, cuisines and tags, as words."""
    person: str = ""
    """The person who wrote it, passed it on or cooked it."""
    max_time_s: float | None = None
    not_cooked_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found recipe."""

    id: str
    name: str
    total_time_s: float | None = None
    corrected: bool = False
    """Whether it was found only after correcting a misspelling."""


LONGEST_AGO_DAYS = 36_500


def understand(query: Query, now: datetime) -> Query:
    """Extract filters that were typed as words: `soup without nuts under 30 minutes`."""
    typed = filters_in(search_text(query.text))
    not_cooked_since, max_time_s = query.not_cooked_since, query.max_time_s
    if typed.not_cooked_days is not None:
        not_cooked_since = not_cooked_since or now - timedelta(
            days=min(typed.not_cooked_days, LONGEST_AGO_DAYS)
        )
    if typed.max_time_s is not None:
        max_time_s = max_time_s or typed.max_time_s
    return replace(
        query,
        text=typed.words,
        without_ingredients=(*query.without_ingredients, *typed.without),
        max_time_s=max_time_s,
        not_cooked_since=not_cooked_since,
    )


def search(
    connection: Connection,
    index: Index,
    vocabulary: Callable[[], BookVocabulary],
    query: Query,
    *,
    now: datetime,
    limit: int,
    loaded: BookVocabulary | None = None,
) -> list[Hit]:
    """The best `limit` recipes for the query, best first.

    The vocabulary is loaded only when it is needed; `loaded` is the vocabulary if it is already loaded.
    """
    asked = understand(query, now)
    typed = words_of(asked.text)
    filters = filter_terms(asked)
    conditions = column_conditions(asked)
    if not typed:
        return _newest(connection, index, filters, conditions, limit)
    unfinished = not query.text[-1:].isspace()
    words = [word for word in typed[:-1] if word not in FILLERS]
    if unfinished or typed[-1] not in FILLERS or not words:
        words.append(typed[-1])
    narrow = Narrowed(filters=filters, conditions=conditions, limit=limit)
    whole = _known_words(connection, words[:-1] if unfinished else words)
    # A word outside the vocabulary can't be found; if the vocabulary is loaded, the query is skipped.
    unknown = loaded is not None and not all(map(loaded.begins, words))
    ranked = [] if unknown else _candidates(connection, index, typed, words, whole, narrow)
    if unfinished and len(words) > 1 and len(ranked) < limit and _begins_filler(words[-1]):
        # "apple cake wi" may become "with", which is a stop word.
        words = words[:-1]
        both = [forms(word) for word in words]
        ranked = [(_rank(row.name_key, both), row) for _, row in ranked]
        seen = {row.id for _, row in ranked}
        ranked += [
            (rank, row)
            for rank, row in _candidates(connection, index, typed, words, whole, narrow)
            if row.id not in seen
        ]
    rows = [row for _, row in ranked]
    titled = [row for rank, row in ranked if rank[0] == 0]
    others = [] if len(titled) >= limit else _reworded(connection, index, typed, words, narrow)
    known = {row.id for row in titled}
    others = [row for row in others if row.id not in known]
    known |= {row.id for row in others}
    hits = [_hit(row) for row in (*titled, *others, *(row for row in rows if row.id not in known))]
    if len(hits) < limit and not titled and not others:
        seen = {hit.id for hit in hits}
        forgiven = _forgive(
            connection, index, vocabulary(), words, narrow, unfinished=unfinished, found=bool(hits)
        )
        hits += [_hit(row, corrected=True) for row in forgiven if row.id not in seen]
    return hits[:limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Further conditions on every result, besides the words."""

    filters: Sequence[Term]
    conditions: Sequence[ColumnElement[bool]]
    limit: int


def _hit(row: Row[Any], *, corrected: bool = False) -> Hit:
    return Hit(id=row.id, name=row.name, total_time_s=row.total_time_s, corrected=corrected)


def filter_terms(query: Query) -> list[Term]:
    """The terms of the index for the filters of a query."""
    terms = [
        Term(forms=forms(word), field=IndexedField.INGREDIENTS)
        for item in query.with_ingredients
        for word in words_of(item)
    ]
    terms += [
        Term(forms=forms(word), field=IndexedField.INGREDIENTS, negated=True)
        for item in query.without_ingredients
        for word in words_of(item)[-1:]
    ]
    terms += [Term(forms=forms(word)) for item in query.keywords for word in words_of(item)]
    terms += [Term(forms=(word,), prefix=True, field=IndexedField.PEOPLE) for word in words_of(query.person)]
    return terms


def column_conditions(query: Query) -> list[ColumnElement[bool]]:
    """The conditions on the columns of recipes for the filters of a query."""
    conditions: list[ColumnElement[bool]] = []
    if query.max_time_s is not None:
        conditions.append(RECIPES.c.total_time_s <= query.max_time_s)
    if query.not_cooked_since is not None:
        last = RECIPES.c.last_cooked_at
        conditions.append(or_(last.is_(None), last < to_text(query.not_cooked_since)))
    return conditions


def _newest(
    connection: Connection,
    index: Index,
    filters: Sequence[Term],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
) -> list[Hit]:
    statement = select(RECIPES.c.id, RECIPES.c.name, RECIPES.c.total_time_s)
    statement = statement.where(RECIPES.c.erased_at.is_(None), *conditions)
    if filters:
        statement = statement.where(index.condition(filters))
    rows = connection.execute(statement.order_by(RECIPES.c.changed_at.desc()).limit(limit))
    return [Hit(id=row.id, name=row.name, total_time_s=row.total_time_s) for row in rows]


def _candidates(
    connection: Connection,
    index: Index,
    typed: Sequence[str],
    words: Sequence[str],
    whole: frozenset[str],
    narrow: Narrowed,
) -> list[tuple[_Rank, Row[Any]]]:
    """Recipes that contain every word (as a prefix if it is not `whole`), best names first, with their ranks."""
    both = [forms(word) for word in words]
    terms = [
        Term(forms=form) if word in whole else _prefix(form) for word, form in zip(words, both, strict=True)
    ]
    wanted = max(CANDIDATES, narrow.limit)
    numbers: dict[int, None] = {}
    if not narrow.filters:
        key = " ".join(typed)
        begins = [RECIPES.c.name_key >= key, RECIPES.c.name_key < key + "\U0010ffff", *narrow.conditions]
        statement = select(RECIPES.c.number).where(RECIPES.c.erased_at.is_(None), *begins)
        statement = statement.order_by(RECIPES.c.name_key).limit(wanted)
        numbers.update(dict.fromkeys(connection.scalars(statement)))
    in_name = [replace(term, field=IndexedField.NAME) for term in terms]
    for asked in (in_name, terms):
        # Names rank above everything else: if there are enough, other fields are not searched.
        if len(numbers) < narrow.limit:
            found = find(connection, index, [*asked, *narrow.filters], narrow.conditions, wanted)
            numbers.update(dict.fromkeys(found))
    ranked = [(_rank(row.name_key, both), row) for row in _rows(connection, numbers)]
    ranked.sort(key=lambda pair: (pair[0], pair[1].name_key, pair[1].id))
    return ranked[: narrow.limit]


def _reworded(
    connection: Connection, index: Index, typed: Sequence[str], words: Sequence[str], narrow: Narrowed
) -> list[Row[Any]]:
    """Recipes that another wording names: other spaces between words, or another language."""
    numbers: dict[int, None] = {}
    for terms in (*rewritten(words, lambda some: _known_words(connection, some)), *translated(typed)):
        wanted = [*terms, *narrow.filters]
        numbers.update(dict.fromkeys(find(connection, index, wanted, narrow.conditions, narrow.limit)))
    rows = {row.number: row for row in _rows(connection, numbers)} if numbers else {}
    return [rows[number] for number in numbers if number in rows]


def _known_words(connection: Connection, words: Sequence[str]) -> frozenset[str]:
    """The words that are in the book unchanged. A completely typed word means itself."""
    if not words:
        return frozenset()
    return frozenset(connection.scalars(select(WORDS.c.word).where(WORDS.c.word.in_(words))))


def _prefix(forms: Sequence[str]) -> Term:
    """A term for words with this prefix; a form that begins with another form adds nothing."""
    shortest = [
        form for form in forms if not any(form != other and form.startswith(other) for other in forms)
    ]
    return Term(forms=tuple(shortest), prefix=True)


def _begins_filler(word: str) -> bool:
    return any(filler.startswith(word) for filler in FILLERS)


def _forgive(
    connection: Connection,
    index: Index,
    vocabulary: BookVocabulary,
    words: Sequence[str],
    narrow: Narrowed,
    *,
    unfinished: bool,
    found: bool,
) -> list[Row[Any]]:
    """Recipes for corrected words, most similar first: misspelled, joined, or one word too many."""
    guesses = [
        guess
        for at, word in enumerate(words)
        for guess in _guesses(vocabulary, word, unfinished=unfinished and at == len(words) - 1, found=found)
    ]
    if not guesses or (found and not any(guess.doubtful for guess in guesses)):
        return []
    wanted = max(CANDIDATES, narrow.limit)
    numbers: dict[int, None] = {}
    if not narrow.filters:
        numbers.update(dict.fromkeys(_named_alike(connection, guesses, narrow)))
    for field in (IndexedField.NAME, None):
        if len(numbers) < narrow.limit:
            terms = [replace(guess.term, field=field) for guess in guesses]
            numbers.update(
                dict.fromkeys(find(connection, index, [*terms, *narrow.filters], narrow.conditions, wanted))
            )
    if not numbers and len(guesses) > 1 and not found:
        doubtful = [at for at, guess in enumerate(guesses) if guess.doubtful]
        for left_out in doubtful[:MOST_LEFT_OUT]:
            rest = [guess.term for at, guess in enumerate(guesses) if at != left_out]
            numbers.update(
                dict.fromkeys(find(connection, index, [*rest, *narrow.filters], narrow.conditions, wanted))
            )
    typed = " ".join(words)
    rows = _rows(connection, numbers)
    both = [guess.term.forms for guess in guesses]

    def order(row: Row[Any]) -> tuple[int, float, str, str]:
        # A correction that is in the name goes before one in the ingredients or steps.
        return _rank(row.name_key, both)[0], -_alike(typed, row.name_key, unfinished), row.name_key, row.id

    return sorted(rows, key=order)[: narrow.limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    """The possible corrections of one word, most probable first, and whether it is unknown to the book."""

    term: Term
    doubtful: bool = False


def _guesses(vocabulary: BookVocabulary, word: str, *, unfinished: bool, found: bool) -> list[_Guess]:
    known = vocabulary.begins(word)
    if known and (found or len(word) < SHORTEST):
        return [_Guess(term=Term(forms=(word,), prefix=True), doubtful=not found)]
    if word in FILLERS or (not unfinished and vocabulary.slipped_filler(word)):
        return []
    near = vocabulary.near(word, unfinished=unfinished, anywhere=not known)
    if known:
        # A word with this prefix, or a correction.
        return [_Guess(term=_prefix((word, *near)))]
    if near:
        return [_Guess(term=Term(forms=near, prefix=unfinished), doubtful=True)]
    return [_Guess(term=Term(forms=(part,), prefix=True), doubtful=True) for part in vocabulary.split(word)]


def _named_alike(connection: Connection, guesses: Sequence[_Guess], narrow: Narrowed) -> list[int]:
    """Recipes whose names begin with the corrected words, for each correction of the first unknown one."""
    at = next((at for at, guess in enumerate(guesses) if guess.doubtful), None)
    if at is None:
        return []
    words = [guess.term.forms[0] for guess in guesses]
    keys = [" ".join([*words[:at], form, *words[at + 1 :]]) for form in guesses[at].term.forms]
    begins = or_(*(and_(RECIPES.c.name_key >= key, RECIPES.c.name_key < key + "\U0010ffff") for key in keys))
    statement = select(RECIPES.c.number).where(RECIPES.c.erased_at.is_(None), begins, *narrow.conditions)
    return list(connection.scalars(statement.order_by(RECIPES.c.name_key).limit(narrow.limit)))


def _alike(typed: str, name: str, unfinished: bool) -> float:
    shown = " ".join(word for word in name.split() if word not in FILLERS)
    whole = OSA.normalized_similarity(typed, shown)
    return max(whole, OSA.normalized_similarity(typed, shown[: len(typed)])) if unfinished else whole


def _rows(connection: Connection, numbers: Iterable[int]) -> Sequence[Row[Any]]:
    columns = (RECIPES.c.number, RECIPES.c.id, RECIPES.c.name, RECIPES.c.name_key, RECIPES.c.total_time_s)
    return connection.execute(select(*columns).where(RECIPES.c.number.in_(list(numbers)))).all()


type _Rank = tuple[int, int, int, int]


def _rank(key: str, forms: Sequence[tuple[str, ...]]) -> _Rank:
    """Sort key, smaller is better.

    Words missing in the name, only prefixes, wrong order, and other words of the name.
    """
    named = key.split()
    missing = begun = 0
    places: list[int] = []
    for form in forms:
        part: int | None = None
        for at, word in enumerate(named):
            if word in form:
                places.append(at)
                break
            if part is None and word.startswith(form):
                part = at
        else:
            if part is None:
                missing += 1
            else:
                begun += 1
                places.append(part)
    ordered = places == list(range(len(places)))
    return (missing, 0 if ordered else 1, begun, len(named) - len(places))
