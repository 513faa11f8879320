"""The readers that are fuzzed: what each is called with, and which errors it may raise.

A target is called with bytes of any content. Whatever it raises besides its declared errors, and every broken promise
(an `AssertionError`), is a fault.
"""

from collections.abc import Callable
import contextlib
from dataclasses import dataclass
from functools import cache
import json
import math
from typing import Any, Final

from custom_components.hearthtech.hearth_link import decoding, envelope
from custom_components.hearthtech.hearth_link.errors import LinkProtocolError, LinkRefused
from custom_components.hearthtech.hearth_link.messages import LinkBurnerState, StoveState
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.gatherings.outside_answers import read_answers
from custom_components.hearthtech.kitchen.nutrition.parse import parse_line
from custom_components.hearthtech.kitchen.pantry.barcode_service import normalized, product_of
from custom_components.hearthtech.kitchen.people.labels import read_label
from custom_components.hearthtech.kitchen.recipes.codec import recipe_from_json, recipe_to_json
from custom_components.hearthtech.kitchen.recipes.cooklang import recipe_of_cooklang, recipe_to_cooklang
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import Heat, Ingredient, Recipe
from custom_components.hearthtech.kitchen.recipes.scale import in_system, scaled
from custom_components.hearthtech.kitchen.recipes.validation import validated
from custom_components.hearthtech.kitchen.sessions.codec import CodecError
from custom_components.hearthtech.kitchen.sessions.event_codec import (
    decode as decode_event,
    encode as encode_event,
)
from custom_components.hearthtech.kitchen.sessions.events import HeatAsked, Sampled, Started
from custom_components.hearthtech.kitchen.storage.damaged_rows import DAMAGE
from custom_components.hearthtech.language.durations import durations_in, seconds_of
from custom_components.hearthtech.language.numbers import number_of
from custom_components.hearthtech.language.units import System
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.off.reader import read_off
from custom_components.hearthtech.voice.recognizer import Recognizer
from hearthtech_skill import messages as hermes
from hearthtech_skill.errors import InvalidMessage

LANGUAGES: Final = ("en", "de", "fr", "es", "it")
LONGEST: Final = 4096
"""Bytes of an input. Longer inputs are the subject of the tests of worst cases."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, the errors that it may raise, and inputs to begin with."""

    run: Callable[[bytes], None]
    errors: tuple[type[Exception], ...] = ()
    seeds: tuple[bytes, ...] = ()

    def __call__(self, data: bytes) -> None:
        """Read an input; a declared error is an answer."""
        with contextlib.suppress(*self.errors):
            self.run(data[:LONGEST])


def _text(data: bytes) -> tuple[str, str]:
    """Return a language, chosen by the first byte, and the rest as text."""
    return LANGUAGES[data[0] % len(LANGUAGES)] if data else "en", data[1:].decode("utf-8", "replace")


def _json(data: bytes) -> Any:
    """Return the content of a JSON document, or of an empty one."""
    try:
        return json.loads(data)
    except ValueError, RecursionError:
        return None


def _recipes(found: list[Any]) -> None:
    """What was imported can be stored, read again and scaled, and gives no heat from words alone."""
    for one in found:
        recipe = validated(one.recipe)
        document = json.loads(json.dumps(recipe_to_json(recipe), allow_nan=False))
        assert recipe_from_json(document) == recipe
        scaled(recipe, 2.0)


def _import_text(data: bytes) -> None:
    _recipes(read_file(File(content=data)))


def _import_page(data: bytes) -> None:
    _recipes(read_file(File(content=b"<html><body>" + data, url="https://recipes.example/")))


def _import_json_ld(data: bytes) -> None:
    page = b'<html><script type="application/ld+json">' + data + b"</script></html>"
    _recipes(read_file(File(content=page, url="https://recipes.example/")))


def _import_named(data: bytes) -> None:
    endings = (
        "cook",
        "json",
        "mmf",
        "mxp",
        "rk",
        "txt",
        "xml",
        "yaml",
        "html",
        "md",
        "csv",
        "zip",
        "paprikarecipe",
        "melarecipe",
    )
    name = f"recipe.{endings[data[0] % len(endings)]}" if data else "recipe.cook"
    _recipes(read_file(File(content=data[1:], name=name)))


def _cooklang(data: bytes) -> None:
    recipe = recipe_of_cooklang(data.decode("utf-8", "replace"), "x")
    again = recipe_of_cooklang(recipe_to_cooklang(validated(recipe)), "x")
    assert len(again.steps) >= 0


def _line(data: bytes) -> None:
    language, text = _text(data)
    parse_line(text, language)
    recipe = Recipe(id="", name="A", language=language, ingredients=(Ingredient(text=text),))
    for changed in (scaled(recipe, 2.0), in_system(recipe, System.US), in_system(recipe, System.METRIC)):
        assert changed.ingredients


def _duration(data: bytes) -> None:
    language, text = _text(data)
    for seconds in (seconds_of(text, language), *(found.high for found in durations_in(text, language))):
        assert seconds is None or (math.isfinite(seconds) and seconds >= 0)
    number = number_of(text, language)
    assert number is None or math.isfinite(number)


def _label(data: bytes) -> None:
    language, text = _text(data)
    reading = read_label(text, language)
    assert reading.named >= 0


def _guest_answers(data: bytes) -> None:
    for answer in read_answers(data.decode("utf-8", "replace")):
        assert answer is not None


def _barcode(data: bytes) -> None:
    code = normalized(data[:32].decode("utf-8", "replace"))
    assert code == "" or code.isascii()
    product_of("4006381333931", data)


def _journal_event(data: bytes) -> None:
    event = decode_event(_json(data))
    assert decode_event(json.loads(json.dumps(encode_event(event)))) == event


def _stored_recipe(data: bytes) -> None:
    document = _json(data)
    if isinstance(document, dict):
        json.dumps(recipe_to_json(validated(recipe_from_json(document))), allow_nan=False)


def _link_frame(data: bytes) -> None:
    message = envelope.parse(data)
    values = getattr(message, "params", None) or getattr(message, "result", None) or {}
    burner = LinkBurnerState(n=1).merged(values, 0)
    assert burner.n == 1
    decoding.stove_state(StoveState(), values)
    decoding.event(values)
    decoding.burner_info(values)


_TOPICS: Final = (
    hermes.INTENT_TOPIC + "Recipe",
    hermes.QUERY_TOPIC,
    hermes.SESSION_STARTED_TOPIC,
    hermes.SESSION_ENDED_TOPIC,
    hermes.SESSION_QUEUED_TOPIC,
    hermes.NOT_RECOGNIZED_TOPIC,
    hermes.CONTINUE_TOPIC,
    hermes.END_TOPIC,
)


def _hermes(data: bytes) -> None:
    topic = _TOPICS[data[0] % len(_TOPICS)] if data else _TOPICS[0]
    message = hermes.decode(topic, data[1:])
    if topic.startswith(hermes.INTENT_TOPIC):
        json.dumps(hermes.slots_of(message), allow_nan=False)  # type: ignore[arg-type]


_BURNERS: Final = (Named("1", "Front left"), Named("2", "Back left"), Named("3", "Vorne rechts"))


@cache
def _recognizer() -> Recognizer:
    recognizer = Recognizer(preload=LANGUAGES)
    recognizer.update("burner", _BURNERS)
    return recognizer


def _voice(data: bytes) -> None:
    language, text = _text(data)
    off = read_off(text, language=language, burners=_BURNERS)
    found = _recognizer().recognize(text, language=language)
    json.dumps(found.slots, default=str)
    assert off == read_off(text, language=language, burners=_BURNERS)


_EVENTS = (
    Started(at=1.0, heat=True, by="anna", allowances={}),
    HeatAsked(at=2.0, dish="soup", order=1, heat=Heat(power=50.0), start=True),
    Sampled(at=3.0, dish="soup", times=(1.0, 2.0), celsius=(20.0, None), power=(50.0, 50.0), target_c=None),
)
_PAGE = b"<h1>Soup</h1><h2>Ingredients</h2><ul><li>200 g lentils</li></ul><h2>Method</h2><p>Boil for 20 minutes.</p>"
_LD = b'{"@type":"Recipe","name":"Soup","recipeIngredient":["1 egg"],"recipeInstructions":["Boil it well."],"totalTime":"PT1H"}'

TARGETS: Final[dict[str, Target]] = {
    "import_text": Target(_import_text, (KitchenError,), (b"Soup\nIngredients\n1 egg\nMethod\nBoil it for 20 minutes.", _LD)),
    "import_page": Target(_import_page, (KitchenError,), (_PAGE, b'<div itemscope itemtype="http://schema.org/Recipe"><h1 itemprop="name">Soup</h1></div>')),
    "import_json_ld": Target(_import_json_ld, (KitchenError,), (_LD, b'{"@graph":[' + _LD + b"]}")),
    "import_named_file": Target(_import_named, (KitchenError,), (b"\x00Boil @lentils{200%g}.", b"\x02MMMMM----- Recipe via Meal-Master\n Title: Soup\n\n 1 c Rice\n", b"\x01" + _LD)),
    "cooklang": Target(_cooklang, (), (b">> servings: 2\nBoil @lentils{200%g} in a #pot{} for ~{20%minutes}.", b"---\ntitle: A\n---\n= Part\n@&egg{1}(beaten)")),
    "ingredient_line": Target(_line, (), (b"\x001 lb 4 oz flour, sifted", b"\x012 EL Mehl (gestr.)", b"\x022 livres de beurre", b"\x031/2 taza de leche", b"\x04un etto di prosciutto")),
    "duration": Target(_duration, (), (b"\x001 hr. 15 min.", b"\x011 Std. 30 Min.", b"\x04un'ora e mezza", b"\x00PT1H30M")),
    "label": Target(_label, (), (b"\x00Ingredients: wheat flour, milk powder. May contain traces of nuts.", "\x01Zutaten: Weizenmehl, Süßmolke".encode())),
    "guest_answers": Target(_guest_answers, (KitchenError,), (b"HearthTech answer\nname: Maria\ncode: 7K2M-QX4P-9RTB\ncoming: yes\nscores: A taste 4, B taste 3",)),
    "barcode": Target(_barcode, (KitchenError,), (b"4006381333931", b'{"status":1,"product":{"product_name":"Oats","quantity":"500 g"}}')),
    "journal_event": Target(_journal_event, (CodecError,), tuple(json.dumps(encode_event(event)).encode() for event in _EVENTS)),
    "stored_recipe": Target(_stored_recipe, DAMAGE, (b'{"id":"a","name":"Soup","ingredients":[{"text":"1 egg"}],"steps":[{"text":"Boil."}]}',)),
    "link_frame": Target(_link_frame, (LinkRefused, LinkProtocolError), (b'{"jsonrpc":"2.0","method":"state.changed","params":{"n":1,"power":50,"seq":1,"kind":"pan_placed","uptime_ms":5}}',)),
    "hermes": Target(_hermes, (InvalidMessage,), (b'\x00{"input":"stop","intent":{"intentName":"Recipe","confidenceScore":1},"siteId":"k","slots":[{"slotName":"a","value":{"value":1}}]}', b'\x02{"sessionId":"a","siteId":"k"}')),
    "voice": Target(_voice, (), (b"\x00set the front left burner to five", b"\x01mach alles aus", "\x02éteins tout".encode(), b"\x03pon el fuego a cinco", b"\x04spegni tutto")),
}  # fmt: skip
"""Every reader by name."""
