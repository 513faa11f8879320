"""Favorites, saved searches and collections by voice: understood in five languages, answered, and never heating."""

import pytest

from custom_components.hearthtech.voice.data_files import LANGUAGES
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.recognizer import Recognizer
from tests.voice.test_follow_ups import heat, kitchen, said

FAVORITES = {
    "en": (
        "what are my favorites",
        "please show me our favorite recipes",
        "cook something from my favourites",
    ),
    "de": ("was sind meine favoriten", "zeig mir unsere lieblingsrezepte", "koch etwas aus meinen favoriten"),
    "fr": (
        "quels sont mes favoris",
        "montre-moi nos recettes préférées",
        "cuisine quelque chose de mes favoris",
    ),
    "es": ("cuáles son mis favoritos", "muéstrame mis recetas favoritas", "cocina algo de mis favoritos"),
    "it": (
        "quali sono i miei preferiti",
        "mostrami le mie ricette preferite",
        "cucina qualcosa dai miei preferiti",
    ),
}
SEARCHES = {
    "en": ("show me my saved search weeknight", "cook something from the search weeknight"),
    "de": ("zeig mir meine suche weeknight", "koch etwas aus unserer gespeicherten suche weeknight"),
    "fr": (
        "montre-moi ma recherche weeknight",
        "cuisine quelque chose de la recherche enregistrée weeknight",
    ),
    "es": ("muéstrame mi búsqueda weeknight", "cocina algo de la búsqueda guardada weeknight"),
    "it": ("mostrami la mia ricerca weeknight", "cucina qualcosa dalla ricerca salvata weeknight"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_are_understood(language: str) -> None:
    recognizer = Recognizer(preload=[language])
    for sentence in FAVORITES[language]:
        result = recognizer.recognize(sentence, language=language)
        assert (result.kind, result.slots.get("saved")) == (Kind.FIND_RECIPE, "favorites"), sentence
    for sentence in SEARCHES[language]:
        result = recognizer.recognize(sentence, language=language)
        assert (result.kind, result.slots.get("saved"), result.slots.get("query")) == (
            Kind.FIND_RECIPE,
            "search",
            "weeknight",
        ), sentence


@pytest.mark.parametrize("language", LANGUAGES)
async def test_they_are_answered_and_nothing_heats(language: str) -> None:
    async with kitchen(language) as talk:
        names = list((await talk.kitchen.recipes.names()).items())[:2]
        for recipe, _ in names:
            await talk.kitchen.saved.set_favorite(recipe)
        for sentence in FAVORITES[language]:
            told = await said(talk, sentence)
            assert all(name.split()[0] in told for _, name in names), (sentence, told)
            assert heat(talk) == 0
        unknown = await said(talk, SEARCHES[language][0])
        assert "weeknight" in unknown
        word = names[0][1].split()[-1]
        await talk.kitchen.saved.save_search("Weeknight", word)
        for sentence in SEARCHES[language]:
            told = await said(talk, sentence)
            assert names[0][1].split()[0] in told, (sentence, told)
            assert heat(talk) == 0
        made = await talk.kitchen.saved.make_collection("Sunday roasts")
        await talk.kitchen.saved.remove_search("Weeknight")
        assert made.recipes == ()
