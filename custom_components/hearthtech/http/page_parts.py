"""Parts of the HTML pages for guests and for printing. All text of people is escaped."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
import json
from typing import Any, Final

from ..kitchen.gatherings.model import CookOffResult, PotluckDish, Reaction
from ..kitchen.people.check import Standing
from ..kitchen.people.model import Allergen

type Words = Mapping[str, str]
MOST_REMEMBERED: Final = 1000
_ALLERGEN_WORDS: dict[tuple[str, frozenset[tuple[Allergen, Standing]]], str] = {}
"""Sentences about allergens by language and what is known: a page lists many dishes, and few kinds of them."""
REACTIONS = {
    Reaction.LOVE: "❤️", Reaction.YUM: "😋", Reaction.WOW: "😮", Reaction.LAUGH: "😄", Reaction.SPICY: "🌶️",
    Reaction.RECIPE_PLEASE: "📖",
}  # fmt: skip
STYLE = """
:root{color-scheme:light dark;--text:#1c1c1c;--soft:#5c5c5c;--back:#f6f2ee;--card:#fff;--line:#ddd3ca;--accent:#9d3800;
--on:#fff;--good:#036730;--bad:#b30532}
@media (prefers-color-scheme:dark){:root{--text:#eee;--soft:#b5b0ab;--back:#161412;--card:#211e1b;--line:#4a433d;
--accent:#ff9342;--on:#1c1c1c;--good:#00ac49;--bad:#f3676c}}
*{box-sizing:border-box}
body{font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;max-width:42rem;margin:0 auto;
padding:1rem 1rem 4rem;color:var(--text);background:var(--back);overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.2rem;line-height:1.3;margin:0 0 .5rem}
h3{font-size:1.05rem;margin:.75rem 0 .25rem}p{margin:.4rem 0}small,.soft{color:var(--soft);font-size:.9rem}
section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1rem;margin:1rem 0}
ul{list-style:none;margin:0;padding:0}li{padding:.5rem 0;border-top:1px solid var(--line)}li:first-child{border:0}
label{display:flex;align-items:center;gap:.6rem;min-height:48px;flex-wrap:wrap}
label:has(input[type=checkbox]),label:has(input[type=radio]){flex-wrap:nowrap}
input,select,textarea,button{font:inherit;color:inherit;max-width:100%}
input[type=text],input[type=number],select,textarea{background:var(--back);border:1px solid var(--soft);border-radius:10px;
min-height:48px;padding:.5rem .7rem}
input[type=text],textarea{width:100%}input[type=number]{width:6.5rem}
input[type=checkbox],input[type=radio]{width:1.35rem;height:1.35rem;accent-color:var(--accent);flex:none}
button{min-height:48px;padding:.5rem 1.2rem;border:1px solid var(--accent);border-radius:12px;background:var(--accent);
color:var(--on);font-weight:600;cursor:pointer}
button.quiet,a.button{background:none;color:var(--accent)}
a{color:var(--accent)}a.button{display:inline-flex;align-items:center;min-height:48px;padding:0 1rem;border-radius:12px;
border:1px solid var(--line);text-decoration:none}
details{border-top:1px solid var(--line);margin-top:.5rem}summary{min-height:48px;display:flex;align-items:center;
cursor:pointer;font-weight:600;color:var(--accent)}
fieldset{border:0;padding:0;margin:.5rem 0;min-width:0}legend{font-weight:600;padding:0}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:0 1rem}
.between{justify-content:space-between}.react{display:flex;flex-wrap:wrap;gap:.5rem}
.react button{background:none;color:var(--text);border-color:var(--line);font-size:1.5rem;min-width:56px;padding:.25rem .5rem}
.note{border-inline-start:4px solid var(--good);font-weight:600}.note.bad{border-color:var(--bad)}
.letter{font-size:1.4rem;font-weight:700;color:var(--accent)}.place{font-weight:700;color:var(--accent)}
.scores{display:grid;grid-template-columns:repeat(6,1fr);gap:.25rem}
.scores label{flex-direction:column;justify-content:center;gap:.1rem;min-width:0;font-size:.95rem}
section>details:first-child{border:0;margin:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
"""


def page(language: str, nonce: str, body: Iterable[str], *, style: str = "", head: str = "") -> str:
    """Return a whole page. Its title names nobody, because chat programs show it."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>HearthTech</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<style nonce="{nonce}">{STYLE}{style}</style>{head}</head><body><main>{"".join(body)}</main></body></html>'
    )


def embedded_json(data: Mapping[str, Any]) -> str:
    """Return JSON that can't end the script element that contains it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def moment_words(moment: datetime, words: Words) -> str:
    """Return a local time in words: `5 December 2026, 17:00`."""
    month = words["months"].split(",")[moment.month - 1]
    return words["date"].format(day=moment.day, month=month, year=moment.year, time=f"{moment:%H:%M}")


def allergen_words(dish: PotluckDish, words: Words) -> str:
    """What a dish contains, may contain, and what is not checked."""
    key = (words["language"], frozenset(dish.allergens.items()))
    if (found := _ALLERGEN_WORDS.get(key)) is None:
        if len(_ALLERGEN_WORDS) >= MOST_REMEMBERED:
            _ALLERGEN_WORDS.clear()
        found = _ALLERGEN_WORDS[key] = _allergen_words(dish, words)
    return found


def _allergen_words(dish: PotluckDish, words: Words) -> str:
    if all(dish.standing(one) is Standing.NOT_CHECKED for one in Allergen):
        return f"{words['allergens']}: {words['not_checked'].lower()}."
    parts = []
    for standing in (Standing.CONTAINS, Standing.MAY_CONTAIN, Standing.NOT_CHECKED):
        found = [words[f"allergen.{one}"] for one in Allergen if dish.standing(one) is standing]
        if found:
            parts.append(f"{words[standing.value]}: {', '.join(found)}.")
    return " ".join(parts)


def reaction_words(counts: Mapping[Reaction, int], words: Words) -> str:
    """Return the reactions with their numbers, readable by screen readers."""
    return " ".join(
        f'<span role="img" aria-label="{count} × {words[f"reaction.{one}"]}">{REACTIONS[one]} {count}</span>'
        for one, count in counts.items()
    )


def result_body(result: CookOffResult, words: Words) -> Iterable[str]:
    """The places with names, techniques and scores. Equal scores are called a tie."""
    yield f"<ul class=result>{'' if result.entries else words['no_scores']}"
    for entry in result.entries:
        place = words["no_scores"] if entry.place is None else words["place"].format(place=entry.place)
        tie = f" ({words['tie']})" if entry.tied else ""
        score = "" if entry.score is None else f" · {entry.score:.2f}"
        technique = "" if entry.technique is None else f" · {words[f'technique.{entry.technique}']}"
        means = ", ".join(f"{words[name]} {mean:.1f}" for name, mean in entry.dimensions.items())
        yield (
            f"<li><span class=place>{place}{tie}</span>{score}<br><strong>{escape(entry.dish)}</strong>, "
            f"{escape(entry.cook)} ({entry.letter}){technique}<br><small>{means}</small></li>"
        )
    yield f"</ul><p class=soft>{words['ballots'].format(count=result.ballots)}</p>"
