"""Fold text for comparing: lower case, no accents, ligatures, typographic apostrophes and invisible characters.

Folded text is for comparing only; it is never shown to a person. `fold(fold(text)) == fold(text)`.
"""

import unicodedata

_SIGNS = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'"))
_INVISIBLE = dict.fromkeys([
    0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), 0xFEFF,
])  # fmt: skip
"""Soft hyphens, zero-width characters, direction marks, variation selectors."""
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"}
)


def strip_marks(text: str) -> str:
    """Remove accents and invisible characters, and replace compatibility characters (`ﬁ`, `㎏`, full width).

    Case, ligatures such as `œ`, and apostrophes stay.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """Return the folded text: `Crème brûlée` → `creme brulee`, `Œuf` → `oeuf`, `Grandma’s` → `grandma's`.

    Vulgar fractions become digits with a fraction slash (`½` → `1⁄2`); a reader of numbers replaces them before
    (`numbers.spell_fractions`).
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = strip_marks(text.translate(_SIGNS)).casefold()
    # Folding case may produce marks again (`İ`), and compatibility characters capitals.
    return strip_marks(folded).translate(_LETTERS)
