"""`script/hearth ask --json`: answer one JSON request per line of standard input with one JSON object per line.

For scripts, bug reports and acceptance tests. Every answer comes from the function that the kitchen itself uses. A
line that is no request, and a request that can't be answered, give `{"error": "…"}`; the command goes on with the
next line and exits with 0.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
import json
import sys
from typing import IO, Any

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.gram_converter import GramEstimate
from custom_components.hearthtech.kitchen.nutrition.methods import methods_of, minutes_of
from custom_components.hearthtech.kitchen.nutrition.model import (
    Figure,
    FoodMatch,
    LineKind,
    Nutrition,
    ParsedLine,
)
from custom_components.hearthtech.kitchen.people.amounts import PER_100_G
from custom_components.hearthtech.kitchen.people.check import need_named
from custom_components.hearthtech.kitchen.people.lines import check_lines
from custom_components.hearthtech.kitchen.recipes.model import Step
from custom_components.hearthtech.kitchen.recipes.portions import stated_portions
from custom_components.hearthtech.kitchen.recipes.scale import can_scale, scaled_line
from custom_components.hearthtech.kitchen.recipes.step_extraction import guessed
from custom_components.hearthtech.kitchen.recipes.step_extraction.times import times_in
from custom_components.hearthtech.kitchen.recipes.yields import yield_of
from custom_components.hearthtech.kitchen.shopping.list_of_lines import shopping_list
from custom_components.hearthtech.kitchen.shopping.shown_items import package_words
from custom_components.hearthtech.language.durations import seconds_of
from tools.cli.ask_requests import (
    LONGEST_REQUEST,
    LONGEST_TEXT,
    MOST_LINES,
    RequestError,
    language_of,
    list_of,
    parsed_request,
    positive_number,
    rounded,
    shown,
    text_of,
    texts_of,
)

USAGE = "usage: script/hearth ask --json    (one JSON object per line on standard input)"

type Handler = Callable[[Mapping[str, Any]], dict[str, Any]]

_VOLUME = ("volume",)
_NONE = ("to taste", "no amount stated")
_PACKAGES = frozenset(
    [
        "package",
        "packet",
        "can",
        "tin",
        "jar",
        "bottle",
        "sachet",
        "bag",
        "box",
        "carton",
        "container",
        "tub",
        "tube",
        "punnet",
        "envelope",
        "pouch",
        "sleeve",
    ]
)


def main(words: list[str]) -> int:
    """Answer requests until the input ends. Returns 0; 2 for invalid options."""
    if words[1:] in (["-h"], ["--help"]):
        print(USAGE)
        return 0
    if words[1:] != ["--json"]:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        for line in _lines(sys.stdin.buffer):
            sys.stdout.write(f"{_as_text(answer(line))}\n")
            sys.stdout.flush()
    except BrokenPipeError, KeyboardInterrupt:
        # The reader of the output has closed it, or the user ended the command.
        sys.stdout = None
    return 0


def _lines(source: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines of the input, `None` in place of one that is longer than `LONGEST_REQUEST`."""
    while line := source.readline(LONGEST_REQUEST + 1):
        if len(line) <= LONGEST_REQUEST or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(LONGEST_REQUEST)
        yield None


def _as_text(reply: Mapping[str, Any]) -> str:
    text = json.dumps(reply, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # A lone surrogate of the request is written as the escape of the request.
        return json.dumps(reply, allow_nan=False)
    return text


def answer(line: bytes | None) -> dict[str, Any]:
    """Return the answer to one line of the input; never raises."""
    echoed: dict[str, Any] = {}
    try:
        request, problem = parsed_request(line)
        if "id" in request:
            echoed = {"id": request["id"]}
        if problem:
            return {"error": problem, **echoed}
        return {**_handler(request)(request), **echoed}
    except RequestError as error:
        return {"error": str(error), **echoed}
    except Exception as error:  # noqa: BLE001 - one answer for each line, for any error in the code
        return {"error": f"could not be answered: {type(error).__name__}: {error}"[:500], **echoed}


def _handler(request: Mapping[str, Any]) -> Handler:
    do = request.get("do")
    handler = HANDLERS.get(do) if isinstance(do, str) else None
    if handler is None:
        raise RequestError(f"unknown 'do': {shown(do)}")
    return handler


# Fields of a request


@lru_cache(maxsize=1)
def _analyzer() -> Analyzer:
    return Analyzer()


# Answers


def _check(request: Mapping[str, Any]) -> dict[str, Any]:
    lines = texts_of(request.get("lines"), "lines")
    steps = texts_of(request.get("steps") or [], "steps")
    codes = texts_of(request.get("needs"), "needs")
    servings = positive_number(request, "servings", required=False)
    try:
        needs = [need_named(code) for code in codes]
    except ValueError as error:
        raise RequestError(f"unknown need: {error}"[:200]) from None
    per_100_g = [need for need in needs if need in PER_100_G]
    others = [need for need in needs if need not in PER_100_G]
    found: dict[str, str] = {}
    # A limit for 100 g does not depend on the number of servings.
    for some, portions in ((others, servings), (per_100_g, servings or 1.0)):
        if some:
            verdicts = check_lines(
                lines,
                some,
                steps=steps,
                language=language_of(request),
                servings=portions,
                analyzer=_analyzer(),
            )
            found |= {need.value: one.standing.value for need, one in verdicts.items()}
    return {code: found[need.value] for code, need in zip(codes, needs, strict=True)}


def _ingredient(request: Mapping[str, Any]) -> dict[str, Any]:
    found = _analyzer().items(text_of(request, "line"), language_of(request), apart=True)
    items = [_item(*one) for one in found if one[0].is_ingredient]
    first = items[0] if items else {"name": None, "food": None, "grams": None, "how": "none"}
    return {**{name: first[name] for name in ("name", "food", "grams", "how")}, "items": items}


def _item(parsed: ParsedLine, matches: Sequence[FoodMatch], weighed: GramEstimate | None) -> dict[str, Any]:
    how = how_weighed(parsed, weighed)
    known = weighed if how != "none" else None
    return {
        "name": parsed.name or None,
        "food": matches[0].food.name if matches else None,
        "amount": None if parsed.amount is None else rounded(parsed.amount.middle),
        "unit": None if parsed.amount is None else parsed.amount.unit,
        "grams": None if known is None else rounded(known.grams),
        "grams_low": None if known is None else rounded(known.low),
        "grams_high": None if known is None else rounded(known.high),
        "how": how,
    }


def how_weighed(parsed: ParsedLine, weighed: GramEstimate | None) -> str:
    """Return how the grams of a line were found: weight, volume, count, package, household or none."""
    if weighed is None or weighed.how.startswith(_NONE):
        return "none"
    if weighed.how.endswith("weighed by the household"):
        return "household"
    if weighed.how.startswith("weight"):
        return "weight"
    if weighed.how.startswith(_VOLUME):
        return "volume"
    unit = None if parsed.amount is None else parsed.amount.unit
    if weighed.how == "package size" or unit in _PACKAGES:
        return "package"
    return "count"


def _nutrition(request: Mapping[str, Any]) -> dict[str, Any]:
    lines = texts_of(request.get("lines"), "lines")
    steps = texts_of(request.get("steps") or [], "steps")
    language = language_of(request)
    servings = positive_number(request, "servings", required=False)
    analyzer = _analyzer()
    found = analyzer.analyze(
        lines,
        servings,
        language,
        methods_of(lines, steps, language),
        minutes=minutes_of(lines, steps, language),
    )
    tags = sorted({*(nutrient.tag for nutrient in analyzer.database.nutrients), *found.total})
    return {
        "per_serving": None if servings is None else _figures(found.per_serving, tags),
        "total": _figures(found.total, tags),
        "counted": found.counted,
        "of": found.lines_total,
        "lines": list(_line_results(analyzer, found, language)),
    }


def _figures(figures: Mapping[str, Figure], tags: Sequence[str]) -> dict[str, Any]:
    return {
        tag: None
        if (figure := figures.get(tag)) is None
        else {
            "amount": rounded(figure.amount),
            "low": rounded(figure.low),
            "high": rounded(figure.high),
        }
        for tag in tags
    }


def _line_results(analyzer: Analyzer, found: Nutrition, language: str) -> Iterator[dict[str, Any]]:
    for result in found.lines:
        parsed, _, weighed = analyzer.line(result.text, language)
        counted = result.kind is LineKind.INGREDIENT and result.grams is not None
        yield {
            "line": result.text,
            "name": (parsed.name or None) if parsed.is_ingredient else None,
            "grams": None if weighed is None or not counted else rounded(weighed.grams),
            "grams_eaten": None if result.grams is None else rounded(result.grams),
        }


def _scale(request: Mapping[str, Any]) -> dict[str, Any]:
    line = text_of(request, "line")
    factor = positive_number(request, "factor")
    if factor is None or not factor < 1000:
        raise RequestError("'factor' must be less than 1000")
    return {
        "line": scaled_line(line, factor, language_of(request)),
        "scaled": can_scale(line, language_of(request)),
    }


def _timer(request: Mapping[str, Any]) -> dict[str, Any]:
    text = text_of(request, "step")
    seconds = guessed(Step(text=text), language=language_of(request)).timer_s
    return {
        "seconds": None if seconds is None else rounded(seconds),
        "timers": [
            {
                "seconds": rounded(found.value.seconds),
                "low": rounded(found.value.seconds),
                "high": rounded(found.value.maximum_s or found.value.seconds),
            }
            for found in times_in(text, language_of(request))
        ],
    }


def _duration(request: Mapping[str, Any]) -> dict[str, Any]:
    seconds = seconds_of(text_of(request, "text"))
    return {"seconds": None if seconds is None else rounded(seconds)}


def _yield(request: Mapping[str, Any]) -> dict[str, Any]:
    found = yield_of(text_of(request, "text"))
    if found is None:
        return {"amount": None, "unit": None, "servings": None}
    servings = stated_portions(found)
    return {
        "amount": rounded(found.amount),
        "unit": found.unit or None,
        "servings": None if servings is None else rounded(servings),
    }


def _shopping(request: Mapping[str, Any]) -> dict[str, Any]:
    recipes = request.get("recipes") or []
    if not isinstance(recipes, list) or len(recipes) > MOST_LINES:
        raise RequestError(f"'recipes' must be a list of at most {MOST_LINES} lists of lines")
    made = shopping_list(
        [texts_of(lines, "recipes") for lines in recipes],
        typed=texts_of(request.get("typed") or [], "typed"),
        pantry=[_in_house(entry) for entry in list_of(request.get("pantry") or [], "pantry")],
        language=language_of(request),
        analyzer=_analyzer(),
    )
    language, country = language_of(request), text_of(request, "country") if request.get("country") else ""
    database = _analyzer().database
    return {
        "items": [
            {
                "name": item.name,
                "amount": item.amount_words or None,
                "aisle": item.aisle,
                "packages": package_words(item, database, language, country) or None,
            }
            for item in made
        ]
    }


def _in_house(entry: object) -> tuple[str, float | None, str]:
    if isinstance(entry, list) and len(entry) in {2, 3} and isinstance(entry[0], str):
        name, amount = entry[0], entry[1]
        unit = entry[2] if len(entry) == 3 else ""
        known = amount is None or (
            isinstance(amount, int | float) and not isinstance(amount, bool) and 0 <= amount < 1e6
        )
        if name.strip() and len(name) <= LONGEST_TEXT and known and isinstance(unit, str | None):
            return name, None if amount is None else float(amount), unit or ""
    raise RequestError("an entry of 'pantry' is [name, amount or null, unit]")


HANDLERS: Mapping[str, Handler] = {
    "check": _check,
    "ingredient": _ingredient,
    "nutrition": _nutrition,
    "scale": _scale,
    "timer": _timer,
    "duration": _duration,
    "yield": _yield,
    "shopping": _shopping,
}
"""Handlers by the value of `do`."""
