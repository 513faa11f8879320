"""Links, as people paste and share them."""


def link_in(text: str) -> str | None:
    """The first web address in a text; phones share a headline with it."""
    return next((word for word in text.split() if word.startswith(("https://", "http://"))), None)
