"""Pages of a gathering for printing: place cards, ballots, and the keepsake. All text of people is escaped."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape

from ..kitchen.gatherings.cook_off import letters_of
from ..kitchen.gatherings.keepsake_service import Keepsake, KeepsakeDish
from ..kitchen.gatherings.model import DIMENSIONS, HIGHEST_SCORE, LOWEST_SCORE, Gathering, PotluckDish, Review
from .page_parts import REACTIONS, Words, allergen_words, moment_words, reaction_words, result_body

PRINT_STYLE = """
@page{size:A4;margin:12mm}
body{max-width:60rem;background:var(--card)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1rem}
.card{border:1px dashed var(--soft);border-radius:8px;padding:1rem;min-height:10rem;break-inside:avoid}
.card h2{font:600 1.5rem/1.2 ui-serif,Georgia,serif}
.ballot{break-inside:avoid;border:1px dashed var(--soft);border-radius:8px;padding:1rem;margin:1rem 0}
.code{font:700 1.2rem ui-monospace,Menlo,monospace;letter-spacing:.05em}
table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.4rem;text-align:start}
td{letter-spacing:.35em;white-space:nowrap}
.story{font-family:ui-serif,Georgia,serif;white-space:pre-line}
img{max-width:100%;max-height:18rem;border-radius:12px}
.keep{break-inside:avoid}
@media print{:root{--text:#000;--soft:#444;--back:#fff;--card:#fff;--line:#999;--accent:#9d3800}body{padding:0}
.hint{display:none}section{border:0;padding:0}}
"""


def cards_body(gathering: Gathering, dishes: Iterable[PotluckDish], words: Words) -> Iterable[str]:
    """A place card for each dish, with its allergens. Entries of a cook-off that is not revealed have their letter."""
    yield f"<h1>{escape(gathering.title)}</h1>{_hint(words)}<div class=cards>"
    letters = {dish: letter for letter, dish in gathering.letters.items()}
    for dish in dishes:
        if dish.still_needed:
            continue
        if gathering.is_blind and dish.competes and dish.id in letters:
            title = f"<h2 class=letter>{letters[dish.id]}</h2>"
        else:
            title = f"<h2>{escape(dish.name)}</h2><p>{escape(dish.cook)}</p>"
        suits = ", ".join(words[f"diet.{one}"] for one in sorted(dish.suits))
        yield f"<article class=card>{title}<p><small>{allergen_words(dish, words)}</small></p>"
        yield f"<p>{words['suits']}: {suits}</p></article>" if suits else "</article>"
    yield "</div>"


def ballots_body(
    gathering: Gathering, dishes: Iterable[PotluckDish], codes: Sequence[str], words: Words
) -> Iterable[str]:
    """A ballot for each code, to be filled in with a pen and counted by the host."""
    letters = sorted(gathering.letters) or letters_of(dishes)
    marks = " ".join(str(score) for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1))
    head = "".join(f"<th>{words[one]}</th>" for one in DIMENSIONS)
    row = f"<td>{marks}</td>" * len(DIMENSIONS)
    rows = "".join(f"<tr><th class=letter>{letter}</th>{row}</tr>" for letter in letters)
    yield f"<h1>{escape(gathering.title)}: {words['vote']}</h1>{_hint(words)}"
    for code in codes:
        yield (
            f"<article class=ballot><p>{escape(gathering.title)} · <span class=code>{escape(code)}</span></p>"
            f"<p class=soft>{words['ballot_how']}</p><table><tr><th></th>{head}</tr>{rows}</table></article>"
        )


def keepsake_body(
    keepsake: Keepsake, pictures: Mapping[str, tuple[str, bytes]], words: Words, starts_at: datetime
) -> Iterable[str]:
    """The keepsake on one page. `pictures` are media types and contents by hash."""
    gathering = keepsake.gathering
    yield f"<h1>{escape(gathering.title)}</h1>{_hint(words)}<p><strong>{moment_words(starts_at, words)}</strong>"
    yield f"<br>{escape(gathering.place)}</p><p class=story>{escape(gathering.words)}</p>"
    if keepsake.guests:
        yield f"<p>{words['were_there']}: {escape(', '.join(keepsake.guests))}</p>"
    if keepsake.result is not None:
        yield f"<section class=keep><h2>{words['result']}</h2>{''.join(result_body(keepsake.result, words))}</section>"
    for review in keepsake.reviews:
        yield f"<section class=keep><h2>{words['whole_meal']}</h2>{_review(review, pictures, words)}</section>"
    for kept in keepsake.dishes:
        yield f"<section class=keep>{''.join(_dish(kept, pictures, words))}</section>"
    moments = [
        f"<li>{one.at.astimezone(starts_at.tzinfo):%H:%M} {REACTIONS[one.reaction]}"
        f" {escape(_dish_name(keepsake, one.dish_id, words))}</li>"
        for one in keepsake.timeline
        if one.at is not None
    ]
    if moments:
        yield f"<section><h2>{words['timeline']}</h2><ul>{''.join(moments)}</ul></section>"
    yield f"<p class=soft>{words['keepsake_how']}</p>"


def _dish(kept: KeepsakeDish, pictures: Mapping[str, tuple[str, bytes]], words: Words) -> Iterable[str]:
    dish = kept.dish
    yield f"<h2>{escape(dish.name)}</h2><p>{escape(dish.cook)} · {words[f'course.{dish.course}']} "
    yield f"{reaction_words(kept.reactions, words)}</p>"
    for review in kept.reviews:
        yield _review(review, pictures, words)
    if kept.recipe is not None:
        recipe = kept.recipe
        yield f"<h3>{escape(recipe.name)}</h3><p class=story>{escape(recipe.story)}</p><ul>"
        yield from (f"<li>{escape(line.text)}</li>" for line in recipe.ingredients)
        yield "</ul><ol>"
        yield from (f"<li>{escape(step.text)}</li>" for step in recipe.steps)
        yield "</ol>"
    elif kept.recipe_text:
        yield f"<p class=story>{escape(kept.recipe_text)}</p>"
    elif dish.recipe_text or dish.recipe_id:
        yield f"<p class=soft>{words['no_consent']}</p>"


def _review(review: Review, pictures: Mapping[str, tuple[str, bytes]], words: Words) -> str:
    stars = ", ".join(
        f"{words[name]} {review.stars[name]:g}/5" for name in DIMENSIONS if name in review.stars
    )
    picture = ""
    if review.media is not None and review.media in pictures:
        kind, content = pictures[review.media]
        picture = f'<p><img alt="" src="data:{escape(kind)};base64,{b64encode(content).decode()}"></p>'
    return (
        f"<blockquote class=story>{escape(review.words)}</blockquote><p>{escape(review.critic)}"
        f"{': ' if stars else ''}{stars}</p>{picture}"
    )


def _dish_name(keepsake: Keepsake, dish_id: str, words: Words) -> str:
    found = next((kept.dish.name for kept in keepsake.dishes if kept.dish.id == dish_id), None)
    return words["whole_meal"] if found is None else found


def _hint(words: Words) -> str:
    return f"<p class='hint soft'>{words['print_how']}</p>"
