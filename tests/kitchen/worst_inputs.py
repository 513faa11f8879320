"""Program: call a public parser with its worst inputs and print the processor time of each, one line of JSON per case.

Run by `test_parser_time_limits.py`. Arguments: the root of the repository, the size in bytes, the limit of one case in s.
"""

from collections.abc import Callable
import json
import signal
import sys
import time
from typing import Any

_SCOPED = '<html><body itemscope itemtype="http://schema.org/Recipe"><h1 itemprop="name">Soup</h1>'
_LD = '<html><script type="application/ld+json">{}</script></html>'


def _ld(**more: Any) -> str:
    base = {
        "@type": "Recipe",
        "name": "A",
        "recipeIngredient": ["1 egg"],
        "recipeInstructions": ["Boil it well."],
    }
    return _LD.format(json.dumps({**base, **more}))


def _to(size: int, unit: str, before: str = "", after: str = "") -> str:
    return before + unit * max((size - len(before) - len(after)) // len(unit), 1) + after


_UNITS = (
    " ", "1", "½ ", "1/", "1,", "1-", "a, ", "(", "((", "[url ", "&amp;", "<!--", "<a ", "**", "_", "- ", "1 to ", "1 hour ",
    "until ", "everything ", "1 cup ", "1 egg\n", "a\n", "\n", "#1;", "1x", "½ ½ ½ nocchi ", ".", "- - ", "a:", "step ", "1°", "for ", "|", "'", "²", "٣",
)  # fmt: skip
_COOKLANG = (
    "[-", "@a{", "@a ", "(a)", "\\", "~{", "@a{}(", "= ", ">> ", "@egg{1%g}(", "> ", "-- ", "@a|", "#a{", "{", "@@", "~a{1%min} ",
)  # fmt: skip
_HTML = (
    "<b>x</b>", '<div itemprop="x">', '<div itemprop="keywords">', '<div itemscope itemtype="http://schema.org/Recipe">', "<aside>a", "<aside><li>",
    '<li class="wprm-recipe-ingredient">', "<ul><li>1 egg", "&lt;!--", "<p>1 egg", "<b>", "<header>", "<br>", "<td>a", '<span itemprop="name">a</span>',
    '<a rel=canonical ', "<meta property=", "<link ", "<script ", "</b>", '<div class="hrecipe">', "<strong>a</strong> ",
)  # fmt: skip
_JSON = ('"', "\\", ",  ", ':"', "[", '{"a":', "// a\n", '"a":"b', "1,", "&quot;")


def cases(size: int) -> dict[str, tuple[str, Callable[[str], object]]]:
    """Return the inputs by name, each with its parser."""
    from custom_components.hearthtech.kitchen.nutrition.parse import parse_line
    from custom_components.hearthtech.kitchen.recipes.cooklang import recipe_of_cooklang
    from custom_components.hearthtech.kitchen.recipes.file_formats import File
    from custom_components.hearthtech.kitchen.recipes.importers import read_file
    from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
    from custom_components.hearthtech.kitchen.recipes.scale import in_system, scaled
    from custom_components.hearthtech.language.units import System

    def page(text: str) -> object:
        return read_file(File(content=text.encode(), url="https://a.example/"))

    def read(text: str) -> object:
        return read_file(File(content=text.encode(), charset="utf-8"))

    def cook(text: str) -> object:
        return recipe_of_cooklang(text, "x")

    def line(text: str) -> object:
        recipe = Recipe(id="", name="A", ingredients=(Ingredient(text=text),))
        return (
            parse_line(text, "en"),
            scaled(recipe, 2.0),
            in_system(recipe, System.US),
            in_system(recipe, System.METRIC),
        )

    found: dict[str, tuple[str, Callable[[str], object]]] = {}
    for unit in _UNITS:
        found[f"text {unit!r}"] = (
            _to(size, unit, "Soup\nIngredients\n1 egg\n2 eggs\n", "\nMethod\nBoil it well now.\n"),
            read,
        )
        found[f"step {unit!r}"] = (
            _to(size, unit, "Soup\nIngredients\n1 egg\n2 eggs\nMethod\nBoil it well now. ", "x"),
            read,
        )
        found[f"words {unit!r}"] = (_to(size, unit, "you need "), read)
        found[f"line {unit!r}"] = (_to(size, unit, "", "x"), line)
        found[f"JSON-LD {unit!r}"] = (
            _ld(recipeIngredient=[_to(size, unit)], description=_to(size // 2, unit)),
            page,
        )
    for unit in (*_COOKLANG, *_UNITS):
        for before in ("", "= a", ">>", ">> k: a", "@egg{1}\n\n"):
            found[f"cooklang {before!r} {unit!r}"] = (_to(size, unit, before, "b"), cook)
    for unit in ("[", "a: b\n", "? a\n", "'' ", "- ", "{a: ", "a: !!bool b\n", "&a ", "# ", "a:\n "):
        found[f"front matter {unit!r}"] = (_to(size, unit, "---\na: ", "\n---\n@egg{1}"), cook)
    for unit in _HTML:
        found[f"page {unit!r}"] = (
            _to(size, unit, "<html><body itemscope itemtype='http://schema.org/Recipe'><h1>Soup</h1><p>"),
            page,
        )
    for unit in _JSON:
        found[f"JSON {unit!r}"] = (_to(size, unit, '{"@type":"Recipe","name":"A",'), read)
        found[f"block {unit!r}"] = (_LD.format(_to(size, unit, '{"@type":"Recipe","name":')), page)
    found["block of spaces"] = (
        _LD.format('{"@type":"Recipe","name":"A",' + " " * size + '"recipeIngredient":["1 egg"]}'),
        page,
    )
    for name, text in _many(size).items():
        found[f"many {name}"] = (
            text,
            page if name.startswith("page") else cook if name.startswith("cook") else read,
        )
    return found


def _many(size: int) -> dict[str, str]:
    """Inputs with many different items, each of which other lines refer to: pairs cost the square."""
    words = ["".join(chr(97 + number * 7919 // 26**k % 26) for k in range(4)) for number in range(size // 12)]

    def repeated(form: str, share: int) -> str:
        return "".join(form.format(word, number) for number, word in enumerate(words[: size // share]))

    lines = [f"1 {word}" for word in words[: size // 60]]
    steps = [f"Add the {word} and boil it for 5 minutes." for word in words[: size // 60]]
    nodes = [
        {"@type": "Recipe", "name": line, "recipeIngredient": [line], "recipeInstructions": [step]}
        for line, step in zip(lines, steps, strict=True)
    ]
    sections = [
        {"@type": "HowToSection", "name": word, "itemListElement": [word]} for word in words[: size // 90]
    ]
    people = [{"@type": "Person", "@id": word, "name": word} for word in words[: size // 100]]
    named = [{"@id": word} for word in words[: size // 60]]
    chain = [{"@id": str(at), "itemListElement": [{"@id": str(at + 1)}] * 2} for at in range(size // 70)]
    return {
        "text lines": "Soup\nIngredients\n" + "\n".join(lines) + "\nMethod\n" + "\n".join(steps),
        "text one step": "Soup\nIngredients\n" + "\n".join(lines) + "\nMethod\nBoil " + " ".join(words) + ".",
        "text sections": "Soup\n" + repeated("For the {0}:\n1 {0}\n", 30) + "Method\n" + repeated("For the {0}:\nBoil the {0}.\n", 40),
        "cooklang listed": "---\ningredients:\n" + repeated("  - 1 {0}\n", 22) + "---\n" + repeated("@{0}{{}} ", 14),
        "cooklang listed alike": "---\ningredients:\n" + repeated("  - a {0} a\n", 22) + "---\n" + repeated("@a {0}{{}} @a{{}} ", 24),
        "cooklang listed signs": "---\ningredients:\n" + repeated("  - a b c{1}\n", 24) + "---\n" + repeated("@a-+{1}b{{}} @& {1}{{}} ", 32),
        "cooklang listed sections": "---\ningredients:\n" + repeated("  - {0}:\n    - 1 {0}\n", 60) + "---\n" + repeated("= {0}\n@{0}{{}}\n\n", 40),
        "cooklang components": repeated("Boil @{0}{{1}} in #{0}{{}} for ~{0}{{5%min}}.\n\n", 50),
        "cooklang again": repeated("Boil @&{0}{{1}} @{0} and @?{0}(x).\n\n", 40),
        "cooklang headlines": "---\nheadlines:\n" + repeated("  '{1}': {0}\n", 30) + "---\n" + repeated("@{0}{{}}\n\n", 20),
        "cooklang metadata": repeated(">> {0}: {0}\n", 13) + "@egg{1}",
        "cooklang damaged list": "---\nbad: [\ntags:\n" + repeated("- {0}\n", 12) + "---\n@egg{1}",
        "page JSON-LD": _ld(recipeIngredient=lines, recipeInstructions=steps),
        "page JSON-LD text": _ld(recipeIngredient=lines, recipeInstructions=" ".join(steps)),
        "page JSON-LD sections": _ld(recipeIngredient=lines[: size // 120], recipeInstructions=sections),
        "page JSON-LD graph": _LD.format(json.dumps({"@graph": nodes[: size // 130]})),
        "page JSON-LD people": _LD.format(json.dumps({"@graph": [*people, {**nodes[0], "author": named}]})),
        "page JSON-LD chain": _LD.format(json.dumps({"@graph": [*chain, {**nodes[0], "recipeInstructions": {"@id": "0"}}]})),
        "page blocks": "".join(_LD.format(json.dumps(node)) for node in nodes[: size // 190]),
        "page halves": repeated(_LD.format('{{"@type":"Recipe","name":"{0}","recipeIngredient":["{0}"]}}'), 105),
        "page lists": "<h1>Soup</h1><h2>Ingredients</h2><ul>" + repeated("<li>1 {0}</li>", 30) + "</ul><h2>Method</h2><ol>" + repeated("<li>Boil the {0}.</li>", 45) + "</ol>",
        "page headings": "<h1>Soup</h1>" + repeated("<h2>Ingredients</h2><ul><li>1 {0}</li></ul><h2>Method</h2><ol><li>Boil the {0}.</li></ol>", 90),
        "page microdata": _SCOPED + repeated('<i itemprop="recipeIngredient">1 {0}</i>', 80) + repeated('<p itemprop="recipeInstructions">Boil the {0}.</p>', 100),
        "page references": "<p itemref='" + repeated("{0} ", 20) + "'>" + _SCOPED + repeated('<i id="{0}" itemprop="recipeIngredient">1 {0}</i>', 100),
        "page groups": '<div class="wprm-recipe">' + repeated('<div class="wprm-recipe-ingredient-group"><h4 class="wprm-recipe-group-name">{0}</h4><li class="wprm-recipe-ingredient">{0}</li></div>', 170),
    }  # fmt: skip


class _TooLongError(BaseException):
    pass


def _alarm(_signal: int, _frame: object) -> None:
    raise _TooLongError


def main() -> None:
    """Print `{"case": …, "s": …, "error": …}` for each case."""
    root, size, limit_s, only = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4:]
    sys.path[:0] = [root, f"{root}/script"]
    from standalone_import import prepare_standalone_import

    prepare_standalone_import()
    from custom_components.hearthtech.kitchen.errors import KitchenError

    signal.signal(signal.SIGVTALRM, _alarm)
    # Loading on first use must not be measured.
    for name, (text, reader) in cases(300).items():
        if not only or name in only:
            try:
                reader(text)
            except KitchenError:
                pass
            except Exception as error:  # noqa: BLE001
                print(json.dumps({"case": name, "s": 0.0, "error": repr(error)[:200]}), flush=True)
    for name, (text, reader) in cases(size).items():
        if only and name not in only:
            continue
        error_name = ""
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, limit_s)
        try:
            reader(text)
        except KitchenError:
            pass
        except _TooLongError:
            error_name = "too long"
        except Exception as error:  # noqa: BLE001
            error_name = repr(error)[:200]
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        print(json.dumps({"case": name, "s": time.process_time() - begun, "error": error_name}), flush=True)


if __name__ == "__main__":
    main()
