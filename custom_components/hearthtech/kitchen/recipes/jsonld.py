"""Reads schema.org recipes as they are found in the wild: nested graphs, lists for words, HTML in everything.

Nothing is trusted: depth and number of nodes are bounded, no reference is followed further than one step, and
whatever has the wrong shape is left out and told in `unparsed`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
import json
import math
import re
from typing import Any

from .cleaning import is_heading, is_step_number, line_of, lines_of, paragraphs_of, uncounted
from .durations import seconds_of
from .extras import UNPARSED, completed, is_unchanged, kept_in
from .model import Ingredient, Recipe, Step
from .yields import yield_of

type Node = Mapping[str, Any]

_MOST_NODES = 200_000
_DEEPEST = 60
_MOST_LINES = 20_000
_PREFIX = re.compile(r"^(?:https?://schema\.org/|schema:)", re.IGNORECASE)
# Comments and CDATA around the whole of it.
_WRAPPING = re.compile(
    r"^(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)\s*|\s*(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)$"
)
_BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣∙·*▢□☐✓✔►▸]|[-–—](?=\s))\s*")
_NO_NAMES = frozenset(
    {"directions", "instructions", "method", "preparation", "recipe instructions", "steps", "ingredients"}
)


def recipes_of_text(text: str, source_url: str | None = None, *, trusted: bool = False) -> list[Recipe]:
    """The recipes of a JSON-LD text, in order; empty when it is no JSON or holds none."""
    document = parse_loosely(text)
    return [] if document is None else recipes_of(document, source_url, trusted=trusted)


def recipes_of(document: object, source_url: str | None = None, *, trusted: bool = False) -> list[Recipe]:
    """The recipes of a JSON-LD document, however deep they lie in it.

    `trusted` takes our own document along where there is one (goals, heat); a page from the web is never trusted.
    """
    nodes = list(_walk(document))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    recipes: list[Recipe] = []
    seen: set[str] = set()
    for node in nodes:
        if not _is(node, "Recipe"):
            continue
        recipe = _recipe(_plain_keys(node), named, source_url, trusted)
        if recipe is None:
            continue
        key = json.dumps(
            [recipe.name, [line.text for line in recipe.ingredients], [step.text for step in recipe.steps]]
        )
        if key not in seen:
            seen.add(key)
            recipes.append(recipe)
    # A page may list links to other recipes beside its own; they have a name and nothing to cook from.
    whole = [recipe for recipe in recipes if recipe.ingredients or recipe.steps]
    return whole or recipes[:1]


def parse_loosely(text: str) -> object | None:
    """The JSON of a text, mended where sites commonly break it; `None` when it stays broken."""
    text = _WRAPPING.sub("", text.strip().removeprefix("\ufeff").strip()).rstrip().rstrip(";")
    for mend in (str, _without_trailing_commas, _unescaped, _with_inner_quotes):
        try:
            document: object = json.loads(mend(text), strict=False)
        except ValueError, RecursionError:
            continue
        return document
    return None


def _without_trailing_commas(text: str) -> str:
    """Without commas before a closing bracket and without `//` lines, outside strings."""
    return re.sub(
        # A text that never ends runs to the end: looked for anew from each quote, it would cost the square.
        r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|,(?=\s*[}\]])|^[^\S\n]*//[^\n]*',
        lambda match: match[0] if match[0].startswith('"') else "",
        text,
        flags=re.MULTILINE | re.DOTALL,
    )


_ENDS_A_TEXT = re.compile(r'"(?=\s*(?:[:}\]]|,\s*(?:["{\[}\]\d\-]|true\b|false\b|null\b)|\Z))')
_TEXT = re.compile(r'(?<=[{\[,:])(\s*)"|\A"')


def _with_inner_quotes(text: str) -> str:
    """With the quotes escaped that stand inside a text: `"name": "Grandma's "best" pie",`."""
    written: list[str] = []
    at = 0
    while begins := _TEXT.search(text, at):
        end = begins.end()
        while (ends := _ENDS_A_TEXT.search(text, end)) and _is_escaped(text, ends.start()):
            end = ends.end()
        if ends is None:
            break
        inner = re.sub(r'(?<!\\)"', r'\\"', text[begins.end() : ends.start()])
        written += (text[at : begins.end()], inner, '"')
        at = ends.end()
    return _unescaped("".join((*written, text[at:])))


def _is_escaped(text: str, at: int) -> bool:
    before = text[max(0, at - 50) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _unescaped(text: str) -> str:
    """With `&quot;` for quotes, and with backslashes doubled that escape nothing."""
    if '"' not in text:
        text = text.replace("&quot;", '"').replace("&#34;", '"').replace("&amp;", "&")
    return _without_trailing_commas(re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text))


def _walk(document: object) -> Iterator[dict[str, Any]]:
    """Every object of a document, outer ones first, in order, down to a depth that no honest page reaches."""
    waiting: list[tuple[object, int]] = [(document, 0)]
    count = 0
    while waiting and count < _MOST_NODES:
        value, depth = waiting.pop()
        count += 1
        if depth > _DEEPEST:
            continue
        if isinstance(value, dict):
            yield value
            waiting += [
                (item, depth + 1) for item in reversed(value.values()) if isinstance(item, (dict, list))
            ]
        elif isinstance(value, list):
            waiting += [(item, depth + 1) for item in reversed(value) if isinstance(item, (dict, list))]


def _is(node: Node, kind: str) -> bool:
    types = node.get("@type", node.get("type"))
    return any(
        isinstance(name, str) and _PREFIX.sub("", name.strip()).lower() == kind.lower()
        for name in (types if isinstance(types, list) else [types])
    )


def _plain_keys(node: Node) -> dict[str, Any]:
    return {_PREFIX.sub("", key): value for key, value in node.items()}


def _recipe(
    node: dict[str, Any], named: Mapping[str, Node], source_url: str | None, trusted: bool
) -> Recipe | None:
    kept = kept_in(node) if trusted else None
    if kept is not None and is_unchanged(node):
        return kept
    folded = {key.lower(): value for key, value in node.items()}
    name = _first_text(node.get("name")) or _first_text(node.get("headline")) or ""
    unparsed: list[str] = []
    ingredients = _ingredients(
        folded.get("recipeingredient")
        or folded.get("ingredients")
        or folded.get("ingredient")
        or folded.get("supply"),
        unparsed,
    )
    steps = _steps(
        folded.get("recipeinstructions")
        or folded.get("instructions")
        or folded.get("step")
        or folded.get("steps"),
        unparsed,
    )
    if not name and not ingredients and not steps:
        return None
    if (total := folded.get("totaltime")) is None:
        total = folded.get("cookingtime")
    declared = _yield_text(folded)
    yields = yield_of(declared)
    if yields is None and (words := _first_text(declared)):
        unparsed.append(words)
    recipe = Recipe(
        id="",
        name=name,
        description=_paragraphs(node.get("description")),
        author=_author(folded.get("author"), named),
        language=_language(folded.get("inlanguage")),
        yields=yields,
        ingredients=tuple(ingredients),
        steps=tuple(steps),
        prep_time_s=_time(folded.get("preptime")),
        cook_time_s=_time(folded.get("cooktime") or folded.get("performtime")),
        total_time_s=_time(total),
        equipment=_words(folded.get("tool")),
        categories=_words(folded.get("recipecategory")),
        cuisines=_words(folded.get("recipecuisine")),
        keywords=_words(folded.get("keywords")),
        source_url=source_url or _address(folded.get("url")) or _address(folded.get("mainentityofpage")),
        nutrition=_nutrition(folded.get("nutrition")),
        notes=tuple(_tips(folded.get("recipeinstructions"))),
        unparsed=(*_kept_unparsed(node.get(UNPARSED)), *unparsed),
    )
    return completed(recipe, kept) if kept is not None else recipe


def _yield_text(folded: Mapping[str, Any]) -> object:
    return folded.get("recipeyield") or folded.get("yield") or folded.get("servings")


def _ingredients(value: object, unparsed: list[str]) -> list[Ingredient]:
    lines: list[Ingredient] = []
    _gather_ingredients(value, None, lines, unparsed, 0)
    return lines


def _gather_ingredients(
    value: object, section: str | None, lines: list[Ingredient], unparsed: list[str], depth: int
) -> str | None:
    """Add the lines of `value`; gives the section that holds after it."""
    if depth > _DEEPEST or len(lines) >= _MOST_LINES:
        return section
    match value:
        case str():
            for raw in lines_of(value):
                line = _BULLET.sub("", raw).strip()
                if (title := is_heading(line)) is not None:
                    section = title
                elif line and line.lower() not in _NO_NAMES:
                    lines.append(Ingredient(text=line, section=section))
        case list():
            for item in value:
                # Among others, an entry is one line, however it was broken.
                whole = line_of(item) if isinstance(item, str) and len(value) > 1 else item
                section = _gather_ingredients(whole, section, lines, unparsed, depth + 1)
        case dict():
            node = _plain_keys(value)
            inner = node.get("itemListElement") or node.get("ingredients") or node.get("recipeIngredient")
            if inner:
                title = (_first_text(node.get("name")) or "").rstrip(": ") or section
                _gather_ingredients(inner, title, lines, unparsed, depth + 1)
            elif isinstance(node.get("item"), (dict, str)):
                return _gather_ingredients(node["item"], section, lines, unparsed, depth + 1)
            elif words := _amount_of(node):
                return _gather_ingredients(words, section, lines, unparsed, depth + 1)
            elif value:
                unparsed.append(json.dumps(value, ensure_ascii=False)[:500])
        case int() | float() if not isinstance(value, bool):
            unparsed.append(str(value))
    return section


def _amount_of(node: Node) -> str:
    """The words of an ingredient that came in pieces (`PropertyValue`, `HowToSupply`, or a site's own)."""
    name = (
        _first_text(node.get("name"))
        or _first_text(node.get("text"))
        or _first_text(node.get("ingredient"))
        or ""
    )
    if isinstance(node.get("requiredQuantity"), Mapping):
        node = {**node, **_plain_keys(node["requiredQuantity"])}
    amount = (
        _first_text(node.get("value"))
        or _first_text(node.get("amount"))
        or _first_text(node.get("quantity"))
        or ""
    )
    if not amount and not isinstance(node.get("requiredQuantity"), Mapping):
        amount = _first_text(node.get("requiredQuantity")) or ""
    unit = (
        _first_text(node.get("unitText"))
        or _first_text(node.get("unit"))
        or _first_text(node.get("unitCode"))
        or ""
    )
    return " ".join(part for part in (amount, unit, name) if part)


def _steps(value: object, unparsed: list[str]) -> list[Step]:
    steps: list[Step] = []
    _gather_steps(value, None, steps, unparsed, 0)
    words = uncounted([step.text for step in steps])
    return [replace(step, text=text) for step, text in zip(steps, words, strict=True)]


def _gather_steps(
    value: object, section: str | None, steps: list[Step], unparsed: list[str], depth: int
) -> str | None:
    if depth > _DEEPEST or len(steps) >= _MOST_LINES:
        return section
    match value:
        case str():
            lines = [line for raw in lines_of(value) if (line := _BULLET.sub("", raw).strip())]
            for line in lines:
                title = is_heading(line)
                if title is not None and len(title.split()) <= 8:
                    section = None if title.lower() in _NO_NAMES else title
                elif line.lower() not in _NO_NAMES and not re.fullmatch(r"[\d\W]+", line):
                    steps.append(Step(text=line, section=section))
        case list():
            for item in value:
                whole = line_of(item) if isinstance(item, str) and len(value) > 1 else item
                section = _gather_steps(whole, section, steps, unparsed, depth + 1)
        case dict():
            return _gather_step_node(_plain_keys(value), section, steps, unparsed, depth)
    return section


def _gather_step_node(
    node: dict[str, Any], section: str | None, steps: list[Step], unparsed: list[str], depth: int
) -> str | None:
    if _is(node, "HowToTip"):
        return section
    name = (_first_text(node.get("name")) or "").strip()
    inner = (
        node.get("itemListElement") or node.get("steps") or node.get("recipeInstructions") or node.get("step")
    )
    text = _joined(node.get("text")) or _joined(node.get("description"))
    if _is(node, "HowToSection") or (inner and not _is(node, "HowToStep") and not text):
        title = None if name.rstrip(":").lower() in _NO_NAMES else name.rstrip(": ") or None
        before = len(steps)
        _gather_steps(inner or text, title or section, steps, unparsed, depth + 1)
        if len(steps) == before and not inner and name:
            steps.append(Step(text=name, section=section))
        return section
    if isinstance(node.get("item"), (dict, str)) and not text:
        return _gather_steps(node["item"], section, steps, unparsed, depth + 1)
    if not text and inner:
        text = _inner_text(inner, depth)
    if not text:
        text, name = name, ""
    if text:
        if is_step_number(name) or _says_the_same(name, text):
            name = ""
        steps.append(Step(text=text, name=name.rstrip(":"), section=section))
    elif node and not {"url", "image", "@id", "video"} & node.keys():
        unparsed.append(json.dumps(node, ensure_ascii=False)[:500])
    return section


def _inner_text(value: object, depth: int) -> str:
    """The directions and tips of one step, as one text."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, str):
        return line_of(value)
    if isinstance(value, list):
        return " ".join(text for item in value if (text := _inner_text(item, depth + 1)))
    if isinstance(value, dict):
        node = _plain_keys(value)
        if _is(node, "HowToTip"):
            return ""
        return (
            _joined(node.get("text"))
            or _inner_text(node.get("itemListElement") or node.get("item"), depth + 1)
            or _joined(node.get("name"))
        )
    return ""


def _says_the_same(name: str, text: str) -> bool:
    """Whether a name is only the beginning of its text, cut off where the site's field ended."""
    folded, whole = (
        "".join(letter for letter in words.lower() if letter.isalnum()) for words in (name, text)
    )
    return whole.startswith(folded)


def _first_text(value: object) -> str | None:
    """One line of words out of whatever a site put there."""
    match value:
        case str():
            return line_of(value) or None
        case bool():
            return None
        case int() | float():
            return f"{value:g}" if math.isfinite(value) else None
        case list():
            return next((text for item in value[:50] if (text := _first_text(item))), None)
        case dict():
            return next(
                (
                    text
                    for key in ("@value", "name", "text")
                    if isinstance(value.get(key), str) and (text := _first_text(value[key]))
                ),
                None,
            )
        case _:
            return None


def _joined(value: object) -> str:
    if isinstance(value, list):
        return " ".join(text for item in value[:200] if isinstance(item, str) and (text := line_of(item)))
    return _first_text(value) or ""


def _paragraphs(value: object) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str) and item.strip()), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("text")
    return paragraphs_of(value) if isinstance(value, str) else ""


def _author(value: object, named: Mapping[str, Node]) -> str:
    names: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:20]:
        node = item
        if isinstance(item, dict) and "name" not in item and isinstance(item.get("@id"), str):
            node = named.get(item["@id"])
        if (name := _first_text(node)) and not name.startswith(("http://", "https://")) and name not in names:
            names.append(name)
    return ", ".join(names)


def _language(value: object) -> str:
    words = _first_text(value) if not isinstance(value, dict) else _first_text(value.get("alternateName"))
    return words if words and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", words) else "en"


def _time(value: object) -> float | None:
    if isinstance(value, dict):
        node = _plain_keys(value)
        value = next(
            (node[key] for key in ("maxValue", "@value", "value", "name", "minValue") if node.get(key)), None
        )
    if isinstance(value, list):
        return next((seconds for item in value[:10] if (seconds := _time(item))), None)
    return seconds_of(value)


def _words(value: object) -> tuple[str, ...]:
    """Words of a list or of one string with commas, each once."""
    found: dict[str, None] = {}
    for item in (value if isinstance(value, list) else [value])[:200]:
        # A list keeps its entries whole; only a single string uses commas to be a list.
        text = _first_text(item)
        if text is None:
            continue
        parts = re.split(r"[,;|]", text) if not isinstance(value, list) or len(value) == 1 else [text]
        found.update(dict.fromkeys(part.strip() for part in parts if part.strip()))
    return tuple(found)


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if isinstance(value, list):
        value = value[0] if value else None
    return (
        value.strip() if isinstance(value, str) and re.match(r"https?://[^\s<>\"]+$", value.strip()) else None
    )


def _nutrition(value: object) -> dict[str, str]:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, dict)), None)
    if not isinstance(value, dict):
        return {}
    return {
        key: text
        for key, item in _plain_keys(value).items()
        if not key.startswith("@") and key != "type" and len(key) < 60 and (text := _first_text(item))
    }


def _tips(value: object) -> Iterator[str]:
    """Tips that stand among the steps: good to know, but nothing to do."""
    for node in _walk(value):
        if _is(node, "HowToTip") and (text := _joined(node.get("text"))):
            yield text


def _kept_unparsed(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
