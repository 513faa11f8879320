"""Pages for paper: one recipe, or the whole book with its stories. Everything that people wrote is escaped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
import json
from pathlib import Path
from typing import Final

from ..kitchen.recipes.model import Recipe
from ..kitchen.recipes.notes import Note, NotePart
from ..language.number_format import as_fraction

LANGUAGES: Final = ("en", "de", "es", "fr", "it")
STYLE: Final = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{max-width:190mm;margin:0 auto;padding:10mm 6mm;font:11pt/1.5 system-ui,sans-serif;color:#141414;background:#fff}
h1,h2,.story,.note{font-family:ui-serif,Georgia,serif}
h1{margin:0 0 2mm;font-size:26pt;line-height:1.15;overflow-wrap:anywhere}
h2{margin:0 0 2mm;font-size:13pt;color:#9d3800}
h3{margin:4mm 0 1mm;font-size:10pt;letter-spacing:.04em}
.facts{margin:0 0 4mm;color:#5b5b5b}
.cover{width:100%;max-height:90mm;margin:0 0 5mm;border-radius:4mm;object-fit:cover}
.story{margin:0 0 6mm;font-size:12pt;white-space:pre-line;overflow-wrap:anywhere}
.columns{display:grid;grid-template-columns:60mm 1fr;gap:8mm}
ul,ol{margin:0;padding:0;list-style:none}
ul li{padding:1mm 0;border-bottom:.2mm solid #ddd;overflow-wrap:anywhere}
ol{counter-reset:step}
ol li{position:relative;margin:0 0 3mm;padding-left:9mm;white-space:pre-line;overflow-wrap:anywhere;break-inside:avoid}
ol li.step::before{counter-increment:step;content:counter(step);position:absolute;left:0;font:16pt/1.2 ui-serif,Georgia,serif;color:#9d3800}
ol li.heading{padding:0}
.note{margin:1mm 0;padding-left:3mm;border-left:.8mm solid #ff9342;font-style:italic}
.source{margin-top:6mm;font-size:9pt;color:#5b5b5b;overflow-wrap:anywhere}
.recipe+.recipe,.contents+.recipe{break-before:page;margin-top:12mm}
.title{display:grid;place-content:center;min-height:230mm;text-align:center}
.title h1{font-size:40pt}
.contents{break-before:page;columns:2}
.contents h2{column-span:all}
.contents li{break-inside:avoid}
.contents a{color:inherit;text-decoration:none}
button{position:fixed;right:6mm;bottom:6mm;min-height:48px;padding:0 24px;border:0;border-radius:24px;font:inherit;font-weight:600;color:#fff;background:#9d3800;cursor:pointer}
@media(max-width:600px){.columns{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0}button{display:none}@page{margin:16mm}}
"""
SCRIPT: Final = 'document.querySelector("button").addEventListener("click",()=>print())'


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRecipe:
    """A recipe as it is printed, with its margin notes and the address of its picture."""

    recipe: Recipe
    notes: Sequence[Note] = ()
    cover: str | None = None


@cache
def print_words() -> Mapping[str, Mapping[str, str]]:
    """The words of the pages by language. The first call reads the file."""
    path = Path(__file__).parent / "data" / "print_words.json"
    words: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return words


def recipe_page(printed: PrintedRecipe, language: str, nonce: str) -> str:
    """A page with one recipe."""
    words = print_words()[language]
    return "".join(_page(printed.recipe.name, language, nonce, words, _recipe(printed, words)))


def book_page(title: str, recipes: Iterable[PrintedRecipe], language: str, nonce: str) -> Iterator[str]:
    """A page with a title, the contents, and every recipe on a sheet of its own, in pieces."""
    words = print_words()[language]
    printed = list(recipes)
    yield from _page(title, language, nonce, words, _book(title, printed, words))


def _page(
    title: str, language: str, nonce: str, words: Mapping[str, str], body: Iterable[str]
) -> Iterator[str]:
    yield (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<title>{escape(title)}</title><style nonce="{nonce}">{STYLE}</style></head><body>'
    )
    yield from body
    yield (
        f'<button type="button">{escape(words["print"])}</button>'
        f'<script nonce="{nonce}">{SCRIPT}</script></body></html>'
    )


def _book(title: str, printed: Sequence[PrintedRecipe], words: Mapping[str, str]) -> Iterator[str]:
    yield f'<section class="title"><h1>{escape(title)}</h1></section>'
    rows = "".join(
        f'<li><a href="#r{at}">{escape(one.recipe.name)}</a></li>' for at, one in enumerate(printed)
    )
    yield f'<nav class="contents"><h2>{escape(words["contents"])}</h2><ul>{rows}</ul></nav>'
    for at, one in enumerate(printed):
        yield from _recipe(one, words, anchor=f"r{at}")


def _recipe(printed: PrintedRecipe, words: Mapping[str, str], anchor: str = "r") -> Iterator[str]:
    recipe = printed.recipe
    yield f'<article class="recipe" id="{anchor}"><h1>{escape(recipe.name)}</h1>'
    yield f'<p class="facts">{escape(" · ".join(_facts(recipe, words)))}</p>'
    if printed.cover is not None:
        yield f'<img class="cover" alt="" src="{escape(printed.cover)}">'
    for text in (recipe.description, recipe.story):
        if text:
            yield f'<p class="story">{escape(text)}</p>'
    yield from _notes(printed.notes, NotePart.RECIPE, None)
    yield from _notes(printed.notes, NotePart.STORY, None)
    yield f'<div class="columns"><section><h2>{escape(words["ingredients"])}</h2>'
    section: str | None = None
    for at, line in enumerate(recipe.ingredients):
        if line.section != section:
            section = line.section
            yield f"<h3>{escape(section or '')}</h3>"
        yield f"<ul><li>{escape(line.text)}{''.join(_notes(printed.notes, NotePart.INGREDIENT, at))}</li></ul>"
    yield f"</section><section><h2>{escape(words['steps'])}</h2><ol>"
    section = None
    for at, step in enumerate(recipe.steps):
        if step.section != section:
            section = step.section
            yield f'<li class="heading"><h3>{escape(section or "")}</h3></li>'
        notes = "".join(_notes(printed.notes, NotePart.STEP, at))
        yield f'<li class="step">{escape(step.text)}{notes}</li>'
    yield "</ol>"
    for note in recipe.notes:
        yield f'<p class="note">{escape(note)}</p>'
    yield "</section></div>"
    if recipe.source_url:
        yield f'<p class="source">{escape(words["source"].format(source=recipe.source_url))}</p>'
    yield "</article>"


def _facts(recipe: Recipe, words: Mapping[str, str]) -> Iterator[str]:
    if recipe.author:
        yield words["from"].format(who=recipe.author)
    if recipe.servings is not None:
        yield words["servings"].format(count=as_fraction(recipe.servings))
    elif recipe.yields is not None:
        yield f"{as_fraction(recipe.yields.amount)} {recipe.yields.unit}"
    if recipe.total_time_s:
        yield words["time"].format(time=_duration(recipe.total_time_s, words))


def _duration(seconds: float, words: Mapping[str, str]) -> str:
    hours, minutes = divmod(max(round(seconds / 60), 1), 60)
    parts = [
        words[name].format(count=count) for name, count in (("hours", hours), ("minutes", minutes)) if count
    ]
    return " ".join(parts)


def _notes(notes: Sequence[Note], part: NotePart, line: int | None) -> Iterator[str]:
    for note in notes:
        if (note.part, note.line) == (part, line) and note.words:
            signed = f" – {note.author}" if note.author else ""
            yield f'<p class="note">{escape(note.words + signed)}</p>'
