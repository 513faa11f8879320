"""The forms of the guests' pages: what a guest entered, checked and given to the kitchen."""

from collections.abc import Mapping
import re

from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.gatherings.guest_service import GuestService
from ..kitchen.gatherings.model import (
    DIMENSIONS,
    Course,
    GuestLink,
    GuestNeeds,
    LinkKind,
    PotluckDish,
    Reaction,
    Rsvp,
    Technique,
)
from ..kitchen.gatherings.validation import LETTERS_DRAWN
from ..kitchen.people.check import Standing
from ..kitchen.people.model import Allergen, Diet

type GuestForm = Mapping[str, list[str]]
_STATED = {one.value: one for one in (Standing.CONTAINS, Standing.MAY_CONTAIN, Standing.FREE_OF)}
_REFUSALS = {
    ErrorCode.ALREADY_CLAIMED: "refused.claimed",
    ErrorCode.VOTING_NOT_OPEN: "refused.closed",
}
LEFT = "left"
"""Result of a form with which a guest deleted their answers."""


def refusal_note(error: KitchenError) -> str:
    """Return the name of the words that tell a guest why a form was refused."""
    if error.data.get("reason") == LETTERS_DRAWN:
        return "refused.too_late"
    return _REFUSALS.get(error.code, "refused")


async def apply_form(
    guests: GuestService, link: GuestLink, token: str, form: GuestForm, language: str
) -> str | None:
    """Do what a form asks for. Returns the secret of the personal page after a guest has joined, or `LEFT`.

    Raises:
        KitchenError: it is refused.
    """
    dish = _text(form, "dish")
    match _text(form, "do"):
        case "join" if link.kind is LinkKind.SHARED:
            return (await guests.join(token, _text(form, "name")))[1]
        case "answer":
            rsvp = _one(form, "rsvp", Rsvp)
            await guests.answer(token, rsvp, heads=int(_number(form, "heads", "1")))
        case "needs":
            await guests.state_needs(
                token,
                GuestNeeds(
                    allergens=_several(form, "allergen", Allergen),
                    severe=_several(form, "severe", Allergen),
                    diets=_several(form, "diet", Diet),
                ),
            )
        case "bring":
            await guests.bring(token, _dish(form), language=language)
        case "claim":
            await guests.claim(token, dish)
        case "withdraw":
            await guests.withdraw(token, dish)
        case "consent":
            await guests.give_consent(token, dish, consent="consent" in form)
        case "react":
            await guests.react(token, dish, _one(form, "reaction", Reaction))
        case "vote":
            await guests.vote(token, _scores(form))
        case "leave":
            await guests.leave(token)
            return LEFT
        case _:
            raise KitchenError(ErrorCode.INVALID, reason="an unknown form")
    return None


def _dish(form: GuestForm) -> PotluckDish:
    stated = {one: _STATED.get(_text(form, f"a_{one}")) for one in Allergen}
    return PotluckDish(
        id=_text(form, "dish"),
        gathering_id="",
        name=_text(form, "name"),
        course=_one(form, "course", Course),
        portions=_number(form, "portions", "0"),
        allergens={one: standing for one, standing in stated.items() if standing is not None},
        recipe_text=_text(form, "recipe"),
        suits=_several(form, "suits", Diet),
        technique=_one(form, "technique", Technique) if _text(form, "technique") else None,
        competes="competes" in form,
        consent="consent" in form,
    )


def _scores(form: GuestForm) -> dict[str, dict[str, int]]:
    scores: dict[str, dict[str, int]] = {}
    for name in form:
        found = re.fullmatch(r"s_([A-Z])_([a-z]+)", name)
        value = _text(form, name)
        if found is not None and found[2] in DIMENSIONS and re.fullmatch(r"[0-9]", value):
            scores.setdefault(found[1], {})[found[2]] = int(value)
    return scores


def _text(form: GuestForm, name: str) -> str:
    return form.get(name, [""])[0]


def _number(form: GuestForm, name: str, default: str) -> float:
    text = _text(form, name).replace(",", ".") or default
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", text):
        raise KitchenError(ErrorCode.INVALID, reason="that is no number")
    return float(text)


def _one[T: (Rsvp, Course, Reaction, Technique)](form: GuestForm, name: str, kind: type[T]) -> T:
    try:
        return kind(_text(form, name))
    except ValueError as error:
        raise KitchenError(ErrorCode.INVALID, reason="an unknown choice") from error


def _several[T: (Allergen, Diet)](form: GuestForm, name: str, kind: type[T]) -> frozenset[T]:
    known = {one.value: one for one in kind}
    return frozenset(known[value] for value in form.get(name, ()) if value in known)
