"""Words as they are typed and heard."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.voice.text import MAX_TOKENS, sentences, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's next?", "what is next"),
        ("whats next", "what is next"),
        ("Grandma’s Soup!", "grandmas soup"),
        ("don't do it", "do not do it"),
        ("Crème brûlée", "creme brulee"),
        ("2½ cups", "2 1/2 cups"),
        ("1,5 hours at 180°C", "1.5 hours at 180 ° c"),
        ("front-left", "front left"),
        ("s t o p", "stop"),
        ("S.T.O.P!", "stop"),
        ("STOOOOP", "stop"),
        ("", ""),
        ("?!…", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(tokens(text)) == words


def test_french_apostrophes_separate() -> None:
    assert tokens("l'eau", "fr") == ["l", "eau"]


@settings(deadline=None)
@given(st.text(max_size=3000))
def test_any_text_gives_a_bounded_number_of_plain_words(text: str) -> None:
    words = tokens(text)
    assert len(words) <= MAX_TOKENS
    assert all(word and not word.isspace() and not set(word) & set("[]{}()<>|\\") for word in words)


def test_sentences_in_order() -> None:
    assert sentences("Ok. I added it! What now?") == ["Ok", "I added it", "What now"]
