"""Questions about a gathering by voice in five languages; Assist and Hermes satellites get the same words."""

from datetime import timedelta

from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.assist.dialogue import ANSWERS
from custom_components.hearthtech.kitchen.gatherings.model import (
    Course,
    Gathering,
    GuestNeeds,
    PotluckDish,
    Rsvp,
)
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.voice.intents import SILENT, Kind

PLANNING = {
    "en": {
        "who is coming to the potluck": "Coming: Ann and Ben. That makes three. Not answered yet: Cem.",
        "has everybody answered": "Not answered yet: Cem.",
        "what is still missing for the party": "dessert",
        "who is bringing the salad": "Ann brings Green salad.",
        "who brings the goulash": "Ben brings Goulash.",
        "who is bringing dessert": "Nobody brings dessert yet.",
        "is anyone bringing bread": "Bread is asked for, and nobody brings it yet.",
        "who is bringing what": "Green salad from Ann",
        "what can't the guests eat": "Severe allergy: peanuts. Too few guests",
        "is voting open": "No voting has been opened.",
        "when is the gathering": "Park day is tomorrow at",
    },
    "de": {
        "wer kommt zur Party": "Es kommen: Ann und Ben. Zusammen 3. Noch nicht geantwortet: Cem.",
        "wer hat noch nicht geantwortet": "Noch nicht geantwortet: Cem.",
        "was fehlt noch für das Fest": "Nachtisch",
        "wer bringt den Salat mit": "Ann bringt Green salad mit.",
        "wer bringt Nachtisch mit": "Noch bringt niemand",
        "wer bringt was mit": "Green salad von Ann",
        "welche Allergien haben die Gäste": "Schwere Allergie: Erdnüsse. Zu wenige Gäste",
        "ist die Abstimmung offen": "Es wurde keine Abstimmung eröffnet.",
        "wann kommen die Gäste": "Park day ist morgen",
    },
    "fr": {
        "qui vient à la fête": "Viennent : Ann et Ben. En tout, 3.",
        "qui n'a pas encore répondu": "Pas encore de réponse : Cem.",
        "qu'est-ce qui manque encore pour la fête": "dessert",
        "qui apporte la salade": "Ann apporte Green salad.",
        "quelles allergies ont les invités": "Allergie grave : des cacahuètes.",
        "où en est le vote": "Aucun vote n'a été ouvert.",
        "quand est la fête": "Park day a lieu demain",
    },
    "es": {
        "quién viene a la fiesta": "Vienen: Ann y Ben. En total, 3.",
        "quién no ha contestado todavía": "Sin contestar: Cem.",
        "qué falta para la fiesta": "postre",
        "quién trae la ensalada": "Ann trae Green salad.",
        "qué alergias tienen los invitados": "Alergia grave: cacahuetes.",
        "cómo va la votación": "No se ha abierto ninguna votación.",
        "cuándo es la fiesta": "Park day es mañana",
    },
    "it": {
        "chi viene alla festa": "Vengono: Ann e Ben. In tutto, 3.",
        "chi non ha ancora risposto": "Senza risposta: Cem.",
        "cosa manca per la festa": "dolce",
        "chi porta l'insalata": "Ann porta Green salad.",
        "che allergie hanno gli ospiti": "Allergia grave: arachidi.",
        "come va la votazione": "Non è stata aperta nessuna votazione.",
        "quando è la festa": "Park day è domani",
    },
}
VOTING = {
    "en": ("how is the voting going", "Voting is open. Ballots so far: one.", "who won the cook-off", "Goulash from Ben won, with four of 5. Ballots: one."),
    "de": ("haben schon alle abgestimmt", "Die Abstimmung ist offen. Stimmzettel bisher: 1.", "wer hat gewonnen", "Goulash von Ben hat gewonnen, mit 4 von 5."),
    "fr": ("est-ce que tout le monde a voté", "Le vote est ouvert.", "qui a gagné le concours", "Goulash de Ben a gagné, avec 4 sur 5."),
    "es": ("cuántos votos hay", "La votación está abierta.", "quién ha ganado", "Ha ganado Goulash de Ben, con 4 de 5."),
    "it": ("quanti voti ci sono", "La votazione è aperta.", "chi ha vinto la gara", "Ha vinto Goulash di Ben, con 4 su 5."),
}  # fmt: skip


@pytest.fixture
async def party(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> Gathering:
    """A gathering of tomorrow with three guests, two of whom have answered and compete."""
    assert await async_setup_component(hass, "conversation", {})
    kitchen, tomorrow = loaded_kitchen(hass), dt_util.utcnow() + timedelta(days=1)
    gathering = await kitchen.gatherings.create(
        Gathering(title="Park day", starts_at=tomorrow, closes_at=tomorrow + timedelta(days=3))
    )
    tokens = {}
    for name in ("Ann", "Ben", "Cem"):
        _, tokens[name] = await kitchen.gatherings.invite(gathering.id, name)
    await kitchen.guests.answer(tokens["Ann"], Rsvp.YES, heads=2)
    await kitchen.guests.answer(tokens["Ben"], Rsvp.YES)
    await kitchen.guests.state_needs(tokens["Ann"], GuestNeeds(severe=frozenset({Allergen.PEANUTS})))
    for name, dish, course in (("Ann", "Green salad", Course.SALAD), ("Ben", "Goulash", Course.MAIN)):
        await kitchen.guests.bring(
            tokens[name],
            PotluckDish(gathering_id="", name=dish, course=course, portions=2, competes=True),
        )
    await kitchen.gatherings.put_dish(
        PotluckDish(gathering_id=gathering.id, name="Bread", course=Course.BREAD, still_needed=True)
    )
    hass.data["tokens"] = tokens
    return gathering


async def say(hass: HomeAssistant, text: str, language: str) -> str:
    reply = await assistant(hass).ask(
        text=text, site="kitchen", session=f"s{text}", context=Context(), language=language
    )
    return reply.say


def test_every_kind_has_an_answer() -> None:
    assert set(ANSWERS) == set(Kind) - SILENT


@pytest.mark.parametrize("language", sorted(PLANNING))
async def test_questions_before_the_vote(hass: HomeAssistant, party: Gathering, language: str) -> None:
    for question, answer in PLANNING[language].items():
        assert answer in (told := await say(hass, question, language)), (question, told)


@pytest.mark.parametrize("language", sorted(VOTING))
async def test_the_vote_and_its_result(hass: HomeAssistant, party: Gathering, language: str) -> None:
    kitchen, tokens = loaded_kitchen(hass), hass.data["tokens"]
    status, open_words, who_won, winner = VOTING[language]
    await kitchen.cook_offs.open_voting(party.id)
    await kitchen.guests.vote(tokens["Cem"], await _scores(hass, party))
    assert open_words in await say(hass, status, language)
    # Nothing of the ballots and no cook is told before the reveal.
    for question in (who_won, *PLANNING[language]):
        told = await say(hass, question, language)
        assert not any(name in told for name in ("Goulash", "Green salad")), (question, told)
    await kitchen.cook_offs.close_voting(party.id)
    await kitchen.cook_offs.reveal(party.id)
    assert winner in await say(hass, who_won, language)


async def _scores(hass: HomeAssistant, party: Gathering) -> dict[str, dict[str, int]]:
    """Return the scores of a ballot on which Ben's dish is better."""
    kitchen = loaded_kitchen(hass)
    cooks = {dish.id: dish.cook for dish in await kitchen.gatherings.dishes(party.id)}
    letters = (await kitchen.gatherings.get(party.id)).letters
    return {letter: {"taste": 4 if cooks[dish] == "Ben" else 2} for letter, dish in letters.items()}


async def test_needs_are_told_from_three_answers_on(hass: HomeAssistant, party: Gathering) -> None:
    kitchen, tokens = loaded_kitchen(hass), hass.data["tokens"]
    assert "vegan" not in await say(hass, "what can't the guests eat", "en")
    for name in ("Ben", "Cem"):
        await kitchen.guests.state_needs(tokens[name], GuestNeeds(diets=frozenset({Diet.VEGAN})))
    told = await say(hass, "what can't the guests eat", "en")
    assert told == "Severe allergy: peanuts. Of three guests who answered: one without peanuts and two vegan."


async def test_without_a_gathering(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    assert await async_setup_component(hass, "conversation", {})
    assert await say(hass, "who is coming to the party", "en") == "No gathering is planned."


@pytest.mark.parametrize("language", sorted(PLANNING))
async def test_a_satellite_gets_the_words_of_assist(
    hass: HomeAssistant, party: Gathering, hass_ws_client: WebSocketGenerator, language: str
) -> None:
    client = await hass_ws_client(hass)
    for question in PLANNING[language]:
        await client.send_json_auto_id(
            {
                "type": "hearthtech/voice/ask",
                "text": question,
                "site": "satellite",
                "session": f"h{question}",
                "language": language,
            }
        )
        heard = await client.receive_json()
        assert heard["result"]["say"] == await say(hass, question, language)
