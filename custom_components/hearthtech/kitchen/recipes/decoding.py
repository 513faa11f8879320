"""Decode bytes of files and pages as text, by their content and their headers."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 8192


def text_of(content: bytes, declared: str | None = None) -> str:
    """The text of a file. `declared` is the charset of its HTTP header, if any.

    Valid UTF-8 is decoded as UTF-8, because other encodings are almost never valid UTF-8; then the declared
    charset is tried, and at last Windows-1252, as browsers do. A few broken bytes in a page that says it is
    UTF-8 become replacement characters.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if b"\x00" in content[:200]:
        return content.decode("utf-16-be" if content[:1] == b"\x00" else "utf-16-le", "replace")
    for name in (declared, _declared_inside(content)):
        if name is None:
            continue
        try:
            encoding = codecs.lookup(name).name
            if not encoding.startswith(("utf-8", "ascii", "iso8859-1")):
                return content.decode(encoding)
        except LookupError, UnicodeError:
            continue
    if _mostly_utf8(content, broken.start):
        return content.decode("utf-8", "replace")
    return content.decode("cp1252", "replace")


def _declared_inside(content: bytes) -> str | None:
    match = _DECLARED.search(content[:_HEAD])
    return match[1].decode("ascii") if match else None


def _mostly_utf8(content: bytes, start: int) -> bool:
    """Whether far more of the non-ASCII characters are valid UTF-8 than invalid."""
    sample = content[max(0, start - 50_000) : start + 200_000].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    sound = sum(1 for letter in sample if letter > "\x7f") - broken
    return sound > 4 * broken
