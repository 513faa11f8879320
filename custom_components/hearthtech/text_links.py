"""Finds URLs in text that people paste or share."""


def find_url(text: str) -> str | None:
    """Return the first URL in a text. Phones share a headline together with the URL."""
    return next((word for word in text.split() if word.startswith(("https://", "http://"))), None)
