"""Filters typed as words of a search, in five languages."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.hearthtech.kitchen.recipes.search import Query, understand
from custom_components.hearthtech.kitchen.recipes.search_filters import FILLERS

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def understood(text: str) -> tuple[str, tuple[str, ...], float | None, int | None]:
    """Other words, left out foods, the longest time in min, and the days without cooking."""
    query = understand(Query(text=text), NOW)
    days = None if query.not_cooked_since is None else (NOW - query.not_cooked_since).days
    minutes = None if query.max_time_s is None else query.max_time_s / 60
    return " ".join(query.text.split()), query.without_ingredients, minutes, days


@pytest.mark.parametrize(
    ("text", "words", "minutes"),
    [
        ("dumplings in under 40 minutes", "dumplings", 40),
        ("dumplings within half an hour", "dumplings", 30),
        ("ramen 25 minutes or less", "ramen", 25),
        ("Knödel unter 40 Minuten", "knodel", 40),
        ("Knödel in höchstens anderthalb Stunden", "knodel", 90),
        ("Gulasch 2 Stunden maximal", "gulasch", 120),
        ("quiche en moins de 50 minutes", "quiche", 50),
        ("quiche en moins d'une heure", "quiche", 60),
        ("ratatouille moins d’une demi-heure", "ratatouille", 30),
        ("croquetas en menos de 45 minutos", "croquetas", 45),
        ("lentejas como mucho media hora", "lentejas", 30),
        ("gnocchi in meno di 35 minuti", "gnocchi", 35),
        ("risotto entro mezz'ora", "risotto", 30),
        ("chicken in wine", "chicken in wine", None),
        ("Poulet en 10 morceaux", "poulet en 10 morceaux", None),
    ],
)
def test_the_longest_time(text: str, words: str, minutes: float | None) -> None:
    assert understood(text) == (words, (), minutes, None)


@pytest.mark.parametrize(
    ("text", "words", "without"),
    [
        ("curry without the coriander or peas", "curry", ("coriander", "peas")),
        ("curry -coriander -peas", "curry", ("coriander", "peas")),
        ("curry without coriander with peas", "curry with peas", ("coriander",)),
        ("Salat ohne Gurke und Dill", "salat", ("gurke", "dill")),
        ("Salat ohne die Gurke mit Dill", "salat mit dill", ("gurke",)),
        ("gratin sans crème ni muscade", "gratin", ("creme", "muscade")),
        ("ensalada sin pepino ni atún", "ensalada", ("pepino", "atun")),
        ("torta senza latte e senza burro", "torta", ("latte", "burro")),
        ("Auflauf mit ohne", "auflauf mit ohne", ()),
    ],
)
def test_foods_that_are_left_out(text: str, words: str, without: tuple[str, ...]) -> None:
    assert understood(text) == (words, without, None, None)


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("lasagne not made in 5 weeks", "lasagne", 35),
        ("lasagne not eaten for the last month", "lasagne", 30),
        ("Klöße nicht gekocht seit zwei Monaten", "klosse", 60),
        ("Klöße in den letzten 10 Tagen nicht gegessen", "klosse", 10),
        ("tajine pas cuisiné depuis trois semaines", "tajine", 21),
        ("cocido no comido desde hace 2 meses", "cocido", 60),
        ("polenta non mangiata da un anno", "polenta", 365),
        ("not forgotten soup", "not forgotten soup", None),
    ],
)
def test_how_long_it_was_not_cooked(text: str, words: str, days: int | None) -> None:
    assert understood(text) == (words, (), None, days)


def test_several_filters() -> None:
    text = "Eintopf ohne Sellerie oder Lauch unter 1 h seit 4 Wochen nicht gekocht"
    assert understood(text) == ("eintopf", ("sellerie", "lauch"), 60, 28)


def test_a_filter_of_the_caller_stays() -> None:
    since = NOW - timedelta(days=3)
    query = Query(text="soup under 2 hours not made for 9 weeks", max_time_s=60.0, not_cooked_since=since)
    assert (understand(query, NOW).max_time_s, understand(query, NOW).not_cooked_since) == (60.0, since)


def test_no_filler_is_a_food() -> None:
    assert {"mit", "avec", "con", "with", "und"} <= FILLERS
    assert not {"pan", "sale", "ei", "ail", "rape"} & FILLERS
