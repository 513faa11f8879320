"""Singular forms."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.language.languages import LANGUAGES
from custom_components.hearthtech.language.singular import forms, singular, singulars

PLURALS = {
    "en": "tomatoes tomato berries berry leaves leaf cookies cookie pies pie dishes dish olives olive cloves clove radishes"
    " radish boxes box anchovies anchovy knives knife chillies chilli",
    "de": "zwiebeln zwiebel tomaten tomate eier ei kartoffeln kartoffel walnusse walnuss zehen zehe avocados avocado"
    " bohnen bohne dosen dose muscheln muschel karotten karotte",
    "fr": "oignons oignon poireaux poireau choux chou oeufs oeuf carottes carotte gousses gousse noyaux noyau pois pois",
    "es": "tomates tomate limones limon nueces nuez huevos huevo coles col ajos ajo dientes diente peces pez leches leche",
    "it": "pomodori pomodoro cipolle cipolla uova uovo limoni limone funghi fungo acciughe acciuga carote carota noci noce"
    " spicchi spicchio",
}
NO_PLURALS = {
    "en": "asparagus hummus molasses swiss bass couscous watercress",
    "de": "kuchen braten schinken reis radieschen rahmen knochen",
    "fr": "noix radis riz ananas couscous saindoux jus",
    "es": "anis cuscus gas mas",
    "it": "sale latte pane carne pesce miele pepe caffe",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_their_singular(language: str) -> None:
    words = PLURALS[language].split()
    for plural, one in zip(words[::2], words[1::2], strict=True):
        assert singular(plural, language) == one


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_no_plural_stay(language: str) -> None:
    for word in NO_PLURALS[language].split():
        assert singular(word, language) == word


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_singular_of_the_list_stays(language: str) -> None:
    for one in PLURALS[language].split()[1::2]:
        assert singular(one, language) == one


@settings(deadline=None)
@given(st.text(alphabet="abceghilnorstuxyz", max_size=12), st.sampled_from(LANGUAGES))
def test_any_word_has_a_form(word: str, language: str) -> None:
    one = singular(word, language)
    assert one or not word
    assert one[:1] == word[:1] or one != word
    assert set(forms(word, language)) >= {word}


def test_words_and_their_other_number_find_each_other() -> None:
    assert forms("tomato") == ("tomato", "tomatoes")
    assert forms("tomatoes") == ("tomatoes", "tomato")
    assert forms("berry") == ("berry", "berries")
    assert forms("dish") == ("dish", "dishes")
    assert forms("zwiebeln", "de") == ("zwiebeln", "zwiebel")
    assert forms("egg") == ("egg",)


def test_words_of_a_text_are_compared_by_their_singular() -> None:
    assert singulars("2 große Zwiebeln, gehackt", "de") >= {"zwiebel"}
    assert singulars("3 Knoblauchzehen", "de") >= singulars("Knoblauchzehe", "de")
