"""Kinds of follow-ups in five languages, by their effects: timers, lists, purchases, the plan, persons, clauses."""

import pytest

from custom_components.hearthtech.assist.handlers.pantry_and_shopping import foods_apart
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from tests.voice.test_follow_ups import heat, kitchen, said


async def listed(kitchen: Kitchen) -> set[str]:
    return {item.name for item in await kitchen.shopping.items() if not item.bought}


async def timers(kitchen: Kitchen) -> dict[str, int]:
    """The minutes that are left, by the names of the running timers."""
    now = kitchen.clock.now()
    return {one.name.lower(): round(one.left_s(now) / 60) for one in await kitchen.timers.running()}


TIMERS = {
    "en": ("eight minutes for the rice", "and three for the peas", "another two minutes for the rice", "make the peas five", "what about the rice", "the peas are done, cancel that one", "rice", "peas"),
    "de": ("acht Minuten für den Reis", "und drei für die Erbsen", "noch zwei Minuten für den Reis", "mach die Erbsen auf fünf", "und der Reis", "die Erbsen sind fertig, den kannst du löschen", "reis", "erbsen"),
    "fr": ("huit minutes pour le riz", "et trois pour les pois", "encore deux minutes pour le riz", "mets les pois à cinq", "et le riz", "les pois sont cuits, annule celui-là", "riz", "pois"),
    "es": ("ocho minutos para el arroz", "y tres para los guisantes", "otros dos minutos para el arroz", "pon los guisantes a cinco", "y el arroz", "los guisantes ya están, cancela ese", "arroz", "guisantes"),
    "it": ("otto minuti per il riso", "e tre per i piselli", "altri due minuti per il riso", "metti i piselli a cinque", "e il riso", "i piselli sono pronti, ferma quello", "riso", "piselli"),
}  # fmt: skip


@pytest.mark.parametrize("language", TIMERS)
async def test_timers_are_set_changed_asked_and_cancelled_without_a_verb(language: str) -> None:
    first, second, more, other, ask, done, one, two = TIMERS[language]
    async with kitchen(language) as talk:
        assert await said(talk, first)
        assert await said(talk, second)
        assert await timers(talk.kitchen) == {one: 8, two: 3}
        assert await said(talk, more)
        assert await said(talk, other)
        assert await timers(talk.kitchen) == {one: 10, two: 5}
        assert "10" in (reply := await said(talk, ask)) or "ten" in reply
        assert await said(talk, done)
        assert await timers(talk.kitchen) == {one: 10}


NTH = {
    "en": ("a timer for four minutes", "another one for nine minutes", "what timers are running", "make the second one six"),
    "de": ("ein Timer für vier Minuten", "noch einen Timer für neun Minuten", "welche Timer laufen", "stell den zweiten auf sechs Minuten"),
    "fr": ("un minuteur de quatre minutes", "un autre minuteur de neuf minutes", "quels minuteurs tournent", "mets le deuxième à six minutes"),
    "es": ("un temporizador de cuatro minutos", "otro temporizador de nueve minutos", "qué temporizadores hay", "pon el segundo a seis minutos"),
    "it": ("un timer di quattro minuti", "un altro timer di nove minuti", "quali timer ci sono", "metti il secondo a sei minuti"),
}  # fmt: skip


@pytest.mark.parametrize("language", NTH)
async def test_a_timer_is_changed_by_its_place_and_no_heat_is_asked_for(language: str) -> None:
    async with kitchen(language) as talk:
        for text in NTH[language]:
            assert await said(talk, text)
        left = sorted(
            round(one.left_s(talk.kitchen.clock.now()) / 60) for one in await talk.kitchen.timers.running()
        )
        assert left == [4, 6]
        assert heat(talk) == 0


REST = {
    "en": ("add rice and tea to the list", "delete the rest", "undo"),
    "de": ("setz Reis und Tee auf die Liste", "lösch den Rest", "mach das rückgängig"),
    "fr": ("ajoute du riz et du thé à la liste", "efface le reste", "annule ça"),
    "es": ("añade arroz y té a la lista", "borra el resto", "deshazlo"),
    "it": ("aggiungi riso e tè alla lista", "cancella il resto", "annulla"),
}


@pytest.mark.parametrize("language", REST)
async def test_the_rest_of_the_list_is_deleted_while_the_heat_stays(language: str) -> None:
    add, rest, undo = REST[language]
    async with kitchen(language) as talk:
        for line in ("!arm", "!pan 1", "!tap 1 0.3"):
            await talk.line(line)
        before = heat(talk)
        assert before > 0
        assert await said(talk, add)
        assert await said(talk, rest)
        assert await listed(talk.kitchen) == set()
        assert heat(talk) == before
        assert await said(talk, undo)
        assert len(await listed(talk.kitchen)) == 2
        assert heat(talk) == before


OFF = {
    "en": "turn everything off",
    "de": "alles aus",
    "fr": "éteins tout",
    "es": "apaga todo",
    "it": "spegni tutto",
}


@pytest.mark.parametrize("language", OFF)
async def test_off_after_a_list_turns_the_heat_off(language: str) -> None:
    async with kitchen(language) as talk:
        for line in ("!arm", "!pan 1", "!tap 1 0.3"):
            await talk.line(line)
        assert await said(talk, REST[language][0])
        assert await said(talk, OFF[language])
        assert heat(talk) == 0
        assert len(await listed(talk.kitchen)) == 2


@pytest.mark.parametrize("language", REST)
async def test_undo_takes_back_the_own_change_and_nobody_elses(language: str) -> None:
    add, rest, undo = REST[language]
    async with kitchen(language) as talk:
        assert await said(talk, add)
        await talk.kitchen.shopping.add("soap", actor="somebody else")
        assert await said(talk, undo)
        assert await listed(talk.kitchen) == {"soap"}
        assert await said(talk, add)
        assert await said(talk, rest)
        await talk.kitchen.shopping.add("candles", actor="somebody else")
        assert await said(talk, undo)
        assert len(await listed(talk.kitchen)) == 4
        assert "candles" in await listed(talk.kitchen)


async def test_undo_leaves_what_somebody_added_to_the_same_item() -> None:
    async with kitchen("en") as talk:
        assert await said(talk, "add two lemons to the list")
        await talk.kitchen.shopping.add("3 lemons", actor="somebody else")
        assert await said(talk, "undo")
        [item] = await talk.kitchen.shopping.items()
        assert item.words == "lemons (3)"


AMOUNTS = {
    "en": ("two bottles of juice on the list", "no, four", "4"),
    "de": ("zwei Flaschen Saft auf die Liste", "nein, vier", "4"),
    "fr": ("deux bouteilles de jus sur la liste", "non, quatre", "4"),
    "es": ("dos botellas de zumo a la lista", "no, cuatro", "4"),
    "it": ("due bottiglie di succo sulla lista", "no, quattro", "4"),
}


@pytest.mark.parametrize("language", AMOUNTS)
async def test_a_number_corrects_what_was_listed_and_is_no_item(language: str) -> None:
    add, other, wanted = AMOUNTS[language]
    async with kitchen(language) as talk:
        assert await said(talk, add)
        assert await said(talk, other)
        [item] = await talk.kitchen.shopping.items()
        assert wanted in item.words


UNSEPARATED = {
    "de": ("Reis Tomaten Zucchini auf die Einkaufsliste", {"Reis", "Tomaten", "Zucchini"}),
    "fr": ("farine sucre sur la liste de courses", {"farine", "sucre"}),
    "es": ("arroz tomates queso a la lista de la compra", {"arroz", "tomates", "queso"}),
    "it": ("riso pomodori sulla lista della spesa", {"riso", "pomodori"}),
}


@pytest.mark.parametrize("language", UNSEPARATED)
async def test_foods_without_a_pause_are_items_of_their_own(language: str) -> None:
    text, wanted = UNSEPARATED[language]
    async with kitchen(language) as talk:
        assert await said(talk, text)
        assert await listed(talk.kitchen) == wanted


@pytest.mark.parametrize(
    ("thing", "code", "foods", "wanted"),
    [
        ("yaourt fraise", "fr", {"yaourt", "fraise"}, ["yaourt fraise"]),
        ("aceite oliva", "es", {"aceite", "oliva"}, ["aceite oliva"]),
        ("Kartoffel Salat", "de", {"Kartoffel", "Salat"}, ["Kartoffel Salat"]),
        ("pane burro uova", "it", {"pane", "burro", "uova"}, ["pane", "burro", "uova"]),
        ("vin rouge pain", "fr", {"vin", "vin rouge", "pain"}, ["vin rouge", "pain"]),
        ("papier toilette", "fr", {"papier"}, ["papier toilette"]),
    ],
)
def test_a_name_with_its_kind_is_one_item(thing: str, code: str, foods: set[str], wanted: list[str]) -> None:
    assert foods_apart(thing, code, foods.__contains__) == wanted


BOUGHT = {
    "en": ("we just got a dozen eggs", "and three liters of milk", "I dropped two eggs", "how many are left", "10|ten"),
    "de": ("ich hab eben ein Dutzend Eier gekauft", "und drei Liter Milch", "mir sind zwei Eier runtergefallen", "wie viele sind noch da", "10"),
    "fr": ("je viens d'acheter une douzaine d'œufs", "et trois litres de lait", "j'ai cassé deux œufs", "il en reste combien", "10"),
    "es": ("acabo de comprar una docena de huevos", "y tres litros de leche", "se me han roto dos huevos", "cuántos quedan", "10"),
    "it": ("ho appena comprato una dozzina di uova", "e tre litri di latte", "ho rotto due uova", "quante ne restano", "10"),
}  # fmt: skip


@pytest.mark.parametrize("language", BOUGHT)
async def test_what_was_bought_is_in_the_house_and_what_broke_is_not(language: str) -> None:
    first, second, broke, ask, wanted = BOUGHT[language]
    async with kitchen(language) as talk:
        for text in (first, second, broke):
            assert await said(talk, text)
        assert sorted((one.amount, one.unit) for one in await talk.kitchen.pantry.items()) == [
            (3, "l"),
            (10, ""),
        ]
        reply = await said(talk, ask)
        assert any(number in reply for number in wanted.split("|"))
        assert await listed(talk.kitchen) == set()


PLANS = {
    "en": ("let's have pancakes on Saturday", "and the beef stew on Sunday for lunch", "drop the pancakes"),
    "de": (
        "am Samstag machen wir Pfannkuchen",
        "und das Gulasch am Sonntagmittag",
        "nimm die Pfannkuchen raus",
    ),
    "fr": ("des crêpes samedi", "et le bœuf mijoté dimanche midi", "enlève les crêpes"),
    "es": ("el sábado tortitas", "y el estofado el domingo para comer", "quita las tortitas"),
    "it": ("sabato frittelle", "e lo spezzatino domenica a pranzo", "togli le frittelle"),
}


@pytest.mark.parametrize("language", PLANS)
async def test_another_dish_on_another_day_moves_no_meal(language: str) -> None:
    first, second, drop = PLANS[language]
    async with kitchen(language) as talk:
        assert await said(talk, first)
        assert await said(talk, second)
        now = talk.kitchen.clock.now()
        plan = await talk.kitchen.meal_plan.between(now, now.replace(day=20))
        assert [(meal.starts_at.weekday(), meal.slot.value) for meal in plan] == [(5, "dinner"), (6, "lunch")]
        assert len({meal.recipe_id for meal in plan}) == 2
        assert await said(talk, drop)
        assert len(await talk.kitchen.meal_plan.between(now, now.replace(day=20))) == 1


PERSONS = {
    "en": (
        "Anna is coming tonight, can she have the vegetable soup",
        "and the beef stew, is that ok for her",
    ),
    "de": ("kann Anna die Gemüsesuppe essen", "und das Gulasch, ist das okay für sie"),
    "fr": ("Anna peut manger la soupe de légumes ?", "et pour elle, le bœuf mijoté"),
    "es": ("puede Anna comer la sopa de verduras", "y el estofado"),
    "it": ("Anna può mangiare la zuppa di verdure", "e lo spezzatino"),
}


@pytest.mark.parametrize("language", PERSONS)
async def test_a_pronoun_means_the_person_that_was_mentioned(language: str) -> None:
    soup, stew = PERSONS[language]
    async with kitchen(language) as talk:
        assert "Anna" in await said(talk, soup)
        assert "Anna" in await said(talk, stew)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "can she have the vegetable soup"),
        ("de", "verträgt sie die Gemüsesuppe"),
        ("fr", "elle peut manger la soupe de légumes ?"),
        ("es", "puede comer la sopa de verduras"),
        ("it", "può mangiare la zuppa di verdure"),
    ],
)
async def test_a_pronoun_for_nobody_gets_no_promise(language: str, text: str) -> None:
    async with kitchen(language) as talk:
        reply = await said(talk, text)
        assert "Anna" not in reply
        assert "Ben" not in reply or "Anna" in reply


CLAUSES = {
    "en": ("add rice to the list", "I'm back from work, what is on the list"),
    "de": ("setz Reis auf die Liste", "ich bin wieder da, was steht auf der Liste"),
    "fr": ("ajoute du riz à la liste", "je suis de retour, qu'est-ce qu'il y a sur la liste"),
    "es": ("añade arroz a la lista", "ya he vuelto, qué hay en la lista"),
    "it": ("aggiungi riso alla lista", "sono tornato, cosa c'è sulla lista"),
}


@pytest.mark.parametrize("language", CLAUSES)
async def test_one_clause_is_the_request(language: str) -> None:
    add, ask = CLAUSES[language]
    async with kitchen(language) as talk:
        await said(talk, add)
        [item] = await talk.kitchen.shopping.items()
        assert item.name in await said(talk, ask)
        assert await listed(talk.kitchen) == {item.name}


async def test_an_utterance_of_another_domain_with_commas_stays_unanswered() -> None:
    async with kitchen("en") as talk:
        for text in (
            "play some jazz, a bit louder, in the living room",
            "turn on the hall light, the blue one, at half brightness",
            "what's the weather, will it rain, do I need a coat",
        ):
            assert await said(talk, text) == "", text
