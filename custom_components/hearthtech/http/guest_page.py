"""The guests' pages as HTML. They work without scripts. All text of people is escaped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from ..kitchen.gatherings.guest_state import GuestView
from ..kitchen.gatherings.model import (
    DIMENSIONS,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    Course,
    GapKind,
    GatheringStage,
    GuestNeeds,
    PotluckDish,
    PotluckGap,
    Reaction,
    Technique,
)
from ..kitchen.people.check import Standing
from ..kitchen.people.model import Allergen, Diet
from ..kitchen.recipes.model import Recipe
from .page_parts import (
    REACTIONS,
    Words,
    allergen_words,
    embedded_json,
    moment_words,
    reaction_words,
    result_body,
)

SHOWN_DIETS = (Diet.VEGETARIAN, Diet.VEGAN, Diet.HALAL, Diet.KOSHER, Diet.GLUTEN_FREE, Diet.LOW_LACTOSE)
_STANDINGS = (Standing.CONTAINS, Standing.MAY_CONTAIN, Standing.FREE_OF)


def recipe_body(recipe: Recipe, words: Words) -> Iterable[str]:
    """A recipe that was shared by a link."""
    yield f"<h1>{escape(recipe.name)}</h1>"
    if recipe.author:
        yield f"<p>{escape(recipe.author)}</p>"
    if recipe.story:
        yield f"<p class=soft>{escape(recipe.story)}</p>"
    yield f"<section><h2>{words['ingredients']}</h2><ul>"
    yield from (f"<li>{escape(line.text)}</li>" for line in recipe.ingredients)
    yield f"</ul></section><section><h2>{words['steps']}</h2><ol>"
    yield from (f"<li>{escape(step.text)}</li>" for step in recipe.steps)
    yield "</ol></section>"


def left_body(words: Words) -> Iterable[str]:
    """The page after a guest has deleted their answers."""
    yield f'<section><p role="status">{words["left"]}</p></section>'


def join_body(view: GuestView, words: Words, starts_at: datetime) -> Iterable[str]:
    """The page of the shared link: it asks for a name."""
    yield from _head(view, words, starts_at)
    name = (
        f'<label>{words["your_name"]} <input type="text" name="name" required maxlength="80" '
        'autocomplete="name"></label>'
    )
    yield _section("", _form("join", name, words["go_on"]))


def guest_body(
    view: GuestView,
    needs: GuestNeeds | None,
    words: Words,
    link: str,
    starts_at: datetime,
    note: str = "",
) -> Iterable[str]:
    """The page of one guest. `starts_at` is in the time zone of the home."""
    assert view.guest is not None
    yield from _head(view, words, starts_at)
    yield f"<p>{words['hello']} <strong>{escape(view.guest.name)}</strong>. {words['keep_link']}</p>"
    if note:
        kind = "note" if note == "saved" else "note bad"
        yield f'<section class="{kind}" role="status" id="note">{words[note]}</section>'
    yield f'<p><a class="button" href="{link}/event.ics" download>{words["calendar"]}</a></p>'
    if view.result is not None:
        yield _section(words["result"], "".join(result_body(view.result, words)))
    elif view.voting:
        yield _vote(view, words)
    elif view.gathering.stage is not GatheringStage.PLANNING:
        yield _section(words["vote"], f"<p>{words['waiting']}</p>")
    yield _answer(view, words)
    yield _section("", _folded(words["needs"], _needs(needs or GuestNeeds(), words)))
    yield from _missing(view, words)
    yield _brought(view, words)
    yield _own_dishes(view, words)
    yield _reactions(view, words, link)
    leave = f"<p>{words['leave_how']}</p>{_form('leave', '', words['leave'], quiet=True)}"
    yield _section("", _folded(words["leave"], leave))


def _head(view: GuestView, words: Words, starts_at: datetime) -> Iterable[str]:
    gathering = view.gathering
    yield f"<h1>{escape(gathering.title)}</h1><p><strong>{moment_words(starts_at, words)}</strong>"
    yield f"<br>{escape(gathering.place)}</p>" if gathering.place else "</p>"
    if gathering.words:
        yield f"<p>{escape(gathering.words)}</p>"


def _answer(view: GuestView, words: Words) -> str:
    assert view.guest is not None
    options = "".join(
        f'<label><input type="radio" name="rsvp" value="{one}" required{_checked(view.guest.rsvp == one)}> '
        f"{words[one]}</label>"
        for one in ("yes", "no", "maybe")
    )
    heads = (
        f'<label class="between">{words["heads"]} <input type="number" name="heads" min="1" max="20" '
        f'value="{view.guest.heads}"></label>'
    )
    legend = f"<legend>{words['coming']}</legend>"
    return _section("", _form("answer", f"<fieldset>{legend}{options}</fieldset>{heads}", words["send"]))


def _needs(needs: GuestNeeds, words: Words) -> str:
    boxes = "".join(
        f"<div>{_box('allergen', one, one in needs.allergens, words[f'allergen.{one}'])}"
        f"{_box('severe', one, one in needs.severe, f'{words[f"allergen.{one}"]}: {words["severe"]}')}</div>"
        for one in Allergen
    )
    diets = "".join(_box("diet", one, one in needs.diets, words[f"diet.{one}"]) for one in SHOWN_DIETS)
    inside = f'<p>{words["needs_how"]}</p><div class="grid">{boxes}</div><div class="grid">{diets}</div>'
    return _form("needs", inside, words["send"])


def _missing(view: GuestView, words: Words) -> Iterable[str]:
    if not view.gaps:
        return
    lines = "".join(
        f"<li>{gap_words(gap, words)}</li>" for gap in view.gaps if gap.kind is not GapKind.NOT_CLAIMED
    )
    wanted = "".join(
        f"<li><strong>{escape(dish.name)}</strong>{_portions(dish, words)}"
        f"{_form('claim', _hidden('dish', dish.id), words['take_over'])}</li>"
        for dish in view.dishes
        if dish.still_needed
    )
    yield _section(words["missing"], f"<ul>{wanted}{lines}</ul>")


def gap_words(gap: PotluckGap, words: Words) -> str:
    """Return a gap in words, escaped."""
    what = gap.what
    if gap.kind is GapKind.NO_COURSE:
        what = words[f"course.{what}"]
    elif gap.kind is GapKind.NOTHING_SAFE:
        what = words.get(f"allergen.{what}") or words.get(f"diet.{what}", what)
    count = "" if gap.count is None else f"{gap.count:g}"
    return escape(words[f"gap.{gap.kind}"].format(what=what, count=count))


@dataclass(frozen=True, slots=True, kw_only=True)
class _DishParts:
    """What the pages of all guests of a language show of one dish."""

    dish: PotluckDish
    reactions: Mapping[Reaction, int]
    line: str
    option: str


_DISH_PARTS: dict[tuple[str, str], _DishParts] = {}
"""Parts by language and id of the dish: a page lists up to 300 dishes, and few of them change."""
MOST_DISH_PARTS: Final = 3000


def _dish_parts(dish: PotluckDish, reactions: Mapping[Reaction, int], words: Words) -> _DishParts:
    """Return the parts of a dish, made anew when the dish or its reactions have changed."""
    key = (words["language"], dish.id)
    found = _DISH_PARTS.get(key)
    # A dish that did not change is the same object, so that this compares quickly.
    if found is not None and found.dish == dish and found.reactions == reactions:
        return found
    if len(_DISH_PARTS) >= MOST_DISH_PARTS:
        _DISH_PARTS.clear()
    found = _DISH_PARTS[key] = _DishParts(
        dish=dish,
        reactions=reactions,
        line=(
            f"<li><strong>{escape(dish.name)}</strong> · {words[f'course.{dish.course}']}"
            f"{_portions(dish, words)}<br><small>{allergen_words(dish, words)}</small> "
            f"{reaction_words(reactions, words)}</li>"
        ),
        option=_option(dish.id, dish.name, False),
    )
    return found


def _parts_of_brought(view: GuestView, words: Words) -> list[_DishParts]:
    return [
        _dish_parts(dish, view.reactions.get(dish.id, {}), words)
        for dish in view.dishes
        if not dish.still_needed
    ]


def _brought(view: GuestView, words: Words) -> str:
    coming = f"<p>{words['people_coming']}: {view.coming}</p>"
    lines = "".join(part.line for part in _parts_of_brought(view, words))
    return _section(words["brought"], f"{coming}<ul>{lines}</ul>")


def _portions(dish: PotluckDish, words: Words) -> str:
    return f" · {dish.portions:g} {words['portions']}" if dish.portions else ""


def _own_dishes(view: GuestView, words: Words) -> str:
    lines = "".join(
        f"<li><strong>{escape(dish.name)}</strong>{_folded(words['change'], _dish_form(words, dish))}"
        f"{_form('consent', _consent(dish, words) + _hidden('dish', dish.id), words['send'], quiet=True)}"
        f"{_form('withdraw', _hidden('dish', dish.id), words['withdraw'], quiet=True)}</li>"
        for dish in view.own
    )
    new = _folded(words["your_dish"], _dish_form(words, None))
    return _section(words["your_dishes"], f"<ul>{lines}</ul>{new}")


def _consent(dish: PotluckDish | None, words: Words) -> str:
    return _box("consent", "on", dish is not None and dish.consent, words["consent"])


def _dish_form(words: Words, dish: PotluckDish | None) -> str:
    """The form of a new dish, or of one that is changed."""
    shown = dish or PotluckDish(gathering_id="", name="", portions=4.0)
    courses = "".join(_option(one, words[f"course.{one}"], shown.course is one) for one in Course)
    techniques = _option("", words["not_stated"], shown.technique is None) + "".join(
        _option(one, words[f"technique.{one}"], shown.technique is one) for one in Technique
    )
    allergens = "".join(
        f'<label class="between">{words[f"allergen.{one}"]} <select name="a_{one}">'
        f"{_option('', words['not_checked'], False)}"
        + "".join(_option(each, words[each.value], shown.standing(one) is each) for each in _STANDINGS)
        + "</select></label>"
        for one in Allergen
    )
    suits = "".join(_box("suits", one, one in shown.suits, words[f"diet.{one}"]) for one in SHOWN_DIETS)
    hidden = "" if dish is None else _hidden("dish", dish.id)
    inside = (
        f'{hidden}<label>{words["dish_name"]} <input type="text" name="name" required maxlength="80" '
        f'value="{escape(shown.name)}"></label>'
        f'<label class="between">{words["course"]} <select name="course">{courses}</select></label>'
        f'<label class="between">{words["portions"]} <input type="number" name="portions" min="0" max="500" '
        f'step="any" value="{shown.portions:g}"></label>'
        f"<label>{words['recipe']} <textarea name=recipe rows=6 maxlength=8000>\n{escape(shown.recipe_text)}</textarea>"
        f"</label><fieldset><legend>{words['allergens']}</legend><p class=soft>{words['allergens_how']}</p>"
        f'<div class="grid">{allergens}</div></fieldset><fieldset><legend>{words["suits"]}</legend>'
        f'<div class="grid">{suits}</div></fieldset>{_box("competes", "on", shown.competes, words["competes"])}'
        f'<label class="between">{words["technique"]} <select name="technique">{techniques}</select></label>'
        f"<p class=soft>{words['technique_how']}</p>{_consent(dish, words)}"
    )
    return _form("bring", inside, words["send"])


def _reactions(view: GuestView, words: Words, link: str) -> str:
    buttons = "".join(
        f'<button name="reaction" value="{one}" aria-label="{words[f"reaction.{one}"]}" '
        f'title="{words[f"reaction.{one}"]}">{sign}</button>'
        for one, sign in REACTIONS.items()
    )
    dishes = _option("", words["whole_meal"], True)
    dishes += "".join(part.option for part in _parts_of_brought(view, words))
    return _section(
        words["reactions"],
        f'<form method="post">{_hidden("do", "react")}<label>{words["brought"]} <select name="dish">{dishes}'
        f'</select></label><div class="react">{buttons}</div></form>'
        f"<p>{reaction_words(view.reactions.get('', {}), words)}</p>"
        f'<p><a class="button" href="{link}/live">{words["live"]}</a></p>',
    )


def live_body(words: Words, link: str, nonce: str, script: str) -> Iterable[str]:
    """The page of live reactions; its script fills it."""
    shown = {name: text for name, text in words.items() if name.startswith("reaction.")}
    shown |= {name: words[name] for name in ("whole_meal", "live_away")}
    data = embedded_json(
        {"words": shown, "link": link, "signs": {one.value: sign for one, sign in REACTIONS.items()}}
    )
    yield f"<h1>{words['reactions']}</h1><p><a class=button href='{link}'>{words['back']}</a></p>"
    yield f"<noscript><p>{words['live_needs_script']}</p></noscript><p role=status id=status></p>"
    yield f"<section><ul id=dishes></ul></section><section><h2>{words['timeline']}</h2><ul id=timeline></ul></section>"
    yield f'<script id="data" type="application/json" nonce="{nonce}">{data}</script>'
    yield f'<script nonce="{nonce}">{script}</script>'


def _vote(view: GuestView, words: Words) -> str:
    if view.guest is None or not view.guest.invited:
        return _section(words["vote"], f"<p>{words['not_confirmed']}</p>")
    own = {dish.id for dish in view.own}
    entries = "".join(
        f'<li><span class="letter">{letter}</span> <small>{allergen_words(dish, words)}</small>'
        + (
            f"<p>{words['own_entry']}</p>"
            if dish.id in own
            else "".join(_scores(letter, one, words) for one in DIMENSIONS)
        )
        + "</li>"
        for letter, dish in view.entries.items()
    )
    return _section(
        words["vote"], _form("vote", f"<p>{words['vote_how']}</p><ul>{entries}</ul>", words["send"])
    )


def _scores(letter: str, dimension: str, words: Words) -> str:
    name = f"s_{letter}_{dimension}"
    options = f'<label><input type="radio" name="{name}" value="" checked>{words["no_score"]}</label>'
    options += "".join(
        f'<label><input type="radio" name="{name}" value="{score}">{score}</label>'
        for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1)
    )
    return f'<fieldset><legend>{letter}: {words[dimension]}</legend><div class="scores">{options}</div></fieldset>'


def _section(title: str, inside: str) -> str:
    return f"<section>{f'<h2>{title}</h2>' if title else ''}{inside}</section>"


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{title}</summary>{inside}</details>"


def _form(action: str, inside: str, button: str, *, quiet: bool = False) -> str:
    kind = ' class="quiet"' if quiet else ""
    return f'<form method="post">{_hidden("do", action)}{inside}<p><button{kind}>{button}</button></p></form>'


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _box(name: str, value: str, on: bool, label: str) -> str:
    return f'<label><input type="checkbox" name="{name}" value="{value}"{_checked(on)}> {label}</label>'


def _option(value: str, label: str, on: bool) -> str:
    return f'<option value="{escape(value)}"{" selected" if on else ""}>{escape(label)}</option>'


def _checked(on: bool) -> str:
    return " checked" if on else ""
