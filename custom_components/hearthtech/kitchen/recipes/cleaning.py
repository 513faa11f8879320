"""Clean text of pages and files: remove formatting, wrong encodings and noise.

Only formatting is removed. Other markup (a `<script>` in a title) stays as text; code that displays it must
escape it.
"""

from collections.abc import Sequence
import html
from itertools import pairwise
import math
import re
import unicodedata

from .word_lists import expressions

_BLOCKS = "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul"
_BREAK = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_MARKED_UP = re.compile(r"</?(?:p|li)(?:\s[^<>]*)?>", re.IGNORECASE)
_CELL = re.compile(r"</?t[dh](?:\s[^<>]*|/)?>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|big|bdi|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|noscript|o:p|picture|q|s|samp"
    r"|small|source|span|strike|strong|sub|sup|svg|time|tt|u|var|wbr)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SHORTCODE = re.compile(
    r"\[/?(?:adjustable|caption|convert|embed|gallery|ingredient|mv_[a-z]+|nutrition|span|timer|url|wprm[a-z-]*)(?:[ =][^\[\]]*)?\]"
)
# Zero-width and direction marks, soft hyphens, and every control character but the newline.
_NOISE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# UTF-8 that was decoded as Windows-1252: "Ã©", "â€™", "Â½".
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ¡-¿]|â(?:€|„|…)")


def lines_of(text: str) -> list[str]:
    """The lines of a text with HTML in it.

    Block elements and newlines separate them, empty ones are left out.
    """
    if _MARKED_UP.search(text):
        # In HTML a line end is a space; in a plain string it is a line end.
        text = " ".join(text.split())
    if "&" in text or "<" in text:
        for _ in range(3):
            text = _without_inline(_CELL.sub(" ", _BREAK.sub("\n", text)))
            if not _ENTITY.search(text):
                break
            text = html.unescape(text)
        text = _without_inline(_BREAK.sub("\n", text)) if "<" in text else text
    if "[" in text:
        text = _SHORTCODE.sub("", text)
    text = _NEWLINES.sub("\n", repaired(text))
    text = _NOISE.sub("", text)
    if "((" in text and "))" in text:
        # A common recipe plugin brackets notes that are in brackets already.
        text = text.replace("((", "(").replace("))", ")")
    return [line for raw in text.split("\n") if (line := _SPACES.sub(" ", raw).strip())]


def _without_inline(text: str) -> str:
    # Comments are searched only up to the last comment end: a thousand open ones cost as much as one.
    end = text.rfind("-->") + 3 if "-->" in text else 0
    return _INLINE.sub("", _COMMENT.sub("", text[:end]) + text[end:])


def line_of(text: str) -> str:
    """The text on one line."""
    return " ".join(lines_of(text))


def paragraphs_of(text: str) -> str:
    """The text with its line breaks, without other formatting."""
    return "\n".join(lines_of(text))


def repaired(text: str) -> str:
    """Undo a wrong decoding of UTF-8 as Windows-1252."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        meant = b"".join(_byte(letter) for letter in text).decode("utf-8")
    except UnicodeEncodeError, UnicodeDecodeError:
        return text
    return meant


def _byte(letter: str) -> bytes:
    # Windows-1252 leaves five bytes undefined; programs pass them through unchanged.
    return bytes((ord(letter),)) if ord(letter) < 0xA0 else letter.encode("cp1252")


_WORDS = expressions("text_words")
_MARKED_HEADING = re.compile(
    r"\[([^\[\]:]{2,60}):?\]|【([^【】]{1,60})】|〔([^〔〕]{1,60})〕|\*\*([^*]{2,60})\*\*:?|#{1,6}\s+([^#]{2,60}?)\s*#*"
    r"|[-–—=~*]{2,}\s*([^-–—=~*]{2,60}?)\s*[-–—=~*]{2,}"
)
_REMARK = re.compile(rf"(?:{_WORDS['remark']}|x|\d.*|.*\d)", re.IGNORECASE)


def is_heading(line: str) -> str | None:
    """The title of a line that is only a heading ("For the sauce:"), else `None`."""
    if len(line) > 80:
        return None
    if (match := _MARKED_HEADING.fullmatch(line)) and not _REMARK.fullmatch(match[match.lastindex or 0]):
        return match[match.lastindex or 0].strip(":： ")
    if not line.endswith((":", "：")) or any(unicodedata.numeric(letter, -1) > 0 for letter in line):
        return None
    title = line.rstrip(":： ").strip("*#-–— ")
    return title if title and ":" not in title else None


_NUMBERED = re.compile(
    rf"^\s*(?:(?:{_WORDS['step']})\s*)?\(?(\d{{1,3}})\s*[.):/–-]+\s*(?=\D)",
    re.IGNORECASE,
)


def uncounted(lines: Sequence[str]) -> list[str]:
    """The lines without "1." or "Step 1:" before each, if these numbers count up from one."""
    matches = [_NUMBERED.match(line) for line in lines]
    counted = [int(match[1]) for match in matches if match]
    counts_up = counted[:1] == [1] and all(second in {first + 1, 1} for first, second in pairwise(counted))
    if not counts_up or len(counted) < max(2, math.ceil(len(lines) * 0.8)):
        return list(lines)
    return [line[match.end() :] if match else line for line, match in zip(lines, matches, strict=True)]


_STEP_NUMBER = re.compile(
    rf"\s*(?:(?:{_WORDS['step_number']})s?\s*(?:n[o°.]*\s*)?)?#?\d*\s*[.:)]*\s*",
    re.IGNORECASE,
)


def is_step_number(line: str) -> bool:
    """Whether a line is only a step number: "Step 2", "3."."""
    return _STEP_NUMBER.fullmatch(line) is not None
