"""Diets on ingredient lines in five languages; the cases are in `diets.txt`."""

from collections.abc import Iterator
import json
from pathlib import Path
import re

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.people.amounts import LIMITS
from custom_components.hearthtech.kitchen.people.check import (
    NeedVerdict,
    Standing,
    check,
    fits,
    is_safe,
    verdict as verdict_on,
)
from custom_components.hearthtech.kitchen.people.diet_words import adjusted
from custom_components.hearthtech.kitchen.people.diets import FLESH, RULES, SEA, Matter
from custom_components.hearthtech.kitchen.people.lexicon import lexicon
from custom_components.hearthtech.kitchen.people.lines import check_lines
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.people.profile_builder import Profiler
from custom_components.hearthtech.kitchen.people.word_tables import phrases, word_lists
from tools.cli.ask import answer

FIELD = Path(__file__).resolve().parents[4] / "shared" / "data" / "field" / "food.json"
LETTERS = {
    "c": Standing.CONTAINS,
    "m": Standing.MAY_CONTAIN,
    "n": Standing.NOT_CHECKED,
    "f": Standing.FREE_OF,
}


def cases() -> Iterator[tuple[str, str, str, str]]:
    for line in (Path(__file__).parent / "diets.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            language, diet, allowed, dish = (part.strip() for part in line.split("|"))
            yield language, diet, allowed, dish


def verdict(dish: str, diet: Diet, language: str = "en") -> NeedVerdict:
    return check_lines(dish.split(" + "), [diet], language=language)[diet]


@pytest.mark.parametrize(("language", "diet", "allowed", "dish"), list(cases()))
def test_a_dish_and_a_diet(language: str, diet: str, allowed: str, dish: str) -> None:
    assert verdict(dish, Diet(diet), language).standing in {LETTERS[letter] for letter in allowed}


def test_diet_cases_of_the_field() -> None:
    if not FIELD.exists():
        pytest.skip("the shared field data is not here")
    told = [case for case in json.loads(FIELD.read_text()) if case["input"]["type"] == "diet"]
    missed = [
        case["input"]
        for case in told
        if verdict(
            " + ".join(case["input"]["lines"]), Diet(case["input"]["diet"]), case["input"]["lang"]
        ).standing
        not in case["expected"]["one_of"]
    ]
    assert len(missed) <= 0.05 * len(told), missed


def test_a_line_that_is_not_checked_names_the_rule_of_the_diet() -> None:
    found = verdict("100 g xyzzyschinken", Diet.VEGETARIAN, "de")
    assert found.need is Diet.VEGETARIAN
    if found.standing is Standing.NOT_CHECKED:
        assert {reason.source for reason in found.reasons} == {RULES[Diet.VEGETARIAN].source}
    unknown = verdict("1 xyzzy", Diet.HALAL)
    assert unknown.standing is Standing.NOT_CHECKED
    assert unknown.reasons[0].source == RULES[Diet.HALAL].source


def test_a_choice_names_both_sides() -> None:
    found = verdict("500 g beef or lamb", Diet.VEGETARIAN)
    assert found.standing is Standing.CONTAINS
    assert "beef" in found.reasons[0].what
    assert "lamb" in found.reasons[0].what
    assert verdict("500 g beef or lamb (optional)", Diet.VEGETARIAN).standing is Standing.MAY_CONTAIN


def test_words_of_diets_say_nothing_about_allergens() -> None:
    """A promise for a diet never makes a line free of an allergen, and no diet word hides one."""
    for line, allergen in (
        ("100 g vegan butter", Allergen.MILK),
        ("200 g vegan salmon", Allergen.FISH),
        ("4 vegan sausages", Allergen.SOYBEANS),
        ("250 ml lactose-free milk", Allergen.MILK),
        ("2 vegetarian burgers with egg", Allergen.EGGS),
    ):
        assert check_lines([line], [allergen])[allergen].standing is not Standing.FREE_OF
    for line in ("250 ml lactose-free milk", "80 g parmesan"):
        assert check_lines([line], [Allergen.MILK])[Allergen.MILK].standing is Standing.CONTAINS


def test_every_diet_has_a_rule_or_limits_with_a_source() -> None:
    for diet in Diet:
        assert diet in RULES or diet in LIMITS or diet is Diet.CARBOHYDRATE_COUNTING
    assert all(rule.source for rule in RULES.values())


def test_no_matter_is_the_code_of_an_allergen_but_gluten() -> None:
    assert {matter.value for matter in Matter} & {allergen.value for allergen in Allergen} == {"gluten"}


def test_other_names_of_diets() -> None:
    assert Diet("histamine") is Diet.LOW_HISTAMINE
    assert Diet("pescetarian") is Diet.PESCATARIAN
    with pytest.raises(ValueError, match="keto"):
        Diet("keto")


_WORDS = sorted(
    {
        word
        for name in (
            "plant_claims",
            "plant_based",
            "forms",
            "raw",
            "alcohol_free",
            "green_parts",
            "lactose_free",
        )
        for phrase in phrases(word_lists("diet_phrases")[name])
        for word in phrase.split()
    }
)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.sampled_from(_WORDS), max_size=6),
    language=st.sampled_from(["en", "de", "fr", "es", "it"]),
)
def test_words_of_diets_never_hide_peanuts(words: list[str], language: str) -> None:
    peanut = {"en": "peanuts", "de": "Erdnüsse", "fr": "cacahuètes", "es": "cacahuetes", "it": "arachidi"}[
        language
    ]
    line = f"100 g {' '.join(words)} {peanut}"
    assert (
        check_lines([line], [Allergen.PEANUTS], language=language)[Allergen.PEANUTS].standing
        is not Standing.FREE_OF
    )


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=12))
def test_any_words_can_be_adjusted(words: list[str]) -> None:
    assert adjusted(words, [(0, 0)] * len(words), [], "xx") is not None


MEAT = re.compile(
    r"fleisch|huhn\b|hahnchen|wurst|schinken|schwein|kalb|speck|lamm|\bpute|poulet|boeuf|veau|porc\b|agneau|jambon|canard|saucis"
    r"|pollo|cerdo|ternera|jamon|tocino|cordero|manzo|vitello|maiale|agnello|salsicc|tacchino|prosciut|beef|pork|chicken|lamb\b"
    r"|turkei|\bham\b|bacon|sausage|\bduck|veal|venison"
)
NO_MEAT = re.compile(
    r"beyond|impossible|vegan|veggi|vegetari|seitan|soya|plant|tomat|mangue|corne|coco|membrillo|mushroom|fruchtfleisch|wood|lettuce"
    r"|quarter|sauce|seasoning|gewurz|duck egg|huhnerei|kalbslab|coeur|tenderizer|thermometer|substitute|meatless|repollo|ei(er)?$|lambrusco"
    r"|quorn|jackfruit|cipoll|nouveaux|fre+\b|flavor|oyster"
)


def test_no_listed_name_of_meat_is_free_for_vegetarians() -> None:
    """Other tables list names of meat for their allergens only; diets must know them all the same."""
    lexicon_ = lexicon()
    silent = {
        " ".join(phrase)
        for shelf in (lexicon_.phrases, *lexicon_.local.values())
        for phrase, facets in shelf.items()
        if MEAT.search(" ".join(phrase))
        and not NO_MEAT.search(" ".join(phrase))
        and not (facets.contains | facets.may_contain)
        & (FLESH | SEA | {Matter.GELATIN, Matter.BLOOD, Matter.ANIMAL})
        and not facets.composed
    }
    assert silent == set()


def test_one_verdict_for_lines_recipes_and_people() -> None:
    """The command line, a stored recipe, a person and the checks of suggestions give the same answer."""
    profiler = Profiler()
    needs = [*Allergen, *RULES]
    person = Person(
        id="x", name="X", allergens=dict.fromkeys(Allergen, Severity.SEVERE), diets=frozenset(RULES)
    )
    for number, (language, _, _, dish) in enumerate(cases()):
        if number % 12:
            continue
        lines = dish.split(" + ")
        profile = profiler.profile_of_lines(lines, language)
        one = {need: verdict_on(profile, need).standing for need in needs}
        many = {found.code: found.standing for found in check(profile, [person])}
        assert many == {need.value: standing for need, standing in one.items()}
        assert is_safe(profile, person) == all(one[need] is Standing.FREE_OF for need in Allergen)
        keeps = all(one[need] is not Standing.CONTAINS for need in RULES)
        assert fits(profile, person) == (is_safe(profile, person) and keeps)
        told = answer(
            json.dumps(
                {"do": "check", "language": language, "lines": lines, "needs": [need.value for need in needs]}
            ).encode()
        )
        read = check_lines(lines, needs, language=language)
        assert told == {need.value: found.standing.value for need, found in read.items()}


@pytest.mark.parametrize(
    ("language", "line", "need", "free"),
    [
        ("en", "200 g gluten-free pasta and 2 xyzzy", Allergen.GLUTEN, False),
        ("en", "200 g gluten-free pasta and 100 g bread", Allergen.GLUTEN, False),
        ("en", "gluten-free flour and soy sauce", Allergen.GLUTEN, False),
        ("de", "glutenfreies Mehl und 2 Scheiben Brot", Allergen.GLUTEN, False),
        ("en", "1 cup (240 ml) gluten-free flour", Allergen.GLUTEN, True),
        ("en", "2 tbsp tamari (gluten-free)", Allergen.GLUTEN, True),
        ("en", "lactose-free milk and butter", Diet.LOW_LACTOSE, False),
        ("en", "200 g vegan chicken pieces and 100 g bacon", Diet.VEGAN, False),
        ("en", "200 g vegan mince and 2 xyzzy", Diet.VEGAN, False),
        ("en", "vegan butter and honey", Diet.VEGAN, False),
        ("en", "1 cup dairy-free yogurt", Diet.VEGAN, False),
        ("en", "not vegan butter", Diet.VEGAN, False),
        ("en", "100 g vegan butter", Diet.VEGAN, True),
    ],
)
def test_a_claim_is_about_one_food(language: str, line: str, need: Allergen | Diet, free: bool) -> None:
    found = check_lines([line], [need], language=language)[need]
    assert (found.standing is Standing.FREE_OF) == free
