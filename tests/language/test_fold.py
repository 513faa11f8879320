"""Folding of text."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.language.fold import fold, strip_marks
from custom_components.hearthtech.language.languages import LANGUAGES, base_language, known_language


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_case_is_folded(text: str) -> None:
    assert fold(text.upper().lower()) == fold(fold(text.upper()))


@settings(deadline=None)
@given(st.text(alphabet="aeioucnäöüéèêëàâçñôûîœæß ’'"))
def test_texts_of_the_five_languages_become_plain_ascii(text: str) -> None:
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crème brûlée", "creme brulee"),
        ("Œufs", "oeufs"),
        ("SÜẞKARTOFFEL", "susskartoffel"),
        ("Straße", "strasse"),
        ("Grandma’s", "grandma's"),
        ("l`eau", "l'eau"),
        ("Smørrebrød", "smorrebrod"),
        ("żurek z łopatki", "zurek z lopatki"),
        ("Mehl\u00adsieb", "mehlsieb"),
        ("ﬁlet", "filet"),
        ("２００ ㎏", "200 kg"),
        ("İzmir", "izmir"),
        ("卵", "卵"),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_marks_are_removed_without_changing_case() -> None:
    assert strip_marks("Crème Œuf") == "Creme Œuf"


def test_language_codes_lose_their_region() -> None:
    assert [base_language(code) for code in ("de", "de-AT", "DE_de", "pt-BR")] == ["de", "de", "de", "pt"]
    assert [known_language(code) for code in (*LANGUAGES, "fr-CA", "pt")] == [*LANGUAGES, "fr", "en"]
